//! Packages that people install: the window and the command line, for the system that this runs on.

mod files;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde_json::json;

use crate::{process, setup, ui};

/// The kinds of packages of this system.
const KINDS: &str = if cfg!(windows) {
    "nsis"
} else if cfg!(target_os = "macos") {
    "app,dmg"
} else {
    "deb,rpm"
};

/// The endings of the files of packages.
const ENDINGS: [&str; 4] = ["deb", "rpm", "exe", "dmg"];

/// The built programs and manual pages of packages.
pub struct Release {
    /// The folder of the build's release files.
    folder: PathBuf,
}

/// Sets up, builds the packages of this system, and prints them with their sizes.
///
/// # Errors
/// If something does not build.
pub fn run() -> Result<()> {
    for package in Release::build()?.packages(None)? {
        println!("{} {:.1} MB", package.display(), megabytes(&package)?);
    }
    Ok(())
}

/// Returns the size of a file in millions of bytes.
///
/// # Errors
/// If there is no such file.
pub fn megabytes(file: &Path) -> Result<f64> {
    let bytes = fs::metadata(file).with_context(|| format!("cannot find {}", file.display()))?.len();
    #[expect(clippy::cast_precision_loss, reason = "it is printed with one decimal")]
    Ok(bytes as f64 / 1e6)
}

impl Release {
    /// Builds both programs, and writes the manual pages and completions.
    ///
    /// # Errors
    /// If something does not build.
    pub fn build() -> Result<Self> {
        setup::to_run()?;
        ui::build()?;
        let arguments =
            ["build", "--release", "--locked", "--package", "kabinet", "--package", "kabinet-cli"];
        process::run(&mut process::cargo(&arguments))?;
        let release = Self { folder: process::target()?.join("release") };
        if cfg!(target_os = "linux") {
            release.write_manual()?;
        }
        Ok(release)
    }

    /// Makes the packages, of the project's version or of another one, and returns their files.
    ///
    /// # Errors
    /// If a package cannot be made.
    pub fn packages(&self, version: Option<&str>) -> Result<Vec<PathBuf>> {
        let made = self.folder.join("bundle");
        if made.exists() {
            fs::remove_dir_all(&made).with_context(|| format!("cannot empty {}", made.display()))?;
        }
        let mut config = files::config(&self.folder);
        if let Some(version) = version {
            config["version"] = json!(version);
        }
        ui::tauri(&["bundle", "--ci", "--bundles", KINDS, "--config", &config.to_string()])?;
        let packages = packages_in(&made)?;
        ensure!(!packages.is_empty(), "no package was made in {}", made.display());
        Ok(packages)
    }

    /// Returns the program of the command line.
    pub fn cli(&self) -> PathBuf {
        files::cli(&self.folder)
    }

    fn write_manual(&self) -> Result<()> {
        let folder = files::manual(&self.folder);
        if folder.exists() {
            fs::remove_dir_all(&folder).with_context(|| format!("cannot empty {}", folder.display()))?;
        }
        fs::create_dir_all(&folder)?;
        process::run(Command::new(self.cli()).arg("manual").arg(&folder))?;
        let pages = folder.join("man");
        process::run(Command::new("gzip").args(["--recursive", "--best", "--no-name"]).arg(pages))
    }
}

/// Returns the packages in the folders of a folder.
fn packages_in(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut packages = Vec::new();
    for kind in folder.read_dir().with_context(|| format!("there is no {}", folder.display()))? {
        let files = kind?.path().read_dir()?.collect::<Result<Vec<_>, _>>()?;
        let files = files.into_iter().map(|entry| entry.path());
        packages.extend(files.filter(|file| {
            file.is_file() && file.extension().is_some_and(|it| ENDINGS.iter().any(|ending| *ending == it))
        }));
    }
    packages.sort();
    Ok(packages)
}
