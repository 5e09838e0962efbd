use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use crate::process;

/// The Python packages that read what Kabinet exports, each at one version.
const PACKAGES: &str = "crates/export/tests/readers/requirements.txt";

/// Where they are installed, apart from the system's own.
const PLACE: &str = "target/readers";

/// Installs the packages, unless they are there as they are listed.
pub fn install() -> Result<()> {
    let root = process::root();
    let (packages, place) = (root.join(PACKAGES), root.join(PLACE));
    let wanted = fs::read_to_string(&packages).with_context(|| format!("cannot read {PACKAGES}"))?;
    let installed = place.join("installed.txt");
    if cfg!(not(target_os = "linux")) || fs::read_to_string(&installed).is_ok_and(|it| it == wanted) {
        return Ok(());
    }
    process::run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&place))?;
    process::run(&mut pip(&place, &packages))?;
    fs::write(installed, wanted).with_context(|| format!("cannot write into {PLACE}"))
}

fn pip(place: &Path, packages: &Path) -> Command {
    let mut pip = Command::new(place.join("bin/python"));
    pip.args(["-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"]);
    pip.arg("--requirement").arg(packages);
    pip
}
