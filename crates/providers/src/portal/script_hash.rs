//! Scripts that change the password before a form is sent.

use std::sync::LazyLock;

use kabinet_extract::html::document::{Document, NodeId};
use kabinet_extract::navigation::form::{Control, ControlKind, Form};
use kabinet_extract::text::normalize::pattern;
use regex::Regex;

use crate::portal::page_kind::scripts;

static HASH: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b\w*(?:md5|md4|sha[-_]?(?:1|256|512)|hmac|encrypt|crypt|digest|pbkdf2|btoa)\w*\s*\(|\bnew\s+jsencrypt\b",
    )
});
static HASH_FILE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)(?:md5|sha-?(?:1|256|512)|crypto|encrypt|forge|bcrypt)[\w.-]*\.js"));
static REMOVAL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r#"(?i)\.value\s*=\s*(?:''|"")|\.disabled\s*=\s*true|removeattribute\(\s*["'](?:name|value)|removechild\(|\.remove\(\)|\.name\s*=\s*["']|prop\(\s*["']disabled"#,
    )
});

/// Returns true if a script hashes or removes the password when the form is sent.
///
/// The site then never expects the password as it was typed.
pub fn changes_password(document: &Document, form: &Form) -> bool {
    let Some(password) = form.password() else { return false };
    let handlers = handlers(document, form);
    let mut texts = scripts(document).chain(handlers.iter().copied()).filter(|text| {
        names_password(document, password, text) && (!handlers.is_empty() || text.contains("submit"))
    });
    let is_hashed_by_file = || {
        let files = document.elements().filter(|id| document.name(*id) == "script");
        let mut sources = files.filter_map(|id| document.attribute(id, "src"));
        !handlers.is_empty() && sources.any(|source| HASH_FILE.is_match(source))
    };
    texts.any(|text| HASH.is_match(text) || REMOVAL.is_match(text)) || is_hashed_by_file()
}

/// Returns the scripts in the attributes of the form and of its buttons.
fn handlers<'d>(document: &'d Document, form: &Form) -> Vec<&'d str> {
    let buttons = form.controls.iter().filter(|control| control.kind == ControlKind::Submit);
    let on_click = buttons.filter_map(|control| document.attribute(control.node, "onclick"));
    let on_submit = document.attribute(form.node, "onsubmit");
    on_submit.into_iter().chain(on_click).filter(|script| !script.trim().is_empty()).collect()
}

fn names_password(document: &Document, password: &Control, script: &str) -> bool {
    let id = attribute(document, password.node, "id");
    let script = script.to_lowercase();
    let names = ["pass", "pwd", "парол"];
    names.iter().any(|name| script.contains(name))
        || [id.as_str(), password.name()]
            .iter()
            .any(|name| name.len() > 1 && script.contains(&name.to_lowercase()))
}

fn attribute(document: &Document, id: NodeId, name: &str) -> String {
    document.attribute(id, name).unwrap_or_default().to_owned()
}
