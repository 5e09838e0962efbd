use std::collections::HashMap;

use kabinet_domain::{Amounts, SearchDays, Sought, Term};
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::AccountId;
use crate::search::Search;
use crate::search::index::Line;
use crate::sql_types::damaged;

/// A search made ready for a million lines.
pub struct Sieve<'a> {
    connection: &'a Connection,
    account: AccountId,
    search: &'a Search<'a>,
    conditions: Vec<Condition>,
    /// A bit for every condition.
    all: u64,
    /// Whether an operation can meet a condition by itself.
    asks_operations: bool,
    /// What each operation meets by itself, by its number, where all of them were looked at.
    met: Vec<Met>,
    /// The same, of those that were looked at one by one.
    met_by: HashMap<u32, Met>,
}

/// A bit for every condition that an operation meets by itself: as a charge, and as a payment.
type Met = [u64; 2];

/// What is looked at in each line, of a condition that its operation does not meet by itself.
#[derive(Default)]
struct Condition {
    amounts: Option<Amounts>,
    days: Option<SearchDays>,
}

const ALL_OPERATIONS: &str = "
    SELECT number, words, wording, kind_charged, kind_paid FROM operation
    WHERE account = ?1 ORDER BY number";

const ONE_OPERATION: &str = "
    SELECT number, words, wording, kind_charged, kind_paid FROM operation
    WHERE account = ?1 AND number = ?2";

impl<'a> Sieve<'a> {
    pub fn new(connection: &'a Connection, account: AccountId, search: &'a Search<'a>) -> Self {
        let terms = &search.query.terms;
        let mut conditions: Vec<Condition> = terms.iter().map(Condition::of).collect();
        conditions.extend(search.kind.map(|_| Condition::default()));
        Self {
            connection,
            account,
            search,
            all: (0..conditions.len()).fold(0, |all, condition| all | 1 << condition),
            conditions,
            asks_operations: search.kind.is_some() || terms.iter().any(|term| term.word.is_some()),
            met: Vec::new(),
            met_by: HashMap::new(),
        }
    }

    /// Looks at every operation at once: quicker if every line is to be sifted, and slower for a
    /// few.
    pub fn look_at_all_operations(&mut self) -> rusqlite::Result<()> {
        if !self.asks_operations {
            return Ok(());
        }
        let mut operations = self.connection.prepare_cached(ALL_OPERATIONS)?;
        let mut rows = operations.query([self.account])?;
        while let Some(row) = rows.next()? {
            if row.get::<_, usize>(0)? != self.met.len() {
                return Err(damaged("an operation is missing"));
            }
            self.met.push(self.search.met_by(row)?);
        }
        Ok(())
    }

    /// Whether the line meets every condition.
    pub fn passes(&mut self, line: Line) -> rusqlite::Result<bool> {
        let met = if self.asks_operations { self.met_by(line.operation)? } else { [0; 2] };
        let mut unmet = self.all & !met[usize::from(line.kopecks > 0)];
        while unmet != 0 {
            if !self.conditions[unmet.trailing_zeros() as usize].is_met_by(line) {
                return Ok(false);
            }
            unmet &= unmet - 1;
        }
        Ok(true)
    }

    fn met_by(&mut self, operation: u32) -> rusqlite::Result<Met> {
        if let Some(met) = self.met.get(operation as usize).or_else(|| self.met_by.get(&operation)) {
            return Ok(*met);
        }
        let mut one = self.connection.prepare_cached(ONE_OPERATION)?;
        let met =
            one.query_row(params![self.account, operation], |row| self.search.met_by(row)).optional()?;
        let met = met.ok_or_else(|| damaged("an unknown operation"))?;
        self.met_by.insert(operation, met);
        Ok(met)
    }
}

impl Condition {
    fn of(term: &Term) -> Self {
        Self { amounts: term.amounts, days: term.days.clone() }
    }

    fn is_met_by(&self, line: Line) -> bool {
        self.amounts.is_some_and(|amounts| amounts.contain(line.kopecks))
            || self.days.as_ref().is_some_and(|days| line.date().is_some_and(|date| days.contains(date)))
    }
}

impl Search<'_> {
    fn met_by(&self, operation: &Row<'_>) -> rusqlite::Result<Met> {
        let by_words = self.met_by_words(operation.get_ref(1)?.as_str()?);
        let by_kind = self.met_by_kind(operation)?;
        Ok(by_kind.map(|is_met| by_words | u64::from(is_met) << self.query.terms.len()))
    }

    fn met_by_words(&self, words: &str) -> u64 {
        let has = |word: &Option<Sought>| word.as_ref().is_some_and(|word| word.is_in(words));
        let met = self.query.terms.iter().enumerate().filter(|(_, term)| has(&term.word));
        met.fold(0, |met, (condition, _)| met | 1 << condition)
    }

    /// Whether it is of the kind that is looked for: as a charge, and as a payment.
    fn met_by_kind(&self, operation: &Row<'_>) -> rusqlite::Result<[bool; 2]> {
        let Some(kind) = self.kind else { return Ok([false; 2]) };
        if let Some(corrected) = self.corrections.of_wording(operation.get_ref(2)?.as_str()?) {
            return Ok([corrected == kind; 2]);
        }
        let is =
            |column| -> rusqlite::Result<bool> { Ok(operation.get_ref(column)?.as_str()? == kind.name()) };
        Ok([is(3)?, is(4)?])
    }
}
