//! The logical structure of a PDF, which screen readers follow.

use std::num::NonZeroU16;

use krilla::tagging::{Identifier, TableHeaderScope, Tag, TagGroup, TagKind, TagTree};

/// The tags of a document: headings, paragraphs, and one table of transactions.
#[derive(Default)]
pub(crate) struct Structure {
    above: Vec<TagGroup>,
    header: Option<TagGroup>,
    rows: Vec<Vec<TagGroup>>,
    below: Vec<TagGroup>,
}

/// The columns that the label of a month spans.
const MONTH_SPAN: NonZeroU16 = NonZeroU16::MIN.saturating_add(2);

/// The index of the cell with the description.
const DESCRIPTION: usize = 1;

impl Structure {
    /// Returns true if the labels of the columns are tagged already.
    pub(crate) fn has_header(&self) -> bool {
        self.header.is_some()
    }

    /// Adds a heading.
    ///
    /// The title of the document has level 1.
    pub(crate) fn heading(&mut self, level: NonZeroU16, text: Identifier) {
        self.block(Tag::Hn(level, None), &[text]);
    }

    /// Adds a paragraph.
    pub(crate) fn paragraph(&mut self, texts: &[Identifier]) {
        self.block(Tag::P, texts);
    }

    /// Adds the labels of the columns.
    pub(crate) fn header(&mut self, labels: [Identifier; 4]) {
        let cells = labels.map(|label| group(Tag::TH(TableHeaderScope::Column), &[label]));
        self.header = Some(row(cells.into()));
    }

    /// Adds the row of a month.
    pub(crate) fn month(&mut self, month: Identifier, balance: Identifier) {
        let month = group(Tag::TH(TableHeaderScope::Row).with_col_span(Some(MONTH_SPAN.into())), &[month]);
        self.rows.push(vec![month, group(Tag::TD, &[balance])]);
    }

    /// Adds the row of a transaction.
    pub(crate) fn transaction(&mut self, cells: [Vec<Identifier>; 4]) {
        self.rows.push(cells.map(|texts| group(Tag::TD, &texts)).into());
    }

    /// Adds texts to the description of the last transaction.
    pub(crate) fn continuation(&mut self, texts: Vec<Identifier>) {
        if let Some(cell) = self.rows.last_mut().and_then(|row| row.get_mut(DESCRIPTION)) {
            texts.into_iter().for_each(|text| cell.push(text));
        }
    }

    /// Returns the tag tree in reading order.
    pub(crate) fn into_tree(self) -> TagTree {
        let mut tree = TagTree::new();
        self.above.into_iter().for_each(|block| tree.push(block));
        if let Some(header) = self.header {
            let mut table = TagGroup::new(Tag::Table);
            table.push(header);
            self.rows.into_iter().for_each(|cells| table.push(row(cells)));
            tree.push(table);
        }
        self.below.into_iter().for_each(|block| tree.push(block));
        tree
    }

    fn block(&mut self, tag: impl Into<TagKind>, texts: &[Identifier]) {
        let blocks = if self.header.is_none() { &mut self.above } else { &mut self.below };
        blocks.push(group(tag, texts));
    }
}

fn row(cells: Vec<TagGroup>) -> TagGroup {
    let mut row = TagGroup::new(Tag::TR);
    cells.into_iter().for_each(|cell| row.push(cell));
    row
}

fn group(tag: impl Into<TagKind>, texts: &[Identifier]) -> TagGroup {
    let mut group = TagGroup::new(tag);
    texts.iter().for_each(|text| group.push(*text));
    group
}
