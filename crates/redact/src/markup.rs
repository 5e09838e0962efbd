//! Redacted markup of a page: its elements, with everything that the extraction depends on.
//!
//! Names and values are kept only if they are words of HTML (`type="password"`, `colspan="2"`); other
//! names are numbered.
//! Addresses keep their shape. Scripts keep only the addresses they lead to, style sheets only the
//! rules that hide elements. Comments are left out.

use std::collections::HashMap;

use kabinet_extract::html::document::{Document, NodeId, is_one_thing};
use kabinet_extract::html::visibility;

use crate::formal::{is_attribute, is_element, is_formal};
use crate::redactor::Redactor;

/// A page with its redacted texts.
struct SourcePage<'a> {
    document: &'a Document,
    /// The redacted text of each text node.
    texts: HashMap<NodeId, String>,
}

const EMPTY: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
];
/// Elements whose content is not part of the page.
const SILENT: [&str; 5] = ["script", "iframe", "noscript", "noframes", "noembed"];
const ADDRESSES: [&str; 8] = ["href", "src", "action", "formaction", "background", "poster", "cite", "data"];
const OWN_HOST: &str = "cabinet.invalid";
const OTHER_HOST: &str = "elsewhere.invalid";

impl Redactor {
    /// Records the words of a page, which are not used as replacements.
    pub fn learn_page(&mut self, document: &Document) {
        self.learn(document.address.as_str());
        self.own_hosts.insert(document.address.authority().to_owned());
        for id in document.elements() {
            document.attributes(id).iter().for_each(|(_, value)| self.learn(value));
        }
        for run in runs(document) {
            self.learn(&run.text);
        }
    }

    /// Returns the redacted markup of a page.
    pub fn page(&mut self, document: &Document) -> String {
        let mut page = SourcePage { document, texts: HashMap::new() };
        for run in runs(document) {
            let masked: Vec<char> = self.text(&run.text).chars().collect();
            for (node, start, length) in run.pieces {
                page.texts.insert(node, masked[start..start + length].iter().collect());
            }
        }
        let mut markup = String::from("<!DOCTYPE html>\n");
        if let Some(root) = document.root() {
            self.element(&page, root, &mut markup);
        }
        markup
    }

    /// Returns a redacted address.
    ///
    /// The scheme and the separators stay, the host does not.
    pub fn address(&mut self, address: &str) -> String {
        let is_scheme = |text: &str| text.chars().all(|c| c.is_ascii_alphabetic());
        let (scheme, rest) = match address.split_once(':') {
            Some((scheme, rest)) if is_scheme(scheme) => (format!("{scheme}:"), rest),
            _ => (String::new(), address),
        };
        let Some(after) = rest.strip_prefix("//") else { return scheme + &self.text(rest) };
        let end = after.find(['/', '?', '#']).unwrap_or(after.len());
        let (host, path) = after.split_at(end);
        let host = if self.own_hosts.contains(host) { OWN_HOST } else { OTHER_HOST };
        format!("{scheme}//{host}{}", self.text(path))
    }

    fn element(&mut self, page: &SourcePage<'_>, id: NodeId, markup: &mut String) {
        let document = page.document;
        if let Some(text) = page.texts.get(&id) {
            return markup.push_str(&escaped(text));
        }
        if document.characters(id).is_some() {
            return;
        }
        let name = self.element_name(document, id);
        let name = name.as_str();
        markup.push('<');
        markup.push_str(name);
        self.attributes(document, id, markup);
        markup.push('>');
        if EMPTY.contains(&name) {
            return;
        }
        if name == "style" {
            let sheet: String =
                document.children(id).iter().filter_map(|it| document.characters(*it)).collect();
            markup.push_str(&visibility::hiding(&sheet, &mut |mark| self.text(mark)));
        } else if !SILENT.contains(&name) {
            // The HTML parser drops a line break right after this tag.
            if matches!(name, "pre" | "textarea") {
                markup.push('\n');
            }
            document.children(id).iter().for_each(|child| self.element(page, *child, markup));
        }
        markup.push_str(&format!("</{name}>"));
        if !document.is_inline(id) && !matches!(name, "pre" | "textarea") {
            markup.push('\n');
        }
    }

    /// Returns the element's name.
    ///
    /// Elements that stand once in a page are renamed if repeated.
    fn element_name(&mut self, document: &Document, id: NodeId) -> String {
        let is_inner = document.self_and_ancestors(id).nth(2).is_some();
        match document.name(id) {
            "html" | "head" | "body" if is_inner => "div".to_owned(),
            "frameset" | "frame" => "div".to_owned(),
            name if is_element(name) => name.to_owned(),
            name => self.numbered(name),
        }
    }

