//! The Python packages that read Kabinet's exports in tests.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use crate::process;

/// The list of the packages, each at one version.
const PACKAGES: &str = "crates/export/tests/readers/requirements.txt";

/// The virtual environment for them.
const VENV: &str = "target/readers";

/// Installs the packages, unless the listed versions are installed.
///
/// # Errors
/// If Python or pip fails.
pub fn install() -> Result<()> {
    let root = process::root();
    let (packages, venv) = (root.join(PACKAGES), root.join(VENV));
    let wanted = fs::read_to_string(&packages).with_context(|| format!("cannot read {PACKAGES}"))?;
    let installed = venv.join("installed.txt");
    if cfg!(not(target_os = "linux")) || fs::read_to_string(&installed).is_ok_and(|it| it == wanted) {
        return Ok(());
    }
    process::run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&venv))?;
    process::run(&mut pip(&venv, &packages))?;
    fs::write(installed, wanted).with_context(|| format!("cannot write into {VENV}"))
}

fn pip(venv: &Path, packages: &Path) -> Command {
    let mut pip = Command::new(venv.join("bin/python"));
    pip.args(["-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"]);
    pip.arg("--requirement").arg(packages);
    pip
}
