//! Figures of the code's structure, of this tree or of a revision.
//!
//! Each figure is a pure function over [`Tree`], so that the trees before and after a change are
//! measured by the same code.

mod error_codes;
mod figure;
mod month_path;
mod names;
mod sizes;

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};
use clap::Args;

use crate::code::modules::ModuleGraph;
use crate::code::tree::Tree;
use crate::process;
use figure::Figure;

/// The arguments of the command.
#[derive(Args)]
pub struct Structure {
    /// The revision to measure; the tree as it is, if left out.
    #[arg(long, value_name = "REV")]
    at: Option<String>,
}

const FIGURES: &[fn(&Tree) -> Figure] = &[
    sizes::biggest_crate_of_rust,
    sizes::biggest_crate_of_all,
    circles,
    names::files_that_accept_a_month,
    error_codes::lists_of_error_codes,
    month_path::files_from_screen_to_sql,
    names::functions_called_told,
    sizes::test_harness_in_src,
];

impl Structure {
    /// Prints the figures as a table, and the places behind them.
    ///
    /// # Errors
    /// If the revision does not exist, or the tree cannot be read.
    pub fn run(self) -> Result<()> {
        let tree = match &self.at {
            Some(revision) => tree_at(revision)?,
            None => Tree::read(&process::root())?,
        };
        let figures: Vec<Figure> = FIGURES.iter().map(|measure| measure(&tree)).collect();
        for figure in &figures {
            println!("{:<58}{:>10}", figure.name, figure.value);
        }
        for figure in figures.iter().filter(|figure| !figure.places.is_empty()) {
            println!("\n{}:\n  {}", figure.name, figure.places.join("\n  "));
        }
        Ok(())
    }
}

fn circles(tree: &Tree) -> Figure {
    let graphs: Vec<ModuleGraph> =
        tree.crates.iter().flat_map(|it| ModuleGraph::of_crate(tree, it)).collect();
    let circles = graphs.iter().flat_map(ModuleGraph::circles);
    let files =
        |circle: Vec<(&str, usize)>| circle.into_iter().map(|(file, _)| file).collect::<Vec<_>>().join(" → ");
    Figure::count("circles of imports inside crates", circles.map(files).collect())
}

/// Reads the tree of a revision, unpacked into the build folder for that time.
fn tree_at(revision: &str) -> Result<Tree> {
    let folder = process::root().join("target/structure");
    if folder.exists() {
        fs::remove_dir_all(&folder).context("cannot empty target/structure")?;
    }
    fs::create_dir_all(&folder).context("cannot create target/structure")?;
    let tree = unpack(revision, &folder).and_then(|()| Tree::read(&folder));
    fs::remove_dir_all(&folder).context("cannot remove target/structure")?;
    tree
}

fn unpack(revision: &str, folder: &PathBuf) -> Result<()> {
    let mut archive = Command::new("git");
    archive.args(["archive", "--format=tar", revision]).current_dir(process::root()).stdout(Stdio::piped());
    let mut archive = archive.spawn().context("cannot start git")?;
    let output = archive.stdout.take().context("git has no output")?;
    let unpacked = Command::new("tar").arg("-x").current_dir(folder).stdin(output).status();
    ensure!(archive.wait()?.success(), "git has no revision {revision}");
    ensure!(unpacked.context("cannot start tar")?.success(), "tar cannot unpack the revision");
    Ok(())
}
