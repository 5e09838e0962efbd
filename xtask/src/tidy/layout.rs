//! The rules on files, manifests and migrations.

use std::collections::BTreeMap;

use super::finding::Finding;
use crate::code::tree::{Crate, File, Tree};

/// The most lines of a Rust file.
const MAX_FILE: usize = 450;

/// The most lines of the shell's main.rs.
const MAX_SHELL: usize = 80;

/// Checks that files are short enough to be read at one go.
pub fn file_length(tree: &Tree) -> Vec<Finding> {
    let files = tree.files("crates/", ".rs").chain(tree.files("xtask/", ".rs"));
    files.filter_map(|file| too_long(file, MAX_FILE, "Split it by subject.")).collect()
}

/// Checks that the shell's main.rs only composes and runs.
pub fn shell_length(tree: &Tree) -> Vec<Finding> {
    let shell = tree.file("src-tauri/src/main.rs");
    shell
        .and_then(|file| too_long(file, MAX_SHELL, "Move code that does not compose into a port's file."))
        .into_iter()
        .collect()
}

fn too_long(file: &File, most: usize, way_out: &str) -> Option<Finding> {
    let lines = file.text.lines().count();
    (lines > most).then(|| Finding {
        place: file.path.clone(),
        rule: format!("it has {lines} lines, more than {most}"),
        way_out: way_out.to_owned(),
    })
}

/// Checks that migrations are numbered from 0001 without a gap, and explained.
pub fn migrations(tree: &Tree) -> Vec<Finding> {
    let mut folders: BTreeMap<&str, Vec<&File>> = BTreeMap::new();
    for file in tree.files("crates/", ".sql") {
        if let Some((folder, _)) =
            file.path.rsplit_once('/').filter(|(folder, _)| folder.ends_with("/migrations"))
        {
            folders.entry(folder).or_default().push(file);
        }
    }
    let numbered = folders.values().flat_map(|files| misnumbered(files));
    let explained = folders.values().flatten().filter_map(|file| unexplained(file));
    numbered.chain(explained).collect()
}

fn misnumbered(files: &[&File]) -> Vec<Finding> {
    let numbers = files.iter().map(|file| number(file));
    let expected = std::iter::once(1).chain(numbers.clone().map(|number| number.unwrap_or_default() + 1));
    let wrong = files.iter().zip(numbers).zip(expected).filter(|((_, number), due)| *number != Some(*due));
    let finding = |((file, _), due): ((&&File, Option<u32>), u32)| Finding {
        place: file.path.clone(),
        rule: format!("migrations are numbered without a gap or a twin; here {due:04}_ is due"),
        way_out: "Number it anew, if it was never released.".to_owned(),
    };
    wrong.map(finding).collect()
}

/// Returns the number of a name like `0001_account.sql`.
fn number(file: &File) -> Option<u32> {
    let (number, _) = file.name().split_once('_')?;
    number.parse().ok().filter(|_| number.len() == 4)
}

fn unexplained(file: &File) -> Option<Finding> {
    let first = file.text.lines().next().unwrap_or_default();
    let says = first.strip_prefix("--").is_some_and(|words| !words.trim().is_empty());
    (!says).then(|| Finding {
        place: file.path.clone(),
        rule: "a migration's first line says why it is".to_owned(),
        way_out: "Begin it with a comment: -- Why this is needed.".to_owned(),
    })
}

/// Checks that every crate is under the workspace's lints.
pub fn workspace_lints(tree: &Tree) -> Vec<Finding> {
    let manifests = tree.crates.iter().filter_map(|it| tree.file(&it.manifest));
    let without = manifests.filter(|manifest| !inherits_lints(&manifest.text));
    let finding = |manifest: &File| Finding {
        place: manifest.path.clone(),
        rule: "every crate is under the workspace's lints".to_owned(),
        way_out: "Add to it: [lints] workspace = true".to_owned(),
    };
    without.map(finding).collect()
}

fn inherits_lints(manifest: &str) -> bool {
    let lines = manifest.lines().map(|line| line.replace(' ', ""));
    let mut section =
        lines.skip_while(|line| line != "[lints]").skip(1).take_while(|line| !line.starts_with('['));
    section.any(|line| line == "workspace=true")
}

/// Checks that a crate's integration tests are one program, because each costs a link.
pub fn test_binaries(tree: &Tree) -> Vec<Finding> {
    let several = tree.crates.iter().filter(|it| it.test_binaries > 1);
    let finding = |it: &Crate| Finding {
        place: it.manifest.clone(),
        rule: format!("a crate's integration tests are one program; here are {}", it.test_binaries),
        way_out: "Make them modules of tests/it/main.rs.".to_owned(),
    };
    several.map(finding).collect()
}