    fn attributes(&mut self, document: &Document, id: NodeId, markup: &mut String) {
        for (name, value) in document.attributes(id) {
            if let Some(value) = self.attribute(name, value) {
                let name = if is_attribute(name) { name.to_string() } else { self.numbered(name) };
                markup.push_str(&format!(" {name}=\"{}\"", escaped(&value).replace('"', "&quot;")));
            }
        }
    }

    fn attribute(&mut self, name: &str, value: &str) -> Option<String> {
        match name {
            "style" => visibility::kept(value).map(str::to_owned),
            "class" => Some(self.classes(value)),
            "srcset" | "integrity" | "nonce" => None,
            _ if name.starts_with("on") => Some(self.script(value)),
            _ if ADDRESSES.contains(&name) => Some(self.link(value)),
            _ if is_formal(name, value) => Some(value.to_owned()),
            _ => Some(self.text(value)),
        }
    }

    fn classes(&mut self, classes: &str) -> String {
        let masked =
            |class| if visibility::is_known_class(class) { class.to_owned() } else { self.text(class) };
        classes.split_whitespace().map(masked).collect::<Vec<_>>().join(" ")
    }

    fn link(&mut self, address: &str) -> String {
        match address.trim().strip_prefix("javascript:") {
            Some(script) => format!("javascript:{}", self.script(script)),
            None => self.address(address),
        }
    }

    /// Returns a script reduced to the addresses that it leads to.
    fn script(&mut self, script: &str) -> String {
        const LEADS: [&str; 5] =
            ["location", "__doPostBack", "window.open", "return false", "preventDefault"];
        if !LEADS.iter().any(|word| script.contains(word)) {
            return String::new();
        }
        let mut shown = String::new();
        for (at, part) in script.split(['\'', '"']).enumerate() {
            // Quoted parts hold the addresses.
            let is_quoted = at % 2 == 1;
            let quote = if at == 0 { "" } else { "'" };
            shown.push_str(quote);
            if is_quoted {
                shown.push_str(&self.address(part));
            } else {
                shown.push_str(&formal_script(part));
            }
        }
        shown
    }
}

/// Text that is read as one, with the position and length of each node's part, in characters.
///
/// A word or a figure may continue from one element to the next.
#[derive(Default)]
struct Run {
    text: String,
    length: usize,
    pieces: Vec<(NodeId, usize, usize)>,
}

fn runs(document: &Document) -> Vec<Run> {
    let mut runs = vec![Run::default()];
    if let Some(root) = document.root() {
        gather(document, root, &mut runs);
    }
    runs
}

fn gather(document: &Document, id: NodeId, runs: &mut Vec<Run>) {
    if let Some(text) = document.characters(id) {
        if let Some(run) = runs.last_mut() {
            run.add(id, text);
        }
        return;
    }
    if matches!(document.name(id), "script" | "style") {
        return;
    }
    let apart = !document.is_inline(id);
    if apart {
        runs.push(Run::default());
    }
    document.children(id).iter().for_each(|child| gather(document, *child, runs));
    if apart {
        runs.push(Run::default());
    }
}

impl Run {
    fn add(&mut self, node: NodeId, text: &str) {
        let spaced = self.text.ends_with(char::is_whitespace) || text.starts_with(char::is_whitespace);
        if !spaced && !self.text.is_empty() && !is_one_thing(&self.text, text) {
            self.text.push('\n');
            self.length += 1;
        }
        let length = text.chars().count();
        self.pieces.push((node, self.length, length));
        self.text.push_str(text);
        self.length += length;
    }
}

fn formal_script(part: &str) -> String {
    const KNOWN: [&str; 12] = [
        "window", "document", "location", "href", "assign", "replace", "open", "self", "top", "parent",
        "return", "false",
    ];
    let known = |word: &str| {
        KNOWN.contains(&word)
            || matches!(
                word,
                "javascript"
                    | "__doPostBack"
                    | "preventDefault"
                    | "event"
                    | "this"
                    | "options"
                    | "selectedIndex"
                    | "value"
            )
    };
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let mut shown = String::new();
    let mut rest = part;
    while let Some(start) = rest.find(is_word) {
        let (signs, word) = rest.split_at(start);
        let end = word.find(|c: char| !is_word(c)).unwrap_or(word.len());
        shown.push_str(signs);
        shown.push_str(if known(&word[..end]) { &word[..end] } else { "x" });
        rest = &word[end..];
    }
    shown + rest
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('\u{a0}', "&nbsp;")
}
