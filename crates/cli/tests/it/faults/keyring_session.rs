//! A session bus with an unlocked keyring, for any number of commands.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use tempfile::TempDir;

use crate::keyring::UNTIL_UNLOCKED;
use crate::support::Spawned;

/// A session that ends when dropped.
pub struct KeyringSession {
    process: Spawned,
    /// The address of its bus.
    pub address: String,
    _home: TempDir,
}

impl KeyringSession {
    pub fn start() -> Self {
        let home = tempfile::tempdir().unwrap();
        let script = format!(
            "printf unlock | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1\n\
             {UNTIL_UNLOCKED}\necho \"$DBUS_SESSION_BUS_ADDRESS\"\nexec cat >/dev/null"
        );
        let mut command = Command::new("dbus-run-session");
        command.args(["--", "sh", "-c", &script]).env_remove("DBUS_SESSION_BUS_ADDRESS");
        for folder in ["HOME", "XDG_RUNTIME_DIR", "XDG_DATA_HOME"] {
            command.env(folder, home.path());
        }
        let mut process = Spawned::of(command.stdin(Stdio::piped()).stdout(Stdio::piped()));
        let mut address = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut address).unwrap();
        Self { process, address: address.trim_end().to_owned(), _home: home }
    }
}

impl Drop for KeyringSession {
    /// Lets the bus end by itself, as a kill would leave the keyring behind.
    fn drop(&mut self) {
        drop(self.process.stdin.take());
        let _ = self.process.wait();
    }
}
