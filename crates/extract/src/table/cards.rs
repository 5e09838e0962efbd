//! Cards: elements that each repeat every column's label with a value.

use std::collections::BTreeSet;

use crate::effort::spend;
use crate::html::document::{Document, NodeId};
use crate::table::Grids;
use crate::table::column::{Label, Wanted, labels, place, places, split_label};
use crate::table::labelled::{labelled_parts, without_lead};
use crate::table::row::{Cell, Row, Table};
use crate::text::normalize::collapse_whitespace;

const FARTHEST_LABEL: usize = 7;

/// An element as a row, with the labels in it.
type Card = (Row, Vec<String>);

/// An element that may be a card.
struct Candidate {
    node: NodeId,
    parts: Vec<Cell>,
    labelled: Vec<(String, String)>,
}

/// Returns the page's cards as a table, if it has any.
///
/// Cards that hold their own key come first.
pub fn find(grids: &Grids<'_>, wanted: &Wanted<'_>) -> Option<Table> {
    let document = grids.document;
    let candidates = candidates(grids, wanted);
    let of = |card: &dyn Fn(&Candidate) -> Option<Card>| -> Vec<(NodeId, Card)> {
        candidates.iter().filter_map(|it| Some((it.node, card(it)?))).collect()
    };
    let keyed = of(&|it| card(document, it, None, wanted));
    let cards = if keyed.is_empty() { of(&|it| card_below(document, it, wanted)) } else { keyed };
    let header = cards.first().map(|(_, (_, said))| said.clone())?;
    let ids: Vec<NodeId> = cards.iter().map(|(id, _)| *id).collect();
    let is_innermost = |id: NodeId| {
        spend(ids.len());
        !ids.iter().any(|inner| *inner != id && document.is_within(*inner, id))
    };
    let hidden = document.is_hidden(*ids.first()?);
    let innermost: Vec<NodeId> = ids.iter().copied().filter(|id| is_innermost(*id)).collect();
    let irregular = beside(document, &innermost, wanted).into_iter();
    let irregular_rows = irregular
        .map(|id| Row { texts: Vec::new(), cells: unlabelled(parts(document, id), wanted) })
        .collect();
    let rows = cards.into_iter().filter(|(id, _)| is_innermost(*id)).map(|(_, (row, _))| row).collect();
    Some(Table { rows, irregular_rows, hidden, header })
}

/// Removes the labels that parts begin with.
fn unlabelled(parts: Vec<Cell>, wanted: &Wanted<'_>) -> Vec<Cell> {
    let bare = |part: Cell| -> Vec<Cell> {
        let labelled = labelled_parts(&part.text, wanted.columns);
        if labelled.is_empty() {
            return vec![part];
        }
        labelled.iter().map(|(_, value)| Cell { node: part.node, text: (*value).to_owned() }).collect()
    };
    parts.into_iter().flat_map(bare).filter(|part| !part.text.is_empty()).collect()
}

/// Returns the elements among the cards that are no cards and show a key or a label of one.
fn beside(document: &Document, cards: &[NodeId], wanted: &Wanted<'_>) -> Vec<NodeId> {
    let outer: BTreeSet<NodeId> =
        cards.iter().filter_map(|card| document.self_and_ancestors(*card).nth(1)).collect();
    let inner = outer.into_iter().flat_map(|outer| document.child_elements(outer));
    let is_card = |id: NodeId| {
        spend(cards.len());
        cards.iter().any(|card| document.is_within(*card, id))
    };
    let says = |part: &Cell| (wanted.is_key)(&part.text) || split_label(&part.text, wanted.columns).is_some();
    inner.filter(|id| !is_card(*id) && parts(document, *id).iter().any(says)).collect()
}

/// Returns the elements closely around labels that have as many labels as a card.
fn candidates(grids: &Grids<'_>, wanted: &Wanted<'_>) -> Vec<Candidate> {
    let document = grids.document;
    let says_label = |text: &String| split_label(without_lead(text), wanted.columns).is_some();
    let labels = grids.own_texts().iter().filter(|(_, texts)| texts.iter().any(says_label));
    let labels = labels.map(|(id, _)| *id).inspect(|_| spend(1));
    let around: BTreeSet<NodeId> = labels
        .flat_map(|label| document.self_and_ancestors(label).take(FARTHEST_LABEL).collect::<Vec<_>>())
        .collect();
    let candidate = |node| {
        let parts = parts(document, node);
        let labelled = labelled(&parts, wanted);
        Candidate { node, parts, labelled }
    };
    // The key may be a heading without a label.
    let is_full =
        |it: &Candidate| (wanted.columns.len() - 1..=wanted.columns.len()).contains(&it.labelled.len());
    around.into_iter().map(candidate).filter(is_full).collect()
}

