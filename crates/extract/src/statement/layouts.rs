//! Layouts of a month's transactions, the fullest first.
//!
//! Tables show the balances before and after, the one after alone, or none, with the amount in one
//! column, in two columns, or in two tables.

use std::sync::LazyLock;

use regex::Regex;

use crate::error::Missing;
use crate::statement::columns::TransactionColumns;
use crate::statement::credit_debit::Side;
use crate::statement::skipped_rows;
use crate::statement::transaction_row::{AmountCells, TransactionRow, TransactionTable};
use crate::table;
use crate::table::{Column, Grids, Row, Table, Wanted};
use crate::text::normalize::pattern;

/// Tables of transactions that were found on a page.
#[derive(Default)]
pub struct Found {
    /// In the order of the page.
    pub tables: Vec<TransactionTable>,
    /// Rows elsewhere that may be transactions too.
    pub skipped_rows: Vec<Missing>,
    /// The balances that the tables show.
    pub balances: ShownBalances,
    /// True if one table shows payments and charges together.
    pub is_whole: bool,
    /// True if amounts stand in columns of a side.
    pub has_side_columns: bool,
}

/// A search of a page for tables of transactions.
pub struct Search<'s> {
    /// The tables of the page.
    pub grids: &'s Grids<'s>,
    /// The columns to find.
    pub columns: &'s TransactionColumns,
    /// Returns true for a text that is a day.
    pub is_key: &'s dyn Fn(&str) -> bool,
}

/// A search for tables or for cards.
type Finder = fn(&Grids<'_>, &Wanted<'_>) -> Vec<Table>;

/// Balances that stand beside a transaction.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ShownBalances {
    /// The balance before and the one after.
    #[default]
    Both,
    /// The balance after alone.
    After,
    /// The balance before alone.
    Before,
    /// No balance.
    None,
}

/// Columns of a layout in which an amount stands.
#[derive(Clone, Copy)]
enum AmountLayout {
    Single,
    CreditDebit,
    OneSide(Side),
}

/// An arrow between the balances before and after.
pub static ARROW: LazyLock<Regex> = LazyLock::new(|| pattern(r"\s*(?:→|⇒|➔|->|=>)\s*"));

impl ShownBalances {
    const FULLEST_FIRST: [Self; 4] = [Self::Both, Self::After, Self::Before, Self::None];

    /// Returns true if the balance before a transaction is shown.
    pub fn shows_before(self) -> bool {
        matches!(self, Self::Both | Self::Before)
    }

    /// Returns true if the balance after a transaction is shown.
    pub fn shows_after(self) -> bool {
        matches!(self, Self::Both | Self::After)
    }
}

