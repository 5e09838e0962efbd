//! The sandbox of Flatpak.
//!
//! There the folders of the user's settings and of this run are the program's own, which the desktop
//! does not look into.

use std::env;
use std::path::{Path, PathBuf};

/// The file that Flatpak puts into every sandbox.
const MARK: &str = "/.flatpak-info";

/// The Flatpak that the program runs from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flatpak {
    id: String,
}

impl Flatpak {
    /// Creates the Flatpak of that identifier.
    pub fn new(id: &str) -> Self {
        Self { id: id.to_owned() }
    }

    /// Returns the Flatpak that this program runs from, if it runs in such a sandbox.
    pub fn of_this_program() -> Option<Self> {
        env::var("FLATPAK_ID").ok().filter(|_| Path::new(MARK).exists()).map(|id| Self { id })
    }

    /// Returns the folder of the desktop's settings, which the sandbox has another one for.
    pub fn desktop_settings(&self, home: &Path) -> PathBuf {
        env::var_os("HOST_XDG_CONFIG_HOME").map_or_else(|| home.join(".config"), PathBuf::from)
    }

    /// Returns the folder for files of this run that the desktop sees too, at the same place.
    ///
    /// `runtime` is the sandbox's own folder for files of this run.
    pub fn shared_folder(&self, runtime: &Path) -> PathBuf {
        runtime.join("app").join(&self.id)
    }

    /// Returns the program and the first arguments by which the desktop starts this Flatpak.
    pub fn command(&self) -> (PathBuf, [&str; 2]) {
        ("flatpak".into(), ["run", &self.id])
    }
}
