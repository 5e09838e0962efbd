//! Packages that people install: the window and the command line, for the system that this runs on.

mod files;
mod updates;

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

/// The kind of package of this system beside these that only a program that updates itself needs.
const UPDATED_KIND: &str = if cfg!(target_os = "linux") { ",appimage" } else { "" };

/// The environment variable with settings that Tauri adds to the configuration of a build.
const CONFIG: &str = "TAURI_CONFIG";

/// The endings of the files of packages.
const ENDINGS: [&str; 5] = ["AppImage", "deb", "rpm", "exe", "dmg"];

/// The program that packs and unpacks a .deb.
const DPKG_DEB: &str = "dpkg-deb";

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
        let mut cargo = process::cargo(&arguments);
        if let Some(updates) = updates::config() {
            cargo.env(CONFIG, updates.to_string());
        }
        process::run(&mut cargo)?;
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
        let (mut kinds, mut arguments) = (KINDS.to_owned(), vec!["--config".to_owned(), config.to_string()]);
        if let Some(updates) = updates::config() {
            kinds.push_str(UPDATED_KIND);
            arguments.extend(["--config".to_owned(), updates.to_string()]);
        }
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        ui::tauri(&[&["bundle", "--ci", "--bundles", &kinds], &arguments[..]].concat())?;
        let packages = packages_in(&made)?;
        ensure!(!packages.is_empty(), "no package was made in {}", made.display());
        packages.iter().filter(|package| is_deb(package)).try_for_each(|package| compress(package))?;
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

fn is_deb(package: &Path) -> bool {
    package.extension().is_some_and(|ending| ending == "deb")
}

/// Packs a .deb anew with xz, by which Debian packs its own: Tauri has only gzip for it.
///
/// Elsewhere than on Debian it stays as it is.
fn compress(deb: &Path) -> Result<()> {
    if Command::new(DPKG_DEB).arg("--version").output().is_err() {
        println!("there is no {DPKG_DEB} here: {} stays packed with gzip", deb.display());
        return Ok(());
    }
    let files = deb.with_extension("files");
    process::run(Command::new(DPKG_DEB).arg("--raw-extract").arg(deb).arg(&files))?;
    let mut pack = Command::new(DPKG_DEB);
    pack.args(["-Zxz", "--root-owner-group", "--build"]);
    process::run(pack.arg(&files).arg(deb))?;
    fs::remove_dir_all(&files).with_context(|| format!("cannot remove {}", files.display()))
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
