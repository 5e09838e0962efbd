//! Rows of cells, from `<table>`s, other elements and preformatted text.

use std::cell::OnceCell;

use crate::effort::spend;
use crate::html::document::{Document, NodeId};
use crate::navigation::form::caption;
use crate::table::column::{Label, Wanted, places};
use crate::table::row::{Cell, Grid};
use crate::text::normalize::collapse_whitespace;

const FEWEST_CELLS: usize = 3;
const MOST_CELLS: usize = 24;
/// Steps to copy a cell, and each byte of its text.
const CELL: usize = 10;
const COPY: usize = 4;
const BARS: [char; 3] = ['|', '│', '║'];
const GAP: &str = "  ";

/// Returns the rows of every `<table>`.
pub fn of_tables(document: &Document) -> Vec<Grid> {
    document
        .elements()
        .filter(|id| document.name(*id) == "table")
        .map(|table| of_table(document, table))
        .collect()
}

/// An element that is no part of a `<table>` and may be a row of cells, or hold many.
pub struct Block {
    node: NodeId,
    cells: Vec<NodeId>,
    labels: OnceCell<Vec<Option<Label>>>,
}

impl Block {
    /// Returns every element with several cells.
    pub fn all(document: &Document) -> Vec<Self> {
        let blocks = document.elements().filter(|id| !is_part_of_table(document, *id));
        let block = |node| Self { node, cells: cell_elements(document, node), labels: OnceCell::new() };
        blocks.map(block).filter(|block| block.cells.len() > 1).collect()
    }

    /// Returns the labels of its cells.
    fn labels(&self, document: &Document) -> &[Option<Label>] {
        self.labels.get_or_init(|| {
            let label = |id: &NodeId| Label::of(&cell(document, *id).text);
            self.cells.iter().map(label).collect()
        })
    }
}

/// Returns the rows under headers that are not made of `<table>` elements.
pub fn under_headers(document: &Document, blocks: &[Block], wanted: &Wanted<'_>) -> Vec<Grid> {
    let rows = blocks.iter().filter_map(|block| under_header(document, block, wanted));
    rows.chain(blocks.iter().filter_map(|block| of_siblings(document, block, wanted))).collect()
}

/// Returns the rows of preformatted text.
///
/// Bars separate the cells, or wide gaps in a line without bars.
pub fn preformatted(document: &Document) -> Vec<Grid> {
    let pres = document.elements().filter(|id| document.name(*id) == "pre");
    pres.map(|pre| lines(document, pre)).filter(|grid| !grid.is_empty()).collect()
}

fn lines(document: &Document, pre: NodeId) -> Grid {
    let characters: String = document.descendants(pre).filter_map(|id| document.characters(id)).collect();
    let cell = |text: &str| {
        spend(3 * CELL);
        Cell { node: pre, text: collapse_whitespace(text) }
    };
    let cells = |line: &str| -> Vec<Cell> {
        let line = line.trim();
        let bare = line.trim_matches(BARS);
        if line.contains(BARS) {
            bare.split(BARS).map(cell).collect()
        } else {
            line.split(GAP).filter(|text| !text.trim().is_empty()).map(cell).collect()
        }
    };
    characters.lines().map(cells).filter(|cells| cells.len() >= FEWEST_CELLS).collect()
}

/// Returns the texts of every row of cells on the page.
pub fn candidate_headers(document: &Document) -> Vec<Vec<String>> {
    let texts = |cells: &Vec<Cell>| cells.iter().map(|cell| cell.text.clone()).collect();
    let tables: Vec<Vec<Cell>> =
        of_tables(document).into_iter().chain(preformatted(document)).flatten().collect();
    let blocks =
        document.elements().filter(|id| !is_part_of_table(document, *id)).map(|id| cells_of(document, id));
    tables.iter().map(texts).chain(blocks.map(|cells| texts(&cells))).collect()
}

fn cell(document: &Document, node: NodeId) -> Cell {
    let text = document.text(node);
    let is_seen = |id: &NodeId| {
        let kind = document.attribute(*id, "type").unwrap_or_default();
        document.name(*id) == "input" && !kind.trim().eq_ignore_ascii_case("hidden")
    };
    let button = || document.descendants(node).find(is_seen).map(|id| caption(document, id));
    Cell { node, text: if text.is_empty() { button().unwrap_or_default() } else { text } }
}

fn is_part_of_table(document: &Document, id: NodeId) -> bool {
    matches!(document.name(id), "table" | "tbody" | "thead" | "tfoot" | "tr" | "html" | "head" | "select")
}

/// Returns a table's own rows, each cell repeated over the columns and rows that it spans.
fn of_table(document: &Document, table: NodeId) -> Grid {
    let is_own = |row: &NodeId| {
        let nearest = document.self_and_ancestors(*row).find(|id| document.name(*id) == "table");
        document.name(*row) == "tr" && nearest == Some(table)
    };
    let mut hanging = Hanging::default();
    document.descendants(table).filter(is_own).map(|row| hanging.row(document, row)).collect()
}

/// Cells that span rows below: the column, the number of rows left, and the cell.
#[derive(Default)]
struct Hanging(Vec<(usize, usize, Cell)>);

impl Hanging {
    fn row(&mut self, document: &Document, row: NodeId) -> Vec<Cell> {
        let mut cells: Vec<Cell> = Vec::new();
        let mut next = Self::default();
        for node in document.child_elements(row).filter(|id| matches!(document.name(*id), "td" | "th")) {
            self.drop_into(&mut cells, &mut next);
            spend(CELL * self.0.len());
            let own = cell(document, node);
            let rows = span(document, node, "rowspan");
            for _ in 0..span(document, node, "colspan").min(MOST_CELLS.saturating_sub(cells.len())) {
                spend(copy_of(&own));
                next.hang(cells.len(), rows - 1, &own);
                cells.push(own.clone());
            }
        }
        self.drop_into(&mut cells, &mut next);
        *self = next;
        cells
    }

