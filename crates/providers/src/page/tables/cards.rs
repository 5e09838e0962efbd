//! Cards: elements each of which says every column's label once, with its value.

use std::collections::BTreeSet;

use super::super::dom::{Document, NodeId};
use super::super::text::squeeze;
use super::{Cell, Row, Table, Wanted, places, split_label};

const FARTHEST_LABEL: usize = 7;

/// The page's cards as a table, if it has any.
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
    let odd = beside(document, &innermost).into_iter();
    let odd =
        odd.map(|id| Row { texts: Vec::new(), cells: unlabelled(parts(document, id), wanted) }).collect();
    let rows = cards.into_iter().filter(|(id, _)| is_innermost(*id)).map(|(_, (row, _))| row).collect();
    Some(Table { rows, odd, hidden, header })
}

/// Parts without the labels that they are or begin with.
fn unlabelled(parts: Vec<Cell>, wanted: &Wanted<'_>) -> Vec<Cell> {
    let bare = |part: Cell| match split_label(&part.text, wanted.columns) {
        Some((_, value)) => Cell { text: value.to_owned(), ..part },
        None => part,
    };
    parts.into_iter().map(bare).filter(|part| !part.text.is_empty()).collect()
}

/// What stands among the cards and is none.
fn beside(document: &Document, cards: &[NodeId]) -> Vec<NodeId> {
    let outer: BTreeSet<NodeId> =
        cards.iter().filter_map(|card| document.self_and_ancestors(*card).nth(1)).collect();
    let inner = outer.into_iter().flat_map(|outer| document.child_elements(outer));
    inner.filter(|id| !cards.iter().any(|card| document.is_within(*card, *id))).collect()
}

/// The elements not far around texts that begin with a label.
fn candidates(document: &Document, wanted: &Wanted<'_>) -> BTreeSet<NodeId> {
    let says_label = |id: &NodeId| {
        let own = document.children(*id).iter().filter_map(|child| document.characters(*child));
        own.into_iter().any(|text| split_label(&squeeze(text), wanted.columns).is_some())
    };
    let labels = document.elements().filter(says_label);
    labels
        .flat_map(|label| document.self_and_ancestors(label).take(FARTHEST_LABEL).collect::<Vec<_>>())
        .collect()
}

/// An element as a row, with the labels that it says.
fn card(document: &Document, id: NodeId, wanted: &Wanted<'_>) -> Option<(Row, Vec<String>)> {
    let parts = parts(document, id);
    let key = wanted.columns.first()?;
    let (mut labels, mut values): (Vec<String>, Vec<String>) = labelled(&parts, wanted).into_iter().unzip();
    let title = parts.iter().find(|part| (wanted.is_key)(&part.text));
    if let Some(title) = title.filter(|_| super::place(&labels, key).is_none()) {
        labels.push(key.name.clone());
        values.push(title.text.clone());
    }
    let places = places(&labels, wanted.columns)?;
    let texts = places.iter().map(|place| values[*place].clone()).collect();
    let said = places.iter().map(|place| labels[*place].clone()).collect();
    let cells = std::iter::once(Cell { node: id, text: document.text(id) }).collect();
    (labels.len() == wanted.columns.len()).then_some((Row { texts, cells }, said))
}

/// The labels of an element with their values: behind them, or in the part that follows.
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

/// The pieces of text within an element, each with the outermost element that has text of its own.
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
