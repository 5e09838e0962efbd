use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use fluent::fluent_args;
use kabinet_domain::{Change, Money, Month, Picture, Place, changes};
use kabinet_store::{Account, Kept, Store};

use crate::wire::meaning::{self, ChangeKind, Changes};
use crate::{ApiError, Kabinet, Language};

/// Charges of words that were not seen for so many months are new again.
const REMEMBERED_MONTHS: usize = 36;
/// Among how many refreshes that may have changed something one that did is looked for.
const LOOKED_THROUGH: usize = 30;

impl Kabinet {
    /// What the last refresh that changed anything brought; `None` if none did since the first
    /// that went well.
    ///
    /// # Errors
    /// Those of choosing an account, and those of the database and its folder.
    pub fn changes(&self, login: Option<&str>, language: Language) -> Result<Option<Changes>, ApiError> {
        let store = self.store()?;
        let account = self.account(&store, login)?;
        let prices = store.prices(account.id)?;
        let moments = moments(&store, &account, &prices)?;
        let Some(first) = first_refresh(&store, &account, &prices)? else { return Ok(None) };
        let since_then = moments.into_iter().rev().filter(|at| *at > first);
        for at in since_then.take(LOOKED_THROUGH) {
            let items = brought_at(&store, &account, &prices, at)?;
            if !items.is_empty() {
                let since = prices.iter().map(|kept| kept.read_at).filter(|it| *it < at).max();
                let items = items.into_iter().map(|change| language.change(change)).collect();
                return Ok(Some(Changes { at, since, items }));
            }
        }
        Ok(None)
    }
}

/// When months were first read to their end. Signing in reads the account page alone.
fn first_refresh(
    store: &Store,
    account: &Account,
    prices: &[Kept<Option<Money>>],
) -> Result<Option<DateTime<Utc>>, ApiError> {
    let began = store.months_changed_at(account.id)?.pop();
    let mut ended = prices.iter().map(|kept| kept.read_at);
    Ok(began.and_then(|began| ended.find(|ended| *ended >= began)))
}

/// When something may have changed.
fn moments(
    store: &Store,
    account: &Account,
    prices: &[Kept<Option<Money>>],
) -> Result<BTreeSet<DateTime<Utc>>, ApiError> {
    let other_price = prices.windows(2).filter(|pair| pair[0].value != pair[1].value);
    let other_price = other_price.map(|pair| pair[1].read_at);
    Ok(store.months_changed_at(account.id)?.into_iter().chain(other_price).collect())
}

fn brought_at(
    store: &Store,
    account: &Account,
    prices: &[Kept<Option<Money>>],
    at: DateTime<Utc>,
) -> Result<Vec<Change>, ApiError> {
    let just_before = at - chrono::TimeDelta::nanoseconds(1);
    let since = remembered_since(store, account)?;
    let picture = |at: DateTime<Utc>| -> Result<Picture, ApiError> {
        let known = prices.iter().rev().filter(|kept| kept.read_at <= at).find_map(|kept| kept.value);
        Ok(Picture { tariff_price: known, statements: store.statements_as_of(account.id, at, since)? })
    };
    Ok(changes(&picture(just_before)?, &picture(at)?))
}

fn remembered_since(store: &Store, account: &Account) -> Result<Month, ApiError> {
    let months = store.months(account.id)?;
    let oldest = months.iter().take(REMEMBERED_MONTHS).map(|kept| kept.value.month).min();
    Ok(oldest.unwrap_or(Month::of(DateTime::UNIX_EPOCH.date_naive())))
}

impl Language {
    fn change(self, change: Change) -> meaning::Change {
        let of_place = |what, id: &str, place: Place, usual: Option<Money>| {
            let values = fluent_args![
                "operation" => place.entry.operation,
                "date" => self.date_with_year(place.entry.date),
                "amount" => self.money(place.entry.amount.abs()),
                "usual" => usual.map(|sum| self.money(sum)).unwrap_or_default(),
            ];
            let (month, position) = (Some(place.month), Some(place.position));
            meaning::Change { what, text: self.say(id, &values), month, position }
        };
        match change {
            Change::NewEntries { count, paid, charged, month } => {
                let values = fluent_args![
                    "count" => count,
                    "paid" => self.money(paid),
                    "charged" => self.money(charged),
                ];
                let text = self.say("change-new-entries", &values);
                meaning::Change { what: ChangeKind::NewEntries, text, month: Some(month), position: None }
            }
            Change::Price { was, now } => {
                let values = fluent_args!["was" => self.money(was), "now" => self.money(now)];
                let text = self.say("change-price", &values);
                meaning::Change { what: ChangeKind::Price, text, month: None, position: None }
            }
            Change::NewKind(place) => of_place(ChangeKind::NewKind, "change-new-kind", place, None),
            Change::Unusual { place, usual } => {
                of_place(ChangeKind::Unusual, "change-unusual", place, Some(usual))
            }
            Change::Returned(place) => of_place(ChangeKind::Returned, "change-returned", place, None),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_change_is_told_in_both_languages() {
        let sum: Money = "800.00".parse().unwrap();
        let month: Month = "2021-11".parse().unwrap();
        let entry = kabinet_domain::Entry {
            date: month.first_day(),
            time: None,
            operation: "Антивирус".to_owned(),
            opening: None,
            amount: -sum,
            closing: None,
        };
        let place = || Place { month, position: 0, entry: entry.clone() };
        let every = [
            Change::NewEntries { count: 2, paid: sum, charged: sum, month },
            Change::Price { was: sum, now: sum },
            Change::NewKind(place()),
            Change::Unusual { place: place(), usual: sum },
            Change::Returned(place()),
        ];
        for change in every {
            let [ru, en] = Language::ALL.map(|language| language.change(change.clone()).text);
            for text in [&ru, &en] {
                assert!(text.ends_with('.') && text.contains("800") && !text.contains('{'), "{text}");
            }
            assert_ne!(ru, en, "it has one language only");
        }
    }
}
