//! Forms and their controls.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use regex::Regex;
use url::Url;
use zeroize::Zeroize;

use crate::effort::spend;
use crate::html::document::{Document, NodeId};
use crate::navigation::request::{Method, Request};
use crate::text::normalize::{collapse_whitespace, normalize, pattern};

/// A form.
#[derive(Debug, Clone)]
pub struct Form {
    /// Its element.
    pub node: NodeId,
    /// Its fields and buttons, in order.
    pub controls: Vec<Control>,
    action: Option<Url>,
    method: Method,
}

/// A field or a button.
#[derive(Debug, Clone)]
pub struct Control {
    /// Its element.
    pub node: NodeId,
    /// Its kind.
    pub kind: ControlKind,
    name: String,
    value: String,
    is_on: bool,
}

/// Kind of a field or a button.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ControlKind {
    /// A hidden field, sent back unchanged.
    Hidden,
    /// A text field.
    Text,
    /// A password field.
    Password,
    /// A list of choices.
    Choice,
    /// A check box or a radio button.
    Tick,
    /// A button that submits the form.
    Submit,
    /// Anything else.
    Other,
}

/// Steps to copy a field of a form, and to send each byte of its value, which stays in memory.
const COPY: usize = 20;
const SEND: usize = 4;

static POSTBACK: LazyLock<Regex> =
    LazyLock::new(|| pattern(r#"__doPostBack\(\s*['"]([^'"]*)['"]\s*,\s*['"]([^'"]*)['"]"#));

/// Returns every form of a page.
pub fn all(document: &Document) -> Vec<Form> {
    let forms: Vec<NodeId> = document.elements().filter(|id| document.name(*id) == "form").collect();
    let owners = owners(document, &forms);
    forms.iter().map(|node| form(document, *node, owners.get(node).map_or(&[], Vec::as_slice))).collect()
}

/// Returns the form around an element.
fn around<'f>(document: &Document, forms: &'f [Form], id: NodeId) -> Option<&'f Form> {
    forms.iter().find(|form| document.is_within(id, form.node) || form.controls.iter().any(|c| c.node == id))
}

/// Returns the request of an ASP.NET link, which submits the form of the page around it.
pub fn postback(document: &Document, forms: &[Form], link: NodeId, script: &str) -> Option<Request> {
    let fields = postback_fields(script)?;
    around(document, forms, link)?.send(document, &fields, None)
}

/// Returns the fields that an ASP.NET link adds to its form.
pub fn postback_fields(script: &str) -> Option<[(String, String); 2]> {
    let parts = POSTBACK.captures(script)?;
    let unescaped = |at: usize| parts[at].replace('\\', "");
    Some([("__EVENTTARGET".to_owned(), unescaped(1)), ("__EVENTARGUMENT".to_owned(), unescaped(2))])
}

impl Form {
    /// Returns the request that submits the form with these values by this button.
    pub fn send(
        &self,
        document: &Document,
        given: &[(String, String)],
        button: Option<NodeId>,
    ) -> Option<Request> {
        let values: HashMap<&str, &str> =
            given.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        spend(self.controls.iter().map(|control| COPY + SEND * control.value.len()).sum());
        let pressed = self.controls.iter().find(|control| Some(control.node) == button);
        let sent = self.controls.iter().filter(|control| control.is_sent(button));
        let mut fields: Vec<(String, String)> = sent
            .map(|control| {
                (
                    control.name.clone(),
                    values.get(control.name.as_str()).map_or(control.value.clone(), |v| (*v).to_owned()),
                )
            })
            .collect();
        let is_absent = |(name, _): &&(String, String)| !fields.iter().any(|(field, _)| field == name);
        let absent: Vec<(String, String)> = given.iter().filter(is_absent).cloned().collect();
        fields.extend(absent);
        let own_action = pressed.and_then(|pressed| document.attribute(pressed.node, "formaction"));
        let action = own_action
            .map_or_else(|| self.action.clone(), |action| document.base_at(self.node).join(action).ok())?;
        let request = Request::send(self.method, &action, &fields, document.charset_at(self.node));
        fields.iter_mut().for_each(|(_, value)| value.zeroize());
        Some(request)
    }

