//! A page as a tree of elements and texts that can be sent between threads.

pub mod frames;
mod names;
pub mod screen_reader;
pub mod shadow_root;
pub mod superscript;

use std::collections::HashSet;

use ego_tree::NodeRef;
use html5ever::LocalName;
use scraper::{Html, Node as Parsed};
use url::Url;

use crate::effort::spend;
use crate::error::Unreadable;
use crate::html::bounds;
use crate::html::bounds::MOST_NODES;
use crate::html::document::shadow_root::Shadows;
use crate::html::visibility::{HidingRules, Seen};
use crate::text::normalize::collapse_whitespace;
use crate::trace::Trace;

/// Index of a node in a [`Document`], in the order of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(usize);

/// A page, parsed.
#[derive(Debug, Clone)]
pub struct Document {
    nodes: Vec<Node>,
    /// The URL that it was read from.
    pub address: Url,
    /// The URL that links are relative to.
    pub base: Url,
    /// The encoding of its submitted forms.
    pub charset: &'static encoding_rs::Encoding,
    /// True for the beginning of a whole page in its source, and true for the end.
    pub bounds: (bool, bool),
    /// Record of the labels that were found in it.
    pub trace: Trace,
    frames: Vec<Frame>,
}

#[derive(Debug, Clone)]
struct Node {
    parent: Option<NodeId>,
    children: Vec<NodeId>,
    content: Content,
    seen: Seen,
    inline: bool,
    end: usize,
}

/// A page that is shown within another.
#[derive(Debug, Clone)]
pub struct Frame {
    node: NodeId,
    address: Url,
    base: Url,
    charset: &'static encoding_rs::Encoding,
}

#[derive(Debug, Clone)]
enum Content {
    Element { name: LocalName, attributes: Vec<(LocalName, String)> },
    Text(String),
}

impl Document {
    /// Parses a page of a site, which may be hostile.
    ///
    /// # Errors
    /// [`Unreadable::TooDeep`] if it is nested too deep or has too many parts.
    pub fn within_bounds(
        html: &str,
        address: &Url,
        charset: &'static encoding_rs::Encoding,
    ) -> Result<Self, Unreadable> {
        let page = Self::of(&bounds::parse(html)?, has_bounds(html), address, charset);
        if page.nodes.len() > MOST_NODES { Err(Unreadable::TooDeep) } else { Ok(page) }
    }

    /// Parses a text that is known to be harmless.
    ///
    /// Any text gives some tree.
    pub fn read(html: &str, address: &Url, charset: &'static encoding_rs::Encoding) -> Self {
        Self::of(&Html::parse_document(html), has_bounds(html), address, charset)
    }

    fn of(
        parsed: &Html,
        bounds: (bool, bool),
        address: &Url,
        charset: &'static encoding_rs::Encoding,
    ) -> Self {
        let rules = HidingRules::of(parsed);
        let mut document = Self {
            nodes: Vec::with_capacity(parsed.tree.nodes().len()),
            address: address.clone(),
            base: address.clone(),
            charset,
            bounds,
            trace: Trace::default(),
            frames: Vec::new(),
        };
        document.take(parsed.tree.root(), &rules);
        document.settle();
        document.resolve_screen_reader_text();
        document.resolve_superscripts();
        document.base = document.declared_base().unwrap_or_else(|| address.clone());
        document
    }

    fn take(&mut self, root: NodeRef<'_, Parsed>, rules: &HidingRules) {
        let mut shadows = Shadows::default();
        let mut waiting = vec![(root, None, None)];
        while let Some((parsed, parent, shadow)) = waiting.pop() {
            let id = self.push(parsed.value(), parent, rules);
            let next = id.or(parent);
            let shown = shadows.children(parsed, shadow);
            waiting.extend(shown.into_iter().rev().map(|(child, shadow)| (child, next, shadow)));
            // Slots may show a part of the page again and again.
            if self.nodes.len() > MOST_NODES {
                return;
            }
        }
    }

