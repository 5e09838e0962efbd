//! Several services of one account, each with its own price and next debit.

use chrono::{Days, NaiveDate};
use kabinet_domain::{Money, Service};
use kabinet_extract::error::{Missing, Problem};
use kabinet_extract::field::{Field, Occurrence, Search};
use kabinet_extract::html::layout::{BoxId, Layout, Run};
use kabinet_extract::text::amount::Amount;
use kabinet_extract::text::normalize::{normalize, words};
use kabinet_extract::text::value::{Kind, Value, date_within};

use crate::portal::account_page::sentences;

const TARIFF_LABELS: [&str; 5] = ["тарифный план", "тариф", "ваш тариф", "ваш тарифный план", "услуга"];

/// Reads the services that are charged on the same day; empty unless there are several for certain.
///
/// Each has a price and a next debit of its own, in the same order. A block that the page repeats
/// for another width of the screen counts once.
pub fn read(
    layout: &Layout,
    search: &Search<'_>,
    price: &Field,
    next_debit: &Field,
    today: NaiveDate,
) -> Vec<Service> {
    let prices: Vec<(BoxId, Money)> = search.occurrences(price).into_iter().filter_map(price_at).collect();
    let debits: Vec<(BoxId, NaiveDate)> =
        search.occurrences(next_debit).into_iter().filter_map(|debit| day_at(debit, today)).collect();
    if prices.len() < 2 || !are_paired(&prices, &debits) {
        return Vec::new();
    }
    let names = names(layout, search, &prices, &debits);
    let mut services: Vec<Service> = Vec::new();
    for (((_, price), (_, day)), name) in prices.iter().zip(&debits).zip(names) {
        let service = Service { name, price: *price, next_debit: *day };
        if !services.contains(&service) {
            services.push(service);
        }
    }
    let is_one_day = debits.iter().all(|(_, day)| *day == debits[0].1);
    if services.len() > 1 && is_one_day { services } else { Vec::new() }
}

/// Returns the sum of the prices in every block or sentence, where each is a service of its own.
///
/// # Errors
/// No block has a price, or the price of one is not certain.
pub fn sum(layout: &Layout, search: &Search<'_>, price: &Field, today: NaiveDate) -> Result<Value, Missing> {
    let missing = |problem| Missing { label: price.name.clone(), problem };
    let in_blocks = search.every(price).map(|all| all.into_iter().filter_map(price_at).collect::<Vec<_>>());
    let in_sentences = sentences::prices(layout, price, today);
    let (Some(blocks), Some(sentences)) = (in_blocks, in_sentences) else {
        return Err(missing(Problem::NotRead(price.name.clone())));
    };
    let prices: Vec<Money> = match (blocks.is_empty(), sentences.is_empty()) {
        (true, true) => return Err(missing(Problem::NotFound)),
        (false, _) => blocks.into_iter().map(|(_, price)| price).collect(),
        (true, false) => sentences,
    };
    let money = prices.into_iter().sum();
    Ok(Value::Money(Amount { money, per_month: true, has_currency_or_decimals: true }))
}

fn price_at(occurrence: Occurrence) -> Option<(BoxId, Money)> {
    if let Value::Money(price) = occurrence.value { Some((occurrence.id, price.money)) } else { None }
}

fn day_at(occurrence: Occurrence, today: NaiveDate) -> Option<(BoxId, NaiveDate)> {
    let day = match occurrence.value {
        Value::Day(day) => day,
        Value::DaysLeft(days) => today.checked_add_days(Days::new(u64::from(days)))?,
        Value::Money(_) | Value::Number(_) | Value::Nothing(_) => return None,
    };
    Some((occurrence.id, day))
}

