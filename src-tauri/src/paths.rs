//! The files of the program.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::{env, fs, io};

use directories::{BaseDirs, ProjectDirs};
use tempfile::TempDir;

use crate::webview;

/// The files of the program, in the same data folder as the command line's.
#[derive(Debug, Clone)]
pub struct Data {
    folder: PathBuf,
    of_shell: Vec<PathBuf>,
    erased: Arc<AtomicBool>,
}

/// The program's identifier in tauri.conf.json.
///
/// It names the folders of the webview and the plugins.
pub const IDENTIFIER: &str = "io.github.kabinet.desktop";

/// The environment variable that names another data folder, as for a test.
const OTHER_PLACE: &str = "KABINET_DATA_DIR";

/// Creates a folder that lasts as long as this run, for its owner alone.
///
/// It is in memory, or among the temporary files where the system has no place for that. A program
/// that is killed leaves it behind.
///
/// # Errors
/// The error of the system.
pub fn of_this_run(purpose: &str) -> io::Result<TempDir> {
    let prefix = format!("kabinet-{purpose}-");
    let mut folder = tempfile::Builder::new();
    folder.prefix(&prefix);
    let in_memory =
        BaseDirs::new().and_then(|base| folder.tempdir_in(seen_by_desktop(base.runtime_dir()?)).ok());
    in_memory.map_or_else(|| folder.tempdir(), Ok)
}

/// Returns the part of the folder for files of this run that the tray can read pictures from.
#[cfg(target_os = "linux")]
fn seen_by_desktop(runtime: &Path) -> PathBuf {
    let flatpak = kabinet_freedesktop::Flatpak::of_this_program();
    flatpak.map_or_else(|| runtime.to_owned(), |flatpak| flatpak.shared_folder(runtime))
}

/// Returns the folder for files of this run, which other systems do not have.
#[cfg(not(target_os = "linux"))]
fn seen_by_desktop(runtime: &Path) -> PathBuf {
    runtime.to_owned()
}

impl Data {
    /// Returns the files of this user; `None` where the system has no place for them.
    pub fn of_this_user() -> Option<Self> {
        let other = env::var_os(OTHER_PLACE).map(PathBuf::from);
        let own = || ProjectDirs::from("", "", "Kabinet").map(|place| place.data_local_dir().to_owned());
        let folder = other.or_else(own)?;
        let base = BaseDirs::new()?;
        let places = [base.data_local_dir(), base.config_dir(), base.cache_dir()];
        let of_shell = places.map(|place| place.join(IDENTIFIER)).to_vec();
        Some(Self { folder, of_shell, erased: Arc::default() })
    }

    /// Returns the data folder.
    pub fn folder(&self) -> PathBuf {
        self.folder.clone()
    }

    /// Creates the folder, for its owner alone.
    ///
    /// # Errors
    /// The error of the system.
    pub fn create(&self) -> io::Result<()> {
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&self.folder)
    }

    /// Returns the file of the preferences.
    pub fn settings(&self) -> PathBuf {
        self.folder.join("settings.json")
    }

    /// Returns the file of the position of the window.
    pub fn window(&self) -> PathBuf {
        self.folder.join("window.json")
    }

    /// Returns the file that the running program locks.
    pub fn lock(&self) -> PathBuf {
        self.folder.join("kabinet.lock")
    }

    /// Removes the files of the shell.
    ///
    /// Files that a window holds, which have nothing of an account, are removed when the program
    /// ends.
    ///
    /// # Errors
    /// The error of the system.
    pub fn erase(&self) -> io::Result<()> {
        self.erased.store(true, Ordering::Relaxed);
        for folder in &self.of_shell {
            let _ = fs::remove_dir_all(folder);
        }
        [self.settings(), self.window(), self.lock()]
            .iter()
            .try_for_each(|file| unless_missing(fs::remove_file(file)))
    }

    /// Records that something is stored again after everything was erased.
    pub fn keep(&self) {
        self.erased.store(false, Ordering::Relaxed);
    }

    /// Removes the files of the plugins and the webview if everything was erased.
    ///
    /// They write these files when the program ends.
    pub fn sweep_if_erased(&self) {
        if self.erased.load(Ordering::Relaxed) {
            webview::end_processes();
            // The program ends: a failure can no longer be shown.
            let _ = self.erase();
            let _ = fs::remove_dir(&self.folder);
        }
    }
}

fn unless_missing(removed: io::Result<()>) -> io::Result<()> {
    match removed {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        removed => removed,
    }
}
