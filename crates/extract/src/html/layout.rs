//! A page as nested boxes; the innermost hold runs of text on lines of their own.
//!
//! Things that belong together on the screen are near in this tree.

use std::ops::Range;
use std::sync::OnceLock;

use crate::effort::spend;
use crate::html::document::{Document, Line, NodeId};
use crate::text::normalize::{Word, collapse_whitespace_at, normalize, words};

/// Steps for each run of a box, which is compared with others.
const RUN: usize = 2;

/// Index of a box in a [`Layout`], in the order of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BoxId(usize);

/// A page's boxes.
#[derive(Debug, Clone)]
pub struct Layout {
    boxes: Vec<Block>,
    /// In the order of the page, so that the runs of a box stand together.
    runs: Vec<Run>,
    /// The box of each run.
    boxes_of_runs: Vec<BoxId>,
}

#[derive(Debug, Clone)]
struct Block {
    parent: Option<BoxId>,
    children: Vec<BoxId>,
    runs: Range<usize>,
}

/// A run of text on one line.
#[derive(Debug, Clone, Default)]
pub struct Run {
    /// The text with collapsed white space.
    pub text: String,
    /// The text without the text of links and buttons.
    pub unlinked: String,
    /// Byte offsets in `text` at which its elements begin.
    pub starts: Vec<usize>,
    /// True if the page hides it.
    pub hidden: bool,
    words: OnceLock<Vec<Word>>,
    unlinked_words: OnceLock<Vec<Word>>,
    normalized: OnceLock<String>,
}

/// Texts of a run that is not complete yet.
#[derive(Default)]
struct Open {
    all: Line,
    unlinked: Line,
}

impl Run {
    fn new(text: String, unlinked: String, starts: Vec<usize>, hidden: bool) -> Self {
        Self { text, unlinked, starts, hidden, ..Self::default() }
    }

    /// Returns the words of its text.
    pub fn words(&self) -> &[Word] {
        self.words.get_or_init(|| words(&self.text))
    }

    /// Returns the words of its text without that of links and buttons.
    pub fn unlinked_words(&self) -> &[Word] {
        self.unlinked_words.get_or_init(|| words(&self.unlinked))
    }

    /// Returns the case-folded words of its text, one space apart.
    pub fn normalized(&self) -> &str {
        self.normalized.get_or_init(|| normalize(&self.text))
    }
}

impl PartialEq for Run {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
            && self.unlinked == other.unlinked
            && self.starts == other.starts
            && self.hidden == other.hidden
    }
}

impl Layout {
    /// Lays out a page.
    pub fn of(document: &Document) -> Self {
        let mut layout = Self { boxes: Vec::new(), runs: Vec::new(), boxes_of_runs: Vec::new() };
        if let Some(root) = document.root() {
            layout.block(document, root, None);
        }
        layout
    }

    fn block(&mut self, document: &Document, node: NodeId, parent: Option<BoxId>) {
        let own = self.push(parent);
        let mut open = Open::default();
        let is_control =
            document.self_and_ancestors(node).any(|id| matches!(document.name(id), "a" | "button"));
        for child in document.children(node) {
            let lines = document.characters(*child).filter(|_| document.name(node) == "pre");
            if let Some(text) = lines {
                self.lines(document, text, own, node, &mut open);
            } else if document.is_inline(*child) {
                inline(document, *child, is_control, &mut open);
            } else if document.name(*child) != "wbr" {
                self.close(document, own, node, &mut open);
                self.inner(document, *child, own);
            }
        }
        self.close(document, own, node, &mut open);
        self.boxes[own.0].runs.end = self.runs.len();
    }

