//! Prices of paying for several months ahead.

use std::sync::LazyLock;

use chrono::NaiveDate;
use kabinet_domain::{Money, Offer};
use kabinet_extract::error::Problem;
use kabinet_extract::field::Field;
use kabinet_extract::field::adjacency::Adjacency;
use kabinet_extract::html::document::Document;
use kabinet_extract::html::layout::{BoxId, Layout};
use kabinet_extract::navigation::form;
use kabinet_extract::text::normalize::{fold_case, pattern, words};
use kabinet_extract::text::remark;
use kabinet_extract::text::remark::{Beside, Remark};
use kabinet_extract::text::value::{Kind, Value};
use regex::Regex;

use crate::portal::account_page::Reading;

const MIN_SHARE_OF_FULL_PRICE: i128 = 2;
const MAX_CARD: usize = 12;

/// Beginnings of lines on a term.
static TERMS: LazyLock<Field> = LazyLock::new(|| {
    Field::new("Срок", ["при оплате", "за"].map(str::to_owned).to_vec(), Vec::new(), Kind::Sum)
});
static TERM_LABEL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?P<full>(?:при )?(?:пред)?оплат[аеу]\s+)?(?:сразу\s+)?(?:за\s+|на\s+)?(?P<months>\d{1,2})\s*мес(?:яц\p{L}*|\.)?(?P<rest>.*)$",
    )
});
static TERM: LazyLock<Regex> = LazyLock::new(|| pattern(r"за (?P<months>\d{1,2})\s*мес(?:яц\p{L}*|\.)?"));
/// Terms in words, with the number of months of each.
static TERM_IN_WORDS: LazyLock<[(Regex, &str); 6]> = LazyLock::new(|| {
    [
        (r"\b(?:полгода|год|квартал) \((\d{1,2} мес\p{L}*\.?)\)", "$1"),
        (r"\bполгода\b|\bшесть месяцев\b", "6 месяцев"),
        (r"\b(?:целый |1 |один )?год\b|\bдвенадцать месяцев\b", "12 месяцев"),
        (r"\bквартал\b|\bтри месяца\b", "3 месяца"),
        (r"\bдва месяца\b", "2 месяца"),
        (r"\b(?:обычный|один) месяц\b", "за 1 месяц"),
    ]
    .map(|(words, months)| (pattern(words), months))
});
/// Phrases of a page that offers to pay ahead.
static ABOUT_OFFERS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "при оплате|оплат[аые] вперед|плати(?:те|ть) вперед|оплачива(?:йте|ется) вперед|предоплат|заплатить сразу|платите реже",
    )
});
/// Beginnings of words behind a price that speak of another amount.
const BEHIND_PRICE: [&str; 11] = [
    "экономи",
    "сэконом",
    "выгод",
    "скидк",
    "без скид",
    "вместо",
    "а не",
    "было",
    "раньше",
    "старая цена",
    "обычная цена",
];
/// A term behind a price, in figures also where the page has «в год».
static BEHIND_TERM: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^\s*(?:/|за|на|в|раз в|кажды[ей])\s*\d{1,2}\s*мес"));
static UNREADABLE: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\d[\d., ]*\s*(?:₽|руб|р\b)"));
/// Words before an amount that is not the price.
static NOT_PRICE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:вместо|экономи\p{L}*|сэкономите|выгод\p{L}*|скидк\p{L}*|было|раньше|стар\p{L}* цен\p{L}*|бонус\p{L}*|обычн\p{L}* цен\p{L}*)\s*(?:составит|составляет|до|на|в)?\s*[:—–-]?\s*[-−]?\s*$",
    )
});

/// A term of paying ahead, with the amounts beside it in each place where the page has it.
///
/// `None` stands for an amount that is not readable.
struct Term {
    months: u32,
    text: String,
    places: Vec<Vec<Option<Money>>>,
}

/// Reads the offers: all of them, or none.
///
/// Beside other amounts (an old price, a price for a month, a saving) the price is the one that paying
/// for the offer's months may cost.
pub fn read(
    document: &Document,
    layout: &Layout,
    today: NaiveDate,
    monthly: Option<Money>,
) -> Reading<Vec<Offer>> {
    let mut terms: Vec<Term> = Vec::new();
    for (months, text, amounts) in places(layout, today).into_iter().chain(in_choices(document, today)) {
        match terms.iter_mut().find(|term| term.months == months) {
            Some(term) => term.places.push(amounts),
            None => terms.push(Term { months, text, places: vec![amounts] }),
        }
    }
    if terms.iter().all(|term| term.places.iter().all(Vec::is_empty)) {
        return Reading::NotShown(None);
    }
    let mut offers = Vec::new();
    for term in &terms {
        match term.price(monthly) {
            Some(price) => offers.push(Offer { months: term.months, price }),
            None => return Reading::NotUnderstood(Problem::NotRead(term.text.clone())),
        }
    }
    offers.sort_by_key(|offer| offer.months);
    Reading::Read(offers)
}

