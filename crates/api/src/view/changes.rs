//! Changes that a refresh brought.

use chrono::{DateTime, Utc};
use fluent::fluent_args;
use kabinet_domain::{self as domain, Money, Month, Place};
use serde::Serialize;
use ts_rs::TS;

use crate::Language;

/// The changes of the last refresh that brought any.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Changes {
    /// The time.
    pub at: DateTime<Utc>,
    /// The time of the refresh before it.
    pub since: Option<DateTime<Utc>>,
    /// The changes.
    pub items: Vec<Change>,
}

/// A change that a refresh brought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Change {
    /// The kind of change.
    pub what: ChangeKind,
    /// The sentence for people.
    pub text: String,
    /// The month of the transaction.
    #[ts(as = "Option<String>")]
    pub month: Option<Month>,
    /// The zero-based index of the transaction within the month, oldest first.
    pub position: Option<usize>,
}

/// A kind of change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// New transactions.
    #[serde(rename = "new_entries")]
    NewTransactions,
    /// Another price of the tariff.
    Price,
    /// A charge with a new description.
    #[serde(rename = "new_kind")]
    NewCategory,
    /// A charge of an unusual amount.
    Unusual,
    /// A payment that went back.
    Returned,
    /// A transaction that the site no longer shows.
    Vanished,
}

impl Change {
    pub(crate) fn new(change: domain::Change, language: Language) -> Self {
        match change {
            domain::Change::NewTransactions { count, paid, charged, month } => {
                let (paid, charged) = (language.money(paid), language.money(charged));
                let args = fluent_args!["count" => count, "paid" => paid, "charged" => charged];
                let text = language.text("change-new-entries", &args);
                Self { what: ChangeKind::NewTransactions, text, month: Some(month), position: None }
            }
            domain::Change::Price { was, now } => {
                let args = fluent_args!["was" => language.money(was), "now" => language.money(now)];
                let text = language.text("change-price", &args);
                Self { what: ChangeKind::Price, text, month: None, position: None }
            }
            domain::Change::NewCategory(place) => {
                Self::at(place, ChangeKind::NewCategory, "change-new-kind", None, language)
            }
            domain::Change::Unusual { place, usual } => {
                Self::at(place, ChangeKind::Unusual, "change-unusual", Some(usual), language)
            }
            domain::Change::Returned(place) => {
                Self::at(place, ChangeKind::Returned, "change-returned", None, language)
            }
            domain::Change::Vanished(place) => {
                let change = Self::at(place, ChangeKind::Vanished, "change-vanished", None, language);
                Self { position: None, ..change }
            }
        }
    }

    fn at(place: Place, what: ChangeKind, id: &str, usual: Option<Money>, language: Language) -> Self {
        let args = fluent_args![
            "operation" => place.entry.description,
            "date" => language.date_with_year(place.entry.date),
            "amount" => language.money(place.entry.amount.abs()),
            "usual" => usual.map(|sum| language.money(sum)).unwrap_or_default(),
        ];
        let text = language.text(id, &args);
        Self { what, text, month: Some(place.month), position: Some(place.position) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_change_is_told_in_both_languages() {
        let sum: Money = "800.00".parse().unwrap();
        let month: Month = "2021-11".parse().unwrap();
        let entry = domain::Transaction {
            date: month.first_day(),
            time: None,
            description: "Антивирус".to_owned(),
            balance_before: None,
            amount: -sum,
            balance_after: None,
        };
        let place = || Place { month, position: 0, entry: entry.clone() };
        let every = [
            domain::Change::NewTransactions { count: 2, paid: sum, charged: sum, month },
            domain::Change::Price { was: sum, now: sum },
            domain::Change::NewCategory(place()),
            domain::Change::Unusual { place: place(), usual: sum },
            domain::Change::Returned(place()),
            domain::Change::Vanished(place()),
        ];
        for change in every {
            let [ru, en] = Language::ALL.map(|language| Change::new(change.clone(), language).text);
            for text in [&ru, &en] {
                assert!(text.ends_with('.') && text.contains("800") && !text.contains('{'), "{text}");
            }
            assert_ne!(ru, en, "it has one language only");
        }
    }
}
