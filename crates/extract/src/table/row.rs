//! Cells, rows and the tables that they make up.

use crate::html::document::NodeId;
use crate::text::amount;
use crate::text::normalize::normalize;

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Its element.
    pub node: NodeId,
    /// Its text with collapsed white space.
    pub text: String,
}

/// A row under a header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The texts of the wanted cells, in the order of [`Wanted::columns`].
    ///
    /// [`Wanted::columns`]: crate::table::Wanted::columns
    pub texts: Vec<String>,
    /// All its cells, also of columns that are not wanted.
    pub cells: Vec<Cell>,
}

/// A table that has the wanted columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its rows, without the header.
    pub rows: Vec<Row>,
    /// Rows among them with another number of cells.
    pub irregular_rows: Vec<Row>,
    /// True if the page hides it.
    pub hidden: bool,
    /// The header texts of the wanted columns, in their order.
    pub header: Vec<String>,
}

/// Rows of cells, including the header.
pub type Grid = Vec<Vec<Cell>>;

/// Beginnings of rows that hold no data of their own, such as totals.
pub const BEGINNINGS: [&str; 15] = [
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
/// Endings of the first cell of a total.
const ENDINGS: [&str; 2] = [" итого", " всего"];

impl Row {
    /// Returns the texts of all cells, for error messages.
    pub fn text(&self) -> String {
        let said = self.cells.iter().map(|cell| cell.text.as_str()).filter(|text| !text.is_empty());
        said.collect::<Vec<_>>().join(" | ")
    }

    /// Returns true for a total, an opening balance or a filter.
    pub fn is_non_data(&self) -> bool {
        let begins = |cell: &Cell| {
            let said = normalize(&cell.text);
            BEGINNINGS.iter().any(|beginning| said.starts_with(beginning))
        };
        !self.text().contains(|c: char| c.is_ascii_digit())
            || self.is_one_cell()
            || self.cells.iter().any(begins)
    }

    /// Returns true if its first cell ends as a total does: «IV кв. 2026 г., итого».
    pub fn ends_as_total(&self) -> bool {
        let said = self.cells.first().map(|cell| normalize(&cell.text)).unwrap_or_default();
        ENDINGS.iter().any(|ending| said.ends_with(ending))
    }

    /// Returns true if a cell without a figure spans this column and others.
    pub fn is_annotation(&self, at: usize) -> bool {
        let said = &self.texts[at];
        let is_spanned = self.texts.iter().filter(|text| *text == said).count() > 1;
        is_spanned && said.contains(char::is_alphabetic) && amount::whole(said).is_none()
    }

    /// Returns true if one cell spans the row: a caption, a remark, folded details.
    pub fn is_one_cell(&self) -> bool {
        self.cells.len() > 1 && self.cells.iter().all(|cell| *cell == self.cells[0])
    }
}
