//! The invariants of ARCHITECTURE.md that a program can check.
//!
//! Every rule is a pure function over [`Tree`]. Deliberately not here: what the compiler and
//! clippy check already, and what only a reader can judge.

mod layout;
mod rooms;
mod source;
mod tokens;
mod tree;
mod ui;

use std::fmt;

use anyhow::{Result, ensure};

use crate::process;
use tree::Tree;

/// Checks every rule and shows what breaks them.
pub fn run() -> Result<()> {
    let tree = Tree::read(&process::root())?;
    let findings: Vec<Finding> = RULES.iter().flat_map(|rule| rule(&tree)).collect();
    for finding in &findings {
        println!("{finding}\n");
    }
    ensure!(findings.is_empty(), "the tree breaks its invariants in {} places", findings.len());
    println!("tidy: {} crates, {} files, {} rules", tree.crates.len(), tree.files.len(), RULES.len());
    Ok(())
}

const RULES: &[fn(&Tree) -> Vec<Finding>] = &[
    rooms::direction,
    rooms::outside_crates,
    layout::file_length,
    layout::shell_length,
    layout::migrations,
    layout::workspace_lints,
    layout::test_binaries,
    source::parsing_is_pure,
    source::no_floats,
    source::no_float_columns,
    source::nothing_unfinished,
    ui::one_door,
    ui::text_only,
];

/// A place where the tree breaks a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Finding {
    /// The file, and the line where there is one.
    place: String,
    /// What must hold.
    rule: String,
    /// What to do about it.
    way_out: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}\n  {}", self.place, self.rule, self.way_out)
    }
}
