//! Finding a table by what its header says, be it a `<table>`, a list, a grid of blocks, or cards
//! that repeat the labels.
//!
//! A *header* is a row of cells in which every wanted column is named by a cell of its own; what
//! else stands in it is another column and is passed over. Columns of one name are told apart by
//! position: one takes the first, another the last. A header in two rows is read as one, column by
//! column. The rows are those that follow with as many cells; what follows with another number of
//! cells, or stands above the header, is kept aside as *odd*, and so is what stands under a header
//! that names most of the columns only: no row of figures is lost in silence.
//!
//! Where no header is found, elements that each say every label once are *cards*, a row apiece.

use super::amounts;
use super::dom::{Document, NodeId};
use super::notes::score;
use super::services::names_other_service;
use super::text::{wording, words};

mod cards;
mod grids;

/// A column that a table is to have.
#[derive(Debug, Clone)]
pub struct Column {
    /// The label as customers know it: what an error names.
    pub name: String,
    /// What the header may say, the surest first: words in lower case, one space apart.
    pub synonyms: Vec<String>,
    /// Which cell is meant where several say the same.
    pub place: Place,
}

/// Which of the columns that bear one name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// There is to be only one.
    Only,
    /// The first of them.
    First,
    /// The last of them.
    Last,
}

/// What a table is known by.
pub struct Wanted<'a> {
    /// Its columns; the first one tells the rows apart.
    pub columns: &'a [Column],
    /// Whether a text is a value of the first column.
    pub is_key: &'a dyn Fn(&str) -> bool,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Its element.
    pub node: NodeId,
    /// Its text, squeezed.
    pub text: String,
}

/// A row under a header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The texts of the wanted cells, in the order of the columns that were asked for.
    pub texts: Vec<String>,
    /// All its cells, the others too.
    pub cells: Vec<Cell>,
}

/// A table that has the columns asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its rows, without the header.
    pub rows: Vec<Row>,
    /// What stands among them with another number of cells.
    pub odd: Vec<Row>,
    /// Whether the page hides it.
    pub hidden: bool,
    /// What the header says of the wanted columns, in their order.
    pub header: Vec<String>,
}

/// Rows of cells, the header among them.
type Grid = Vec<Vec<Cell>>;

const DEEPEST_HEADER: usize = 12;
pub(super) const CURRENCY: [&str; 4] = ["руб", "р", "rub", "рублей"];
/// How rows begin that say nothing of their own.
pub(super) const BEGINNINGS: [&str; 15] = [
    "итог",
    "всего",
    "оборот",
    "остаток",
    "баланс",
    "сальдо",
    "начальн",
    "конечн",
    "входящ",
    "исходящ",
    "total",
    "на начало",
    "на конец",
    "в том числе",
    "в т ч",
];
/// How the first cell of others may end.
const ENDINGS: [&str; 2] = [" итого", " всего"];

/// Every table on the page that has the columns; cards, if there is no such table.
pub fn find(document: &Document, wanted: &Wanted<'_>) -> Vec<Table> {
    let tables = laid_out(document, wanted);
    if tables.is_empty() { of_cards(document, wanted) } else { tables }
}

/// Every table on the page whose header names the columns.
pub fn laid_out(document: &Document, wanted: &Wanted<'_>) -> Vec<Table> {
    let laid_out = grids::under_headers(document, wanted).into_iter().chain(grids::preformatted(document));
    let grids = grids::of_tables(document).into_iter().chain(laid_out);
    let is_own =
        |grid: &Grid| !grid.iter().flatten().next().is_some_and(|cell| is_of_another(document, cell));
    grids.filter(is_own).filter_map(|grid| table(document, &grid, wanted)).collect()
}

/// The cards on the page that say the columns' labels, as a table.
pub fn of_cards(document: &Document, wanted: &Wanted<'_>) -> Vec<Table> {
    cards::find(document, wanted).into_iter().collect()
}

/// Whether a table is the first one under a heading that names another service.
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

