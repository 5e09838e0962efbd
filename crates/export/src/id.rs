use std::collections::HashMap;

use chrono::{NaiveDate, NaiveTime};
use kabinet_domain::{Entry, Money, Month};
use uuid::Uuid;

use crate::Heading;

/// What Kabinet's ids are reckoned from. It never changes, or every reader would see new
/// operations and new debits.
const NAMESPACE: Uuid = Uuid::from_u128(0x6b61_6269_6e65_7401_8f2c_3d94_5e1a_70b7);

/// The id of something of an account: the same whenever it is asked for, and telling nobody the
/// account number.
pub(crate) fn id(provider: &str, account: &str, what: &str) -> String {
    Uuid::new_v5(&NAMESPACE, format!("{provider}\n{account}\n{what}").as_bytes()).to_string()
}

/// Ids of operations: the same at every export, whatever else is exported. Twins are told apart
/// by their order.
pub(crate) struct EntryIds {
    provider: String,
    account: String,
    month: Option<Month>,
    seen: HashMap<Look, u32>,
}

/// All that an operation is known by.
type Look = (NaiveDate, Option<NaiveTime>, String, Money);

impl EntryIds {
    pub(crate) fn of(heading: &Heading) -> Self {
        Self {
            provider: heading.provider.clone(),
            account: heading.account.to_string(),
            month: None,
            seen: HashMap::new(),
        }
    }

    pub(crate) fn id(&mut self, month: Month, entry: &Entry) -> String {
        if self.month.replace(month) != Some(month) {
            self.seen.clear();
        }
        let look = (entry.date, entry.time, entry.operation.clone(), entry.amount);
        let twin = *self.seen.entry(look).and_modify(|twins| *twins += 1).or_default();
        let time = entry.time.map(|time| time.to_string()).unwrap_or_default();
        let what = format!("{month}\n{}\n{time}\n{}\n{}\n{twin}", entry.date, entry.amount, entry.operation);
        id(&self.provider, &self.account, &what)
    }
}
