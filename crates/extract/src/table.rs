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
pub mod grids;
pub mod labelled;
pub mod row;
#[cfg(test)]
mod tests;

use crate::html::document::Document;
use crate::table::column::{Label, labels, place, places, rank};
use crate::table::grids::Headed;
use crate::trace::score;

pub use crate::table::column::{CURRENCY, Column, Place, Wanted, header, split_label};
pub use crate::table::grids::Grids;
pub use crate::table::row::{BEGINNINGS, Cell, Row, Table};

/// Returns every table that has the columns, or the cards if there is no such table.
pub fn find(grids: &Grids<'_>, wanted: &Wanted<'_>) -> Vec<Table> {
    let tables = laid_out(grids, wanted);
    if tables.is_empty() { of_cards(grids, wanted) } else { tables }
}

/// Returns every table on the page whose header names the columns.
pub fn laid_out(grids: &Grids<'_>, wanted: &Wanted<'_>) -> Vec<Table> {
    let under_headers = grids.under_headers(wanted);
    let tables = grids.tables.iter().chain(&under_headers).chain(&grids.preformatted);
    let own = tables.filter(|grid| !grids.is_of_another(grid));
    own.filter_map(|grid| table(grids.document, grid, wanted)).collect()
}

/// Returns the cards on the page that have the columns' labels, as a table.
pub fn of_cards(grids: &Grids<'_>, wanted: &Wanted<'_>) -> Vec<Table> {
    cards::find(grids, wanted).into_iter().collect()
}

/// Returns the rows of `<table>`s whose headers name most of the columns, but not all.
pub fn nearly(grids: &Grids<'_>, wanted: &Wanted<'_>) -> Vec<Row> {
    let named = |labels: &[Option<Label>]| {
        let names = |column: &&&Column| labels.iter().flatten().any(|label| label.rank(column).is_some());
        wanted.columns.iter().filter(names).count()
    };
    let most = wanted.columns.len() / 2 + 1;
    let has_header = |grid: &&Headed| grid.alone().any(|head| named(&head.labels) >= most);
    let nearly = grids.tables.iter().filter(has_header);
    let nearly = nearly.filter(|grid| table(grids.document, grid, wanted).is_none());
    nearly.flat_map(|grid| &grid.rows).map(|cells| row(cells, &[])).collect()
}

/// Records by which words of the header each column was found.
pub fn note(document: &Document, table: &Table, columns: &[&Column]) {
    for (column, said) in columns.iter().zip(&table.header) {
        if let Some(rank) = rank(said, column) {
            document.trace.found(&column.name, &column.synonyms()[rank], score(rank));
        }
    }
}

/// Returns the names of the columns that the nearest header lacks.
pub fn missing<'c>(document: &Document, columns: &[&'c Column]) -> Vec<&'c str> {
    let lacking = |labels: &[Option<Label>]| -> Vec<&'c str> {
        let is_named = |column: &Column| labels.iter().flatten().any(|label| label.rank(column).is_some());
        let unnamed = columns.iter().filter(|column| !is_named(column));
        unnamed.map(|column| column.name.as_str()).collect()
    };
    let headers = grid::candidate_headers(document).into_iter();
    let labelled = headers.map(|texts| labels(texts.iter().map(String::as_str)));
    let nearest = labelled.map(|labels| (lacking(&labels), labels));
    match nearest.min_by_key(|(lacking, _)| lacking.len()) {
        None => columns.iter().map(|column| column.name.as_str()).collect(),
        Some((nearest, labels)) if nearest.is_empty() => undecided(&labels, columns),
        Some((nearest, _)) => nearest,
    }
}

/// Returns the columns of a complete header that are ambiguous.
///
/// They are named by several cells, or share a name and lack a cell each.
fn undecided<'c>(header: &[Option<Label>], columns: &[&'c Column]) -> Vec<&'c str> {
    let names = |of: &dyn Fn(&Column) -> bool| -> Vec<&'c str> {
        columns.iter().filter(|column| of(column)).map(|column| column.name.as_str()).collect()
    };
    let doubled = names(&|column| place(header, column).is_none());
    if doubled.is_empty() { names(&|column| column.place != Place::Only) } else { doubled }
}

fn table(document: &Document, grid: &Headed, wanted: &Wanted<'_>) -> Option<Table> {
    let (head, places) = grid.heads().find_map(|head| Some((head, places(&head.labels, wanted.columns)?)))?;
    let (above, below) = grid.rows.split_at(head.below);
    let (header, above) = above.split_last()?;
    let (fitting, irregular): (Vec<&Vec<Cell>>, Vec<&Vec<Cell>>) =
        below.iter().partition(|cells| cells.len() == header.len());
    let rows = fitting.into_iter().map(|cells| row(cells, &places)).collect();
    let irregular_rows = irregular.into_iter().chain(above).map(|cells| row(cells, &[])).collect();
    Some(Table {
        rows: without_labels(rows, wanted.columns),
        irregular_rows,
        hidden: document.is_hidden(header.first()?.node),
        header: places.iter().map(|place| head.texts[*place].clone()).collect(),
    })
}

fn row(cells: &[Cell], places: &[usize]) -> Row {
    Row { texts: places.iter().map(|place| cells[*place].text.clone()).collect(), cells: cells.to_vec() }
}

/// Removes the labels that cells repeat for narrow screens.
fn without_labels(mut rows: Vec<Row>, columns: &[&Column]) -> Vec<Row> {
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