/// The rows of `<table>`s whose headers name most of the columns, and not all.
pub fn nearly(document: &Document, wanted: &Wanted<'_>) -> Vec<Row> {
    let named = |label: &[Cell]| {
        let names = |column: &&Column| label.iter().any(|cell| rank(&cell.text, column).is_some());
        wanted.columns.iter().filter(names).count()
    };
    let most = wanted.columns.len() / 2 + 1;
    let nearly =
        grids::of_tables(document).into_iter().filter(|grid| table(document, grid, wanted).is_none());
    let with_header =
        nearly.filter(|grid| grid.iter().take(DEEPEST_HEADER).any(|cells| named(cells) >= most));
    with_header.flatten().map(|cells| row(&cells, &[])).collect()
}

/// Notes by which words of the header each column was found.
pub fn note(document: &Document, table: &Table, columns: &[Column]) {
    for (column, said) in columns.iter().zip(&table.header) {
        if let Some(rank) = rank(said, column) {
            document.notes.found(&column.name, &column.synonyms[rank], score(rank));
        }
    }
}

/// The columns that the page lacks: those not named in the header that comes nearest.
pub fn missing<'c>(document: &Document, columns: &'c [Column]) -> Vec<&'c str> {
    let lacking = |labels: Vec<String>| -> Vec<&'c str> {
        let is_named = |column: &Column| labels.iter().any(|label| rank(label, column).is_some());
        columns.iter().filter(|column| !is_named(column)).map(|column| column.name.as_str()).collect()
    };
    let headers = grids::candidate_headers(document);
    let nearest = headers.into_iter().map(|labels| (lacking(labels.clone()), labels));
    match nearest.min_by_key(|(lacking, _)| lacking.len()) {
        None => columns.iter().map(|column| column.name.as_str()).collect(),
        Some((nearest, labels)) if nearest.is_empty() => undecided(&labels, columns),
        Some((nearest, _)) => nearest,
    }
}

/// The columns of a header in which all are named: those named by more than one cell, or else those
/// that bear one name, as each needs a cell of its own.
fn undecided<'c>(header: &[String], columns: &'c [Column]) -> Vec<&'c str> {
    let names = |of: &dyn Fn(&Column) -> bool| -> Vec<&'c str> {
        columns.iter().filter(|column| of(column)).map(|column| column.name.as_str()).collect()
    };
    let doubled = names(&|column| place(header, column).is_none());
    if doubled.is_empty() { names(&|column| column.place != Place::Only) } else { doubled }
}

impl Row {
    /// Everything it says, to name it by.
    pub fn text(&self) -> String {
        let said = self.cells.iter().map(|cell| cell.text.as_str()).filter(|text| !text.is_empty());
        said.collect::<Vec<_>>().join(" | ")
    }

    /// Whether it says nothing of its own: a total, an opening balance, a filter.
    pub fn is_pseudo(&self) -> bool {
        let begins = |cell: &Cell| {
            let said = wording(&cell.text);
            BEGINNINGS.iter().any(|beginning| said.starts_with(beginning))
        };
        !self.text().contains(|c: char| c.is_ascii_digit())
            || self.is_one_cell()
            || self.cells.iter().any(begins)
    }

    /// Whether its first cell ends as a total does: «IV кв. 2026 г., итого».
    pub fn ends_as_total(&self) -> bool {
        let said = self.cells.first().map(|cell| wording(&cell.text)).unwrap_or_default();
        ENDINGS.iter().any(|ending| said.ends_with(ending))
    }

    /// Whether a cell that is no figure spans this column and others: a remark.
    pub fn is_note(&self, at: usize) -> bool {
        let said = &self.texts[at];
        let is_spanned = self.texts.iter().filter(|text| *text == said).count() > 1;
        is_spanned && said.contains(char::is_alphabetic) && amounts::whole(said).is_none()
    }

    /// Whether one cell spans all of it: a caption, a remark, details folded in.
    pub fn is_one_cell(&self) -> bool {
        self.cells.len() > 1 && self.cells.iter().all(|cell| *cell == self.cells[0])
    }
}

