//! Reader of a page's tables of transactions.

use chrono::NaiveDate;
use kabinet_domain::{Money, Transaction};

use crate::error::Missing;
use crate::html::document::Document;
use crate::statement::candidate::{CandidateTable, CandidateTables};
use crate::statement::columns::TransactionColumns;
use crate::statement::credit_debit::{Side, side_named};
use crate::statement::headerless::Headerless;
use crate::statement::layouts::{Found, Search, ShownBalances};
use crate::statement::parsed_row::{ParsedRow, SignHint, into_transactions};
use crate::statement::reconcile::check_columns;
use crate::statement::rows::{check_irregular, is_data, unread};
use crate::statement::transaction_row::{TransactionRow, TransactionTable};
use crate::statement::{date_headings, headerless, skipped_rows};
use crate::table::{Column, Grids, Row};
use crate::text::amount;
use crate::text::date;
use crate::text::other_services::names_other_service;

/// Reads the tables of transactions of a page; there are none if it shows no such table.
///
/// A date without a year is near `context`. A hidden table counts only where it can be read whole. Rows
/// that cannot be read are kept apart: they need not be of the month that is wanted.
///
/// # Errors
/// The columns that were taken for each other.
pub fn read(
    grids: &Grids<'_>,
    columns: &TransactionColumns,
    context: NaiveDate,
) -> Result<CandidateTables, Vec<Missing>> {
    let is_key = |text: &str| date::whole_within(text, context).is_some();
    let found = Search { grids, columns, is_key: &is_key }.find();
    if found.tables.is_empty() {
        return Ok(without_header(grids.document, columns, context));
    }
    read_found(found, columns, context)
}

/// Reads the tables of one side of the account; there are none if the page shows no such table.
///
/// # Errors
/// The columns that were taken for each other.
pub fn read_side(
    grids: &Grids<'_>,
    columns: &TransactionColumns,
    side: Side,
    context: NaiveDate,
) -> Result<CandidateTables, Vec<Missing>> {
    let is_key = |text: &str| date::whole_within(text, context).is_some();
    read_found(Search { grids, columns, is_key: &is_key }.find_side(side), columns, context)
}

fn read_found(
    mut found: Found,
    columns: &TransactionColumns,
    context: NaiveDate,
) -> Result<CandidateTables, Vec<Missing>> {
    let tables = std::mem::take(&mut found.tables);
    let is_all_hidden = tables.iter().all(|table| table.hidden);
    let reader = Reader { columns, context, balances: found.balances };
    let mut candidates = CandidateTables {
        skipped_rows: std::mem::take(&mut found.skipped_rows),
        missing_balances: missing_balances(&found, columns),
        has_side_columns: found.has_side_columns,
        ..CandidateTables::default()
    };
    for table in tables {
        let is_optional = table.hidden && !is_all_hidden;
        if reader.add(table, is_optional, &mut candidates) && found.is_whole {
            check_last(&candidates, columns)?;
        }
    }
    Ok(candidates)
}

/// Checks that the columns of the table added last were not taken for each other.
fn check_last(candidates: &CandidateTables, columns: &TransactionColumns) -> Result<(), Vec<Missing>> {
    let last = candidates.tables.last().map(|table| table.transactions.as_slice()).unwrap_or_default();
    check_columns(last, None, columns)
}

/// Returns the columns of balances that are not shown or, over tables of one side, prove nothing.
fn missing_balances(found: &Found, columns: &TransactionColumns) -> Vec<Missing> {
    let proves = |is_shown: bool| found.is_whole && is_shown;
    let before = (!proves(found.balances.shows_before())).then_some(&columns.balance_before);
    let after = (!proves(found.balances.shows_after())).then_some(&columns.balance_after);
    before.into_iter().chain(after).map(|column| Missing::not_found(&column.name)).collect()
}

/// Reads transactions without a header as a table that lacks the balances before, or all.
fn without_header(document: &Document, columns: &TransactionColumns, context: NaiveDate) -> CandidateTables {
    let Headerless { transactions, shows_balances } = headerless::read(document, columns, context);
    if transactions.is_empty() {
        return CandidateTables::default();
    }
    let after = (!shows_balances).then_some(&columns.balance_after);
    let missing = std::iter::once(&columns.balance_before).chain(after);
    CandidateTables {
        tables: vec![CandidateTable { hidden: false, transactions }],
        missing_balances: missing.map(|column| Missing::not_found(&column.name)).collect(),
        needs_totals: !shows_balances,
        ..CandidateTables::default()
    }
}