    /// Returns true if it is submitted to the page's own origin.
    pub fn is_sent_within(&self, document: &Document) -> bool {
        self.action.as_ref().is_some_and(|action| action.origin() == document.address.origin())
    }

    /// Returns its password field.
    pub fn password(&self) -> Option<&Control> {
        self.controls.iter().find(|control| control.kind == ControlKind::Password)
    }

    /// Returns true if only a script can submit it.
    pub fn needs_script(&self, document: &Document) -> bool {
        let on_submit = document.attribute(self.node, "onsubmit").unwrap_or_default();
        let stops = ["return false", "preventDefault"]
            .iter()
            .any(|stop| on_submit.trim_end_matches([';', ' ']).ends_with(stop));
        let nameless = self.password().is_some_and(|password| password.name.is_empty());
        stops || nameless || self.action.is_none()
    }

    /// Returns the button with one of these texts, or else the last one.
    pub fn button<S: AsRef<str>>(&self, document: &Document, sayings: &[S]) -> Option<NodeId> {
        let buttons = || self.controls.iter().filter(|control| control.kind == ControlKind::Submit);
        let says = |control: &&Control| {
            let said = normalize(&caption(document, control.node));
            sayings.iter().any(|saying| saying.as_ref() == said)
        };
        buttons().find(says).or_else(|| buttons().next_back()).map(|control| control.node)
    }
}

impl Control {
    /// Returns the name of its field in the request.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns its initial value.
    pub fn value(&self) -> &str {
        &self.value
    }

    fn is_sent(&self, button: Option<NodeId>) -> bool {
        let counts = match self.kind {
            ControlKind::Submit => Some(self.node) == button,
            ControlKind::Tick => self.is_on,
            ControlKind::Hidden | ControlKind::Text | ControlKind::Password | ControlKind::Choice => true,
            ControlKind::Other => false,
        };
        counts && !self.name.is_empty()
    }
}

/// Returns the text of a button or a link.
pub fn caption(document: &Document, id: NodeId) -> String {
    let text = document.text(id);
    let attribute = |name| document.attribute(id, name).filter(|value| !value.trim().is_empty());
    let pictured = || document.descendants(id).find_map(|inner| document.attribute(inner, "alt"));
    let said = (!text.is_empty()).then_some(text.as_str()).or_else(|| attribute("value"));
    said.or_else(pictured)
        .or_else(|| attribute("alt"))
        .or_else(|| attribute("aria-label"))
        .or_else(|| attribute("title"))
        .unwrap_or_default()
        .to_owned()
}

/// Returns the label of a field, or else its hint, or else the text before it.
pub fn label_of(document: &Document, form: &Form, field: NodeId) -> String {
    let id = document.attribute(field, "id").filter(|id| !id.is_empty());
    let labels = document.elements().filter(|label| document.name(*label) == "label");
    let mut own = labels.filter(|label| {
        document.is_within(field, *label) || (id.is_some() && document.attribute(*label, "for") == id)
    });
    if let Some(label) = own.next() {
        return document.text(label);
    }
    let hints =
        ["placeholder", "aria-label", "title"].iter().filter_map(|name| document.attribute(field, name));
    let hint = hints.collect::<Vec<_>>().join(" ");
    if !hint.trim().is_empty() {
        return hint;
    }
    let previous = form
        .controls
        .iter()
        .map(|control| control.node)
        .filter(|node| *node < field)
        .max()
        .unwrap_or(form.node);
    let between = document.elements().flat_map(|id| document.children(id).to_vec());
    let texts = between.filter(|id| *id > previous && *id < field).filter_map(|id| document.characters(id));
    collapse_whitespace(&texts.collect::<Vec<_>>().join(" "))
}

