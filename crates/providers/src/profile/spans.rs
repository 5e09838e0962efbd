//! Positions of keys in a profile file.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Returns the line of a byte offset, from 1.
pub fn line_at(text: &str, at: usize) -> usize {
    1 + text.bytes().take(at).filter(|byte| *byte == b'\n').count()
}

/// Returns the line of a key, or of an item of its list, from 1.
///
/// A missing key is reported at the nearest table around it.
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

/// Returns the key that a byte offset belongs to, with the tables around it.
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

/// Returns the key of a table whose name or value contains the byte offset.
///
/// A table in sections has no span of its own, so its keys are searched first.
fn holder<'t>(table: &'t DeTable<'_>, at: usize) -> Option<(&'t str, &'t Spanned<DeValue<'t>>)> {
    let holds = |span: Range<usize>| span.contains(&at);
    let within = |value: &Spanned<DeValue<'_>>| {
        value.get_ref().as_table().is_some_and(|inner| holder(inner, at).is_some())
    };
    let mut keys = table.iter();
    let found = keys.find(|(name, value)| within(value) || holds(name.span()) || holds(value.span()))?;
    Some((found.0.get_ref(), found.1))
}
