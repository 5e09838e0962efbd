//! Check that no two labels could be taken for one another.

use kabinet_extract::field::Field;
use kabinet_extract::table::{Column, Place};

use crate::profile::refusal::Refused;
use crate::profile::{Fault, Labels};

const MONTHS: [&str; 5] = ["month", "opening", "paid", "charged", "closing"];
const ENTRIES: [&str; 5] = ["date", "operation", "opening", "amount", "closing"];

/// The wordings of one label and their key in the file.
struct Words<'a> {
    key: String,
    texts: &'a [String],
}

/// Checks that no wording belongs to two labels of one group.
///
/// # Errors
/// The first wording that stands twice, with the key of the other label.
pub fn check(labels: &Labels) -> Result<(), Refused> {
    let account = &labels.account;
    all_differ(&[
        words("account.balance.synonyms", &account.balance.labels),
        words("account.balance.debts", &account.balance.debts),
        words("account.tariff_price.synonyms", &account.tariff_price.labels),
        words("account.next_debit.synonyms", &account.next_debit.labels),
        words("account.number.synonyms", &account.number.labels),
        words("account.paid_until.synonyms", labels_of(account.paid_until.as_ref())),
    ])?;
    all_differ(&in_columns("months", MONTHS, labels.statement.months.all(), Place::Last))?;
    // The balances before and after a transaction may share a name: their places tell them apart.
    all_differ(&in_columns("entries", ENTRIES, labels.statement.transactions.all(), Place::Last))?;
    all_differ(&in_columns("entries", ENTRIES, labels.statement.transactions.all(), Place::First))?;
    let amount = &labels.statement.transactions.amount;
    all_differ(&[
        words("entries.paid.synonyms", amount.credit.synonyms()),
        words("entries.charged.synonyms", amount.debit.synonyms()),
    ])
}

fn labels_of(field: Option<&Field>) -> &[String] {
    field.map_or(&[], |field| &field.labels)
}

fn words<'a>(key: &str, texts: &'a [String]) -> Words<'a> {
    Words { key: key.to_owned(), texts }
}

/// Returns the columns of a table except the ones at the place `left_out`.
fn in_columns<'a>(table: &str, keys: [&str; 5], columns: [&'a Column; 5], left_out: Place) -> Vec<Words<'a>> {
    let kept = keys.iter().zip(columns).filter(|(_, column)| column.place != left_out);
    kept.map(|(key, column)| words(&format!("{table}.{key}.synonyms"), column.synonyms())).collect()
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
