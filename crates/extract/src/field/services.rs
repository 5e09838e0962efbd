//! Services of one page: their own balances, blocks and columns.

use std::sync::LazyLock;

use kabinet_domain::ServiceBalance;
use regex::Regex;

use crate::field::labelled_text::{Rest, Text};
use crate::field::{Field, Search};
use crate::html::layout::{BoxId, Run};
use crate::text::amount::Amount;
use crate::text::normalize::pattern;
use crate::text::other_services::{is_balance, names_balance, names_internet, names_other_service};
use crate::text::value::{Kind, Shown, Value};

static CURRENCY: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)[,(]?\s*(?:руб\.?|₽)\s*\)?\s*:?\s*$"));

const LARGEST_BLOCK: usize = 14;

impl Search<'_> {
    /// Returns the value beside a label, in the internet's column where each service has its own.
    pub(super) fn value_beside(&self, kind: Kind, id: BoxId) -> Option<(i32, Shown)> {
        let own = || self.adjacency.in_internet_column(kind, id);
        let own = self.has_service_columns.then(own).flatten();
        own.or_else(|| self.adjacency.value(kind, id))
    }

    /// Returns true if the page has a balance for each service in a table with a column for each.
    pub(super) fn has_service_columns(&self) -> bool {
        let balances = || self.fields.iter().filter(|field| field.kind == Kind::Sum);
        self.speaking.iter().any(|(id, run)| {
            balances().any(|field| {
                self.label(field, Text::of(run)).is_some_and(|(_, label)| matches!(label.rest, Rest::Nothing))
                    && self.adjacency.in_internet_column(Kind::Sum, *id).is_some()
            })
        })
    }

    /// Returns true if a label is in a block under the title of another service: «Договор ТВ».
    pub(super) fn is_of_another_service(&self, id: BoxId) -> bool {
        match self.adjacency.title_above(id) {
            Some(title) if names_other_service(title) => return true,
            Some(title) if names_internet(title) => return false,
            Some(_) | None => {}
        }
        let blocks = std::iter::successors(self.layout.parent(id), |inner| self.layout.parent(*inner));
        let runs =
            blocks.map(|block| self.layout.runs_within(block)).take_while(|runs| runs.len() <= LARGEST_BLOCK);
        runs.filter_map(<[Run]>::first).any(|title| names_other_service(&title.text))
    }

    /// Returns the balances of other services than the one of the given field.
    pub fn service_balances(&self, main: &Field) -> Vec<ServiceBalance> {
        let mut found: Vec<ServiceBalance> = Vec::new();
        for (id, run) in self.speaking.iter().filter(|(_, run)| !run.hidden) {
            if let Some(balance) =
                self.service_balance(main, *id, run).filter(|balance| !found.contains(balance))
            {
                found.push(balance);
            }
        }
        found
    }

    fn service_balance(&self, main: &Field, id: BoxId, run: &Run) -> Option<ServiceBalance> {
        if !run.words().iter().any(is_balance) || self.label(main, Text::of(run)).is_some() {
            return None;
        }
        let inside = run.words().iter().skip(1).find_map(|word| {
            let start = run.text[..word.start].trim_end_matches(['-', '−', '–', '+', '(']).len();
            Some((&run.text[..start], Kind::Sum.whole(&run.text[start..], self.today)?))
        });
        let (label, value) = match inside {
            Some((label, value)) => (label, value),
            None => (run.text.as_str(), self.adjacency.value(Kind::Sum, id)?.1.into_value()?),
        };
        let Value::Money(Amount { money: balance, .. }) = value else { return None };
        let label = CURRENCY.replace(label, "").trim_end_matches([' ', ':', '—']).to_owned();
        names_balance(&label).then_some(ServiceBalance { label, balance })
    }
}