/// Checks that a module with a folder is `name.rs` beside `name/`, and never `name/mod.rs`.
pub fn one_convention_for_modules(tree: &Tree) -> Vec<Finding> {
    let files = tree.files("", ".rs").filter(|file| file.name() == "mod.rs");
    let finding = |file: &File| Finding {
        place: file.path.clone(),
        rule: "a module with a folder is a file beside it".to_owned(),
        way_out: format!("Call it {}.rs.", file.path.trim_end_matches("/mod.rs")),
    };
    files.map(finding).collect()
}

#[cfg(test)]
mod tests {
    use super::super::finding::places;
    use super::*;

    #[test]
    fn a_file_of_one_line_too_many_is_found() {
        let (long, short) = ("\n".repeat(MAX_FILE + 1), "\n".repeat(MAX_FILE));
        let tree = Tree::of_files(&[
            ("crates/a/src/long.rs", &long),
            ("crates/a/src/short.rs", &short),
            ("crates/a/fixtures/long.html", &long),
            ("xtask/src/long.rs", &long),
        ]);
        assert_eq!(places(file_length(&tree)), ["crates/a/src/long.rs", "xtask/src/long.rs"]);
    }

    #[test]
    fn a_shell_that_grows_is_found() {
        let tree = Tree::of_files(&[("src-tauri/src/main.rs", &"\n".repeat(MAX_SHELL + 1))]);
        assert_eq!(places(shell_length(&tree)), ["src-tauri/src/main.rs"]);
        assert_eq!(shell_length(&Tree::default()), [], "no shell, no finding");
    }

    #[test]
    fn a_gap_and_a_twin_among_migrations_are_found() {
        let gap = Tree::of_files(&[
            ("crates/store/migrations/0001_account.sql", "-- Why.\n"),
            ("crates/store/migrations/0003_entry.sql", "-- Why.\n"),
            ("crates/store/migrations/0004_refresh.sql", "-- Why.\n"),
        ]);
        assert_eq!(
            places(migrations(&gap)),
            ["crates/store/migrations/0003_entry.sql"],
            "one gap, one finding"
        );
        let twin = Tree::of_files(&[
            ("crates/store/migrations/0001_account.sql", "-- Why.\n"),
            ("crates/store/migrations/0001_entry.sql", "-- Why.\n"),
        ]);
        assert_eq!(places(migrations(&twin)), ["crates/store/migrations/0001_entry.sql"]);
    }

    #[test]
    fn a_migration_that_does_not_say_why_is_found() {
        let tree = Tree::of_files(&[
            ("crates/store/migrations/0001_account.sql", "-- Accounts that are signed in to.\nCREATE"),
            ("crates/store/migrations/0002_entry.sql", "CREATE TABLE entry"),
            ("crates/store/migrations/0003_empty.sql", "--\n-- late"),
        ]);
        let expected = ["crates/store/migrations/0002_entry.sql", "crates/store/migrations/0003_empty.sql"];
        assert_eq!(places(migrations(&tree)), expected);
    }

    #[test]
    fn a_crate_outside_the_lints_is_found() {
        let manifests = [
            ("a/Cargo.toml", "[package]\n\n[lints]\nworkspace = true\n"),
            ("b/Cargo.toml", "[package]\n"),
            ("c/Cargo.toml", "[lints]\n[dependencies]\nworkspace = true\n"),
        ];
        let mut tree = Tree::of_files(&manifests);
        let with = |path: &str| Crate { manifest: path.to_owned(), ..Crate::default() };
        tree.crates = manifests.iter().map(|(path, _)| with(path)).collect();
        assert_eq!(places(workspace_lints(&tree)), ["b/Cargo.toml", "c/Cargo.toml"]);
    }

    #[test]
    fn a_second_test_program_is_found() {
        let with =
            |test_binaries| Crate { manifest: format!("{test_binaries}"), test_binaries, ..Crate::default() };
        let tree = Tree { crates: vec![with(0), with(1), with(2)], files: Vec::new() };
        assert_eq!(places(test_binaries(&tree)), ["2"]);
    }

    #[test]
    fn a_mod_rs_is_found() {
        let tree = Tree::of_files(&[("crates/a/src/b/mod.rs", ""), ("crates/a/src/b.rs", "")]);
        assert_eq!(places(one_convention_for_modules(&tree)), ["crates/a/src/b/mod.rs"]);
    }
}
