//! The sizes of crates in lines.

use std::collections::BTreeSet;

use super::figure::Figure;
use crate::code::modules::ModuleGraph;
use crate::code::tokens::test_items;
use crate::code::tree::{Crate, File, Tree};

/// Measures the biggest crate's share of the Rust that is compiled into programs.
pub fn biggest_crate_of_rust(tree: &Tree) -> Figure {
    let sizes = tree.crates.iter().map(|it| (it.name.clone(), production_lines(tree, it))).collect();
    share("biggest crate's share of Rust production lines", sizes)
}

/// Measures the biggest crate's share of all lines under `src`, including the UI.
///
/// Inline tests are included, files of tests are not.
pub fn biggest_crate_of_all(tree: &Tree) -> Figure {
    let lines = |files: Vec<&File>| files.iter().map(|file| file.text.lines().count()).sum();
    let crates = tree.crates.iter().map(|it| {
        (
            it.name.clone(),
            lines(source_files(tree, it).into_iter().filter(|file| !is_of_tests(file)).collect()),
        )
    });
    let is_written = |file: &&File| !file.path.starts_with("ui/src/bindings/");
    let ui = ("ui".to_owned(), lines(tree.files("ui/src/", "").filter(is_written).collect()));
    share("biggest crate's share of all source lines", crates.chain([ui]).collect())
}

/// Counts the lines of files under `src` that are compiled for tests alone and hold no tests.
pub fn test_harness_in_src(tree: &Tree) -> Figure {
    let files: Vec<&File> = tree.crates.iter().flat_map(|it| harness(tree, it)).collect();
    let lines: usize = files.iter().map(|file| file.text.lines().count()).sum();
    let place = |file: &&File| format!("{}: {}", file.path, file.text.lines().count());
    Figure {
        name: "lines of test harness in src",
        value: lines.to_string(),
        places: files.iter().map(place).collect(),
    }
}

fn is_of_tests(file: &File) -> bool {
    file.name() == "tests.rs" || file.path.contains("/tests/")
}

fn share(name: &'static str, mut sizes: Vec<(String, usize)>) -> Figure {
    let all: usize = sizes.iter().map(|(_, lines)| lines).sum();
    sizes.sort_by_key(|(_, lines)| std::cmp::Reverse(*lines));
    let percent = |lines: usize| lines * 1000 / all.max(1);
    let row = |(name, lines): &(String, usize)| {
        format!("{name:<22}{lines:>7}{:>7}.{} %", percent(*lines) / 10, percent(*lines) % 10)
    };
    let biggest = sizes.first().map_or(0, |(_, lines)| percent(*lines));
    Figure {
        name,
        value: format!("{}.{} %", biggest / 10, biggest % 10),
        places: sizes.iter().filter(|(_, lines)| *lines > 0).map(row).collect(),
    }
}

fn production_lines(tree: &Tree, of: &Crate) -> usize {
    let files = production_files(tree, of);
    files
        .iter()
        .filter_map(|path| tree.file(path))
        .map(|file| file.text.lines().count() - test_lines(file))
        .sum()
}

fn production_files(tree: &Tree, of: &Crate) -> BTreeSet<String> {
    ModuleGraph::of_crate(tree, of).iter().flat_map(|graph| graph.files().to_vec()).collect()
}

fn test_lines(file: &File) -> usize {
    let tokens = file.tokens();
    let lines = |item: std::ops::Range<usize>| {
        Some(tokens.get(item.end - 1)?.line + 1 - tokens.get(item.start)?.line)
    };
    test_items(tokens).into_iter().filter_map(lines).sum()
}

/// Returns the files in the folders of the crate's library and programs.
fn source_files<'a>(tree: &'a Tree, of: &Crate) -> Vec<&'a File> {
    let folders: BTreeSet<String> =
        of.roots.iter().filter_map(|root| Some(format!("{}/", root.rsplit_once('/')?.0))).collect();
    folders.iter().flat_map(|folder| tree.files.iter().filter(move |file| is_rust_in(file, folder))).collect()
}

fn is_rust_in(file: &File, folder: &str) -> bool {
    file.path.starts_with(folder) && file.path.ends_with(".rs")
}

fn harness<'a>(tree: &'a Tree, of: &Crate) -> Vec<&'a File> {
    let production = production_files(tree, of);
    let is_harness = |file: &&File| !production.contains(&file.path) && !is_of_tests(file);
    source_files(tree, of).into_iter().filter(is_harness).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree() -> Tree {
        let mut tree = Tree::of_files(&[
            (
                "a/src/lib.rs",
                "mod one;\n#[cfg(test)]\nmod harness;\n#[cfg(test)]\nmod tests {\n    use x;\n}\n",
            ),
            ("a/src/one.rs", "fn a() {}\n\n"),
            ("a/src/harness.rs", "fn b() {}\n"),
            ("a/src/one/tests.rs", "fn c() {}\n"),
            ("b/src/main.rs", "fn main() {}\n"),
            ("ui/src/a.ts", "1\n2\n3\n4\n5\n"),
            ("ui/src/bindings/A.ts", "1\n"),
        ]);
        let of = |name: &str, root: &str| Crate {
            name: name.to_owned(),
            roots: vec![root.to_owned()],
            ..Crate::default()
        };
        tree.crates = vec![of("a", "a/src/lib.rs"), of("b", "b/src/main.rs")];
        tree
    }

    #[test]
    fn production_is_counted_without_tests() {
        assert_eq!(biggest_crate_of_rust(&tree()).value, "75.0 %", "3 lines of a, 1 of b");
    }

    #[test]
    fn all_source_is_counted_with_tests_and_the_ui() {
        assert_eq!(biggest_crate_of_all(&tree()).value, "62.5 %", "10 lines of a, 1 of b, 5 of the UI");
    }

    #[test]
    fn a_harness_is_no_test_and_no_production_code() {
        assert_eq!(test_harness_in_src(&tree()).places, ["a/src/harness.rs: 1"]);
    }
}
