//! Tables, found by their headers.
//!
//! A table may be a `<table>`, a list, a grid of blocks, or cards that repeat the labels. A *header*
//! is a row of cells in which every wanted column has a cell of its own; other cells are other
//! columns and are ignored. Columns of the same name differ by position: one takes the first,
//! another the last. A header in two rows is read as one, column by column. The rows are the
//! following ones with the same number of cells. Rows with another number of cells, or above the
//! header, are kept as *irregular rows*, and so are rows under a header that names only most of the
//! columns: no row of figures is lost silently.
//!
//! Without a header, elements that each contain every label once are *cards*, one per row. The key of a
//! card is inside it or stands above it as a heading.

pub mod cards;
pub mod column;
pub mod grid;
pub mod labelled;
pub mod row;
#[cfg(test)]
mod tests;

use crate::html::document::{Document, NodeId};
use crate::table::column::{place, places, rank};
use crate::table::row::Grid;
use crate::text::other_services::names_other_service;
use crate::trace::score;

pub use crate::table::column::{CURRENCY, Column, Place, Wanted, header, split_label};
pub use crate::table::row::{BEGINNINGS, Cell, Row, Table};

const DEEPEST_HEADER: usize = 12;

/// Returns every table that has the columns, or the cards if there is no such table.
pub fn find(document: &Document, wanted: &Wanted<'_>) -> Vec<Table> {
    let tables = laid_out(document, wanted);
    if tables.is_empty() { of_cards(document, wanted) } else { tables }
}

/// Returns every table on the page whose header names the columns.
pub fn laid_out(document: &Document, wanted: &Wanted<'_>) -> Vec<Table> {
    let laid_out = grid::under_headers(document, wanted).into_iter().chain(grid::preformatted(document));
    let grids = grid::of_tables(document).into_iter().chain(laid_out);
    let is_own =
        |grid: &Grid| !grid.iter().flatten().next().is_some_and(|cell| is_of_another(document, cell));
    grids.filter(is_own).filter_map(|grid| table(document, &grid, wanted)).collect()
}

/// Returns the cards on the page that have the columns' labels, as a table.
pub fn of_cards(document: &Document, wanted: &Wanted<'_>) -> Vec<Table> {
    cards::find(document, wanted).into_iter().collect()
}

/// Returns true for the first table under a heading that names another service.
fn is_of_another(document: &Document, first: &Cell) -> bool {
    let is_heading = |id: &NodeId| {
        matches!(document.name(*id), "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "caption" | "legend")
    };
    let before = || document.elements().take_while(|id| *id < first.node);
    let Some(heading) = before().filter(is_heading).last() else { return false };
    let is_another_table =
        |id: &NodeId| *id > heading && document.name(*id) == "table" && !document.is_within(first.node, *id);
    names_other_service(&document.text(heading)) && !before().any(|id| is_another_table(&id))
}

/// Returns the rows of `<table>`s whose headers name most of the columns, but not all.
pub fn nearly(document: &Document, wanted: &Wanted<'_>) -> Vec<Row> {
    let named = |label: &[Cell]| {
        let names = |column: &&Column| label.iter().any(|cell| rank(&cell.text, column).is_some());
        wanted.columns.iter().filter(names).count()
    };
    let most = wanted.columns.len() / 2 + 1;
    let nearly = grid::of_tables(document).into_iter().filter(|grid| table(document, grid, wanted).is_none());
    let with_header =
        nearly.filter(|grid| grid.iter().take(DEEPEST_HEADER).any(|cells| named(cells) >= most));
    with_header.flatten().map(|cells| row(&cells, &[])).collect()
}

/// Records by which words of the header each column was found.
pub fn note(document: &Document, table: &Table, columns: &[Column]) {
    for (column, said) in columns.iter().zip(&table.header) {
        if let Some(rank) = rank(said, column) {
            document.trace.found(&column.name, &column.synonyms[rank], score(rank));
        }
    }
}

/// Returns the names of the columns that the nearest header lacks.
pub fn missing<'c>(document: &Document, columns: &'c [Column]) -> Vec<&'c str> {
    let lacking = |labels: Vec<String>| -> Vec<&'c str> {
        let is_named = |column: &Column| labels.iter().any(|label| rank(label, column).is_some());
        columns.iter().filter(|column| !is_named(column)).map(|column| column.name.as_str()).collect()
    };
    let headers = grid::candidate_headers(document);
    let nearest = headers.into_iter().map(|labels| (lacking(labels.clone()), labels));
    match nearest.min_by_key(|(lacking, _)| lacking.len()) {
        None => columns.iter().map(|column| column.name.as_str()).collect(),
        Some((nearest, labels)) if nearest.is_empty() => undecided(&labels, columns),
        Some((nearest, _)) => nearest,
    }
}

