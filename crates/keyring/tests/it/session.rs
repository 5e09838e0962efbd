use std::env;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Who keeps secrets on a session bus.
#[derive(Debug, Clone, Copy)]
pub enum Service {
    /// Nobody.
    None,
    /// A real one, with an empty keyring that is unlocked.
    Unlocked,
    /// A real one without any keyring.
    Empty,
}

const INSIDE: &str = "KABINET_TEST_IS_INSIDE_A_SESSION";

/// Starts nothing by itself: what answers on it is what the test starts.
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

/// Runs the body in a process of its own, on a session bus of its own: `test` runs itself again
/// there.
pub fn run(test: &str, service: Service, body: impl FnOnce()) {
    if env::var_os(INSIDE).is_some() {
        return body();
    }
    let home = tempfile::tempdir().unwrap();
    let bus = home.path().join("bus.conf");
    fs::write(&bus, BUS).unwrap();
    let mut command = Command::new("dbus-run-session");
    command.arg("--config-file").arg(bus).args(["--", "sh", "-ec", script(service), "sh"]);
    again(command, test, home.path());
}

/// Runs the body in a process of its own, where there is no session bus.
pub fn without_bus(test: &str, body: impl FnOnce()) {
    if env::var_os(INSIDE).is_some() {
        return body();
    }
    let home = tempfile::tempdir().unwrap();
    let mut command = Command::new("env");
    command.arg("--unset=DBUS_SESSION_BUS_ADDRESS");
    again(command, test, home.path());
}

/// Locks every keyring, as a screen lock may.
pub fn lock() {
    call(
        "org.freedesktop.secrets",
        "/org/freedesktop/secrets",
        &["org.freedesktop.Secret.Service.LockService"],
    );
}

/// A Secret Service that does not answer until this is dropped.
pub struct Frozen {
    process: String,
}

/// Freezes the Secret Service.
pub fn freeze() -> Frozen {
    let question = ["org.freedesktop.DBus.GetConnectionUnixProcessID", "string:org.freedesktop.secrets"];
    let answer = call("org.freedesktop.DBus", "/org/freedesktop/DBus", &question);
    let process = answer.split_whitespace().last().unwrap().to_owned();
    signal("-STOP", &process);
    Frozen { process }
}

impl Drop for Frozen {
    fn drop(&mut self) {
        signal("-CONT", &self.process);
    }
}

fn call(service: &str, object: &str, question: &[&str]) -> String {
    let asked = Command::new("dbus-send")
        .args(["--session", "--print-reply", &format!("--dest={service}"), object])
        .args(question)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&asked.stderr);
    assert!(asked.status.success(), "{service} did not do what it was asked: {said}");
    String::from_utf8(asked.stdout).unwrap()
}

fn signal(signal: &str, process: &str) {
    let sent = Command::new("sh").args(["-c", "kill $0 $1", signal, process]).status().unwrap();
    assert!(sent.success(), "{signal} was not sent to {process}");
}

fn script(service: Service) -> &'static str {
    match service {
        Service::None => r#"exec "$@""#,
        Service::Unlocked => {
            r#"printf unlock | gnome-keyring-daemon --unlock --components=secrets >/dev/null
            asked=0
            until dbus-send --session --print-reply --dest=org.freedesktop.secrets \
                /org/freedesktop/secrets/aliases/default org.freedesktop.DBus.Properties.Get \
                string:org.freedesktop.Secret.Collection string:Locked 2>/dev/null | grep -q 'boolean false'
            do asked=$((asked + 1)); [ $asked -lt 1000 ]; done
            exec "$@""#
        }
        Service::Empty => r#"gnome-keyring-daemon --start --components=secrets >/dev/null; exec "$@""#,
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