impl Search<'_> {
    /// Finds the tables of the fullest layout that the page has, or cards if there are no tables.
    ///
    /// Cards without any balance are not searched for: any words in a row would be one.
    pub fn find(&self) -> Found {
        let of_tables = ShownBalances::FULLEST_FIRST;
        let of_cards = [ShownBalances::Both, ShownBalances::After];
        let tables = of_tables.iter().filter_map(|balances| self.with(*balances, table::laid_out));
        let cards = of_cards.iter().filter_map(|balances| self.with(*balances, table::of_cards));
        tables.chain(cards).next().unwrap_or_default()
    }

    /// Finds the tables of one side of the account, whose amounts need no sign.
    pub fn find_side(&self, side: Side) -> Found {
        let with = |balances: &ShownBalances| {
            let single = self.tables(AmountLayout::Single, *balances, table::laid_out);
            let tables = if single.is_empty() {
                self.tables(AmountLayout::OneSide(side), *balances, table::laid_out)
            } else {
                single.into_iter().map(|table| table.of_side(side)).collect()
            };
            let balances = *balances;
            let found =
                Found { tables, balances, is_whole: true, has_side_columns: true, ..Found::default() };
            (!found.tables.is_empty()).then_some(found)
        };
        ShownBalances::FULLEST_FIRST.iter().find_map(with).unwrap_or_default()
    }

    fn with(&self, balances: ShownBalances, finder: Finder) -> Option<Found> {
        let mut found = self.whole(balances, finder).or_else(|| self.in_two_tables(balances, finder))?;
        let has_both = balances == ShownBalances::After && split_balances(&mut found.tables);
        found.balances = if has_both { ShownBalances::Both } else { balances };
        Some(found)
    }

    /// Finds tables with all the transactions, the amount in one column or in two.
    fn whole(&self, balances: ShownBalances, finder: Finder) -> Option<Found> {
        let single = self.tables(AmountLayout::Single, balances, finder);
        let is_full = !single.is_empty() && balances == ShownBalances::Both;
        let skipped_rows = if is_full { self.beside() } else { Vec::new() };
        let has_side_columns = single.is_empty();
        let tables =
            if has_side_columns { self.tables(AmountLayout::CreditDebit, balances, finder) } else { single };
        let found = Found { tables, skipped_rows, is_whole: true, has_side_columns, ..Found::default() };
        (!found.tables.is_empty()).then_some(found)
    }

    /// Finds tables of payments and tables of charges; one side alone may not be all.
    fn in_two_tables(&self, balances: ShownBalances, finder: Finder) -> Option<Found> {
        let amount = &self.columns.amount;
        let mut found = Found { has_side_columns: true, ..Found::default() };
        for (column, side) in [(&amount.credit, Side::Credit), (&amount.debit, Side::Debit)] {
            let mut tables = self.tables(AmountLayout::OneSide(side), balances, finder);
            if tables.is_empty() {
                found.skipped_rows.push(Missing::not_found(&column.name));
            }
            found.tables.append(&mut tables);
        }
        (!found.tables.is_empty()).then_some(found)
    }

    fn tables(&self, amount: AmountLayout, balances: ShownBalances, finder: Finder) -> Vec<TransactionTable> {
        let columns = self.columns_of(amount, balances);
        let tables = finder(self.grids, &Wanted { columns: &columns, is_key: self.is_key });
        let named = |table: Table| {
            table::note(self.grids.document, &table, &columns);
            let rows = table.rows.into_iter().filter_map(|row| named_row(row, amount, balances)).collect();
            TransactionTable { rows, irregular_rows: table.irregular_rows, hidden: table.hidden }
        };
        tables.into_iter().map(named).collect()
    }

    /// Returns the columns of a layout in the order in which [`named_row`] takes their cells.
    fn columns_of(&self, amount: AmountLayout, balances: ShownBalances) -> Vec<&Column> {
        let TransactionColumns { date, description, amount: amounts, balance_before, balance_after } =
            self.columns;
        let mut columns = vec![date, description];
        columns.extend(balances.shows_before().then_some(balance_before));
        match amount {
            AmountLayout::Single => columns.push(&amounts.single),
            AmountLayout::CreditDebit => {
                columns.extend([&amounts.credit_under_amount, &amounts.debit_under_amount]);
            }
            AmountLayout::OneSide(Side::Credit) => columns.push(&amounts.credit_under_amount),
            AmountLayout::OneSide(Side::Debit) => columns.push(&amounts.debit_under_amount),
        }
        columns.extend(balances.shows_after().then_some(balance_after));
        columns
    }

    fn beside(&self) -> Vec<Missing> {
        let columns = self.columns.all();
        skipped_rows::beside(self.grids, &Wanted { columns: &columns, is_key: self.is_key })
    }
}

/// Returns the cells of a row by their names; `None` if it has fewer cells than columns.
///
/// A table never has such a row.
fn named_row(row: Row, amount: AmountLayout, balances: ShownBalances) -> Option<TransactionRow> {
    let mut cells = row.texts.iter().cloned();
    let (date, description) = (cells.next()?, cells.next()?);
    let balance_before = if balances.shows_before() { Some(cells.next()?) } else { None };
    let amount = match amount {
        AmountLayout::Single => AmountCells::Single(cells.next()?),
        AmountLayout::CreditDebit => AmountCells::CreditDebit { credit: cells.next()?, debit: cells.next()? },
        AmountLayout::OneSide(side) => AmountCells::OneSide(side, cells.next()?),
    };
    let balance_after = if balances.shows_after() { Some(cells.next()?) } else { None };
    drop(cells);
    Some(TransactionRow {
        source: row,
        date,
        heading: None,
        description,
        amount,
        balance_before,
        balance_after,
    })
}

/// Splits balances that stand before and after an arrow in one cell.
///
/// Returns true if all of them do.
fn split_balances(tables: &mut [TransactionTable]) -> bool {
    let has_arrow =
        |row: &TransactionRow| row.balance_after.as_ref().is_some_and(|text| ARROW.is_match(text));
    let rows = || tables.iter().flat_map(|table| &table.rows).filter(|row| !row.source.is_non_data());
    if rows().next().is_none() || !rows().all(has_arrow) {
        return false;
    }
    tables.iter_mut().flat_map(|table| &mut table.rows).for_each(split_balance);
    true
}

fn split_balance(row: &mut TransactionRow) {
    let both = row.balance_after.clone().unwrap_or_default();
    let mut parts = ARROW.splitn(&both, 2).map(str::to_owned);
    if let (Some(before), Some(after)) = (parts.next(), parts.next()) {
        (row.balance_before, row.balance_after) = (Some(before), Some(after));
    }
}
