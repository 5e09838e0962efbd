//! The rule on where the support of tests is.

use super::finding::Finding;
use crate::code::tokens::{Token, starts_with};
use crate::code::tree::{File, Tree};

/// Checks that a test program keeps the code that its tests share in `support.rs` or `support/`.
///
/// A top-level module of a test program without a single test, in it or in its folder, is support.
pub fn support_has_its_place(tree: &Tree) -> Vec<Finding> {
    let modules = tree.files("", ".rs").filter(|file| is_module_of_tests(tree, file));
    let support = modules.filter(|file| !has_tests(tree, file));
    let finding = |file: &File| Finding {
        place: file.path.clone(),
        rule: "code that tests share is their support".to_owned(),
        way_out: "Move it into support.rs beside main.rs, or into a file of the folder support/.".to_owned(),
    };
    support.map(finding).collect()
}

/// Returns true for a file beside the `main.rs` of a test program, except that and `support.rs`.
fn is_module_of_tests(tree: &Tree, file: &File) -> bool {
    let Some((folder, name)) = file.path.rsplit_once('/') else { return false };
    let is_test_program = folder.starts_with("tests/") || folder.contains("/tests/");
    is_test_program
        && !["main.rs", "support.rs"].contains(&name)
        && tree.file(&format!("{folder}/main.rs")).is_some()
}

fn has_tests(tree: &Tree, file: &File) -> bool {
    let folder = format!("{}/", file.path.trim_end_matches(".rs"));
    let below = tree.files.iter().filter(|it| it.path.starts_with(&folder) && it.path.ends_with(".rs"));
    std::iter::once(file).chain(below).any(|it| contains_test(it.tokens()))
}

/// Returns true for `#[test]`, `#[tokio::test]` and `proptest!`.
fn contains_test(tokens: &[Token]) -> bool {
    let is_attribute = |at: usize| {
        starts_with(tokens, at, &["#", "[", "test", "]"])
            || starts_with(tokens, at, &["#", "[", "tokio", ":", ":", "test"])
    };
    (0..tokens.len()).any(|at| is_attribute(at) || starts_with(tokens, at, &["proptest", "!"]))
}

#[cfg(test)]
mod tests {
    use super::super::finding::places;
    use super::*;

    #[test]
    fn support_under_another_name_is_found() {
        let test = "#[tokio::test]\nasync fn a() {}";
        let tree = Tree::of_files(&[
            ("crates/a/tests/it/main.rs", "mod desk;"),
            ("crates/a/tests/it/desk.rs", "pub fn a() {}"),
            ("crates/a/tests/it/months.rs", test),
            ("crates/a/tests/it/skins.rs", "mod plain;"),
            ("crates/a/tests/it/skins/plain.rs", test),
            ("crates/a/tests/it/support.rs", "pub mod page;"),
            ("crates/a/tests/it/support/page.rs", "pub fn a() {}"),
            ("crates/a/src/desk.rs", "pub fn a() {}"),
        ]);
        assert_eq!(places(support_has_its_place(&tree)), ["crates/a/tests/it/desk.rs"]);
    }
}