impl Term {
    /// Returns its price, if every place with amounts gives the same one.
    fn price(&self, monthly: Option<Money>) -> Option<Money> {
        let places = self.places.iter().filter(|amounts| !amounts.is_empty());
        let mut prices: Vec<Option<Money>> =
            places.map(|amounts| price_of(amounts, self.months, monthly)).collect();
        prices.sort_unstable();
        prices.dedup();
        if let [Some(price)] = prices.as_slice() { Some(*price) } else { None }
    }
}

/// Chooses the price among the amounts beside a term.
fn price_of(amounts: &[Option<Money>], months: u32, monthly: Option<Money>) -> Option<Money> {
    let amounts: Vec<Money> = amounts.iter().copied().collect::<Option<_>>()?;
    let Some(monthly) = monthly else {
        return if let [price] = amounts.as_slice() { Some(*price) } else { None };
    };
    let full: Money = (0..months).map(|_| monthly).sum();
    let costs_as_much =
        |sum: &&Money| **sum <= full && sum.kopecks() * MIN_SHARE_OF_FULL_PRICE >= full.kopecks();
    // An amount somewhat above the full price contradicts the monthly one; no word makes it an old price.
    let contradicts = |sum: &Money| *sum > full && sum.kopecks() < full.kopecks() * 2;
    if amounts.iter().any(contradicts) {
        return None;
    }
    let mut fitting: Vec<Money> = amounts.iter().filter(costs_as_much).copied().collect();
    fitting.sort_unstable();
    fitting.dedup();
    match fitting.as_slice() {
        [price] => Some(*price),
        // The full price beside a lower one is the old price.
        [price, old] if *old == full => Some(*price),
        _ => None,
    }
}

/// Returns every place of a term with the amounts beside it.
fn places(layout: &Layout, today: NaiveDate) -> Vec<(u32, String, Vec<Option<Money>>)> {
    let adjacency = Adjacency::new(layout, vec![&TERMS], today);
    let shown = layout.runs().filter(|(_, run)| !run.hidden);
    let runs: Vec<_> = shown.map(|(id, run)| (id, run, is_about_offers(&run.text))).collect();
    let is_about_offers = runs.iter().any(|(_, _, is_said)| *is_said);
    let mut places = Vec::new();
    for (id, run, is_said) in runs {
        let sentence = if is_said { in_sentence(&run.text, today) } else { Vec::new() };
        let Some((months, rest)) = term(&run.text, is_about_offers).filter(|_| sentence.len() < 2) else {
            places.extend(sentence);
            continue;
        };
        let mut amounts = amounts_in(&rest, today);
        if amounts.is_empty() {
            amounts = in_card(layout, id, is_about_offers, today);
        }
        if amounts.is_empty() {
            amounts = adjacency.values_beside(Kind::Sum, id).iter().filter_map(money).map(Some).collect();
        }
        if amounts.is_empty() {
            let value = adjacency.value(Kind::Sum, id).and_then(|(_, shown)| shown.into_value());
            amounts = value.iter().filter_map(money).map(Some).collect();
        }
        places.push((months, run.text.clone(), amounts));
    }
    places
}

/// Returns the amounts in the largest box around a term that has no other term.
fn in_card(layout: &Layout, term_box: BoxId, is_about_offers: bool, today: NaiveDate) -> Vec<Option<Money>> {
    let around = std::iter::successors(Some(term_box), |inner| layout.parent(*inner));
    let has_one_term = |id: &BoxId| {
        let runs = layout.runs_within(*id);
        runs.len() <= MAX_CARD
            && runs.iter().filter(|run| term(&run.text, is_about_offers).is_some()).count() == 1
    };
    let card = around.take_while(has_one_term).last();
    let runs = card.map(|card| layout.runs_within(card)).unwrap_or_default();
    let mut before = String::new();
    let mut amounts = Vec::new();
    for run in runs.iter().filter(|run| !run.hidden && term(&run.text, is_about_offers).is_none()) {
        let text = format!("{before} {}", run.text);
        let own = amounts_in(&text, today);
        before = if own.is_empty() && !run.text.contains(|c: char| c.is_ascii_digit()) {
            run.text.clone()
        } else {
            String::new()
        };
        amounts.extend(own);
    }
    amounts
}

