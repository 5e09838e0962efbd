//! The workspace's crates and the project's text files.

use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use anyhow::{Context, Result};
use cargo_metadata::{DependencyKind, MetadataCommand, Package, Target, TargetKind};

use super::tokens::{Token, tokenize};

/// The workspace's crates and the project's text files.
#[derive(Debug, Default)]
pub struct Tree {
    /// The crates of the workspace.
    pub crates: Vec<Crate>,
    /// The text files, sorted by path.
    pub files: Vec<File>,
}

/// A crate of the workspace.
#[derive(Debug, Default)]
pub struct Crate {
    /// Its name in its manifest.
    pub name: String,
    /// Its manifest's path in the project.
    pub manifest: String,
    /// The crates in its manifest.
    pub dependencies: Vec<Dependency>,
    /// The number of its integration test programs.
    pub test_binaries: usize,
    /// The paths of its library's and programs' root files.
    pub roots: Vec<String>,
}

/// A crate in the manifest of another.
#[derive(Debug)]
pub struct Dependency {
    /// Its own name, also where the manifest renames it.
    pub name: String,
    /// True if only tests, examples and benches use it.
    pub dev: bool,
}

/// A text file.
#[derive(Debug)]
pub struct File {
    /// Its path in the project, with slashes.
    pub path: String,
    /// Its contents.
    pub text: String,
    tokens: OnceLock<Vec<Token>>,
}

/// Folders of generated or downloaded files, and of sources of others.
const IGNORED: &[&str] = &[".git", "dist", "gen", "node_modules", "target", "vendor"];

impl Tree {
    /// Reads the project in a folder.
    ///
    /// # Errors
    /// If the folder is no workspace, or cannot be read.
    pub fn read(root: &Path) -> Result<Self> {
        let metadata = MetadataCommand::new().current_dir(root).no_deps().exec()?;
        let root = metadata.workspace_root.as_std_path();
        let crates = metadata.packages.iter().map(|package| Crate::of(package, root)).collect();
        let mut files = Vec::new();
        collect(root, root, &mut files)?;
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(Self { crates, files })
    }

    /// Returns the files in a folder whose names have that ending.
    pub fn files<'a>(&'a self, folder: &'a str, ending: &'a str) -> impl Iterator<Item = &'a File> {
        self.files.iter().filter(move |file| file.path.starts_with(folder) && file.path.ends_with(ending))
    }

    /// Returns the file at that path; `None` if there is no such text file.
    pub fn file(&self, path: &str) -> Option<&File> {
        self.files.iter().find(|file| file.path == path)
    }
}

impl File {
    fn new(path: String, text: String) -> Self {
        Self { path, text, tokens: OnceLock::new() }
    }

    /// Returns its tokens, if it is Rust; they are parsed once.
    pub fn tokens(&self) -> &[Token] {
        self.tokens.get_or_init(|| tokenize(&self.text))
    }

    /// Returns its name without the folders.
    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }
}

impl Crate {
    fn of(package: &Package, root: &Path) -> Self {
        let dependencies = package.dependencies.iter().map(|dependency| Dependency {
            name: dependency.name.clone(),
            dev: dependency.kind == DependencyKind::Development,
        });
        Self {
            name: package.name.to_string(),
            manifest: relative(package.manifest_path.as_std_path(), root),
            dependencies: dependencies.collect(),
            roots: package
                .targets
                .iter()
                .filter(|it| is_shipped(it))
                .map(|it| relative(it.src_path.as_std_path(), root))
                .collect(),
            test_binaries: package.targets.iter().filter(|target| target.is_kind(TargetKind::Test)).count(),
        }
    }
}

fn is_shipped(target: &Target) -> bool {
    target.is_kind(TargetKind::Lib) || target.is_kind(TargetKind::Bin)
}

fn collect(folder: &Path, root: &Path, files: &mut Vec<File>) -> Result<()> {
    let entries = fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))?;
    for entry in entries {
        let entry = entry?;
        let path = entry.path();
        if entry.file_type()?.is_dir() {
            if !IGNORED.iter().any(|name| entry.file_name() == *name) {
                collect(&path, root, files)?;
            }
        } else if let Ok(text) = fs::read_to_string(&path) {
            files.push(File::new(relative(&path, root), text));
        }
    }
    Ok(())
}

fn relative(path: &Path, root: &Path) -> String {
    path.strip_prefix(root).unwrap_or(path).to_string_lossy().replace('\\', "/")
}

#[cfg(test)]
impl Tree {
    /// Creates a made-up project of these files.
    pub fn of_files(files: &[(&str, &str)]) -> Self {
        let file = |(path, text): &(&str, &str)| File::new((*path).to_owned(), (*text).to_owned());
        Self { crates: Vec::new(), files: files.iter().map(file).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::process;

    #[test]
    fn this_project_is_seen_as_it_is() {
        let tree = Tree::read(&process::root()).unwrap();
        let xtask = tree.crates.iter().find(|it| it.name == "xtask").unwrap();
        assert_eq!(xtask.manifest, "xtask/Cargo.toml");
        assert!(xtask.dependencies.iter().any(|it| it.name == "clap" && !it.dev));
        assert!(tree.file("crates/domain/src/money.rs").is_some_and(|file| file.name() == "money.rs"));
        assert_eq!(tree.files("target/", "").count(), 0, "what is built is not read");
    }
}
