//! Stable identifiers of transactions and debits.

use std::collections::HashMap;

use chrono::NaiveDate;
use kabinet_domain::{Money, Month, Transaction};
use uuid::Uuid;

use crate::Heading;

/// The UUID namespace of Kabinet's identifiers.
///
/// It never changes: otherwise every reader would see new transactions and new debits.
const NAMESPACE: Uuid = Uuid::from_u128(0x6b61_6269_6e65_7401_8f2c_3d94_5e1a_70b7);

/// Returns the identifier of a thing of an account, without disclosing the account number.
pub(crate) fn id(provider: &str, account: &str, thing: &str) -> String {
    Uuid::new_v5(&NAMESPACE, format!("{provider}\n{account}\n{thing}").as_bytes()).to_string()
}

/// The identifiers of transactions, equal at every export.
///
/// They come from properties that stay: a provider may reword a description or add a time later.
/// Order distinguishes transactions of one day and one amount.
pub(crate) struct TransactionIds {
    provider: String,
    account: String,
    month: Option<Month>,
    seen: HashMap<(NaiveDate, Money), u32>,
}

impl TransactionIds {
    pub(crate) fn new(heading: &Heading) -> Self {
        Self {
            provider: heading.provider.clone(),
            account: heading.account.to_string(),
            month: None,
            seen: HashMap::new(),
        }
    }

    pub(crate) fn id(&mut self, month: Month, transaction: &Transaction) -> String {
        if self.month.replace(month) != Some(month) {
            self.seen.clear();
        }
        let Transaction { date, amount, .. } = transaction;
        let number = *self.seen.entry((*date, *amount)).and_modify(|count| *count += 1).or_default();
        let elsewhere = if Month::of(*date) == month { String::new() } else { format!("\n{month}") };
        id(&self.provider, &self.account, &format!("{date}\n{amount}\n{number}{elsewhere}"))
    }
}