/// Returns true if prices and debits alternate on the page.
fn are_paired(prices: &[(BoxId, Money)], debits: &[(BoxId, NaiveDate)]) -> bool {
    let alternate = |first: &[BoxId], second: &[BoxId]| {
        let pairs = || first.iter().zip(second);
        pairs().all(|(first, second)| first <= second)
            && pairs().map(|(_, second)| second).zip(first.iter().skip(1)).all(|(end, next)| end < next)
    };
    let prices: Vec<BoxId> = prices.iter().map(|(id, _)| *id).collect();
    let debits: Vec<BoxId> = debits.iter().map(|(id, _)| *id).collect();
    prices.len() == debits.len() && (alternate(&prices, &debits) || alternate(&debits, &prices))
}

/// Returns the name of each service's tariff; empty where the page shows none.
fn names(
    layout: &Layout,
    search: &Search<'_>,
    prices: &[(BoxId, Money)],
    debits: &[(BoxId, NaiveDate)],
) -> Vec<String> {
    let tariffs: Vec<(BoxId, String)> =
        layout.runs().filter_map(|(id, run)| Some((id, tariff(search, id, run)?))).collect();
    let ends: Vec<BoxId> =
        prices.iter().zip(debits).map(|((price, _), (debit, _))| *price.max(debit)).collect();
    let mut begin = None;
    let mut names = Vec::new();
    for end in ends {
        let is_own = |id: BoxId| id <= end && begin.is_none_or(|begin| id > begin);
        let mut own = tariffs.iter().filter(|(id, _)| is_own(*id)).map(|(_, name)| name.clone());
        names.push(own.next_back().unwrap_or_default());
        begin = Some(end);
    }
    names
}

/// Returns the name of a tariff beside its label, or behind it in a run of text.
///
/// In a run the name is apart from the label: behind a colon or a dash, or in an element of its own.
fn tariff(search: &Search<'_>, id: BoxId, run: &Run) -> Option<String> {
    let text = run.text.as_str();
    if TARIFF_LABELS.contains(&normalize(text).as_str()) {
        return search.text_beside(id);
    }
    let marks = text.char_indices().filter(|(_, c)| matches!(c, ':' | '—' | '–')).map(|(at, _)| at);
    let mut borders: Vec<usize> = marks.chain(run.starts.iter().copied()).collect();
    borders.sort_unstable();
    let apart = borders.into_iter().filter_map(|at| text.split_at_checked(at));
    let mut named = apart.filter(|(label, _)| TARIFF_LABELS.contains(&normalize(label).as_str()));
    let name = named.next()?.1.trim_start_matches([':', '—', '–', ' ']).trim();
    (!name.is_empty()).then(|| name.to_owned())
}

/// Returns the one amount in the sentences on the next debit: «спишется 01.12.2026, сумма 550».
pub fn price_in_sentence(layout: &Layout, next_debit: &Field, today: NaiveDate) -> Option<Money> {
    let mut amounts: Vec<Money> = Vec::new();
    for (_, run) in layout.runs().filter(|(_, run)| !run.hidden) {
        let said = normalize(&run.text);
        if next_debit.labels.iter().any(|label| said.contains(label))
            && date_within(&run.text, today).is_some()
        {
            amounts.extend(amounts_in(&run.text, today));
        }
    }
    amounts.dedup();
    if let [amount] = amounts.as_slice() { Some(*amount) } else { None }
}

fn amounts_in(text: &str, today: NaiveDate) -> Vec<Money> {
    let words = words(text);
    let named =
        words.windows(2).filter(|pair| pair[0].key.starts_with("сумм")).map(|pair| (pair[1].start, true));
    let all = words.iter().map(|word| (word.start, false));
    let amounts = named.chain(all).filter_map(|(start, is_named)| {
        let part = text.get(start..)?;
        let is_day = Kind::Day.at_start(part, today).is_some();
        let is_continued = text[..start].ends_with(['.', ',', '-', '/', ':']);
        let Value::Money(amount) = Kind::Sum.at_start(part, today)?.0 else { return None };
        let is_money = is_named || (part.contains(['₽', 'р']) && amount.has_currency_or_decimals);
        (is_money && !is_day && !is_continued).then_some(amount.money)
    });
    let mut amounts: Vec<Money> = amounts.collect();
    amounts.sort_unstable();
    amounts.dedup();
    amounts
}
