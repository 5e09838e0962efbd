//! A plain-text journal of hledger and ledger.

use std::io::Write;

use chrono::NaiveDate;
use kabinet_domain::{Category, Money, is_promise, is_returned_payment};

use crate::format::{Month, Row, Writer};
use crate::heading::{Heading, Totals};
use crate::text::{one_line, plain_name};
use crate::{ExportError, Label, Localize};

const CHARGES: &str = "expenses:internet";
const PAYMENTS: &str = "equity:transfers";
const OPENING: &str = "equity:opening balances";
const DISCREPANCIES: &str = "equity:discrepancies";

/// The writer of a journal.
///
/// It streams.
///
/// Money at the provider is an asset until it is charged. Where a month's balance does not follow
/// from its transactions, an extra transaction states the difference, so that the balance is the
/// provider's.
pub(crate) struct Hledger<'a, W: Write> {
    localize: &'a dyn Localize,
    account: String,
    balance: Money,
    out: W,
}

impl<'a, W: Write> Hledger<'a, W> {
    pub(crate) fn begin(
        heading: &Heading,
        localize: &'a dyn Localize,
        mut out: W,
    ) -> Result<Self, ExportError> {
        let account =
            format!("assets:{}:{}", plain_name(&heading.provider), plain_name(heading.account.as_str()));
        let whose = format!("{}, {}", heading.provider_name, heading.account);
        writeln!(out, "; {}: {}", localize.label(Label::Statement), one_line(&whose))?;
        writeln!(out, "commodity RUB\n    format 1000.00 RUB\n")?;
        for name in [&account, CHARGES, PAYMENTS, OPENING, DISCREPANCIES] {
            writeln!(out, "account {name}")?;
        }
        let mut journal = Self { localize, account, balance: Money::ZERO, out };
        journal.open(heading.from, heading.opening_balance)?;
        Ok(journal)
    }

    /// Assigns the opening balance, which posts nothing after a file that ends with it.
    ///
    /// It stands on the day before the first one: beancount takes a balance for the end of its day.
    /// Beancount also refuses to bring an empty account to zero.
    fn open(&mut self, first_day: NaiveDate, balance: Money) -> Result<(), ExportError> {
        if balance == Money::ZERO {
            return Ok(());
        }
        self.balance = balance;
        let date = first_day.pred_opt().unwrap_or(first_day);
        writeln!(self.out, "\n{date} * () {}", description(&self.localize.label(Label::OpeningBalance)))?;
        Ok(writeln!(self.out, "    {}  = {balance} RUB\n    {OPENING}", self.account)?)
    }

    /// Writes the difference between the computed balance and the provider's.
    fn close(&mut self, date: NaiveDate, closing: Money) -> Result<(), ExportError> {
        let difference = closing - self.balance;
        if difference == Money::ZERO {
            return Ok(());
        }
        let text = self.localize.label(Label::Discrepancy);
        self.begin_transaction(date, &text, "")?;
        self.postings(difference, DISCREPANCIES, Some(closing))
    }

    /// Writes the first line.
    ///
    /// Its empty code keeps a description in brackets from becoming one.
    fn begin_transaction(&mut self, date: NaiveDate, text: &str, comment: &str) -> Result<(), ExportError> {
        Ok(writeln!(self.out, "\n{date} * () {}{comment}", description(text))?)
    }

    fn postings(
        &mut self,
        amount: Money,
        against: &str,
        balance_after: Option<Money>,
    ) -> Result<(), ExportError> {
        self.balance = self.balance + amount;
        let assertion = balance_after.map(|balance| format!(" = {balance} RUB")).unwrap_or_default();
        writeln!(self.out, "    {}  {amount} RUB{assertion}", self.account)?;
        Ok(writeln!(self.out, "    {against}  {} RUB", -amount)?)
    }
}

impl<W: Write> Writer for Hledger<'_, W> {
    /// Writes a month.
    ///
    /// The closing balance is asserted once: beancount knows one balance a day.
    fn month(&mut self, month: &Month<'_>) -> Result<(), ExportError> {
        let closing = month.totals.closing_balance;
        let mut left = month.rows.len();
        for row in &month.rows {
            let transaction = row.transaction;
            left -= 1;
            let is_last = left == 0 && self.balance + transaction.amount == closing;
            let time = transaction.time.map(|time| time.format("  ; time:%H:%M").to_string());
            self.begin_transaction(transaction.date, &transaction.description, &time.unwrap_or_default())?;
            self.postings(transaction.amount, counter_account(*row), is_last.then_some(closing))?;
        }
        let last = month.rows.last().map_or(month.totals.month.last_day(), |row| row.transaction.date);
        self.close(last, closing)
    }

    fn end(mut self: Box<Self>, _totals: &Totals) -> Result<(), ExportError> {
        Ok(self.out.flush()?)
    }
}

/// Returns the account of the other posting.
///
/// Refunds and corrections lower or raise the expense; only the customer's own money is a transfer.
fn counter_account(Row { transaction, category }: Row<'_>) -> &'static str {
    match category {
        Category::Payment => PAYMENTS,
        Category::Refund | Category::Other if is_returned_payment(transaction) || is_promise(transaction) => {
            PAYMENTS
        }
        Category::Fee
        | Category::OneOff
        | Category::Correction
        | Category::Refund
        | Category::Equipment
        | Category::Bonus
        | Category::Other => CHARGES,
    }
}

/// Returns the text without `;`, which begins a comment, and `|`, which ends a payee.
fn description(text: &str) -> String {
    one_line(text).replace(';', ",").replace('|', "/")
}
