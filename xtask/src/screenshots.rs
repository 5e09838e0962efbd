use anyhow::Result;

use crate::{process, setup, test, ui};

/// Tells the test that walks through every screen where to leave its pictures.
const FOLDER: &str = "KABINET_SCREENSHOTS";

/// Sets up, then pictures every screen of the real window into docs/screens.
pub fn run() -> Result<()> {
    setup::run()?;
    ui::build()?;
    let folder = process::root().join("docs/screens");
    std::fs::create_dir_all(&folder)?;
    let what =
        ["test", "--workspace", "--features", test::WINDOW, "--locked", "--test", "e2e", "screenshots::"];
    process::run(process::cargo(&what).env(FOLDER, folder))
}