/// Returns an element under a heading that is its key as a row.
///
/// The row has also the heading and the elements behind up to the next one, which may hold links.
fn card_below(document: &Document, candidate: &Candidate, wanted: &Wanted<'_>) -> Option<Card> {
    if candidate.labelled.len() == wanted.columns.len() {
        return None;
    }
    let parent = document.self_and_ancestors(candidate.node).nth(1)?;
    let cell = |node| Cell { node, text: document.text(node) };
    let siblings: Vec<Cell> = document.child_elements(parent).map(cell).collect();
    let at = siblings.iter().position(|sibling| sibling.node == candidate.node)?;
    let shows_text = |sibling: &&Cell| !sibling.text.is_empty();
    let heading = siblings[..at].iter().rfind(shows_text).filter(|before| (wanted.is_key)(&before.text))?;
    let (mut row, said) = card(document, candidate, Some(&heading.text), wanted)?;
    let behind = siblings[at + 1..].iter().take_while(|sibling| !(wanted.is_key)(&sibling.text));
    row.cells = [heading].into_iter().chain([&siblings[at]]).chain(behind).cloned().collect();
    Some((row, said))
}

/// Returns an element as a row, with the labels in it.
///
/// `heading` is its key if that stands outside.
fn card(
    document: &Document,
    candidate: &Candidate,
    heading: Option<&str>,
    wanted: &Wanted<'_>,
) -> Option<Card> {
    let key = wanted.columns.first()?;
    let (mut said, mut values): (Vec<String>, Vec<String>) = candidate.labelled.iter().cloned().unzip();
    let own = || candidate.parts.iter().map(|part| part.text.as_str()).find(|text| (wanted.is_key)(text));
    if let Some(title) = heading.or_else(own).filter(|_| place(&labels_of(&said), key).is_none()) {
        said.push(key.name.clone());
        values.push(title.to_owned());
    }
    let places = places(&labels_of(&said), wanted.columns)?;
    let texts = places.iter().map(|place| values[*place].clone()).collect();
    let is_whole = said.len() == wanted.columns.len();
    let said = places.iter().map(|place| said[*place].clone()).collect();
    let node = candidate.node;
    let cells = std::iter::once(Cell { node, text: document.text(node) }).collect();
    is_whole.then_some((Row { texts, cells }, said))
}

fn labels_of(said: &[String]) -> Vec<Option<Label>> {
    labels(said.iter().map(String::as_str))
}

/// Returns the labels of an element, each with the value behind it or in the next part.
fn labelled(parts: &[Cell], wanted: &Wanted<'_>) -> Vec<(String, String)> {
    let split = |part: &Cell| -> Vec<(String, String)> {
        let labelled = labelled_parts(&part.text, wanted.columns).into_iter();
        labelled.map(|(label, value)| (label.to_owned(), value.to_owned())).collect()
    };
    let all: Vec<Vec<(String, String)>> = parts.iter().map(split).collect();
    let is_value = |at: usize| all.get(at).is_some_and(Vec::is_empty);
    let mut found = Vec::new();
    for (at, own) in all.iter().enumerate() {
        let next = parts.get(at + 1).filter(|_| is_value(at + 1));
        let last = own.len().saturating_sub(1);
        let complete = |(at, (label, value)): (usize, (String, String))| match (value.is_empty(), next) {
            (false, _) => Some((label, value)),
            (true, next) => next.filter(|_| at == last).map(|next| (label, next.text.clone())),
        };
        found.extend(own.iter().cloned().enumerate().filter_map(complete));
    }
    found
}

/// Returns the pieces of text in an element, each of the outermost element with its own text.
///
/// The element's own text and the elements among it are pieces too.
fn parts(document: &Document, id: NodeId) -> Vec<Cell> {
    let pieces: Vec<Cell> = if has_own_text(document, id) {
        document.children(id).iter().flat_map(|child| piece(document, id, *child)).collect()
    } else {
        let inner: Vec<NodeId> = document.descendants(id).filter(|it| has_own_text(document, *it)).collect();
        document.outermost(&inner).into_iter().map(|node| Cell { node, text: document.text(node) }).collect()
    };
    pieces.into_iter().filter(|part| !part.text.is_empty()).collect()
}

/// Returns the pieces of a child of an element that has its own text.
fn piece(document: &Document, parent: NodeId, child: NodeId) -> Vec<Cell> {
    match document.characters(child) {
        Some(text) => vec![Cell { node: parent, text: collapse_whitespace(text) }],
        None if has_own_text(document, child) => vec![Cell { node: child, text: document.text(child) }],
        None => parts(document, child),
    }
}

fn has_own_text(document: &Document, id: NodeId) -> bool {
    let own = document.children(id).iter().filter_map(|child| document.characters(*child));
    own.into_iter().any(|text| !text.trim().is_empty()) && !document.shows_no_text(id)
}
