use kabinet_domain::{Amounts, Sought, Term};
use rusqlite::{Connection, Row};

use super::Search;
use super::index::Line;
use crate::AccountId;
use crate::column::damaged;

/// A search made ready for a million lines.
pub struct Sieve {
    conditions: Vec<Condition>,
    /// A bit for every condition.
    all: u64,
    /// Of each operation, a bit for every condition that it meets by itself: as a charge, and as
    /// a payment.
    met: Vec<[u64; 2]>,
}

/// What is looked at in each line, of a condition that its operation does not meet by itself.
#[derive(Default)]
struct Condition {
    amounts: Option<Amounts>,
    days: Option<(i32, i32)>,
}

impl Sieve {
    pub fn of(connection: &Connection, account: AccountId, search: &Search<'_>) -> rusqlite::Result<Self> {
        let mut conditions: Vec<Condition> = search.query.terms.iter().map(Condition::of).collect();
        conditions.extend(search.kind.map(|_| Condition::default()));
        let all = (0..conditions.len()).fold(0, |all, condition| all | 1 << condition);
        Ok(Self { conditions, all, met: met_by_operations(connection, account, search)? })
    }

    /// Whether the line meets every condition.
    pub fn passes(&self, line: Line) -> rusqlite::Result<bool> {
        let met = self.met.get(line.operation as usize).ok_or_else(|| damaged("an unknown operation"))?;
        let mut unmet = self.all & !met[usize::from(line.kopecks > 0)];
        while unmet != 0 {
            if !self.conditions[unmet.trailing_zeros() as usize].is_met_by(line) {
                return Ok(false);
            }
            unmet &= unmet - 1;
        }
        Ok(true)
    }
}

impl Condition {
    fn of(term: &Term) -> Self {
        let days = term.days.as_ref().map(|days| (Line::day_of(*days.start()), Line::day_of(*days.end())));
        Self { amounts: term.amounts, days }
    }

    fn is_met_by(&self, line: Line) -> bool {
        self.amounts.is_some_and(|amounts| amounts.contain(line.kopecks))
            || self.days.is_some_and(|(first, last)| (first..=last).contains(&line.day))
    }
}

fn met_by_operations(
    connection: &Connection,
    account: AccountId,
    search: &Search<'_>,
) -> rusqlite::Result<Vec<[u64; 2]>> {
    let mut operations = connection.prepare_cached(
        "SELECT number, words, wording, kind_charged, kind_paid FROM operation
         WHERE account = ?1 ORDER BY number",
    )?;
    let mut rows = operations.query([account])?;
    let mut met = Vec::new();
    while let Some(row) = rows.next()? {
        if row.get::<_, usize>(0)? != met.len() {
            return Err(damaged("an operation is missing"));
        }
        let by_words = met_by_words(&search.query.terms, row.get_ref(1)?.as_str()?);
        let by_kind = met_by_kind(search, row)?;
        met.push(by_kind.map(|is_met| by_words | u64::from(is_met) << search.query.terms.len()));
    }
    Ok(met)
}

fn met_by_words(terms: &[Term], words: &str) -> u64 {
    let has = |word: &Option<Sought>| word.as_ref().is_some_and(|word| word.is_in(words));
    let met = terms.iter().enumerate().filter(|(_, term)| has(&term.word));
    met.fold(0, |met, (condition, _)| met | 1 << condition)
}

/// Whether it is of the kind that is looked for: as a charge, and as a payment.
fn met_by_kind(search: &Search<'_>, row: &Row<'_>) -> rusqlite::Result<[bool; 2]> {
    let Some(kind) = search.kind else { return Ok([false; 2]) };
    if let Some(corrected) = search.corrections.of_wording(row.get_ref(2)?.as_str()?) {
        return Ok([corrected == kind; 2]);
    }
    let is = |column| -> rusqlite::Result<bool> { Ok(row.get_ref(column)?.as_str()? == kind.name()) };
    Ok([is(3)?, is(4)?])
}
