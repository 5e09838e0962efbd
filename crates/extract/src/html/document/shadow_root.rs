//! Declarative shadow roots (`<template shadowrootmode>`), shown in place of an element's children.

use ego_tree::NodeRef;
use scraper::Node as Parsed;

type Node<'p> = NodeRef<'p, Parsed>;

/// The shadow roots of a page.
#[derive(Debug, Default)]
pub struct Shadows<'p>(Vec<Shadow<'p>>);

/// Index in [`Shadows`] of the shadow root around an element; `None` outside of any.
pub type Within = Option<usize>;

#[derive(Debug)]
struct Shadow<'p> {
    host: Node<'p>,
    outer: Within,
}

impl<'p> Shadows<'p> {
    /// Returns the nodes shown within an element, each with the shadow root around it.
    ///
    /// A shadow root takes the place of the children; the host's nodes take the place of a slot.
    pub fn children(&mut self, parsed: Node<'p>, within: Within) -> Vec<(Node<'p>, Within)> {
        if let Some(root) = parsed.children().find(is_shadow_root) {
            self.0.push(Shadow { host: parsed, outer: within });
            let own = Some(self.0.len() - 1);
            return root.children().map(|child| (child, own)).collect();
        }
        if let Some(given) = self.given(parsed, within) {
            return given;
        }
        parsed.children().map(|child| (child, within)).collect()
    }

    fn given(&self, slot: Node<'p>, within: Within) -> Option<Vec<(Node<'p>, Within)>> {
        let shadow = self.0.get(within?)?;
        let name = slot.value().as_element().filter(|element| element.name() == "slot")?.attr("name");
        let is_meant = |child: &Node<'p>| {
            let given_to = child.value().as_element().and_then(|element| element.attr("slot"));
            !is_shadow_root(child) && given_to.unwrap_or_default() == name.unwrap_or_default()
        };
        let given: Vec<(Node<'p>, Within)> =
            shadow.host.children().filter(is_meant).map(|child| (child, shadow.outer)).collect();
        (!given.is_empty()).then_some(given)
    }
}

fn is_shadow_root(parsed: &Node<'_>) -> bool {
    parsed.value().as_element().is_some_and(|element| {
        element.name() == "template" && matches!(element.attr("shadowrootmode"), Some("open" | "closed"))
    })
}