/// Returns the terms in a sentence on paying ahead, with the amounts behind each.
fn in_sentence(text: &str, today: NaiveDate) -> Vec<(u32, String, Vec<Option<Money>>)> {
    let said = in_figures(&fold_case(text));
    let mut terms: Vec<(u32, usize, usize)> = Vec::new();
    for parts in TERM.captures_iter(&said) {
        let whole = parts.get(0).map(|term| term.range()).unwrap_or_default();
        terms.extend(parts["months"].parse().ok().map(|months| (months, whole.start, whole.end)));
    }
    let ends = terms.iter().skip(1).map(|term| term.1).chain([said.len()]);
    let parts = terms.iter().zip(ends).map(|((months, _, start), end)| (*months, &said[*start..end]));
    let mut places: Vec<_> =
        parts.map(|(months, part)| (months, text.to_owned(), amounts_in(part, today))).collect();
    // «8 448 ₽ за 3 месяца» behind another term: the sentence does not say which term costs it.
    if places.iter().any(|(_, _, amounts)| amounts.is_empty()) {
        let priced = places.iter_mut().filter(|(_, _, amounts)| !amounts.is_empty());
        priced.for_each(|(_, _, amounts)| *amounts = vec![None]);
    }
    places
}

/// Returns the terms among the choices of a list.
///
/// A choice is a term with its price: «3 месяца, 2328 ₽».
fn in_choices(document: &Document, today: NaiveDate) -> Vec<(u32, String, Vec<Option<Money>>)> {
    let lists = document.elements().filter(|id| document.name(*id) == "select" && !document.is_hidden(*id));
    let mut places = Vec::new();
    for list in lists {
        let terms = form::options(document, list).into_iter().filter_map(|(_, text)| {
            let (months, rest) = term(&text, true)?;
            let amounts = amounts_in(&rest, today);
            (!amounts.is_empty()).then_some((months, text, amounts))
        });
        let terms: Vec<_> = terms.collect();
        places.extend(Some(terms).filter(|terms| terms.len() > 1).unwrap_or_default());
    }
    places
}

fn is_about_offers(text: &str) -> bool {
    ABOUT_OFFERS.is_match(&fold_case(text))
}

/// Returns a case-folded text with terms in figures: «6 месяцев» for «полгода».
fn in_figures(said: &str) -> String {
    let replaced =
        |said: String, (words, months): &(Regex, &str)| words.replace_all(&said, *months).into_owned();
    TERM_IN_WORDS.iter().fold(said.to_owned(), replaced)
}

/// Returns the amounts in a text, without savings, old prices and prices for one month.
fn amounts_in(text: &str, today: NaiveDate) -> Vec<Option<Money>> {
    let said = fold_case(text);
    let mut amounts = Vec::new();
    let mut end = 0;
    for word in words(&said) {
        let is_continued = said[..word.start].ends_with(['.', ',']);
        if word.start < end
            || (is_continued && said[..word.start - 1].ends_with(|c: char| c.is_ascii_digit()))
        {
            continue;
        }
        let Some((Value::Money(amount), rest)) = Kind::Price.at_start(&said[word.start..], today) else {
            amounts.extend(UNREADABLE.is_match(&said[word.start..]).then_some(None));
            continue;
        };
        let is_bare =
            !(amount.has_currency_or_decimals || rest.trim().is_empty() && is_alone(&said[..word.start]));
        end = said.len() - rest.len();
        if !is_bare && !amount.per_month && !NOT_PRICE.is_match(&said[..word.start]) {
            amounts.push(Some(amount.money).filter(|_| is_certain(&rest, today)));
        }
    }
    amounts
}

/// Returns true if the words behind an amount leave it a price in rubles.
fn is_certain(rest: &str, today: NaiveDate) -> bool {
    if BEHIND_TERM.is_match(rest) {
        return false;
    }
    let words = rest.split(|c: char| c.is_ascii_digit()).next().unwrap_or_default();
    let begins = words.trim_start_matches(|c: char| !c.is_alphabetic());
    BEHIND_PRICE.iter().any(|word| begins.starts_with(word))
        || remark::read(words, Beside::Money, today, &|_| false) == Remark::Harmless
}

fn is_alone(before: &str) -> bool {
    !before.contains(char::is_alphanumeric)
}

fn money(value: &Value) -> Option<Money> {
    if let Value::Money(amount) = value { Some(amount.money) } else { None }
}

/// Reads a text that begins with a term, and returns the rest.
fn term(text: &str, is_about_offers: bool) -> Option<(u32, String)> {
    let said = fold_case(text);
    // A term in words names one of these too.
    let said = ["мес", "год", "квартал"].iter().any(|unit| said.contains(unit)).then(|| in_figures(&said))?;
    let parts = TERM_LABEL.captures(&said)?;
    let is_offer = parts.name("full").is_some() || is_about_offers;
    let rest = parts["rest"].trim().to_owned();
    is_offer.then_some((parts["months"].parse().ok()?, rest))
}
