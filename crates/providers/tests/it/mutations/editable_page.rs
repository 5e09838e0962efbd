//! A page that can be changed and written again.

use ego_tree::NodeId;
use scraper::{Html, Node};

/// A page as a tree of nodes.
#[derive(Clone)]
pub struct EditablePage(Html);

/// A seeded random generator.
pub struct SeededRng(u64);

impl SeededRng {
    /// Creates a generator whose numbers depend only on `seed`.
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// Returns a number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 11).unwrap_or_default() % end.max(1)
    }

    /// Returns one of the choices; `None` if there is none.
    pub fn one_of<T: Clone>(&mut self, choices: &[T]) -> Option<T> {
        choices.get(self.below(choices.len())).cloned()
    }
}

impl EditablePage {
    /// Parses a page.
    pub fn read(html: &str) -> Self {
        Self(Html::parse_document(html))
    }

    /// Writes the page as HTML.
    pub fn written(&self) -> String {
        self.0.html()
    }

    /// Returns the elements within the body, in order.
    pub fn elements(&self) -> Vec<NodeId> {
        let body = self.0.tree.nodes().find(|node| is_element(node.value(), "body"));
        let within = body.into_iter().flat_map(|body| body.descendants().skip(1));
        within.filter(|node| node.value().is_element()).map(|node| node.id()).collect()
    }

    /// Returns the texts that are shown, in order.
    pub fn texts(&self) -> Vec<(NodeId, String)> {
        let unseen = ["script", "style", "title", "select", "option"];
        let is_seen = |node: &ego_tree::NodeRef<'_, Node>| {
            node.parent().is_some_and(|parent| !unseen.iter().any(|name| is_element(parent.value(), name)))
        };
        let texts = self.0.tree.nodes().filter(is_seen);
        let said = texts.filter_map(|node| Some((node.id(), node.value().as_text()?.to_string())));
        said.filter(|(_, text)| !text.trim().is_empty()).collect()
    }

    /// Returns all text within an element.
    pub fn text(&self, id: NodeId) -> String {
        let node = self.0.tree.get(id);
        let texts = node.into_iter().flat_map(|node| node.descendants());
        texts.filter_map(|node| node.value().as_text().map(|text| text.to_string())).collect()
    }

    /// Returns the name of an element; empty for other nodes.
    pub fn name(&self, id: NodeId) -> String {
        let node = self.0.tree.get(id);
        node.and_then(|node| Some(node.value().as_element()?.name().to_owned())).unwrap_or_default()
    }

    /// Returns the child elements.
    pub fn children(&self, id: NodeId) -> Vec<NodeId> {
        let node = self.0.tree.get(id);
        let inner = node.into_iter().flat_map(|node| node.children());
        inner.filter(|node| node.value().is_element()).map(|node| node.id()).collect()
    }

    /// Returns the parent node.
    pub fn parent(&self, id: NodeId) -> Option<NodeId> {
        Some(self.0.tree.get(id)?.parent()?.id())
    }

    /// Replaces the content of a text node.
    pub fn set_text(&mut self, id: NodeId, said: &str) {
        if let Some(mut node) = self.0.tree.get_mut(id)
            && let Node::Text(text) = node.value()
        {
            text.text = said.into();
        }
    }

    /// Removes a node from the page.
    pub fn remove(&mut self, id: NodeId) {
        if let Some(mut node) = self.0.tree.get_mut(id) {
            node.detach();
        }
    }

    /// Inserts a copy of an element before or after another.
    pub fn copy(&mut self, id: NodeId, beside: NodeId, before: bool) {
        let copy = self.copied(id);
        if let (Some(copy), Some(mut beside)) = (copy, self.0.tree.get_mut(beside)) {
            if before {
                beside.insert_id_before(copy);
            } else {
                beside.insert_id_after(copy);
            }
        }
    }

    /// Inserts a fragment of HTML before or after an element.
    pub fn insert(&mut self, html: &str, beside: NodeId, before: bool) {
        let piece = Html::parse_fragment(html);
        let mut made: Vec<_> = piece.root_element().children().collect();
        if !before {
            made.reverse();
        }
        for node in made {
            let copy = self.adopted(node);
            if let Some(mut beside) = self.0.tree.get_mut(beside) {
                if before {
                    beside.insert_id_before(copy);
                } else {
                    beside.insert_id_after(copy);
                }
            }
        }
    }

    /// Returns true if a node is within an element.
    pub fn is_within(&self, id: NodeId, outer: NodeId) -> bool {
        std::iter::successors(Some(id), |inner| self.parent(*inner)).any(|around| around == outer)
    }

    /// Arranges the children of an element in the given order.
    pub fn rearrange(&mut self, parent: NodeId, order: &[NodeId]) {
        for child in order {
            self.remove(*child);
            if let Some(mut parent) = self.0.tree.get_mut(parent) {
                parent.append_id(*child);
            }
        }
    }

    fn copied(&mut self, id: NodeId) -> Option<NodeId> {
        let node = self.0.tree.get(id)?;
        let (value, children): (Node, Vec<NodeId>) =
            (node.value().clone(), node.children().map(|child| child.id()).collect());
        let copy = self.0.tree.orphan(value).id();
        for child in children {
            if let Some(child) = self.copied(child)
                && let Some(mut copy) = self.0.tree.get_mut(copy)
            {
                copy.append_id(child);
            }
        }
        Some(copy)
    }

    fn adopted(&mut self, node: ego_tree::NodeRef<'_, Node>) -> NodeId {
        let copy = self.0.tree.orphan(node.value().clone()).id();
        for child in node.children() {
            let child = self.adopted(child);
            if let Some(mut copy) = self.0.tree.get_mut(copy) {
                copy.append_id(child);
            }
        }
        copy
    }
}

fn is_element(node: &Node, name: &str) -> bool {
    node.as_element().is_some_and(|element| element.name() == name)
}
