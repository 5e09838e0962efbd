//! The account page.

use std::sync::LazyLock;

use chrono::NaiveDate;
use kabinet_domain::{Money, Offer, Summary};
use regex::Regex;
use url::Url;

use crate::description::{AccountLabels, Labels, Saying};
use crate::error::Missing;
use crate::page::dom::Document;
use crate::page::labels::{Field, Search};
use crate::page::layout::{Layout, Run};
use crate::page::links;
use crate::page::neighbours::Neighbours;
use crate::page::text::{key, pattern, words};
use crate::page::values::{Kind, Located, Value};

const LEAST_SHARE_OF_MONTHLY: i64 = 2;

static OFFER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?P<full>при оплате\s+)?(?:сразу\s+)?(?:за\s+)?(?P<months>\d{1,2})\s*мес(?:яц\p{L}*|\.)?(?P<rest>.*)$",
    )
});

static TERM: LazyLock<Regex> = LazyLock::new(|| pattern(r"за (?P<months>\d{1,2})\s*мес(?:яц\p{L}*|\.)?"));

/// Reads the account page on a day at the provider.
///
/// # Errors
/// Every label that the page lacks.
pub fn summary(document: &Document, labels: &Labels, today: NaiveDate) -> Result<Summary, Vec<Missing>> {
    let layout = Layout::of(document);
    let wanted = labels.account.wanted();
    let search = Search::new(&layout, &wanted, today);
    let [balance, price, debit, account] = wanted.map(|field| noted(document, field, search.find(field)));
    let (balance, price, debit, account) = match (balance, price, debit, account) {
        (Ok(balance), Ok(price), Ok(debit), Ok(account)) => (balance, price, debit, account),
        (balance, price, debit, account) => {
            return Err([balance, price, debit, account].into_iter().filter_map(Result::err).collect());
        }
    };
    let (Value::Money(balance), Value::Money(price), Value::Number(account)) = (balance, price, account)
    else {
        return Err(wanted.iter().map(|field| Missing::not_found(&field.name)).collect());
    };
    Ok(Summary {
        account,
        tariff_price: Some(price.money),
        balance: balance.money,
        other_balances: search.service_balances(&labels.account.balance),
        next_debit: if let Value::Day(date) = debit { Some(date) } else { None },
        days_left: days_left(&search, &labels.account, debit),
        offers: offers(&layout, today, price.money),
        pay_url: leads_to(document, &labels.way.pay),
        change_tariff_url: leads_to(document, &labels.way.change_tariff),
    })
}

fn noted(document: &Document, field: &Field, found: Result<Located, Missing>) -> Result<Value, Missing> {
    match &found {
        Ok(found) => document.notes.found(&field.name, &found.by, found.score),
        Err(missing) => document.notes.missing(std::slice::from_ref(missing)),
    }
    found.map(|found| found.value)
}

/// The days left, be they the debit's own figure, one beside it, or one with a label of its own.
fn days_left(search: &Search<'_>, labels: &AccountLabels, debit: Value) -> Option<u32> {
    let own = |value| if let Value::DaysLeft(days) = value { Some(days) } else { None };
    let labelled = || search.value(&labels.days_left).ok().and_then(own);
    own(debit).or_else(labelled).or_else(|| search.days_left(&labels.next_debit))
}

/// What paying ahead costs: a sum by a label such as «При оплате за 3 месяца», or in a sentence
/// behind such words. Beside other sums in its row (a price for a month, a saving) it is the one that
/// paying for so long may cost.
fn offers(layout: &Layout, today: NaiveDate, monthly: Money) -> Vec<Offer> {
    let neighbours = Neighbours::new(layout, vec!["при оплате", "за"], today);
    let is_about_offers = layout.runs().any(|(_, run)| run.text.to_lowercase().contains("при оплате"));
    let mut offers: Vec<Offer> = Vec::new();
    let mut add = |months, sums: &[Value]| {
        let offer = price_of(sums, months, monthly).map(|price| Offer { months, price });
        offers.extend(offer.filter(|offer| !offers.iter().any(|known| known.months == offer.months)));
    };
    for (id, run) in layout.runs() {
        told(&run.text, today).iter().for_each(|(months, sums)| add(*months, sums));
        let Some((months, rest)) = term(run, is_about_offers) else { continue };
        let inside = Kind::Sum.whole(rest.trim_start_matches([':', '-', '–', '—', '=', ' ']), today);
        let behind = inside.map_or_else(|| neighbours.values_beside(Kind::Sum, id), |value| vec![value]);
        let before = || neighbours.value(Kind::Sum, id).map(|(_, value)| value).into_iter().collect();
        add(months, &if behind.is_empty() { before() } else { behind });
    }
    offers.sort_by_key(|offer| offer.months);
    offers
}

/// The terms that a sentence on paying ahead names, with the sums that follow each.
fn told(text: &str, today: NaiveDate) -> Vec<(u32, Vec<Value>)> {
    let said = key(text);
    if !said.contains("при оплате") {
        return Vec::new();
    }
    let mut terms: Vec<(u32, usize, usize)> = Vec::new();
    for parts in TERM.captures_iter(&said) {
        let whole = parts.get(0).map(|term| term.range()).unwrap_or_default();
        terms.extend(parts["months"].parse().ok().map(|months| (months, whole.start, whole.end)));
    }
    let ends = terms.iter().skip(1).map(|term| term.1).chain([said.len()]);
    let parts = terms.iter().zip(ends).map(|((months, _, start), end)| (*months, &said[*start..end]));
    parts.map(|(months, part)| (months, sums_in(part, today))).collect()
}

fn sums_in(text: &str, today: NaiveDate) -> Vec<Value> {
    let starts = words(text).into_iter().map(|word| word.start);
    let sums = starts.filter_map(|start| Kind::Sum.at_start(&text[start..], today));
    let sure = |value: &Value| matches!(value, Value::Money(amount) if amount.sure);
    sums.map(|(value, _)| value).filter(sure).collect()
}

fn term(run: &Run, is_about_offers: bool) -> Option<(u32, String)> {
    let said = Some(key(&run.text)).filter(|said| said.contains("мес"))?;
    let parts = OFFER.captures(&said)?;
    let is_offer = parts.name("full").is_some() || is_about_offers;
    let rest = parts["rest"].trim().to_owned();
    is_offer.then_some((parts["months"].parse().ok()?, rest))
}

fn price_of(sums: &[Value], months: u32, monthly: Money) -> Option<Money> {
    let full: Money = (0..months).map(|_| monthly).sum();
    let costs_as_much =
        |sum: &Money| *sum <= full && sum.kopecks() * i128::from(LEAST_SHARE_OF_MONTHLY) >= full.kopecks();
    let sums =
        sums.iter().filter_map(|value| if let Value::Money(sum) = value { Some(sum.money) } else { None });
    let mut fitting: Vec<Money> = sums.filter(costs_as_much).collect();
    fitting.dedup();
    if let [price] = fitting.as_slice() { Some(*price) } else { None }
}

fn leads_to(document: &Document, wanted: &Saying) -> Option<Url> {
    let links = links::all(document);
    let mut leading = links::saying(&links, &wanted.synonyms).into_iter().filter(|link| link.ask.is_some());
    let first = leading.next()?;
    wanted.note(document, &first.says);
    first.ask.as_ref().map(|ask| ask.url().clone())
}