    fn push(&mut self, parsed: &Parsed, parent: Option<NodeId>, rules: &HidingRules) -> Option<NodeId> {
        let (content, seen) = match parsed {
            Parsed::Element(element) => {
                let attributes = element
                    .attrs
                    .iter()
                    .map(|(name, value)| (name.local.clone(), String::from(&**value)))
                    .collect();
                let is_struck_out = matches!(element.name(), "del" | "s" | "strike");
                let seen = if is_struck_out { Seen::Hidden } else { rules.seen(element) };
                (Content::Element { name: element.name.local.clone(), attributes }, seen)
            }
            Parsed::Text(text) => (Content::Text(String::from(&**text)), Seen::Shown),
            Parsed::Document
            | Parsed::Fragment
            | Parsed::Doctype(_)
            | Parsed::Comment(_)
            | Parsed::ProcessingInstruction(_) => return None,
        };
        let id = NodeId(self.nodes.len());
        self.nodes.push(Node { parent, children: Vec::new(), content, seen, inline: true, end: id.0 + 1 });
        if let Some(parent) = parent {
            self.nodes[parent.0].children.push(id);
        }
        Some(id)
    }

    /// Computes for each node where it ends and whether it is inline, from the last to the first.
    fn settle(&mut self) {
        for at in (0..self.nodes.len()).rev() {
            let node = &self.nodes[at];
            let end = node.children.last().map_or(at + 1, |last| self.nodes[last.0].end);
            let flows = node.children.iter().all(|child| self.nodes[child.0].inline);
            let inline = match &node.content {
                Content::Element { name, .. } => flows && names::is_inline(name),
                Content::Text(_) => true,
            };
            (self.nodes[at].end, self.nodes[at].inline) = (end, inline);
        }
    }

    fn declared_base(&self) -> Option<Url> {
        let base = self.elements().find(|id| self.name(*id) == "base")?;
        self.base.join(self.attribute(base, "href")?).ok()
    }

