//! Known faults of packages (advisories of RustSec), as the project keeps them.
//!
//! Only facts are kept: which versions of which package have a fault, and its number. They let a
//! machine without a network check as much as one with it.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

use crate::kabinet_cli::empty_folder;
use crate::process;

/// The database, and the file of the facts, an advisory a line, in the project's folder.
const DATABASE: &str = "https://github.com/RustSec/advisory-db";
const FACTS: &str = "xtask/src/supply/advisories.jsonl";

/// The folders of the database and of the one that is made from the facts, among the build's files.
const FETCHED: &str = "advisories/fetched";
const MADE: &str = "advisories/made";

/// An advisory, as far as cargo-deny compares it.
#[derive(Serialize, Deserialize)]
struct Advisory {
    advisory: Subject,
    #[serde(default)]
    versions: Versions,
}

#[derive(Serialize, Deserialize)]
struct Subject {
    id: String,
    package: String,
    date: String,
    /// The kind of an advisory that is no vulnerability, such as `unmaintained`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    informational: Option<String>,
    #[serde(default, skip_serializing)]
    withdrawn: Option<String>,
}

/// Requirements on versions without the fault.
#[derive(Default, Serialize, Deserialize)]
struct Versions {
    #[serde(default)]
    patched: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    unaffected: Vec<String>,
}

/// Writes the facts anew from the database.
///
/// # Errors
/// If the database cannot be fetched or read.
pub fn take_over() -> Result<()> {
    let folder = empty_folder(FETCHED)?;
    process::run(Command::new("git").args(["clone", "--quiet", "--depth", "1", DATABASE]).arg(&folder))?;
    let mut facts = Vec::new();
    for package in fs::read_dir(folder.join("crates"))? {
        for file in fs::read_dir(package?.path())? {
            let path = file?.path();
            let advisory = read(&fs::read_to_string(&path)?).with_context(|| path.display().to_string())?;
            facts.extend(Some(advisory).filter(|it| it.advisory.withdrawn.is_none()));
        }
    }
    facts.sort_by(|one, other| one.advisory.id.cmp(&other.advisory.id));
    let lines: Vec<String> = facts.iter().map(serde_json::to_string).collect::<Result<_, _>>()?;
    fs::write(process::root().join(FACTS), lines.join("\n") + "\n")?;
    println!("{} known faults are written to {FACTS}", lines.len());
    Ok(())
}

/// Makes a database from the facts, and returns the environment in which git fetches that one.
///
/// # Errors
/// If the facts cannot be read, the database cannot be written, or git is missing.
pub fn make_database() -> Result<Vec<(&'static str, String)>> {
    let folder = empty_folder(MADE)?;
    for line in fs::read_to_string(process::root().join(FACTS))?.lines() {
        let advisory: Advisory = serde_json::from_str(line)?;
        let Subject { id, package, .. } = &advisory.advisory;
        let file = folder.join("crates").join(package).join(format!("{id}.md"));
        fs::create_dir_all(file.parent().context("a file of an advisory has no folder")?)?;
        fs::write(file, written(&advisory)?)?;
    }
    for arguments in [&["init", "--quiet", "--initial-branch=main"][..], &["add", "."], &COMMIT] {
        process::run(Command::new("git").args(arguments).current_dir(&folder))?;
    }
    Ok(vec![
        ("GIT_CONFIG_COUNT", "1".to_owned()),
        ("GIT_CONFIG_KEY_0", format!("url.file://{}.insteadOf", folder.display())),
        ("GIT_CONFIG_VALUE_0", DATABASE.to_owned()),
    ])
}

/// Git's command to commit, also where it knows no name of anybody.
const COMMIT: [&str; 7] =
    ["-c", "user.name=Kabinet", "-c", "user.email=kabinet@localhost", "commit", "--quiet", "--message=Facts"];

/// Reads a file of the database: a block of TOML, and a text.
fn read(file: &str) -> Result<Advisory> {
    let block = file.split_once("```toml").and_then(|(_, rest)| rest.split_once("```"));
    Ok(toml::from_str(block.context("it has no block of TOML")?.0)?)
}

/// Writes a file of the database, whose text leads to the whole advisory.
fn written(advisory: &Advisory) -> Result<String> {
    let id = &advisory.advisory.id;
    let link = format!("https://rustsec.org/advisories/{id}");
    Ok(format!("```toml\n{}```\n\n# {id}\n\nIt is described at <{link}>.\n", toml::to_string(advisory)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = r#"```toml
[advisory]
id = "RUSTSEC-2026-9999"
package = "made-up"
date = "2026-01-02"
keywords = ["x"]

[affected]
os = ["linux"]

[versions]
patched = [">= 1.2.3"]
unaffected = ["< 0.9.0"]
```

# A title

A text.
"#;

    #[test]
    fn the_facts_of_an_advisory_go_through_the_file_and_back() {
        let line = serde_json::to_string(&read(FILE).unwrap()).unwrap();
        assert!(!line.contains("A text") && !line.contains("keywords"), "{line}");
        let again = read(&written(&serde_json::from_str(&line).unwrap()).unwrap()).unwrap();
        assert_eq!(again.advisory.package, "made-up");
        assert_eq!(
            (again.versions.patched, again.versions.unaffected),
            (vec![">= 1.2.3".to_owned()], vec!["< 0.9.0".to_owned()])
        );
    }

    #[test]
    fn every_line_of_the_facts_makes_a_file_of_the_database() {
        let facts = fs::read_to_string(process::root().join(FACTS)).unwrap();
        assert!(facts.lines().count() > 1_000, "the database has so many");
        for line in facts.lines() {
            let advisory: Advisory = serde_json::from_str(line).unwrap();
            assert!(read(&written(&advisory).unwrap()).is_ok(), "{line}");
        }
    }
}
