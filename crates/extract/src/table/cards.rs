//! Cards: elements that each repeat every column's label with a value.

use std::collections::BTreeSet;

use crate::html::document::{Document, NodeId};
use crate::table::column::{Wanted, place, places, split_label};
use crate::table::row::{Cell, Row, Table};
use crate::text::normalize::collapse_whitespace;

const FARTHEST_LABEL: usize = 7;

/// Returns the page's cards as a table, if it has any.
pub fn find(document: &Document, wanted: &Wanted<'_>) -> Option<Table> {
    let cards: Vec<(NodeId, (Row, Vec<String>))> = candidates(document, wanted)
        .into_iter()
        .filter_map(|id| Some((id, card(document, id, wanted)?)))
        .collect();
    let header = cards.first().map(|(_, (_, said))| said.clone())?;
    let ids: Vec<NodeId> = cards.iter().map(|(id, _)| *id).collect();
    let is_innermost = |id: NodeId| !ids.iter().any(|inner| *inner != id && document.is_within(*inner, id));
    let hidden = document.is_hidden(*ids.first()?);
    let innermost: Vec<NodeId> = ids.iter().copied().filter(|id| is_innermost(*id)).collect();
    let irregular = beside(document, &innermost).into_iter();
    let irregular_rows = irregular
        .map(|id| Row { texts: Vec::new(), cells: unlabelled(parts(document, id), wanted) })
        .collect();
    let rows = cards.into_iter().filter(|(id, _)| is_innermost(*id)).map(|(_, (row, _))| row).collect();
    Some(Table { rows, irregular_rows, hidden, header })
}

/// Removes the labels that parts begin with.
fn unlabelled(parts: Vec<Cell>, wanted: &Wanted<'_>) -> Vec<Cell> {
    let bare = |part: Cell| match split_label(&part.text, wanted.columns) {
        Some((_, value)) => Cell { text: value.to_owned(), ..part },
        None => part,
    };
    parts.into_iter().map(bare).filter(|part| !part.text.is_empty()).collect()
}

/// Returns the elements among the cards that are no cards.
fn beside(document: &Document, cards: &[NodeId]) -> Vec<NodeId> {
    let outer: BTreeSet<NodeId> =
        cards.iter().filter_map(|card| document.self_and_ancestors(*card).nth(1)).collect();
    let inner = outer.into_iter().flat_map(|outer| document.child_elements(outer));
    inner.filter(|id| !cards.iter().any(|card| document.is_within(*card, *id))).collect()
}

/// Returns the elements closely around texts that begin with a label.
fn candidates(document: &Document, wanted: &Wanted<'_>) -> BTreeSet<NodeId> {
    let says_label = |id: &NodeId| {
        let own = document.children(*id).iter().filter_map(|child| document.characters(*child));
        own.into_iter().any(|text| split_label(&collapse_whitespace(text), wanted.columns).is_some())
    };
    let labels = document.elements().filter(says_label);
    labels
        .flat_map(|label| document.self_and_ancestors(label).take(FARTHEST_LABEL).collect::<Vec<_>>())
        .collect()
}

/// Returns an element as a row, with the labels in it.
fn card(document: &Document, id: NodeId, wanted: &Wanted<'_>) -> Option<(Row, Vec<String>)> {
    let parts = parts(document, id);
    let key = wanted.columns.first()?;
    let (mut labels, mut values): (Vec<String>, Vec<String>) = labelled(&parts, wanted).into_iter().unzip();
    let title = parts.iter().find(|part| (wanted.is_key)(&part.text));
    if let Some(title) = title.filter(|_| place(&labels, key).is_none()) {
        labels.push(key.name.clone());
        values.push(title.text.clone());
    }
    let places = places(&labels, wanted.columns)?;
    let texts = places.iter().map(|place| values[*place].clone()).collect();
    let said = places.iter().map(|place| labels[*place].clone()).collect();
    let cells = std::iter::once(Cell { node: id, text: document.text(id) }).collect();
    (labels.len() == wanted.columns.len()).then_some((Row { texts, cells }, said))
}

/// Returns the labels of an element, each with the value behind it or in the next part.
fn labelled(parts: &[Cell], wanted: &Wanted<'_>) -> Vec<(String, String)> {
    let split = |part: &Cell| {
        split_label(&part.text, wanted.columns).map(|(label, value)| (label.to_owned(), value.to_owned()))
    };
    let followed = parts.iter().enumerate().filter_map(|(at, part)| Some((split(part)?, parts.get(at + 1))));
    let value = |((label, value), next): ((String, String), Option<&Cell>)| match (value.is_empty(), next) {
        (false, _) => Some((label, value)),
        (true, next) => next.filter(|next| split(next).is_none()).map(|next| (label, next.text.clone())),
    };
    followed.filter_map(value).collect()
}

/// Returns the pieces of text in an element, each of the outermost element with its own text.
fn parts(document: &Document, id: NodeId) -> Vec<Cell> {
    let says = |inner: &NodeId| {
        let own = document.children(*inner).iter().filter_map(|child| document.characters(*child));
        own.into_iter().any(|text| !text.trim().is_empty()) && !document.shows_no_text(*inner)
    };
    let inner: Vec<NodeId> = document.descendants(id).filter(says).collect();
    let outermost = document.outermost(&inner).into_iter();
    outermost
        .map(|node| Cell { node, text: document.text(node) })
        .filter(|part| !part.text.is_empty())
        .collect()
}