    /// Returns the number of its elements and texts.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Returns true if it has neither elements nor texts.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// Returns every element, in the order of the page.
    pub fn elements(&self) -> impl Iterator<Item = NodeId> + '_ {
        let nodes = (0..self.nodes.len()).map(NodeId).inspect(|_| spend(1));
        nodes.filter(|id| !self.name(*id).is_empty())
    }

    /// Returns the outermost element.
    pub fn root(&self) -> Option<NodeId> {
        self.elements().next()
    }

    /// Returns the element's name in lower case; empty for a text.
    pub fn name(&self, id: NodeId) -> &str {
        match &self.nodes[id.0].content {
            Content::Element { name, .. } => name,
            Content::Text(_) => "",
        }
    }

    /// Returns the value of an element's attribute.
    pub fn attribute(&self, id: NodeId, wanted: &str) -> Option<&str> {
        match &self.nodes[id.0].content {
            Content::Element { attributes, .. } => {
                spend(attributes.len());
                attributes.iter().find(|(name, _)| **name == *wanted).map(|(_, value)| value.as_str())
            }
            Content::Text(_) => None,
        }
    }

    /// Returns the element's attributes, in order.
    pub fn attributes(&self, id: NodeId) -> &[(LocalName, String)] {
        match &self.nodes[id.0].content {
            Content::Element { attributes, .. } => attributes,
            Content::Text(_) => &[],
        }
    }

    /// Returns the characters of a text node.
    pub fn characters(&self, id: NodeId) -> Option<&str> {
        match &self.nodes[id.0].content {
            Content::Text(text) => Some(text),
            Content::Element { .. } => None,
        }
    }

    /// Returns the node's children, in order.
    pub fn children(&self, id: NodeId) -> &[NodeId] {
        &self.nodes[id.0].children
    }

    /// Returns the node's child elements, in order.
    pub fn child_elements(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let children = self.children(id).iter().copied().inspect(|_| spend(1));
        children.filter(|child| !self.name(*child).is_empty())
    }

    /// Returns the node and the nodes around it, from the inside out.
    pub fn self_and_ancestors(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(Some(id), |id| self.nodes[id.0].parent).inspect(|_| spend(1))
    }

    /// Returns the nodes within a node, in order.
    pub fn descendants(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        (id.0 + 1..self.nodes[id.0].end).map(NodeId).inspect(|_| spend(1))
    }

    /// Returns true if a node is another one or is inside it.
    pub fn is_within(&self, inner: NodeId, outer: NodeId) -> bool {
        (outer.0..self.nodes[outer.0].end).contains(&inner.0)
    }

    /// Returns true if the element itself is hidden.
    pub fn is_marked_hidden(&self, id: NodeId) -> bool {
        self.nodes[id.0].seen == Seen::Hidden
    }

    /// Returns true if the node, or one around it, is hidden.
    pub fn is_hidden(&self, id: NodeId) -> bool {
        self.self_and_ancestors(id).any(|id| self.is_marked_hidden(id))
    }

    /// Returns true if the element is part of a line and not a block of its own.
    pub fn is_inline(&self, id: NodeId) -> bool {
        self.nodes[id.0].inline
    }

    /// Returns true if the text of such an element is never shown.
    pub fn shows_no_text(&self, id: NodeId) -> bool {
        names::shows_no_text(self.name(id))
    }

    /// Returns the shown text of a node with collapsed white space, even if the node is hidden.
    pub fn text(&self, id: NodeId) -> String {
        let mut line = Line::default();
        self.write_text(id, id, &mut line);
        collapse_whitespace(&line.text)
    }

    fn write_text(&self, id: NodeId, from: NodeId, line: &mut Line) {
        spend(2);
        if let Some(text) = self.characters(id) {
            return line.add(text);
        }
        if self.shows_no_text(id) || (id != from && self.is_marked_hidden(id)) {
            return;
        }
        let apart = !self.is_inline(id);
        line.part(apart);
        for child in self.children(id) {
            self.write_text(*child, from, line);
        }
        line.part(apart);
    }

    /// Returns the nodes of a set that are not inside other nodes of it.
    pub fn outermost(&self, ids: &[NodeId]) -> Vec<NodeId> {
        let set: HashSet<NodeId> = ids.iter().copied().collect();
        let is_outermost =
            |id: &NodeId| !self.self_and_ancestors(*id).skip(1).any(|around| set.contains(&around));
        ids.iter().copied().filter(is_outermost).collect()
    }
}

fn has_bounds(html: &str) -> (bool, bool) {
    let is_at = |at: usize, tags: &[&str]| {
        let begins = |tag: &&str| {
            html.as_bytes()[at..].get(..tag.len()).is_some_and(|it| it.eq_ignore_ascii_case(tag.as_bytes()))
        };
        tags.iter().any(begins)
    };
    let begins = html.match_indices('<').any(|(at, _)| is_at(at, &["<html", "<body", "<!doctype"]));
    let ends = html.rmatch_indices('<').any(|(at, _)| is_at(at, &["</html", "</body"]));
    (begins, ends)
}

/// Text joined from adjacent elements.
///
/// A space separates two things on the screen; parts of one thing are joined without a space.
#[derive(Debug, Default)]
pub struct Line {
    /// The text so far.
    pub text: String,
    /// Byte offsets at which the text of each element begins.
    pub starts: Vec<usize>,
    /// The number of borders of elements since the last text.
    borders: usize,
}

/// The number of bytes of text that are copied in one step.
const LETTERS_OF_A_STEP: usize = 8;
/// The fewest characters of an element that stands beside another one and is no part of its word.
const SHORTEST_WORD: usize = 3;

impl Line {
    /// Begins another element; `apart` if it is a block of its own.
    pub fn part(&mut self, apart: bool) {
        self.borders += 1;
        if apart && !self.text.is_empty() {
            self.text.push(' ');
        }
    }

