//! The rule against circles of imports.

use super::finding::Finding;
use crate::code::modules::ModuleGraph;
use crate::code::tree::Tree;

/// Checks that no modules of a crate depend on each other in a circle.
///
/// [`ModuleGraph`] defines when a module depends on another.
pub fn circles_of_imports(tree: &Tree) -> Vec<Finding> {
    let graphs = tree.crates.iter().flat_map(|it| ModuleGraph::of_crate(tree, it)).collect::<Vec<_>>();
    graphs.iter().flat_map(ModuleGraph::circles).map(|circle| finding(&circle)).collect()
}

fn finding(circle: &[(&str, usize)]) -> Finding {
    let first = circle.first().copied().unwrap_or_default();
    let arrows = circle.iter().chain([&first]).map(|(file, line)| format!("{file}:{line}"));
    Finding {
        place: format!("{}:{}", first.0, first.1),
        rule: format!(
            "modules depend on each other in one direction only; here is a circle: {}",
            arrows.collect::<Vec<_>>().join(" → ")
        ),
        way_out: "Move the items that both need into a module of their own, or pass them as arguments."
            .to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code::tree::Crate;

    #[test]
    fn a_circle_is_named_with_its_lines() {
        let mut tree = Tree::of_files(&[
            ("a/src/lib.rs", "mod one;\nmod two;\n"),
            ("a/src/one.rs", "use crate::two::Two;\npub struct One(Two);\n"),
            ("a/src/two.rs", "pub struct Two;\nuse crate::one::One;\n"),
        ]);
        tree.crates = vec![Crate { roots: vec!["a/src/lib.rs".to_owned()], ..Crate::default() }];
        let found = circles_of_imports(&tree);
        assert_eq!(found.len(), 1);
        assert!(
            found[0].rule.ends_with("a/src/one.rs:1 → a/src/two.rs:2 → a/src/one.rs:1"),
            "{}",
            found[0].rule
        );
    }
}
