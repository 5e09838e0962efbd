//! The ways in which the operations of a month are laid out, the fullest first: with the balances
//! before and after, with the one after alone, with none; with the amount in one column, in two, or in
//! two tables.

use std::sync::LazyLock;

use regex::Regex;

use super::halves::{self, Half};
use super::{Document, EntryColumns, Missing, passed_over};
use crate::page::tables::{self, Column, Row, Table, Wanted};
use crate::page::text::pattern;

/// The tables of operations that were found.
#[derive(Default)]
pub struct Found {
    /// Their rows have the texts of the five columns; those of a balance that is not shown are empty.
    pub tables: Vec<Table>,
    /// What may be an operation too.
    pub passed_over: Vec<Missing>,
    /// The balances that the tables show.
    pub balances: Balances,
    /// Whether a table shows all the operations in a row.
    pub is_whole: bool,
}

/// Where tables of operations are looked for, and by which columns.
pub struct Search<'s> {
    /// The page.
    pub document: &'s Document,
    /// Date, operation, opening, amount, closing.
    pub columns: &'s EntryColumns,
    /// What was paid, and what was charged.
    pub halves: &'s [Column],
    /// Whether a text is a day.
    pub is_key: &'s dyn Fn(&str) -> bool,
}

/// What is looked for: tables, or cards.
type Kind = fn(&Document, &Wanted<'_>) -> Vec<Table>;

/// Which balances stand beside an operation.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Balances {
    /// That before and that after.
    #[default]
    Both,
    /// That after alone.
    After,
    /// None.
    None,
}

impl Balances {
    /// Whether the balance of that column is shown, of the five.
    pub fn shows(self, column: usize) -> bool {
        self == Self::Both || (self == Self::After && column == CLOSING)
    }
}

const OPENING: usize = 2;
const CLOSING: usize = 4;

static ARROW: LazyLock<Regex> = LazyLock::new(|| pattern(r"\s*(?:→|⇒|➔|->|=>)\s*"));

impl Search<'_> {
    /// The tables laid out in the fullest way that the page has; cards, if there are no tables. Those of
    /// cards that show no balance would be any words in a row.
    pub fn find(&self) -> Found {
        let of_tables = [Balances::Both, Balances::After, Balances::None];
        let of_cards = [Balances::Both, Balances::After];
        let tables = of_tables.iter().filter_map(|balances| self.with(*balances, tables::laid_out));
        let cards = of_cards.iter().filter_map(|balances| self.with(*balances, tables::of_cards));
        tables.chain(cards).next().unwrap_or_default()
    }

    fn with(&self, balances: Balances, kind: Kind) -> Option<Found> {
        let mut found = self.whole(balances, kind).or_else(|| self.in_two_tables(balances, kind))?;
        let is_parted = balances == Balances::After && parted(&mut found.tables);
        found.balances = if is_parted { Balances::Both } else { balances };
        Some(found)
    }

    /// Tables with all the operations, the amount in one column or in two.
    fn whole(&self, balances: Balances, kind: Kind) -> Option<Found> {
        let in_one = self.tables(&self.columns[3..4], balances, kind);
        let is_full = !in_one.is_empty() && balances == Balances::Both;
        let passed_over = if is_full { self.beside() } else { Vec::new() };
        let tables = if in_one.is_empty() {
            let halves: Vec<Column> = self.halves.iter().map(|half| self.under_amount(half)).collect();
            let mut in_two = self.tables(&halves, balances, kind);
            in_two.iter_mut().flat_map(|table| &mut table.rows).for_each(halves::join);
            in_two
        } else {
            in_one
        };
        let found = Found { tables, passed_over, is_whole: true, ..Found::default() };
        (!found.tables.is_empty()).then_some(found)
    }

    /// Tables of payments and tables of charges; one kind alone may not be all.
    fn in_two_tables(&self, balances: Balances, kind: Kind) -> Option<Found> {
        let mut found = Found::default();
        for (half, of) in self.halves.iter().zip([Half::Paid, Half::Charged]) {
            let mut tables = self.tables(&[self.under_amount(half)], balances, kind);
            if tables.is_empty() {
                found.passed_over.push(Missing::not_found(&half.name));
            }
            tables.iter_mut().flat_map(|table| &mut table.rows).for_each(|row| of.sign(row));
            found.tables.append(&mut tables);
        }
        (!found.tables.is_empty()).then_some(found)
    }

    /// The tables that have these columns for the amount, with an empty text for a balance not shown.
    fn tables(&self, amount: &[Column], balances: Balances, kind: Kind) -> Vec<Table> {
        let [_, _, opening, _, closing] = self.columns;
        let opening = Some(opening).filter(|_| balances.shows(OPENING));
        let closing = Some(closing).filter(|_| balances.shows(CLOSING));
        let columns = self.columns[..2].iter().chain(opening).chain(amount).chain(closing);
        let columns: Vec<Column> = columns.cloned().collect();
        let mut tables = kind(self.document, &Wanted { columns: &columns, is_key: self.is_key });
        for table in &mut tables {
            tables::note(self.document, table, &columns);
            for row in &mut table.rows {
                if opening.is_none() {
                    row.texts.insert(OPENING, String::new());
                }
                if closing.is_none() {
                    row.texts.push(String::new());
                }
            }
        }
        tables
    }

    fn beside(&self) -> Vec<Missing> {
        passed_over::beside(self.document, &Wanted { columns: self.columns, is_key: self.is_key })
    }

    fn under_amount(&self, half: &Column) -> Column {
        halves::under(&self.columns[3], half)
    }
}

/// Parts balances that stand before and after an arrow in one cell; whether all of them do.
fn parted(tables: &mut [Table]) -> bool {
    let rows = || tables.iter().flat_map(|table| &table.rows).filter(|row| !row.is_pseudo());
    if rows().next().is_none() || !rows().all(|row| ARROW.is_match(&row.texts[CLOSING])) {
        return false;
    }
    tables.iter_mut().flat_map(|table| &mut table.rows).for_each(part);
    true
}

fn part(row: &mut Row) {
    let both = row.texts[CLOSING].clone();
    let mut parts = ARROW.splitn(&both, 2).map(str::to_owned);
    if let (Some(opening), Some(closing)) = (parts.next(), parts.next()) {
        (row.texts[OPENING], row.texts[CLOSING]) = (opening, closing);
    }
}
