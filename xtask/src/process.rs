//! Commands that these commands run.

use std::borrow::Cow;
use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use cargo_metadata::MetadataCommand;

/// The beginnings of the names of variables that cargo sets for a program of a package.
const OF_PACKAGE: [&str; 2] = ["CARGO_MANIFEST_", "CARGO_PKG_"];

/// Returns the project's folder.
pub fn root() -> PathBuf {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask).to_owned()
}

/// Returns the folder of the build's files.
///
/// # Errors
/// If cargo does not tell it.
pub fn target() -> Result<PathBuf> {
    let metadata = MetadataCommand::new().current_dir(root()).no_deps().exec()?;
    Ok(metadata.target_directory.into())
}

/// Creates a command of the cargo that runs this program, in the project's folder.
///
/// It has no variables of the package of this program: some packages are built anew where these
/// change, so that a build by hand and one by these commands would undo each other.
pub fn cargo(arguments: &[&str]) -> Command {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(arguments).current_dir(root());
    let names = env::vars_os().filter_map(|(name, _)| name.into_string().ok());
    for name in names.filter(|name| OF_PACKAGE.iter().any(|prefix| name.starts_with(prefix))) {
        cargo.env_remove(name);
    }
    cargo
}

/// Prints a command and runs it.
///
/// # Errors
/// If it cannot be started or fails.
pub fn run(command: &mut Command) -> Result<()> {
    show(command);
    let status = command.status().with_context(|| format!("cannot start {}", line(command)))?;
    if !status.success() {
        bail!("this failed ({status}): {}", line(command));
    }
    Ok(())
}

/// Prints a command.
pub fn show(command: &Command) {
    println!("\n$ {}", line(command));
}

/// Formats a command as one would type it in the project's folder.
pub fn line(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let is_cargo = program.file_stem().is_some_and(|name| name == "cargo");
    let program = if is_cargo { OsStr::new("cargo") } else { program.as_os_str() };
    let words = std::iter::once(program).chain(command.get_args());
    words.map(|word| quoted(short(word))).collect::<Vec<_>>().join(" ")
}

/// Returns true if a program of that name is on the path.
pub fn on_path(program: &str) -> bool {
    let file = format!("{program}{}", env::consts::EXE_SUFFIX);
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path).any(|folder| folder.join(&file).is_file())
}

fn short(word: &OsStr) -> Cow<'_, str> {
    Path::new(word).strip_prefix(root()).map_or(word, Path::as_os_str).to_string_lossy()
}

fn quoted(word: Cow<'_, str>) -> String {
    if word.is_empty() || word.contains(char::is_whitespace) {
        format!("'{word}'")
    } else {
        word.into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_shown_as_one_would_type_it() {
        let mut tests = Command::new("/usr/bin/cargo");
        assert_eq!(line(tests.args(["test", "two words", ""])), "cargo test 'two words' ''");
        let mut kabinet = Command::new(root().join("target/kabinet-cli"));
        assert_eq!(line(kabinet.arg(root().join("target/data"))), "target/kabinet-cli target/data");
    }

    #[test]
    fn a_build_knows_nothing_of_the_package_that_asks_for_it() {
        let own = "CARGO_MANIFEST_DIR";
        assert!(env::var_os(own).is_some(), "these tests are run by cargo");
        let cargo = cargo(&[]);
        assert!(cargo.get_envs().any(|(name, value)| name == own && value.is_none()));
    }

    #[test]
    fn only_programs_that_are_there_are_found() {
        assert!(on_path("cargo"), "these tests are run by it");
        assert!(!on_path("no-such-program-as-this"));
    }
}