/// A reader of the rows of tables in one layout.
struct Reader<'r> {
    columns: &'r TransactionColumns,
    context: NaiveDate,
    balances: ShownBalances,
}

impl Reader<'_> {
    /// Reads a table and adds its transactions to the candidates; returns true if it did.
    ///
    /// An optional table with a row that cannot be read is left out.
    fn add(&self, mut table: TransactionTable, is_optional: bool, candidates: &mut CandidateTables) -> bool {
        date_headings::apply(&mut table.rows, self.context);
        let skipped = skipped_rows::take(&mut table, self.columns, |row| self.is_dated(row));
        candidates.skipped_rows.extend(skipped);
        let (rows, unread_rows) = self.rows(&table);
        if is_optional && !unread_rows.is_empty() {
            return false;
        }
        candidates.unread_rows.extend(unread_rows);
        let is_of_other: Vec<bool> = rows.iter().map(|row| row.is_of_other_service).collect();
        let transactions = into_transactions(rows);
        let others = transactions.iter().zip(is_of_other).filter(|(_, is_of_other)| *is_of_other);
        let others: Vec<Transaction> = others.map(|(transaction, _)| transaction.clone()).collect();
        let skipped = others.iter().map(|other| unread(&self.columns.description, &other.description));
        candidates.skipped_rows.extend(skipped);
        candidates.other_service.extend(others);
        candidates.tables.push(CandidateTable { hidden: table.hidden, transactions });
        true
    }

    fn is_dated(&self, row: &TransactionRow) -> bool {
        row.moment(self.context).is_some()
    }

    /// Parses the rows of data of a table and returns apart those that cannot be read.
    fn rows(&self, table: &TransactionTable) -> (Vec<ParsedRow>, Vec<Missing>) {
        let is_key = |text: &str| date::whole_within(text, self.context).is_some();
        let columns = self.columns.all();
        let (mut rows, mut unread_rows) = (Vec::new(), Vec::new());
        for row in &table.rows {
            let is_data = is_data(&row.source, self.is_dated(row), &self.columns.date, &is_key, &columns);
            let has_figures = !(row.has_no_amount() && row.source.is_non_data());
            match is_data.and_then(|is_data| (is_data && has_figures).then(|| self.parsed(row)).transpose()) {
                Ok(parsed) => rows.extend(parsed),
                Err(missing) => unread_rows.extend(missing),
            }
        }
        if let Err(missing) = check_irregular(&table.irregular_rows, &self.columns.date, &is_key) {
            unread_rows.extend(missing);
        }
        (rows, unread_rows)
    }

    fn parsed(&self, row: &TransactionRow) -> Result<ParsedRow, Vec<Missing>> {
        let unreadable = |column: &Column| vec![unread(column, &row.source.text())];
        let balance = |cell: &Option<String>, column: &Column| -> Result<Option<Money>, Vec<Missing>> {
            let Some(text) = cell else { return Ok(None) };
            amount::whole(text).map(|amount| Some(amount.money)).ok_or_else(|| unreadable(column))
        };
        let moment = row.moment(self.context).ok_or_else(|| unreadable(&self.columns.date))?;
        let balance_before = balance(&row.balance_before, &self.columns.balance_before)?;
        let amount = row.amount.read().ok_or_else(|| unreadable(&self.columns.amount.single))?;
        Ok(ParsedRow {
            date: moment.date,
            time: moment.time,
            description: row.description.trim_end_matches(is_icon).to_owned(),
            amount: amount.0,
            sign: self.sign(row, amount.1),
            balance_before,
            balance_after: balance(&row.balance_after, &self.columns.balance_after)?,
            is_of_other_service: is_of_other_service(&row.source),
        })
    }

    /// Returns the hint of a word in the row where neither a column nor two balances give one.
    fn sign(&self, row: &TransactionRow, shown: SignHint) -> SignHint {
        if shown != SignHint::None || self.balances == ShownBalances::Both {
            return shown;
        }
        let cells = row.source.cells.iter().map(|cell| cell.text.as_str());
        side_named(cells, &self.columns.amount).map_or(SignHint::None, SignHint::Word)
    }
}

/// Returns true if a cell outside the wanted columns names another service.
fn is_of_other_service(row: &Row) -> bool {
    let others = row.cells.iter().filter(|cell| !row.texts.contains(&cell.text));
    others.into_iter().any(|cell| names_other_service(&cell.text))
}

/// Returns true for a picture that unfolds details, or the space before it.
fn is_icon(c: char) -> bool {
    matches!(c, ' ' | 'ⓘ' | 'ℹ' | '🛈' | '▾' | '▸' | '▼' | '›')
}