    fn drop_into(&mut self, cells: &mut Vec<Cell>, next: &mut Self) {
        // A row of more columns than any statement has is hostile: the rest of it is not read.
        while cells.len() < MOST_CELLS
            && let Some(at) = self.0.iter().position(|(column, _, _)| *column == cells.len())
        {
            let (column, rows, hung) = self.0.remove(at);
            spend(copy_of(&hung));
            next.hang(column, rows - 1, &hung);
            cells.push(hung);
        }
    }

    fn hang(&mut self, column: usize, rows: usize, cell: &Cell) {
        if rows > 0 {
            spend(copy_of(cell));
            self.0.push((column, rows, cell.clone()));
        }
    }
}

/// Returns the steps to copy a cell, whose text stays in memory.
fn copy_of(cell: &Cell) -> usize {
    CELL + COPY * cell.text.len()
}

fn span(document: &Document, cell: NodeId, name: &str) -> usize {
    let wanted = document.attribute(cell, name).and_then(|text| text.trim().parse().ok());
    wanted.unwrap_or(1).clamp(1, MOST_CELLS)
}

fn under_header(document: &Document, block: &Block, wanted: &Wanted<'_>) -> Option<Grid> {
    let width = block.cells.len();
    let may_be_header = (wanted.columns.len()..=MOST_CELLS).contains(&width);
    places(Some(block).filter(|_| may_be_header)?.labels(document), wanted.columns)?;
    let (before, after) = rows_around(document, block.node, width);
    Some(before.into_iter().chain([cells_of(document, block.node)]).chain(after).collect())
}

/// Returns the rows before a header and after it.
///
/// They stand beside the header or beside an element that wraps it alone.
fn rows_around(document: &Document, header: NodeId, width: usize) -> (Grid, Grid) {
    let rows = |siblings: Vec<NodeId>| -> Grid {
        siblings.into_iter().flat_map(|sibling| rows_within(document, sibling, width)).collect()
    };
    let levels = document.self_and_ancestors(header).map(|id| {
        let (before, after) = siblings_around(document, id);
        (rows(before), rows(after))
    });
    let has_rows = |rows: &Grid| rows.iter().any(|row| row.len() == width);
    levels.into_iter().find(|(before, after)| has_rows(before) || has_rows(after)).unwrap_or_default()
}

fn siblings_around(document: &Document, id: NodeId) -> (Vec<NodeId>, Vec<NodeId>) {
    let Some(parent) = document.self_and_ancestors(id).nth(1) else { return (Vec::new(), Vec::new()) };
    document.child_elements(parent).filter(|sibling| *sibling != id).partition(|sibling| *sibling < id)
}

fn rows_within(document: &Document, id: NodeId, width: usize) -> Vec<Vec<Cell>> {
    let inner: Vec<Vec<Cell>> =
        document.child_elements(id).flat_map(|child| rows_within(document, child, width)).collect();
    let is_row = |rows: &[Vec<Cell>]| rows.iter().any(|row| row.len() == width);
    let own = cells_of(document, id);
    match (is_row(&inner), own.len()) {
        (true, _) => inner,
        (false, cells) if cells == width || cells >= FEWEST_CELLS => vec![own],
        _ => Vec::new(),
    }
}

fn cells_of(document: &Document, row: NodeId) -> Vec<Cell> {
    let cells = cell_elements(document, row);
    match cells.as_slice() {
        [only] => cells_of(document, *only),
        cells if cells.len() > MOST_CELLS => Vec::new(),
        cells => cells.iter().map(|id| cell(document, *id)).collect(),
    }
}

fn cell_elements(document: &Document, row: NodeId) -> Vec<NodeId> {
    let is_cell =
        |id: &NodeId| !document.shows_no_text(*id) && !matches!(document.name(*id), "br" | "hr" | "input");
    document.child_elements(row).filter(is_cell).collect()
}

/// Returns the rows of cells that stand side by side without elements for rows.
///
/// The header is the first sequence of cells that names the columns; it is as wide as makes the
/// next sequence begin with a key.
fn of_siblings(document: &Document, block: &Block, wanted: &Wanted<'_>) -> Option<Grid> {
    if block.cells.len() < 2 * wanted.columns.len() {
        return None;
    }
    let labels = block.labels(document);
    let begins = |label: &Option<Label>| label.as_ref().is_some_and(|label| label.names_any(wanted.columns));
    let start = labels.iter().position(begins)?;
    let cells: Vec<Cell> = block.cells[start..].iter().map(|id| cell(document, *id)).collect();
    let labels = &labels[start..];
    let names_key = |label: &Option<Label>| {
        let ranked = label.as_ref().zip(wanted.columns.first());
        ranked.is_some_and(|(label, key)| label.rank(key).is_some())
    };
    let key_at = labels.iter().position(names_key);
    let fits = |width: &usize| {
        let first_key = key_at.and_then(|at| cells.get(width + at));
        places(&labels[..*width], wanted.columns).is_some()
            && first_key.is_some_and(|cell| (wanted.is_key)(&cell.text))
    };
    let width = (wanted.columns.len()..=MOST_CELLS.min(cells.len())).find(fits)?;
    Some(cells.chunks(width).map(<[Cell]>::to_vec).collect())
}
