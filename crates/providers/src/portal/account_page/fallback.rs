//! Figures that stand under no label of their own.
//!
//! They are the price beside the tariff's name and the next debit in a sentence.

use std::sync::LazyLock;

use chrono::NaiveDate;
use kabinet_domain::Money;
use kabinet_extract::error::{Missing, Problem};
use kabinet_extract::field::{Field, Search};
use kabinet_extract::html::layout::{BoxId, Layout};
use kabinet_extract::text::amount;
use kabinet_extract::text::date;
use kabinet_extract::text::normalize::{fold_case, words};
use kabinet_extract::text::other_services::OTHER_SERVICES;
use kabinet_extract::text::value::{Kind, Value};

/// The maximum number of lines of a block in which a price beside a tariff's name is the account's.
const LARGEST_BLOCK: usize = 24;
const LONGEST_SENTENCE: usize = 160;

/// The tariff's name, with a price marked as monthly beside it.
static TARIFF: LazyLock<Field> = LazyLock::new(|| {
    let labels = ["ваш тариф", "ваш тарифный план", "мой тариф", "текущий тариф", "тарифный план", "тариф"];
    Field::new("Тариф", labels.map(str::to_owned).to_vec(), Vec::new(), Kind::MonthlyPrice)
});

/// Beginnings of the words by which a sentence announces a debit.
const ANNOUNCES: [&str; 6] =
    ["спишем", "спишется", "спишутся", "будет списан", "будут списаны", "будет произведено списание"];
/// Beginnings of words in a sentence on another debit or on no certain one.
const NOT_OWN: [&str; 14] = [
    "партнер",
    "бонус",
    "балл",
    "сгор",
    "обещан",
    "кредит",
    "комисс",
    "штраф",
    "пен",
    "если",
    "рассроч",
    "оборудован",
    "роутер",
    "аренд",
];

/// Reads the price beside the tariff's name, in a block with other figures of the account.
///
/// # Errors
/// [`Problem::Ambiguous`] for several prices, [`Problem::NotFound`] for none.
pub fn price_of_tariff(layout: &Layout, fields: &[&Field], today: NaiveDate) -> Result<Money, Missing> {
    let all: Vec<&Field> = fields.iter().copied().chain([&*TARIFF]).collect();
    let search = Search::new(layout, &all, today);
    let own: Vec<BoxId> =
        fields.iter().flat_map(|field| search.occurrences(field)).map(|found| found.id).collect();
    let prices = search.occurrences(&TARIFF).into_iter().filter(|found| is_beside(layout, found.id, &own));
    let prices = prices
        .filter_map(|found| if let Value::Money(price) = found.value { Some(price.money) } else { None });
    one_of(prices.chain(in_sentence(layout)).collect())
}

/// Returns true if a box is in a block with one of others.
fn is_beside(layout: &Layout, id: BoxId, others: &[BoxId]) -> bool {
    let around = std::iter::successors(Some(id), |inner| layout.parent(*inner));
    let mut blocks = around.take_while(|block| layout.runs_within(*block).len() <= LARGEST_BLOCK);
    blocks.any(|block| others.iter().any(|other| layout.is_within(*other, block)))
}

/// Returns the monthly price in each sentence on the customer's tariff: «Вы подключены к тарифу …».
fn in_sentence(layout: &Layout) -> Vec<Money> {
    let texts = layout.runs().filter(|(_, run)| !run.hidden).map(|(_, run)| fold_case(&run.text));
    let is_own = |said: &String| {
        let begins = [
            "вы подключены к тариф",
            "вы пользуетесь тариф",
            "ваш тариф",
            "у вас тариф",
            "у вас подключен тариф",
        ];
        begins.iter().any(|beginning| said.starts_with(beginning)) && !names_other(said)
    };
    let monthly = |said: String| {
        let mut end = 0;
        let mut prices = Vec::new();
        for word in words(&said) {
            let found = Some(&said[word.start..]).filter(|_| word.start >= end).and_then(amount::at_start);
            if let Some((amount, rest)) = found {
                end = said.len() - rest.len();
                prices.extend(Some(amount.money).filter(|_| amount.per_month));
            }
        }
        prices
    };
    texts.filter(is_own).flat_map(monthly).collect()
}

/// Returns the day in the sentences that announce a debit: «4 декабря будет списано 800 ₽».
///
/// `None` if no sentence names a day that is still to come, or if they differ.
pub fn debit_in_sentence(layout: &Layout, today: NaiveDate) -> Option<NaiveDate> {
    let runs = layout.runs().filter(|(_, run)| !run.hidden).map(|(_, run)| fold_case(&run.text));
    let mut days = Vec::new();
    for said in runs.filter(|said| announces_debit(said)) {
        days.extend(dates_in(&said, today));
    }
    days.sort_unstable();
    days.dedup();
    if let [day] = days.as_slice() { Some(*day).filter(|day| *day >= today) } else { None }
}

fn announces_debit(said: &str) -> bool {
    let is_other = || words(said).iter().any(|word| NOT_OWN.iter().any(|stem| word.key.starts_with(stem)));
    said.chars().count() <= LONGEST_SENTENCE
        && ANNOUNCES.iter().any(|verb| said.contains(verb))
        && !is_other()
        && !names_other(said)
}

fn names_other(said: &str) -> bool {
    words(said).iter().any(|word| OTHER_SERVICES.contains(&word.key.as_str()))
}

fn dates_in(said: &str, today: NaiveDate) -> Vec<NaiveDate> {
    let mut end = 0;
    let mut dates = Vec::new();
    for word in words(said).into_iter().filter(|word| word.key.starts_with(|c: char| c.is_ascii_digit())) {
        if word.start < end {
            continue;
        }
        if let Some((moment, rest)) = date::at_start(&said[word.start..], today) {
            end = said.len() - rest.len();
            dates.push(moment.date);
        }
    }
    dates
}

fn one_of(mut prices: Vec<Money>) -> Result<Money, Missing> {
    prices.sort_unstable();
    prices.dedup();
    let problem = match prices.as_slice() {
        [price] => return Ok(*price),
        [] => Problem::NotFound,
        several => Problem::Ambiguous(several.iter().map(ToString::to_string).collect()),
    };
    Err(Missing { label: TARIFF.name.clone(), problem })
}
