//! Figures that count names in production code.

use super::figure::Figure;
use crate::code::tokens::{Token, production, starts_with};
use crate::code::tree::{File, Tree};

/// Functions that judge the transactions of a month, by their names in any revision.
///
/// The entry `reconcile` is not among them, because its callers judge nothing.
const JUDGES: &[&str] = &[
    "settled",
    "proven",
    "is_sound",
    "are_sound",
    "adds_up",
    "doubtful_in_entries",
    "unless_cut_off",
    "unless_contradicted",
    "infer_balances",
    "reconciles",
    "matches_totals",
    "check_complete",
    "check_consistent",
];

/// The folders of the code that reads portals.
const READING: &[&str] = &["crates/extract/src/", "crates/providers/src/"];

/// Counts the files that define or call a function that judges a month.
pub fn files_that_accept_a_month(tree: &Tree) -> Figure {
    let files = READING.iter().flat_map(|folder| tree.files(folder, ".rs"));
    let files = files.filter(|file| file.name() != "tests.rs");
    let judging = files.filter_map(|file| {
        let judges = judges_in(&production(file.tokens()));
        (!judges.is_empty()).then(|| format!("{}: {}", file.path, judges.join(", ")))
    });
    Figure::count("files that accept or refuse a month", judging.collect())
}

/// Counts the functions with the name `told`.
pub fn functions_called_told(tree: &Tree) -> Figure {
    Figure::count("functions called told", tree.files("", ".rs").flat_map(told_in).collect())
}

fn judges_in(code: &[Token]) -> Vec<&'static str> {
    let is_named = |judge: &str| (0..code.len()).any(|at| starts_with(code, at, &[judge, "("]));
    JUDGES.iter().filter(|judge| is_named(judge)).copied().collect()
}

fn told_in(file: &File) -> Vec<String> {
    let code = file.tokens();
    let found = (0..code.len()).filter(|at| starts_with(code, *at, &["fn", "told"]));
    found.map(|at| format!("{}:{}", file.path, code[at].line)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_judge_counts_where_it_is_defined_or_called_and_not_in_tests() {
        let tree = Tree::of_files(&[
            ("crates/extract/src/a.rs", "fn reconcile() { matches_totals() && proven(x) }"),
            ("crates/extract/src/b.rs", "use super::a::proven;\nfn f() { reconcile() }"),
            ("crates/providers/src/c.rs", "#[cfg(test)]\nmod tests { fn f() { settled() } }"),
            ("crates/api/src/d.rs", "fn settled() {}"),
        ]);
        assert_eq!(
            files_that_accept_a_month(&tree).places,
            ["crates/extract/src/a.rs: proven, matches_totals"]
        );
    }

    #[test]
    fn functions_are_counted_by_their_whole_name() {
        let tree = Tree::of_files(&[(
            "a/src/a.rs",
            "fn told() {}\nfn told_twice() {}\nfn f() { told() }\nfn told<T>() {}",
        )]);
        assert_eq!(functions_called_told(&tree).places, ["a/src/a.rs:1", "a/src/a.rs:4"]);
    }
}
