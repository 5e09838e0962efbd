//! The sandbox of Flatpak.
//!
//! The program has folders of its own there, for settings and for files of this run; the desktop does not
//! look into them.

use std::path::{Path, PathBuf};
use std::{env, io};

use crate::AutostartEntry;

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
        env::var("FLATPAK_ID").ok().filter(|_| Path::new(MARK).exists()).map(|id| Self::new(&id))
    }

    /// Returns the desktop's folder of settings, in place of the sandbox's own.
    pub fn desktop_settings(&self, home: &Path) -> PathBuf {
        env::var_os("HOST_XDG_CONFIG_HOME").map_or_else(|| home.join(".config"), PathBuf::from)
    }

    /// Returns the folder for files of this run that the desktop sees too, at the same place.
    ///
    /// `runtime` is the sandbox's own folder for files of this run.
    pub fn shared_folder(&self, runtime: &Path) -> PathBuf {
        runtime.join("app").join(&self.id)
    }

    /// Lets the desktop start this Flatpak at login, with an argument for the program in it.
    ///
    /// # Errors
    /// The errors of [`AutostartEntry::turn_on`].
    pub fn start_at_login(&self, entry: &AutostartEntry, argument: &str) -> io::Result<()> {
        entry.turn_on(Path::new("flatpak"), &["run", &self.id, argument])
    }
}
