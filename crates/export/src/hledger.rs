use std::io::Write;

use chrono::NaiveDate;
use kabinet_domain::{Money, MonthStatement};

use crate::form::Form;
use crate::period::last_day;
use crate::text::{one_line, plain_name};
use crate::{ExportError, Heading, Totals, Word, Words};

const CHARGES: &str = "expenses:internet";
const PAYMENTS: &str = "equity:transfers";
const OPENING: &str = "equity:opening balances";
const DISCREPANCIES: &str = "equity:discrepancies";

/// Written as it comes. Money at the provider is an asset until it is charged. Where the months'
/// balances do not follow from the operations, a transaction of its own says by how much, so that
/// the balance is the provider's.
pub(crate) struct Hledger<'a, W: Write> {
    words: &'a dyn Words,
    account: String,
    balance: Money,
    out: W,
}

impl<'a, W: Write> Hledger<'a, W> {
    pub(crate) fn begin(heading: &Heading, words: &'a dyn Words, mut out: W) -> Result<Self, ExportError> {
        let account =
            format!("assets:{}:{}", plain_name(&heading.provider), plain_name(heading.account.as_str()));
        let whose = format!("{}, {}", heading.provider_name, heading.account);
        writeln!(out, "; {}: {}", words.say(Word::Statement), one_line(&whose))?;
        writeln!(out, "decimal-mark .\ncommodity 1000.00 RUB")?;
        let mut journal = Self { words, account, balance: Money::ZERO, out };
        journal.correct(heading.from, heading.opening, Word::Opening, OPENING)?;
        Ok(journal)
    }

    /// Brings the balance to what it is at the provider.
    fn correct(
        &mut self,
        date: NaiveDate,
        shown: Money,
        word: Word,
        against: &str,
    ) -> Result<(), ExportError> {
        let difference = shown - self.balance;
        if difference == Money::ZERO {
            return Ok(());
        }
        let words = self.words.say(word);
        self.transaction(date, &words, "", difference, against)
    }

    /// The empty code keeps a description in brackets from being taken for one.
    fn transaction(
        &mut self,
        date: NaiveDate,
        words: &str,
        comment: &str,
        amount: Money,
        against: &str,
    ) -> Result<(), ExportError> {
        self.balance = self.balance + amount;
        writeln!(self.out, "\n{date} * () {}{comment}", description(words))?;
        writeln!(self.out, "    {}  {amount} RUB", self.account)?;
        Ok(writeln!(self.out, "    {against}  {} RUB", -amount)?)
    }
}

impl<W: Write> Form for Hledger<'_, W> {
    fn month(&mut self, month: &MonthStatement) -> Result<(), ExportError> {
        for entry in &month.entries {
            let against = if entry.amount.is_negative() { CHARGES } else { PAYMENTS };
            let time = entry.time.map(|time| time.format("  ; time:%H:%M").to_string()).unwrap_or_default();
            self.transaction(entry.date, &entry.operation, &time, entry.amount, against)?;
        }
        let last = month.entries.last().map_or(last_day(month.totals.month), |entry| entry.date);
        self.correct(last, month.totals.closing, Word::Discrepancy, DISCREPANCIES)
    }

    fn end(mut self: Box<Self>, _totals: &Totals) -> Result<(), ExportError> {
        Ok(self.out.flush()?)
    }
}

/// A semicolon would begin a comment, and a bar part a payee from a note.
fn description(words: &str) -> String {
    one_line(words).replace(';', ",").replace('|', "/")
}