/// Returns the controls of each form.
///
/// They are inside the form or name it. A form that the parser left empty, because a table stood
/// around it, has the controls up to the next form.
fn owners(document: &Document, forms: &[NodeId]) -> HashMap<NodeId, Vec<NodeId>> {
    let mut owners: HashMap<NodeId, Vec<NodeId>> = HashMap::new();
    let is_control = |id: &NodeId| matches!(document.name(*id), "input" | "button" | "select" | "textarea");
    let controls: Vec<NodeId> = document.elements().filter(is_control).collect();
    let set: HashSet<NodeId> = forms.iter().copied().collect();
    let around = |id: NodeId| document.self_and_ancestors(id).filter(|around| set.contains(around));
    let full: HashSet<NodeId> = controls.iter().flat_map(|control| around(*control)).collect();
    for control in &controls {
        spend(forms.len());
        let named = document.attribute(*control, "form");
        let by_name = named.and_then(|name| {
            forms.iter().copied().find(|form| document.attribute(*form, "id") == Some(name))
        });
        let before =
            || forms.iter().copied().rfind(|form| form < control).filter(|form| !full.contains(form));
        if let Some(form) = by_name.or_else(|| around(*control).next()).or_else(before) {
            owners.entry(form).or_default().push(*control);
        }
    }
    owners
}

fn form(document: &Document, node: NodeId, controls: &[NodeId]) -> Form {
    let action = document.attribute(node, "action").unwrap_or_default().trim();
    let says = |attribute, value: &str| {
        document.attribute(node, attribute).is_some_and(|said| said.trim().eq_ignore_ascii_case(value))
    };
    let method = match (says("method", "post"), says("enctype", "multipart/form-data")) {
        (false, _) => Method::Get,
        (true, false) => Method::Post,
        (true, true) => Method::PostParts,
    };
    let url = if action.is_empty() {
        Some(document.address_at(node).clone())
    } else {
        document.base_at(node).join(action).ok()
    };
    Form {
        node,
        controls: controls.iter().map(|id| control(document, *id)).collect(),
        action: url.filter(|url| matches!(url.scheme(), "http" | "https")),
        method,
    }
}

fn control(document: &Document, node: NodeId) -> Control {
    let attribute = |name| document.attribute(node, name).unwrap_or_default();
    let given = attribute("type").trim().to_ascii_lowercase();
    let kind = match (document.name(node), given.as_str()) {
        ("select", _) => ControlKind::Choice,
        ("textarea", _) => ControlKind::Text,
        ("button", "" | "submit") | ("input", "submit" | "image") => ControlKind::Submit,
        ("input", "hidden") => ControlKind::Hidden,
        ("input", "password") => ControlKind::Password,
        ("input", "checkbox" | "radio") => ControlKind::Tick,
        ("button", _) | ("input", "button" | "reset" | "file") => ControlKind::Other,
        _ => ControlKind::Text,
    };
    let value = match kind {
        ControlKind::Choice => chosen(document, node),
        ControlKind::Tick => document.attribute(node, "value").unwrap_or("on").to_owned(),
        ControlKind::Hidden
        | ControlKind::Text
        | ControlKind::Password
        | ControlKind::Submit
        | ControlKind::Other => attribute("value").to_owned(),
    };
    Control {
        node,
        kind,
        name: attribute("name").to_owned(),
        value,
        is_on: document.attribute(node, "checked").is_some(),
    }
}

/// Returns the value and the text of each choice.
pub fn options(document: &Document, select: NodeId) -> Vec<(String, String)> {
    let options = document.descendants(select).filter(|id| document.name(*id) == "option");
    options.map(|id| (option_value(document, id), document.text(id))).collect()
}

fn chosen(document: &Document, select: NodeId) -> String {
    let options = || document.descendants(select).filter(|id| document.name(*id) == "option");
    let selected = options().find(|id| document.attribute(*id, "selected").is_some());
    selected.or_else(|| options().next()).map(|id| option_value(document, id)).unwrap_or_default()
}

fn option_value(document: &Document, option: NodeId) -> String {
    document.attribute(option, "value").map_or_else(|| document.text(option), str::to_owned)
}
