//! The rules of ARCHITECTURE.md and CONTRIBUTING.md that a program can check.
//!
//! Each rule is a pure function over [`Tree`] that returns its findings.
//!
//! Not here: rules that the compiler and clippy check, and rules that only a reader can judge.

mod circles;
mod docs;
mod finding;
mod layout;
mod source;
mod test_support;
mod ui;
mod walls;
mod words;

use anyhow::{Result, ensure};

use crate::code::tree::Tree;
use crate::process;
use finding::Finding;

/// Checks every rule and prints the findings.
///
/// # Errors
/// If a rule is broken.
pub fn run() -> Result<()> {
    let tree = Tree::read(&process::root())?;
    let findings: Vec<Finding> = RULES.iter().chain(PROSE_RULES).flat_map(|rule| rule(&tree)).collect();
    for finding in &findings {
        println!("{finding}\n");
    }
    ensure!(findings.is_empty(), "the tree breaks its rules in {} places", findings.len());
    println!(
        "tidy: {} crates, {} files, {} rules",
        tree.crates.len(),
        tree.files.len(),
        RULES.len() + PROSE_RULES.len()
    );
    Ok(())
}

const PROSE_RULES: &[fn(&Tree) -> Vec<Finding>] = &[
    circles::circles_of_imports,
    test_support::support_has_its_place,
    docs::form_of_doc_comments,
    docs::every_module_is_described,
    words::words_to_avoid,
];

const RULES: &[fn(&Tree) -> Vec<Finding>] = &[
    walls::direction,
    walls::confined_crates,
    walls::pure_crates,
    layout::file_length,
    layout::shell_length,
    layout::migrations,
    layout::workspace_lints,
    layout::test_binaries,
    layout::one_convention_for_modules,
    source::no_floats,
    source::no_float_columns,
    source::no_clock,
    source::nothing_unfinished,
    ui::one_door,
    ui::text_only,
];
