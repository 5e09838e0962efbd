//! The conditions of a search, prepared so that a row is checked in nanoseconds.

use std::collections::HashMap;

use kabinet_domain::{Amounts, Category, Query, SearchDays, Term};
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::AccountId;
use crate::search::Search;
use crate::search::index::IndexRow;
use crate::sql_types::decode_error;

/// A filter of index rows.
pub struct Filter<'a> {
    connection: &'a Connection,
    account: AccountId,
    search: &'a Search<'a>,
    conditions: Vec<RowCondition>,
    /// One bit for each condition.
    all: u64,
    /// True if a description alone can meet a condition.
    reads_descriptions: bool,
    /// The matches by description number, if all descriptions were read at once.
    matches: Vec<Matches>,
    /// The matches of descriptions that were read one by one.
    matches_by_number: HashMap<u32, Matches>,
}

/// The conditions that a description alone meets, one bit each: of a charge, and of a payment.
type Matches = [u64; 2];

/// The part of a condition that depends on the row, for a description that does not meet it.
#[derive(Default)]
struct RowCondition {
    amounts: Option<Amounts>,
    days: Option<SearchDays>,
}

const ALL_DESCRIPTIONS: &str = "
    SELECT number, search_words, description_key, charge_category, payment_category FROM description
    WHERE account = ?1 ORDER BY number";

const ONE_DESCRIPTION: &str = "
    SELECT number, search_words, description_key, charge_category, payment_category FROM description
    WHERE account = ?1 AND number = ?2";

impl<'a> Filter<'a> {
    /// Creates the filter of a search.
    pub fn new(connection: &'a Connection, account: AccountId, search: &'a Search<'a>) -> Self {
        let terms = &search.query.terms;
        let mut conditions: Vec<RowCondition> = terms.iter().map(RowCondition::new).collect();
        conditions.extend(search.category.map(|_| RowCondition::default()));
        Self {
            connection,
            account,
            search,
            all: (0..conditions.len()).fold(0, |all, condition| all | 1 << condition),
            conditions,
            reads_descriptions: search.category.is_some()
                || terms.iter().any(|term| term.word.is_some() || term.category.is_some()),
            matches: Vec::new(),
            matches_by_number: HashMap::new(),
        }
    }

    /// Reads all descriptions at once.
    ///
    /// This is quicker if every row is checked, and slower if few are.
    pub fn read_descriptions(&mut self) -> rusqlite::Result<()> {
        if !self.reads_descriptions {
            return Ok(());
        }
        let mut descriptions = self.connection.prepare_cached(ALL_DESCRIPTIONS)?;
        let mut rows = descriptions.query([self.account])?;
        while let Some(row) = rows.next()? {
            if row.get::<_, usize>(0)? != self.matches.len() {
                return Err(decode_error("a description is missing"));
            }
            self.matches.push(self.search.matches(row)?);
        }
        Ok(())
    }

    /// Returns the conditions that the row does not meet, one bit each; 0 if it meets all.
    ///
    /// Returns `None` if some are not met and none of `parts` has them all.
    pub fn unmet(&mut self, row: IndexRow, parts: &[u64]) -> rusqlite::Result<Option<u64>> {
        let matches = if self.reads_descriptions { self.matches_of(row.description)? } else { [0; 2] };
        let mut open = self.all & !matches[usize::from(row.kopecks > 0)];
        let mut unmet = 0;
        while open != 0 {
            let condition = open.trailing_zeros();
            if !self.conditions[condition as usize].accepts(row) {
                unmet |= 1 << condition;
                if parts.iter().all(|part| unmet & !part != 0) {
                    return Ok(None);
                }
            }
            open &= open - 1;
        }
        Ok(Some(unmet))
    }

    fn matches_of(&mut self, number: u32) -> rusqlite::Result<Matches> {
        let read = self.matches.get(number as usize).or_else(|| self.matches_by_number.get(&number));
        if let Some(matches) = read {
            return Ok(*matches);
        }
        let mut one = self.connection.prepare_cached(ONE_DESCRIPTION)?;
        let row = one.query_row(params![self.account, number], |row| self.search.matches(row)).optional()?;
        let matches = row.ok_or_else(|| decode_error("an unknown description"))?;
        self.matches_by_number.insert(number, matches);
        Ok(matches)
    }
}

/// Returns the conditions of each part of a query, one bit each.
pub fn conditions_by_part(parts: &[Query]) -> Vec<u64> {
    let ends = parts.iter().scan(0, |end, part| {
        let begin = *end;
        *end += part.terms.len();
        Some(begin..*end)
    });
    ends.map(|conditions| conditions.fold(0, |group, condition| group | 1 << condition)).collect()
}

impl RowCondition {
    fn new(term: &Term) -> Self {
        Self { amounts: term.amounts, days: term.days.clone() }
    }

    fn accepts(&self, row: IndexRow) -> bool {
        self.amounts.is_some_and(|amounts| amounts.contain(row.kopecks))
            || self.days.as_ref().is_some_and(|days| row.date().is_some_and(|date| days.contains(date)))
    }
}

impl Search<'_> {
    fn matches(&self, description: &Row<'_>) -> rusqlite::Result<Matches> {
        let words = description.get_ref(1)?.as_str()?;
        let by_words = self.conditions_met(|term| term.word.as_ref().is_some_and(|word| word.is_in(words)));
        if !self.asks_for_categories() {
            return Ok([by_words; 2]);
        }
        let by_category = match self.overrides.of_key(description.get_ref(2)?.as_str()?) {
            Some(chosen) => [chosen.name(); 2],
            None => [description.get_ref(3)?.as_str()?, description.get_ref(4)?.as_str()?],
        };
        Ok(by_category.map(|category| by_words | self.conditions_of_category(category)))
    }

    fn asks_for_categories(&self) -> bool {
        self.category.is_some() || self.query.terms.iter().any(|term| term.category.is_some())
    }

    /// Returns the conditions that a description of a category meets by it.
    fn conditions_of_category(&self, name: &str) -> u64 {
        let is_it = |category: Option<Category>| category.is_some_and(|category| category.name() == name);
        self.conditions_met(|term| is_it(term.category))
            | u64::from(is_it(self.category)) << self.query.terms.len()
    }

    fn conditions_met(&self, is_met: impl Fn(&Term) -> bool) -> u64 {
        let met = self.query.terms.iter().enumerate().filter(|(_, term)| is_met(term));
        met.fold(0, |met, (condition, _)| met | 1 << condition)
    }
}
