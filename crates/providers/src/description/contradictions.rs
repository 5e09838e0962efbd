//! Labels that must not say the same, because they would be taken for one another.

use super::reading::Refused;
use super::{Fault, Labels};
use crate::page::tables::{Column, Place};

const MONTHS: [&str; 5] = ["month", "opening", "paid", "charged", "closing"];
const ENTRIES: [&str; 5] = ["date", "operation", "opening", "amount", "closing"];

/// What may be said, and where it stands in the file.
struct Words<'a> {
    key: String,
    texts: &'a [String],
}

/// That no two labels contradict each other.
///
/// # Errors
/// The first that does, with the label that it repeats.
pub fn none_in(labels: &Labels) -> Result<(), Refused> {
    let account = &labels.account;
    all_differ(&[
        words("account.balance.synonyms", &account.balance.synonyms),
        words("account.balance.debts", &account.balance.debts),
        words("account.tariff_price.synonyms", &account.tariff_price.synonyms),
        words("account.next_debit.synonyms", &account.next_debit.synonyms),
        words("account.number.synonyms", &account.number.synonyms),
    ])?;
    all_differ(&in_columns("months", MONTHS, &labels.months, Place::Last))?;
    // The balances before and after an operation may bear one name: their places tell them apart.
    all_differ(&in_columns("entries", ENTRIES, &labels.entries, Place::Last))?;
    all_differ(&in_columns("entries", ENTRIES, &labels.entries, Place::First))
}

fn words<'a>(key: &str, texts: &'a [String]) -> Words<'a> {
    Words { key: key.to_owned(), texts }
}

/// The columns of a table but those of the place that is left out.
fn in_columns<'a>(table: &str, keys: [&str; 5], columns: &'a [Column], left_out: Place) -> Vec<Words<'a>> {
    let kept = keys.iter().zip(columns).filter(|(_, column)| column.place != left_out);
    kept.map(|(key, column)| words(&format!("{table}.{key}.synonyms"), &column.synonyms)).collect()
}

fn all_differ(all: &[Words<'_>]) -> Result<(), Refused> {
    for (at, later) in all.iter().enumerate() {
        for (item, text) in later.texts.iter().enumerate() {
            if let Some(earlier) = all[..at].iter().find(|earlier| earlier.texts.contains(text)) {
                let fault = Fault::SaysTheSame { text: text.clone(), as_in: earlier.key.clone() };
                return Err(Refused { key: later.key.clone(), item: Some(item), fault });
            }
        }
    }
    Ok(())
}
