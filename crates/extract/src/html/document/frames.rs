//! Frames and iframes of a page.

use std::collections::HashMap;

use encoding_rs::Encoding;
use html5ever::local_name;
use url::Url;

use crate::effort::spend;
use crate::html::document::{Content, Document, Frame, NodeId};

/// Steps to copy a node.
const COPY: usize = 10;

impl Document {
    /// Returns the visible, not yet loaded frames of the page's own origin, with their URLs.
    pub fn frames(&self) -> Vec<(NodeId, Url)> {
        let is_frame = |id: &NodeId| matches!(self.name(*id), "frame" | "iframe");
        let is_tiny = |id: NodeId| {
            ["width", "height"].iter().any(|name| matches!(self.attribute(id, name), Some("0" | "1")))
        };
        let seen = self.elements().filter(is_frame).filter(|id| !self.is_hidden(*id) && !is_tiny(*id));
        let address = |id: NodeId| {
            let source = self.attribute(id, "src").filter(|source| !source.trim().is_empty())?;
            let url = self.base_at(id).join(source.trim()).ok()?;
            (url.origin() == self.address.origin()).then_some((id, url))
        };
        seen.filter_map(address).collect()
    }

    /// Returns the page with other pages in place of its frames.
    pub fn with_frames(&self, shown: &HashMap<NodeId, Self>) -> Self {
        let mut whole = Self { nodes: Vec::new(), frames: Vec::new(), ..self.clone() };
        whole.copy(self, None, shown);
        whole.settle();
        whole
    }

    /// Returns the URL of the page that an element belongs to.
    pub fn address_at(&self, id: NodeId) -> &Url {
        self.frame_around(id).map_or(&self.address, |frame| &frame.address)
    }

    /// Returns the URL that an element's links are relative to.
    pub fn base_at(&self, id: NodeId) -> &Url {
        self.frame_around(id).map_or(&self.base, |frame| &frame.base)
    }

    /// Returns the encoding of a submitted form.
    pub fn charset_at(&self, id: NodeId) -> &'static Encoding {
        self.frame_around(id).map_or(self.charset, |frame| frame.charset)
    }

    /// Returns the innermost frame around an element.
    fn frame_around(&self, id: NodeId) -> Option<&Frame> {
        self.frames.iter().rfind(|frame| self.is_within(id, frame.node))
    }

    /// Appends another page's nodes within a node, with the pages in its frames.
    fn copy(&mut self, from: &Self, within: Option<NodeId>, shown: &HashMap<NodeId, Self>) {
        let mut copies: Vec<NodeId> = Vec::new();
        for (at, node) in from.nodes.iter().enumerate() {
            spend(COPY);
            let copy = NodeId(self.nodes.len());
            copies.push(copy);
            let parent = node.parent.map(|parent| copies[parent.0]).or(within);
            let mut node = crate::html::document::Node { parent, children: Vec::new(), ..node.clone() };
            let framed = shown.get(&NodeId(at));
            if framed.is_some()
                && let Content::Element { name, .. } = &mut node.content
            {
                *name = local_name!("div");
            }
            self.nodes.push(node);
            if let Some(parent) = parent {
                self.nodes[parent.0].children.push(copy);
            }
            self.frames.extend(from.frame_at(NodeId(at)).map(|frame| Frame { node: copy, ..frame.clone() }));
            if let Some(page) = framed {
                self.frames.push(Frame::of(page, copy));
                self.copy(page, Some(copy), &HashMap::new());
            }
        }
    }

    fn frame_at(&self, id: NodeId) -> Option<&Frame> {
        self.frames.iter().find(|frame| frame.node == id)
    }
}

impl Frame {
    fn of(page: &Document, node: NodeId) -> Self {
        Self { node, address: page.address.clone(), base: page.base.clone(), charset: page.charset }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Request;
    use crate::navigation::link;

    fn page(html: &str, address: &str) -> Document {
        Document::read(html, &Url::parse(address).unwrap(), encoding_rs::UTF_8)
    }

    fn whole(outer: &str, inner: &str) -> Document {
        let outer = page(outer, "http://localhost/lk/");
        let shown = outer.frames().into_iter().map(|(id, url)| (id, page(inner, url.as_str()))).collect();
        outer.with_frames(&shown)
    }

    #[test]
    fn frames_of_the_own_origin_that_are_seen_are_shown() {
        let outer = "<iframe src=a></iframe><iframe src='//elsewhere/b'></iframe><iframe hidden src=c></iframe>\
            <iframe src=d width=1 height=1></iframe><iframe></iframe>";
        let addresses: Vec<String> = page(outer, "http://localhost/lk/")
            .frames()
            .iter()
            .map(|(_, url)| url.path().to_owned())
            .collect();
        assert_eq!(addresses, ["/lk/a"]);
        let set = "<frameset cols='1,*'><frame src=menu><frame src=main><noframes>Нет</noframes></frameset>";
        let set = whole(set, "<p>5,00<p>6,00");
        assert_eq!(
            set.text(set.root().unwrap()),
            "5,00 6,00 5,00 6,00",
            "and what is shown without frames is not"
        );
    }

    #[test]
    fn a_link_in_a_frame_is_relative_to_the_frame() {
        let whole = whole(
            "<iframe src='/in/ner'>x</iframe><a href=out>1</a>",
            "<a href=more>2</a><form><button>3</button></form>",
        );
        let asked: Vec<String> = link::all(&whole)
            .into_iter()
            .filter_map(|link| link.ask)
            .map(|ask: Request| ask.url().path().to_owned())
            .collect();
        assert_eq!(asked, ["/in/more", "/in/ner", "/lk/out"]);
        assert!(whole.frames().is_empty(), "nothing is left to show");
    }
}