    /// Appends the text of one text node.
    pub fn add(&mut self, text: &str) {
        let borders = std::mem::take(&mut self.borders);
        if borders > 0 {
            if !is_one_thing(&self.text, text) || (borders > 1 && self.are_two_words(text)) {
                self.text.push(' ');
            }
            self.starts.push(self.text.len());
        }
        spend(text.len() / LETTERS_OF_A_STEP);
        self.text.push_str(text);
    }

    /// Returns true if the last element and the next one have letters enough for a word each.
    fn are_two_words(&self, next: &str) -> bool {
        let last = self.starts.last().and_then(|start| self.text.get(*start..)).unwrap_or(&self.text);
        let is_word = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count() >= SHORTEST_WORD;
        let joins_letters = last.ends_with(char::is_alphabetic) && next.starts_with(char::is_alphabetic);
        joins_letters && is_word(last) && is_word(next)
    }
}

/// Returns true if a word or a figure continues over the border of an element.
///
/// Two runs of digits never do: `588` and a small `00` are not 58800.
pub fn is_one_thing(before: &str, after: &str) -> bool {
    let (Some(last), Some(first)) = (before.chars().next_back(), after.chars().next()) else {
        return true;
    };
    let fraction = matches!(first, '.' | ',') && after.chars().nth(1).is_none_or(|c| c.is_ascii_digit());
    let within_word =
        last.is_alphabetic() && first.is_alphabetic() && !(last.is_lowercase() && first.is_uppercase());
    match (last, first) {
        (last, _) if last.is_ascii_digit() && fraction => true,
        ('.' | ',', first) if first.is_ascii_digit() => {
            before.chars().rev().nth(1).is_some_and(|c| c.is_ascii_digit())
        }
        ('-' | '−' | '–', first) if first.is_ascii_digit() => true,
        _ => within_word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(html: &str) -> String {
        let document = Document::read(html, &Url::parse("http://localhost/").unwrap(), encoding_rs::UTF_8);
        document.text(document.root().unwrap())
    }

    #[test]
    fn neighbouring_elements_are_joined_as_they_are_seen() {
        let cases = [
            ("<b>Б</b>аланс", "Баланс"),
            ("<span>Баланс</span><span>588.00</span>", "Баланс 588.00"),
            ("<span>588</span><span>,00</span>", "588,00"),
            ("<b>588</b>.<small>00</small> <i>₽</i>", "588.00 ₽"),
            ("<b>588</b><small>00</small>", "588 00"),
            ("<i>−</i><b>589</b>", "−589"),
            ("<div>Тариф</div><div>800</div>", "Тариф 800"),
            ("<span>Дата списания</span><span>через 3 дня</span>", "Дата списания через 3 дня"),
            ("<b>Ба</b><i>ланс</i>", "Баланс"),
            ("<p>a<br>b", "a b"),
            ("1<span> </span>234", "1 234"),
        ];
        for (html, expected) in cases {
            assert_eq!(text(html), expected, "{html}");
        }
    }

    #[test]
    fn what_is_not_shown_is_not_read() {
        let html = "<style>.x{display:none} @media (max-width:9px){.y{display:none}}</style>\
            <p>1<script>2</script><span hidden>3</span><span style='Display : NONE'>4</span><span class='a x'>5</span><span class=y>6</span>";
        assert_eq!(text(html), "1 6");
        assert_eq!(text("<p><del>950</del> <s>900</s> 800"), "800", "what is struck out no longer holds");
        let shadow = "<x-a><template shadowrootmode=open><b><slot name=v>0</slot></b>: <slot></slot><slot name=z>9</slot></template>3<i slot=v>2</i><u slot=w>1</u></x-a>";
        assert_eq!(
            text(shadow),
            "2 : 3 9",
            "a shadow is shown in place of the children, but for those it has slots for"
        );
        let tabs = "<style>.pane{display:none}.pane.active{display:block}</style><p class=pane>1<p class='pane active'>2";
        assert_eq!(text(tabs), "2", "a tab that is open is shown");
    }
}
