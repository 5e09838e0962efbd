//! Numbers of accounts and of contracts on one page.

use crate::field::Search;
use crate::text::value::Kind;

impl Search<'_> {
    /// Returns true if the page shows an account's number under a label that is not understood.
    ///
    /// The number of a contract must not stand for it then.
    pub(super) fn shows_unread_account(&self) -> bool {
        let has_digit = |text: &str| text.contains(|c: char| c.is_ascii_digit());
        self.speaking.iter().any(|(id, run)| {
            let said = run.normalized();
            let names = ["лицевой счет", "лицевого счета"].iter().any(|account| said.contains(account));
            names && (has_digit(&run.text) || self.adjacency.value(Kind::Number, *id).is_some())
        })
    }
}
