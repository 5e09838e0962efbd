//! Where in a file a key stands, and which key stands where.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The line of a byte, from 1.
pub fn line_at(text: &str, at: usize) -> usize {
    1 + text.bytes().take(at).filter(|byte| *byte == b'\n').count()
}

/// The line of a key, or of an item of its list. Of a key that is not there: the first.
pub fn line_of(text: &str, key: &str, item: Option<usize>) -> usize {
    let (table, _) = DeTable::parse_recoverable(text);
    let mut at = 0;
    let mut inner = Some(table.get_ref());
    for part in key.split('.') {
        let Some((name, value)) = inner.and_then(|table| table.get_key_value(part)) else { break };
        at = match (item, value.get_ref()) {
            (Some(item), DeValue::Array(items)) => items.get(item).map_or(at, |item| item.span().start),
            _ => name.span().start,
        };
        inner = value.get_ref().as_table();
    }
    line_at(text, at)
}

/// The key, with the tables around it, that a byte belongs to.
pub fn key_at(text: &str, at: usize) -> String {
    let (table, _) = DeTable::parse_recoverable(text);
    let mut path: Vec<&str> = Vec::new();
    let mut inner = Some(table.get_ref());
    while let Some((name, value)) = inner.and_then(|table| holder(table, at)) {
        path.push(name);
        inner = value.get_ref().as_table();
    }
    path.join(".")
}

/// The key of a table whose name or value a byte stands in. A table in sections spans none of its
/// keys: the byte is looked for in these first.
fn holder<'t>(table: &'t DeTable<'_>, at: usize) -> Option<(&'t str, &'t Spanned<DeValue<'t>>)> {
    let holds = |span: Range<usize>| span.contains(&at);
    let within = |value: &Spanned<DeValue<'_>>| {
        value.get_ref().as_table().is_some_and(|inner| holder(inner, at).is_some())
    };
    let mut keys = table.iter();
    let found = keys.find(|(name, value)| within(value) || holds(name.span()) || holds(value.span()))?;
    Some((found.0.get_ref(), found.1))
}
