use anyhow::Result;

use crate::process;

/// With this in the environment the test of the wire types writes them down.
const WRITE: &str = "KABINET_WRITE_BINDINGS";

/// Writes the wire types down for the window; without this command the same test compares them.
pub fn run() -> Result<()> {
    let mut writing = process::cargo(&["test", "--package", "kabinet-api", "--locked", "bindings::"]);
    process::run(writing.env(WRITE, "1"))
}
