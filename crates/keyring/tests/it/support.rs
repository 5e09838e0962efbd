//! Session buses, the real gnome-keyring on them, and a service with prompts.

mod fake_service;

use std::env;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

pub use fake_service::{Answer, DeafAnswer, FakeService, State};

/// The Secret Service of a session bus.
#[derive(Debug, Clone, Copy)]
pub enum Service {
    /// No service.
    None,
    /// gnome-keyring with an empty collection that is unlocked.
    Unlocked,
    /// gnome-keyring without a collection.
    Empty,
}

const INSIDE: &str = "KABINET_TEST_IS_INSIDE_A_SESSION";

/// A bus without activation: only the programs that a test starts answer.
const BUS: &str = r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"#;

/// Runs the body of `test` in its own process on its own session bus.
pub fn run(test: &str, service: Service, body: impl FnOnce()) {
    if env::var_os(INSIDE).is_some() {
        return body();
    }
    let home = tempfile::tempdir().unwrap();
    let bus = home.path().join("bus.conf");
    fs::write(&bus, BUS).unwrap();
    let mut command = Command::new("dbus-run-session");
    command.arg("--config-file").arg(bus).args(["--", "sh", "-ec", &script(service), "sh"]);
    again(command, test, home.path());
}

/// Runs the body of `test` in its own process without a session bus.
pub fn without_bus(test: &str, body: impl FnOnce()) {
    if env::var_os(INSIDE).is_some() {
        return body();
    }
    let home = tempfile::tempdir().unwrap();
    let mut command = Command::new("env");
    command.arg("--unset=DBUS_SESSION_BUS_ADDRESS");
    again(command, test, home.path());
}

/// Locks every collection, as a screen lock may.
pub fn lock() {
    call(
        "org.freedesktop.secrets",
        "/org/freedesktop/secrets",
        &["org.freedesktop.Secret.Service.LockService"],
    );
}

/// Ends gnome-keyring and starts it again with the same collection.
pub fn restart() {
    let process = process_of_service();
    signal("-TERM", &process);
    let is_owned = ["org.freedesktop.DBus.NameHasOwner", "string:org.freedesktop.secrets"];
    while call("org.freedesktop.DBus", "/org/freedesktop/DBus", &is_owned).contains("true") {}
    let started = Command::new("sh").args(["-ec", UNLOCKED]).status().unwrap();
    assert!(started.success(), "gnome-keyring did not start again");
}

/// Returns the number of connections to the bus.
pub fn connections() -> usize {
    let names = call("org.freedesktop.DBus", "/org/freedesktop/DBus", &["org.freedesktop.DBus.ListNames"]);
    names.matches("string \":").count()
}

/// Stores a secret with libsecret's own program, as a person would by hand.
pub fn store_by_hand(name: &str, secret: &str) {
    let mut tool = Command::new("secret-tool")
        .args(["store", "--label=Kabinet", "service", "Kabinet", "username", name])
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    tool.stdin.take().unwrap().write_all(secret.as_bytes()).unwrap();
    assert!(tool.wait().unwrap().success(), "secret-tool stored nothing");
}

/// Returns a secret as libsecret's own program shows it.
pub fn shown_by_hand(name: &str) -> String {
    let tool = ["lookup", "service", "Kabinet", "username", name];
    let shown = Command::new("secret-tool").args(tool).output().unwrap();
    String::from_utf8(shown.stdout).unwrap()
}

/// A Secret Service that does not answer until this is dropped.
pub struct Frozen {
    process: String,
}

/// Freezes the Secret Service.
pub fn freeze() -> Frozen {
    let process = process_of_service();
    signal("-STOP", &process);
    Frozen { process }
}

impl Drop for Frozen {
    fn drop(&mut self) {
        signal("-CONT", &self.process);
    }
}

fn process_of_service() -> String {
    let method = ["org.freedesktop.DBus.GetConnectionUnixProcessID", "string:org.freedesktop.secrets"];
    let answer = call("org.freedesktop.DBus", "/org/freedesktop/DBus", &method);
    answer.split_whitespace().last().unwrap().to_owned()
}

fn call(service: &str, object: &str, method: &[&str]) -> String {
    let answer = Command::new("dbus-send")
        .args(["--session", "--print-reply", &format!("--dest={service}"), object])
        .args(method)
        .output()
        .unwrap();
    let message = String::from_utf8_lossy(&answer.stderr);
    assert!(answer.status.success(), "{service} refused {method:?}: {message}");
    String::from_utf8(answer.stdout).unwrap()
}

fn signal(signal: &str, process: &str) {
    let sent = Command::new("sh").args(["-c", "kill $0 $1", signal, process]).status().unwrap();
    assert!(sent.success(), "{signal} was not sent to {process}");
}

/// Starts gnome-keyring with an unlocked collection and waits for it.
const UNLOCKED: &str = r#"printf unlock | gnome-keyring-daemon --unlock --components=secrets >/dev/null
    asked=0
    until dbus-send --session --print-reply --dest=org.freedesktop.secrets \
        /org/freedesktop/secrets/aliases/default org.freedesktop.DBus.Properties.Get \
        string:org.freedesktop.Secret.Collection string:Locked 2>/dev/null | grep -q 'boolean false'
    do asked=$((asked + 1)); [ $asked -lt 1000 ]; done"#;

fn script(service: Service) -> String {
    match service {
        Service::None => r#"exec "$@""#.to_owned(),
        Service::Unlocked => format!("{UNLOCKED}\nexec \"$@\""),
        Service::Empty => {
            r#"gnome-keyring-daemon --start --components=secrets >/dev/null; exec "$@""#.to_owned()
        }
    }
}

fn again(mut command: Command, test: &str, home: &Path) {
    let ran = command
        .arg(env::current_exe().unwrap())
        .args(["--exact", test, "--nocapture"])
        .env(INSIDE, "yes")
        .env("HOME", home)
        .env("XDG_DATA_HOME", home)
        .env("XDG_RUNTIME_DIR", home)
        .output()
        .unwrap_or_else(|error| panic!("this test needs dbus-run-session and gnome-keyring-daemon: {error}"));
    let said = [ran.stdout, ran.stderr].concat();
    assert!(ran.status.success(), "inside the session: {}", String::from_utf8_lossy(&said));
}