/// Returns the columns of a complete header that are ambiguous.
///
/// They are named by several cells, or share a name and lack a cell each.
fn undecided<'c>(header: &[String], columns: &'c [Column]) -> Vec<&'c str> {
    let names = |of: &dyn Fn(&Column) -> bool| -> Vec<&'c str> {
        columns.iter().filter(|column| of(column)).map(|column| column.name.as_str()).collect()
    };
    let doubled = names(&|column| place(header, column).is_none());
    if doubled.is_empty() { names(&|column| column.place != Place::Only) } else { doubled }
}

fn table(document: &Document, grid: &Grid, wanted: &Wanted<'_>) -> Option<Table> {
    let (below, labels, places) = headers(grid).find_map(|(below, labels)| {
        let places = places(&labels, wanted.columns)?;
        Some((below, labels, places))
    })?;
    let width = grid[below - 1].len();
    let header = grid[below - 1].first()?.node;
    let (fitting, irregular): (Vec<&Vec<Cell>>, Vec<&Vec<Cell>>) =
        grid[below..].iter().partition(|cells| cells.len() == width);
    let rows = fitting.into_iter().map(|cells| row(cells, &places)).collect();
    let said = places.iter().map(|place| labels[*place].clone()).collect();
    let above = grid[..below - 1].iter();
    let irregular_rows = irregular.into_iter().chain(above).map(|cells| row(cells, &[])).collect();
    Some(Table {
        rows: without_labels(rows, wanted.columns),
        irregular_rows,
        hidden: document.is_hidden(header),
        header: said,
    })
}

fn row(cells: &[Cell], places: &[usize]) -> Row {
    Row { texts: places.iter().map(|place| cells[*place].text.clone()).collect(), cells: cells.to_vec() }
}

/// Returns the possible headers, alone and with the row above, with the index of the next row.
fn headers(grid: &Grid) -> impl Iterator<Item = (usize, Vec<String>)> + '_ {
    let alone = |at: usize| (at + 1, grid[at].iter().map(|cell| cell.text.clone()).collect());
    let with_above = |at: usize| {
        let both = grid[at - 1].iter().zip(&grid[at]).map(|(upper, lower)| joined(&upper.text, &lower.text));
        (at + 1, both.collect())
    };
    let last = grid.len().min(DEEPEST_HEADER);
    let pairs = (1..last).filter(|at| grid[at - 1].len() == grid[*at].len());
    (0..last).map(alone).chain(pairs.map(with_above))
}

fn joined(upper: &str, lower: &str) -> String {
    if upper == lower { upper.to_owned() } else { format!("{upper} {lower}") }
}

/// Removes the labels that cells repeat for narrow screens.
fn without_labels(mut rows: Vec<Row>, columns: &[Column]) -> Vec<Row> {
    let repeats = |row: &Row| {
        row.is_non_data() || row.texts.first().is_some_and(|text| split_label(text, columns).is_some())
    };
    if !rows.is_empty() && rows.iter().all(repeats) {
        for (text, column) in rows.iter_mut().flat_map(|row| row.texts.iter_mut().zip(columns)) {
            let bare = split_label(text, std::slice::from_ref(column)).map(|(_, value)| value.to_owned());
            *text = bare.unwrap_or_else(|| std::mem::take(text));
        }
    }
    rows
}
