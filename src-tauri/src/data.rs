use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::{env, fs, io};

use directories::{BaseDirs, ProjectDirs};

use crate::webview;

/// Where the program keeps its files: the same place as the command line's.
#[derive(Debug, Clone)]
pub struct Data {
    folder: PathBuf,
    of_shell: Vec<PathBuf>,
    erased: Arc<AtomicBool>,
}

/// The program's name in tauri.conf.json, after which the webview and the plugins call folders of
/// their own.
const IDENTIFIER: &str = "io.github.kabinet.desktop";

/// Another place for the data, as for a test.
const OTHER_PLACE: &str = "KABINET_DATA_DIR";

impl Data {
    /// This user's own; `None` where the system has no place for a user's data.
    pub fn of_this_user() -> Option<Self> {
        let other = env::var_os(OTHER_PLACE).map(PathBuf::from);
        let own = || ProjectDirs::from("", "", "Kabinet").map(|place| place.data_dir().to_owned());
        let folder = other.or_else(own)?;
        let base = BaseDirs::new()?;
        let places = [base.data_local_dir(), base.config_dir(), base.cache_dir()];
        let of_shell = places.map(|place| place.join(IDENTIFIER)).to_vec();
        Some(Self { folder, of_shell, erased: Arc::default() })
    }

    /// The folder of all of them.
    pub fn folder(&self) -> PathBuf {
        self.folder.clone()
    }

    /// Creates the folder, for its owner alone.
    ///
    /// # Errors
    /// What the system says.
    pub fn create(&self) -> io::Result<()> {
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&self.folder)
    }

    /// What is set up.
    pub fn settings(&self) -> PathBuf {
        self.folder.join("settings.json")
    }

    /// Where the window was.
    pub fn window(&self) -> PathBuf {
        self.folder.join("window.json")
    }

    /// What one running program holds.
    pub fn lock(&self) -> PathBuf {
        self.folder.join("kabinet.lock")
    }

    /// Removes the files of the shell's own. Those that a window holds, which tell nothing of an
    /// account, go as the program ends.
    ///
    /// # Errors
    /// What the system says.
    pub fn erase(&self) -> io::Result<()> {
        self.erased.store(true, Ordering::Relaxed);
        for folder in &self.of_shell {
            let _ = fs::remove_dir_all(folder);
        }
        [self.settings(), self.window(), self.lock()]
            .iter()
            .try_for_each(|file| unless_missing(fs::remove_file(file)))
    }

    /// Something is kept again, after all was erased.
    pub fn keep(&self) {
        self.erased.store(false, Ordering::Relaxed);
    }

    /// The plugins and the webview write their files once more as the program ends.
    pub fn sweep_if_erased(&self) {
        if self.erased.load(Ordering::Relaxed) {
            webview::end_processes();
            // Nobody is there any more to be told.
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
