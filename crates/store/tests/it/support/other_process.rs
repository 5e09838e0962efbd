//! Tests that run in processes of their own.

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

const FILE: &str = "KABINET_TEST_FILE";

/// A test of this program, run on a file in a process of its own, which is killed when dropped.
///
/// Without a file, in the run of all tests, such a test returns at once.
pub struct OtherProcess(Child);

impl OtherProcess {
    pub fn start(test: &str, file: &Path) -> Self {
        let child = Command::new(env::current_exe().unwrap())
            .args(["--exact", test])
            .env(FILE, file)
            .stdout(Stdio::null())
            .spawn();
        Self(child.unwrap())
    }

    pub fn succeeds(mut self) -> bool {
        self.0.wait().unwrap().success()
    }
}

impl Drop for OtherProcess {
    fn drop(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

/// Returns the file that this process was started for; `None` in the run of all tests.
pub fn given_file() -> Option<PathBuf> {
    env::var_os(FILE).map(PathBuf::from)
}
