//! The screenshots in README.

use anyhow::Result;

use crate::{process, setup, test, ui};

/// The environment variable for the folder of the test that walks through every screen.
const FOLDER: &str = "KABINET_SCREENSHOTS";

/// Sets up, then takes a screenshot of every screen of the real window into `docs/screens`.
///
/// # Errors
/// If the test fails.
pub fn run() -> Result<()> {
    setup::run()?;
    ui::build()?;
    let folder = process::root().join("docs/screens");
    std::fs::create_dir_all(&folder)?;
    let arguments =
        ["test", "--workspace", "--features", test::WINDOW, "--locked", "--test", "e2e", "screenshots::"];
    process::run(process::cargo(&arguments).env(FOLDER, folder))
}
