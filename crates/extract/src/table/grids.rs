//! The tables and rows of a page, found once for every search.

use std::cell::OnceCell;

use crate::html::document::{Document, NodeId};
use crate::table::column::{Label, Wanted, labels};
use crate::table::grid;
use crate::table::grid::Block;
use crate::table::row::{Cell, Grid};
use crate::text::normalize::collapse_whitespace;
use crate::text::other_services::names_other_service;

const DEEPEST_HEADER: usize = 12;

/// The tables of a page, and its elements that may be rows.
pub struct Grids<'d> {
    /// The page.
    pub document: &'d Document,
    /// The rows of every `<table>`.
    pub(super) tables: Vec<Headed>,
    /// The rows of preformatted text.
    pub(super) preformatted: Vec<Headed>,
    blocks: Vec<Block>,
    /// Headings and `<table>`s, in the order of the page.
    titles: Vec<NodeId>,
    own_texts: OnceCell<Vec<(NodeId, Vec<String>)>>,
}

/// Rows with the possible headers among them.
pub(super) struct Headed {
    pub rows: Grid,
    /// The first rows alone, and the same with the row above.
    heads: Vec<OnceCell<Option<Head>>>,
}

/// A possible header.
pub(super) struct Head {
    /// The index of the next row.
    pub below: usize,
    pub texts: Vec<String>,
    pub labels: Vec<Option<Label>>,
}

impl<'d> Grids<'d> {
    /// Finds the tables of a page.
    pub fn of(document: &'d Document) -> Self {
        let is_title = |id: &NodeId| is_heading(document, *id) || document.name(*id) == "table";
        Self {
            document,
            tables: grid::of_tables(document).into_iter().map(Headed::of).collect(),
            preformatted: grid::preformatted(document).into_iter().map(Headed::of).collect(),
            blocks: Block::all(document),
            titles: document.elements().filter(is_title).collect(),
            own_texts: OnceCell::new(),
        }
    }

    /// Returns the elements with texts of their own, each with these; not scripts and the like.
    pub(super) fn own_texts(&self) -> &[(NodeId, Vec<String>)] {
        self.own_texts.get_or_init(|| {
            let own = |id: NodeId| -> Vec<String> {
                let children = self.document.children(id).iter();
                let texts = children.filter_map(|child| self.document.characters(*child));
                texts.map(collapse_whitespace).filter(|text| !text.is_empty()).collect()
            };
            let shown = self.document.elements().filter(|id| !self.document.shows_no_text(*id));
            shown.map(|id| (id, own(id))).filter(|(_, texts)| !texts.is_empty()).collect()
        })
    }

    /// Returns the rows under headers that are not made of `<table>` elements.
    pub(super) fn under_headers(&self, wanted: &Wanted<'_>) -> Vec<Headed> {
        grid::under_headers(self.document, &self.blocks, wanted).into_iter().map(Headed::of).collect()
    }

    /// Returns true for the first table under a heading that names another service.
    pub(super) fn is_of_another(&self, grid: &Headed) -> bool {
        let Some(first) = grid.rows.iter().flatten().next().map(|cell| cell.node) else { return false };
        let before = &self.titles[..self.titles.partition_point(|id| *id < first)];
        let Some(at) = before.iter().rposition(|id| is_heading(self.document, *id)) else { return false };
        let is_within = |table: &NodeId| self.document.is_within(first, *table);
        names_other_service(&self.document.text(before[at])) && before[at + 1..].iter().all(is_within)
    }
}

impl Headed {
    fn of(rows: Grid) -> Self {
        let most = 2 * rows.len().min(DEEPEST_HEADER);
        Self { rows, heads: (0..most).map(|_| OnceCell::new()).collect() }
    }

    /// Returns the first rows as possible headers.
    pub fn alone(&self) -> impl Iterator<Item = &Head> {
        (0..self.heads.len() / 2).filter_map(|at| self.head(at))
    }

    /// Returns the possible headers: the first rows, and then each with the row above.
    pub fn heads(&self) -> impl Iterator<Item = &Head> {
        (0..self.heads.len()).filter_map(|at| self.head(at))
    }

    fn head(&self, at: usize) -> Option<&Head> {
        let rows = self.heads.len() / 2;
        let head = || if at < rows { Some(self.row(at)) } else { self.with_row_above(at - rows) };
        self.heads[at].get_or_init(head).as_ref()
    }

    fn row(&self, at: usize) -> Head {
        Head::of(at + 1, self.rows[at].iter().map(|cell| cell.text.clone()).collect())
    }

    fn with_row_above(&self, at: usize) -> Option<Head> {
        let (upper, lower) = (self.rows.get(at.checked_sub(1)?)?, &self.rows[at]);
        let both = upper.iter().zip(lower).map(|(upper, lower)| joined(upper, lower));
        (upper.len() == lower.len()).then(|| Head::of(at + 1, both.collect()))
    }
}

impl Head {
    fn of(below: usize, texts: Vec<String>) -> Self {
        let labels = labels(texts.iter().map(String::as_str));
        Self { below, texts, labels }
    }
}

fn joined(upper: &Cell, lower: &Cell) -> String {
    if upper.text == lower.text { upper.text.clone() } else { format!("{} {}", upper.text, lower.text) }
}

fn is_heading(document: &Document, id: NodeId) -> bool {
    matches!(document.name(id), "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "caption" | "legend")
}
