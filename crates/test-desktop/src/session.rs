//! A desktop session with a home directory of its own.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

use tempfile::TempDir;
use zbus::blocking::Connection;
use zbus::blocking::connection::Builder;
use zbus::blocking::fdo::DBusProxy;

use crate::keyring::{is_unlocked, item_labels};
use crate::wait::TIMEOUT;
use crate::{ChildProcess, wait_until};

/// A desktop session with an empty home directory, ended on drop with every program started in it.
#[derive(Debug)]
pub struct Session {
    home: TempDir,
    display: String,
    address: String,
    bus: Connection,
    artifacts: PathBuf,
    services: Vec<ChildProcess>,
}

/// The width, height and depth of the display.
const DISPLAY: &str = "1280x800x24";

/// The settings of a panel that contains only the tray, so that it starts fast.
const PANEL: &str = include_str!("panel.xml");
const PANEL_DIR: &str = ".config/xfce4/xfconf/xfce-perchannel-xml";

/// The settings of a notification daemon that shows a notification until it is closed.
const NOTIFICATIONS: &str = "
[urgency_low]
timeout = 0
[urgency_normal]
timeout = 0
[urgency_critical]
timeout = 0
";
const NOTIFICATIONS_DIR: &str = ".config/dunst";

/// The bus names of the notification daemon and the tray host.
const SERVICE_NAMES: [&str; 2] = ["org.freedesktop.Notifications", "org.kde.StatusNotifierWatcher"];

impl Session {
    /// Starts a session, which writes its logs to a folder in `artifacts` named after the test.
    ///
    /// # Panics
    /// If a part of the desktop is not installed or does not start.
    pub fn start(artifacts: &Path) -> Self {
        let home = new_home();
        let artifacts = artifacts.join(thread::current().name().unwrap_or("main").replace("::", "-"));
        fs::create_dir_all(&artifacts).expect("the folder for logs can be created");
        let mut display = ChildProcess::start("Xvfb", &mut display_command(), &artifacts);
        let number = format!(":{}", display.first_line());
        let mut daemon =
            ChildProcess::start("dbus-daemon", &mut bus_command(home.path(), &number), &artifacts);
        let address = daemon.first_line();
        let connected = Builder::address(address.as_str())
            .map(|builder| builder.method_timeout(TIMEOUT))
            .and_then(Builder::build);
        let bus = connected.expect("the session bus accepts connections");
        let services = vec![daemon, display];
        let mut session = Self { home, display: number, address, bus, artifacts, services };
        session.start_services();
        session
    }

    /// Creates a command that runs in this session, isolated from the developer's own.
    pub fn command(&self, program: impl AsRef<Path>) -> Command {
        let mut command = isolated_command(program.as_ref(), self.home.path());
        command.env("DISPLAY", &self.display).env("DBUS_SESSION_BUS_ADDRESS", &self.address);
        command
    }

    /// Starts a program in this session.
    ///
    /// # Panics
    /// If it cannot be started.
    pub fn spawn(&self, program: &Path, arguments: &[&str]) -> ChildProcess {
        let name = program.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let mut command = self.command(program);
        ChildProcess::start(&name, command.args(arguments).stdout(Stdio::null()), &self.artifacts)
    }

    /// Returns the home directory.
    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// Returns the folder for logs and screenshots of this test.
    pub fn artifacts(&self) -> &Path {
        &self.artifacts
    }

    /// Returns the label of each item in the keyring.
    ///
    /// # Panics
    /// If the keyring does not answer.
    pub fn keyring_items(&self) -> Vec<String> {
        item_labels(&self.bus)
    }

    pub(crate) fn bus(&self) -> &Connection {
        &self.bus
    }

    pub(crate) fn display(&self) -> &str {
        &self.display
    }

    fn print_diagnostics(&self) {
        let names: Vec<String> = self.processes().into_iter().map(|process| process.name).collect();
        eprintln!("the processes: {}; their logs are in {}", names.join(", "), self.artifacts.display());
    }

    fn start_services(&mut self) {
        let mut keyring = self.command("gnome-keyring-daemon");
        keyring.args(["--foreground", "--unlock", "--components=secrets"]).stdout(Stdio::null());
        let mut keyring = ChildProcess::start("gnome-keyring-daemon", &mut keyring, &self.artifacts);
        keyring.write_stdin("unlock");
        let notifications = self.spawn(Path::new("dunst"), &[]);
        let panel = self.spawn(Path::new("xfce4-panel"), &["--disable-wm-check"]);
        let names = DBusProxy::new(&self.bus).expect("the session bus is connected");
        for name in SERVICE_NAMES {
            let is_owned = || names.name_has_owner(name.try_into().expect("a bus name")).unwrap_or(false);
            wait_until(&format!("an owner of {name}"), || is_owned().then_some(()));
        }
        wait_until("an unlocked keyring", || is_unlocked(&self.bus).then_some(()));
        self.services.splice(0..0, [panel, notifications, keyring]);
    }
}

impl Drop for Session {
    /// Kills also indirect children, which may outlive the program that started them.
    fn drop(&mut self) {
        if thread::panicking() {
            self.print_diagnostics();
        }
        self.services.clear();
        for process in self.processes() {
            process.kill();
        }
    }
}

fn new_home() -> TempDir {
    let home = tempfile::tempdir().expect("a temporary folder can be created");
    let (panel, notifications) = (home.path().join(PANEL_DIR), home.path().join(NOTIFICATIONS_DIR));
    let runtime = runtime_dir(home.path());
    fs::create_dir_all(&panel)
        .and_then(|()| fs::write(panel.join("xfce4-panel.xml"), PANEL))
        .and_then(|()| fs::create_dir_all(&notifications))
        .and_then(|()| fs::write(notifications.join("dunstrc"), NOTIFICATIONS))
        .and_then(|()| fs::create_dir(&runtime))
        .and_then(|()| fs::set_permissions(&runtime, std::os::unix::fs::PermissionsExt::from_mode(0o700)))
        .expect("the home directory can be filled");
    home
}

/// Returns `XDG_RUNTIME_DIR`, by which the session's processes are found.
pub(crate) fn runtime_dir(home: &Path) -> PathBuf {
    home.join("run")
}

fn isolated_command(program: &Path, home: &Path) -> Command {
    let mut command = Command::new(program);
    command
        .env_clear()
        .env("PATH", env::var_os("PATH").unwrap_or_default())
        .env("HOME", home)
        .env("XDG_RUNTIME_DIR", runtime_dir(home))
        .env("LANG", "ru_RU.UTF-8");
    command
}

fn display_command() -> Command {
    let mut command = Command::new("Xvfb");
    command.args(["-displayfd", "1", "-screen", "0", DISPLAY, "-nolisten", "tcp"]).stdout(Stdio::piped());
    command
}

fn bus_command(home: &Path, display: &str) -> Command {
    let mut command = isolated_command(Path::new("dbus-daemon"), home);
    command.env("DISPLAY", display).args(["--session", "--nofork", "--print-address=1"]);
    command.stdout(Stdio::piped());
    command
}