fn table(document: &Document, grid: &Grid, wanted: &Wanted<'_>) -> Option<Table> {
    let (below, labels, places) = headers(grid).find_map(|(below, labels)| {
        let places = places(&labels, wanted.columns)?;
        Some((below, labels, places))
    })?;
    let width = grid[below - 1].len();
    let header = grid[below - 1].first()?.node;
    let (fitting, odd): (Vec<&Vec<Cell>>, Vec<&Vec<Cell>>) =
        grid[below..].iter().partition(|cells| cells.len() == width);
    let rows = fitting.into_iter().map(|cells| row(cells, &places)).collect();
    let said = places.iter().map(|place| labels[*place].clone()).collect();
    let above = grid[..below - 1].iter();
    let odd = odd.into_iter().chain(above).map(|cells| row(cells, &[])).collect();
    Some(Table {
        rows: without_labels(rows, wanted.columns),
        odd,
        hidden: document.is_hidden(header),
        header: said,
    })
}

fn row(cells: &[Cell], places: &[usize]) -> Row {
    Row { texts: places.iter().map(|place| cells[*place].text.clone()).collect(), cells: cells.to_vec() }
}

/// The rows that may be headers, alone and with the row above, and where the rows below them begin.
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

/// Which cell of a header names each column, if every column is named by a cell of its own.
fn places(header: &[String], columns: &[Column]) -> Option<Vec<usize>> {
    let places: Vec<usize> = columns.iter().map(|column| place(header, column)).collect::<Option<_>>()?;
    let mut distinct = places.clone();
    distinct.sort_unstable();
    distinct.dedup();
    (distinct.len() == places.len()).then_some(places)
}

fn place(header: &[String], column: &Column) -> Option<usize> {
    let ranked: Vec<(usize, usize)> =
        header.iter().enumerate().filter_map(|(at, label)| Some((rank(label, column)?, at))).collect();
    let best = ranked.iter().map(|(rank, _)| *rank).min()?;
    let mut equals = ranked.iter().filter(|(rank, _)| *rank == best).map(|(_, at)| *at);
    match (column.place, equals.next()?, equals.next_back()) {
        (Place::Only | Place::Last, only, None) | (Place::First, only, _) => Some(only),
        (Place::Last, _, Some(last)) => Some(last),
        (Place::Only, _, Some(_)) => None,
    }
}

/// How surely a header cell names a column: the rank of the synonym that it says.
fn rank(label: &str, column: &Column) -> Option<usize> {
    let said = wording(label);
    let bare: Vec<&str> = said.split(' ').filter(|word| !CURRENCY.contains(word)).collect();
    let bare = bare.join(" ");
    column.synonyms.iter().position(|synonym| *synonym == bare)
}

/// The label that a text begins with, and what follows it.
pub fn split_label<'t>(text: &'t str, columns: &[Column]) -> Option<(&'t str, &'t str)> {
    const LONGEST_LABEL: usize = 5;
    if !text.contains(char::is_alphabetic) {
        return None;
    }
    let names = |label: &str| columns.iter().any(|column| rank(label, column).is_some());
    let words = words(text);
    let mut ends = words.iter().take(LONGEST_LABEL).map(|word| word.end);
    let end = ends.rfind(|end| names(&text[..*end]))?;
    Some((&text[..end], text[end..].trim_start_matches([':', ' ', '.'])))
}

/// Rows whose cells repeat the labels of their columns, for narrow screens, without them.
fn without_labels(mut rows: Vec<Row>, columns: &[Column]) -> Vec<Row> {
    let repeats = |row: &Row| {
        row.is_pseudo() || row.texts.first().is_some_and(|text| split_label(text, columns).is_some())
    };
    if !rows.is_empty() && rows.iter().all(repeats) {
        for (text, column) in rows.iter_mut().flat_map(|row| row.texts.iter_mut().zip(columns)) {
            let bare = split_label(text, std::slice::from_ref(column)).map(|(_, value)| value.to_owned());
            *text = bare.unwrap_or_else(|| std::mem::take(text));
        }
    }
    rows
}

#[cfg(test)]
mod tests;
