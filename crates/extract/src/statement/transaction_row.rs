//! Rows of a table of transactions, their cells named by their columns.

use std::sync::LazyLock;

use chrono::{NaiveDate, NaiveTime};
use kabinet_domain::Money;
use regex::Regex;

use crate::statement::credit_debit::{Side, read_pair};
use crate::statement::parsed_row::SignHint;
use crate::table::Row;
use crate::text::amount;
use crate::text::date;
use crate::text::date::Moment;
use crate::text::normalize::pattern;

static TIME: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\d{1,2}:\d{2}(?::\d{2})?$"));

/// A table of transactions.
#[derive(Debug, Clone)]
pub struct TransactionTable {
    /// The rows below the header.
    pub rows: Vec<TransactionRow>,
    /// Rows with another number of cells.
    pub irregular_rows: Vec<Row>,
    /// True if the page hides the table.
    pub hidden: bool,
}

/// A row of a table of transactions as the page shows it.
#[derive(Debug, Clone)]
pub struct TransactionRow {
    /// The row with all its cells.
    pub source: Row,
    /// The cell of the date.
    pub date: String,
    /// The day of the heading above; `None` if the row has its own or there is no heading.
    pub heading: Option<NaiveDate>,
    /// The cell of the description.
    pub description: String,
    /// The cells of the amount.
    pub amount: AmountCells,
    /// The cell of the balance before; `None` if the table has no such column.
    pub balance_before: Option<String>,
    /// The cell of the balance after; `None` if the table has no such column.
    pub balance_after: Option<String>,
}

/// Cells of an amount.
#[derive(Debug, Clone)]
pub enum AmountCells {
    /// One cell for amounts of both kinds.
    Single(String),
    /// A cell for each side, one of which is blank.
    CreditDebit {
        /// The cell for a payment.
        credit: String,
        /// The cell for a charge.
        debit: String,
    },
    /// The cell of a table that shows one side alone.
    OneSide(Side, String),
}

/// Reads a text that is a time of day and nothing else.
pub fn time_alone(text: &str) -> Option<NaiveTime> {
    TIME.is_match(text).then(|| format!("{text:0>5}").parse().ok())?
}

impl TransactionTable {
    /// Takes single amounts for amounts of one side.
    #[must_use]
    pub fn of_side(mut self, side: Side) -> Self {
        for row in &mut self.rows {
            if let AmountCells::Single(text) = &row.amount {
                row.amount = AmountCells::OneSide(side, text.clone());
            }
        }
        self
    }
}

impl TransactionRow {
    /// Reads the date and the time; a date without a year is near `context`.
    pub fn moment(&self, context: NaiveDate) -> Option<Moment> {
        match (self.heading, time_alone(&self.date)) {
            (Some(date), Some(time)) => Some(Moment { date, time: Some(time) }),
            _ => date::whole_within(&self.date, context),
        }
    }

    /// Returns true if the amount is left out or spanned by the description.
    pub fn has_no_amount(&self) -> bool {
        let is_left_out = |text: &String| text.is_empty() || *text == self.description;
        self.amount.texts().iter().all(|text| is_left_out(text))
    }

    /// Returns true if a remark stands in place of the amount.
    pub fn is_annotation(&self) -> bool {
        let spans = |text: &&String| {
            let at = self.source.texts.iter().position(|cell| cell == *text);
            at.is_some_and(|at| self.source.is_annotation(at))
        };
        self.amount.texts().iter().all(spans)
    }

    /// Returns true if no balance is shown where other rows show one, or no figure at all.
    pub fn is_unbooked(&self) -> bool {
        let balances = [&self.balance_before, &self.balance_after];
        let says_none = |text: &String| amount::says_none(text);
        let is_blank = |text: &String| text.is_empty() || says_none(text);
        let says_so = balances.iter().any(|cell| cell.as_ref().is_some_and(says_none));
        let has_no_balance = balances.iter().all(|cell| cell.as_ref().is_none_or(is_blank));
        has_no_balance && (says_so || self.amount.texts().iter().all(|text| is_blank(text)))
    }
}

impl AmountCells {
    /// Reads the amount as it is shown, with the side of its column.
    ///
    /// `None` if there is no amount or more than one.
    pub fn read(&self) -> Option<(Money, SignHint)> {
        let of_column = |(amount, side)| (amount, SignHint::Column(side));
        match self {
            Self::Single(text) => Some((amount::whole(text)?.money, SignHint::None)),
            Self::CreditDebit { credit, debit } => read_pair(credit, debit).map(of_column),
            Self::OneSide(Side::Credit, text) => read_pair(text, "").map(of_column),
            Self::OneSide(Side::Debit, text) => read_pair("", text).map(of_column),
        }
    }

    fn texts(&self) -> Vec<&String> {
        match self {
            Self::Single(text) | Self::OneSide(_, text) => vec![text],
            Self::CreditDebit { credit, debit } => vec![credit, debit],
        }
    }
}
