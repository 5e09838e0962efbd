//! A session bus with an unlocked keyring, for any number of commands.

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use tempfile::TempDir;

use crate::keyring::UNTIL_UNLOCKED;
use crate::support::Spawned;

/// A session that ends when dropped, whose keyring is started again when it ends.
///
/// GNOME's keyring of some versions ends where a program is killed while it connects to it.
/// Desktops start it again as well.
pub struct KeyringSession {
    process: Spawned,
    /// The address of its bus.
    pub address: String,
    _home: TempDir,
}

/// A bus that starts no service by itself, as that would be a locked keyring.
const BUS: &str = r#"<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/>
<allow own="*"/></policy></busconfig>"#;

impl KeyringSession {
    pub fn start() -> Self {
        let home = tempfile::tempdir().unwrap();
        let bus = home.path().join("bus.conf");
        fs::write(&bus, BUS).unwrap();
        let script = format!(
            "touch \"$HOME/running\"\n\
             while [ -e \"$HOME/running\" ]; do printf unlock |\n\
             gnome-keyring-daemon --unlock --foreground --components=secrets; done >/dev/null 2>&1 &\n\
             {UNTIL_UNLOCKED}\necho \"$DBUS_SESSION_BUS_ADDRESS\"\ncat >/dev/null; rm \"$HOME/running\""
        );
        let mut command = Command::new("dbus-run-session");
        command.arg("--config-file").arg(bus).args(["--", "sh", "-c", &script]);
        command.env_remove("DBUS_SESSION_BUS_ADDRESS");
        for folder in ["HOME", "XDG_RUNTIME_DIR", "XDG_DATA_HOME"] {
            command.env(folder, home.path());
        }
        let mut process = Spawned::of(command.stdin(Stdio::piped()).stdout(Stdio::piped()));
        let mut address = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut address).unwrap();
        Self { process, address: address.trim_end().to_owned(), _home: home }
    }

    /// Tries something, and again for as long as the keyring ends during a failing try.
    pub fn outlasting<T>(&self, attempt: impl Fn() -> Result<T, String>) -> Result<T, String> {
        let mut keyring = self.unlocked_keyring();
        loop {
            let outcome = attempt();
            let now = if outcome.is_err() { self.unlocked_keyring() } else { keyring.clone() };
            if now == keyring {
                return outcome;
            }
            keyring = now;
        }
    }

    /// Waits for the unlocked keyring, and returns its unique name on the bus.
    fn unlocked_keyring(&self) -> String {
        let script = format!(
            "{UNTIL_UNLOCKED}\nexec dbus-send --session --print-reply=literal --dest=org.freedesktop.DBus \
             / org.freedesktop.DBus.GetNameOwner string:org.freedesktop.secrets"
        );
        let mut command = Command::new("sh");
        command.args(["-c", &script]).env("DBUS_SESSION_BUS_ADDRESS", &self.address);
        let answer = command.output().unwrap();
        assert!(answer.status.success(), "the keyring is gone: {answer:?}");
        String::from_utf8(answer.stdout).unwrap()
    }
}

impl Drop for KeyringSession {
    /// Lets the bus end by itself, as a kill would leave the keyring behind.
    fn drop(&mut self) {
        drop(self.process.stdin.take());
        let _ = self.process.wait();
    }
}
