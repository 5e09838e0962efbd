//! The Python and Node packages that read Kabinet's exports.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use super::node;
use crate::process;

/// A virtual environment of Python with packages, each at one version.
struct Venv {
    folder: &'static str,
    lists: &'static [&'static str],
}

/// The packages that the tests need.
const TESTED: Venv = Venv { folder: TESTED_PYTHON, lists: &[TESTED_PACKAGES] };

/// The packages that `check readers` needs.
const CHECKED: Venv = Venv {
    folder: CHECKED_PYTHON,
    lists: &[TESTED_PACKAGES, "crates/export/tests/readers/check-requirements.txt"],
};

const TESTED_PYTHON: &str = "target/readers";

/// The Python of the tests, which has lxml.
pub const PYTHON: &str = "target/readers/bin/python";

const TESTED_PACKAGES: &str = "crates/export/tests/readers/requirements.txt";

/// The environment of `check readers`.
pub const CHECKED_PYTHON: &str = "target/check-readers/python";

/// The folder of the Node packages of `check readers`.
pub const CHECKED_NODE: &str = "target/check-readers/node";

/// The Node package with the import of Actual, at one version.
const ACTUAL: (&str, &str) = ("@actual-app/api", "26.9.0");

/// Installs the packages for the tests, unless the listed versions are installed.
///
/// # Errors
/// If Python or pip fails.
pub fn install() -> Result<()> {
    TESTED.install()
}

/// Installs the packages for `check readers`, unless the listed versions are installed.
///
/// # Errors
/// If Python, pip or npm fails.
pub fn install_checked() -> Result<()> {
    CHECKED.install()?;
    let (name, version) = ACTUAL;
    let folder = process::root().join(CHECKED_NODE);
    let package = fs::read_to_string(folder.join("node_modules").join(name).join("package.json"));
    if package.is_ok_and(|text| text.contains(&format!("\"version\": \"{version}\""))) {
        return Ok(());
    }
    fs::create_dir_all(&folder).with_context(|| format!("cannot create {CHECKED_NODE}"))?;
    let wanted = format!("{name}@{version}");
    node::run_npm(CHECKED_NODE, &["install", "--no-audit", "--no-fund", "--no-save", &wanted])
}

impl Venv {
    fn install(&self) -> Result<()> {
        let root = process::root();
        let folder = root.join(self.folder);
        let wanted = self
            .lists
            .iter()
            .map(|list| fs::read_to_string(root.join(list)).with_context(|| format!("cannot read {list}")));
        let wanted = wanted.collect::<Result<Vec<_>>>()?.concat();
        let installed = folder.join("installed.txt");
        if cfg!(not(target_os = "linux")) || fs::read_to_string(&installed).is_ok_and(|it| it == wanted) {
            return Ok(());
        }
        process::run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&folder))?;
        process::run(&mut self.pip(&root))?;
        fs::write(installed, wanted).with_context(|| format!("cannot write into {}", self.folder))
    }

    fn pip(&self, root: &Path) -> Command {
        let mut pip = Command::new(root.join(self.folder).join("bin/python"));
        pip.args(["-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"]);
        for list in self.lists {
            pip.arg("--requirement").arg(root.join(list));
        }
        pip
    }
}