    /// Adds preformatted text, in which a new line ends a run.
    fn lines(&mut self, document: &Document, text: &str, own: BoxId, node: NodeId, open: &mut Open) {
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 {
                self.close(document, own, node, open);
            }
            open.all.add(line);
            open.unlinked.add(line);
        }
    }

    fn inner(&mut self, document: &Document, node: NodeId, parent: BoxId) {
        match document.name(node) {
            "input" => self.input(document, node, parent),
            _ if document.shows_no_text(node) => {}
            _ => self.block(document, node, Some(parent)),
        }
    }

    /// Adds the value of a field that the customer cannot change.
    fn input(&mut self, document: &Document, node: NodeId, parent: BoxId) {
        let fixed = ["readonly", "disabled"].iter().any(|name| document.attribute(node, name).is_some());
        let shown = document.attribute(node, "type").is_none_or(|kind| kind.eq_ignore_ascii_case("text"));
        if let Some(value) = document.attribute(node, "value").filter(|_| fixed && shown) {
            let mut open = Open::default();
            open.all.add(value);
            open.unlinked.add(value);
            self.close(document, parent, node, &mut open);
        }
    }

    fn close(&mut self, document: &Document, parent: BoxId, node: NodeId, open: &mut Open) {
        let Open { all, unlinked } = std::mem::take(open);
        let (text, starts) = collapse_whitespace_at(&all.text, &all.starts);
        if !text.is_empty() {
            let (unlinked, _) = collapse_whitespace_at(&unlinked.text, &[]);
            let id = self.push(Some(parent));
            self.runs.push(Run::new(text, unlinked, starts, document.is_hidden(node)));
            self.boxes_of_runs.push(id);
            self.boxes[id.0].runs.end = self.runs.len();
        }
    }

    fn push(&mut self, parent: Option<BoxId>) -> BoxId {
        let id = BoxId(self.boxes.len());
        let runs = self.runs.len()..self.runs.len();
        self.boxes.push(Block { parent, children: Vec::new(), runs });
        if let Some(parent) = parent {
            self.boxes[parent.0].children.push(id);
        }
        id
    }

    /// Returns every run, in the order of the page.
    pub fn runs(&self) -> impl Iterator<Item = (BoxId, &Run)> {
        self.boxes_of_runs.iter().copied().zip(&self.runs).inspect(|_| spend(1))
    }

    /// Returns the runs within a box, in order.
    pub fn runs_within(&self, id: BoxId) -> &[Run] {
        let runs = &self.runs[self.boxes[id.0].runs.clone()];
        spend(1 + RUN * runs.len());
        runs
    }

    /// Returns the box around a box.
    pub fn parent(&self, id: BoxId) -> Option<BoxId> {
        self.boxes[id.0].parent
    }

    /// Returns true if a box is another one or is inside it.
    pub fn is_within(&self, inner: BoxId, outer: BoxId) -> bool {
        let around = std::iter::successors(Some(inner), |inner| self.parent(*inner));
        around.inspect(|_| spend(1)).any(|around| around == outer)
    }

    /// Returns the children of a box that show text, in order.
    pub fn units(&self, id: BoxId) -> Vec<BoxId> {
        self.boxes[id.0].children.iter().copied().filter(|child| self.shows_text(*child)).collect()
    }

    /// Returns the children of a box, including empty ones, in order.
    pub fn children(&self, id: BoxId) -> &[BoxId] {
        &self.boxes[id.0].children
    }

    /// Returns true if a box shows text.
    pub fn shows_text(&self, id: BoxId) -> bool {
        spend(1);
        !self.boxes[id.0].runs.is_empty()
    }
}

fn inline(document: &Document, node: NodeId, linked: bool, open: &mut Open) {
    if let Some(text) = document.characters(node) {
        open.all.add(text);
        if !linked {
            open.unlinked.add(text);
        }
        return;
    }
    if document.is_marked_hidden(node) {
        return;
    }
    open.all.part(false);
    open.unlinked.part(false);
    for child in document.children(node) {
        inline(document, *child, linked || document.name(node) == "a", open);
    }
    open.all.part(false);
    open.unlinked.part(false);
}

#[cfg(test)]
mod tests {
    use url::Url;

    use super::*;

    fn runs(html: &str) -> Vec<String> {
        let document = Document::read(html, &Url::parse("http://localhost/").unwrap(), encoding_rs::UTF_8);
        Layout::of(&document).runs().map(|(_, run)| run.text.clone()).collect()
    }

    #[test]
    fn blocks_and_line_breaks_end_a_run() {
        assert_eq!(runs("<div>a <b>b</b><p>c<br>d</div>e"), ["a b", "c", "d", "e"]);
        assert_eq!(runs("<pre>\nСчет .. <b>12</b>\nТариф . 5\n</pre>"), ["Счет .. 12", "Тариф . 5"]);
        assert_eq!(runs("<TABLE><TR><TD>a<TD>b</TABLE>"), ["a", "b"]);
        assert_eq!(runs("Баланс: <input readonly value='5,00'><input value=x>"), ["Баланс:", "5,00"]);
    }

    #[test]
    fn a_run_knows_its_parts_and_its_links() {
        let document = Document::read(
            "<p>Баланс  <b>588</b> ₽ <a href=x>Пополнить</a>",
            &Url::parse("http://localhost/").unwrap(),
            encoding_rs::UTF_8,
        );
        let layout = Layout::of(&document);
        let (_, run) = layout.runs().next().unwrap();
        assert_eq!(run.text, "Баланс 588 ₽ Пополнить");
        assert_eq!(run.unlinked, "Баланс 588 ₽");
        assert!(run.starts.contains(&run.text.find("588").unwrap()));
    }
}
