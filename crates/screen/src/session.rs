use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

use tempfile::TempDir;
use zbus::blocking::Connection;
use zbus::blocking::connection::Builder;
use zbus::blocking::fdo::DBusProxy;

use crate::secrets::is_unlocked;
use crate::wait::PATIENCE;
use crate::{Servant, until};

/// A session of a person's own: a home that is empty at first, and everything that a desktop runs.
/// What was started in it ends with it.
#[derive(Debug)]
pub struct Session {
    home: TempDir,
    display: String,
    address: String,
    bus: Connection,
    traces: PathBuf,
    servants: Vec<Servant>,
}

/// The size of the display, and its depth.
const DISPLAY: &str = "1280x800x24";

/// A panel with nothing in it but the tray, so that it is there at once.
const PANEL: &str = include_str!("panel.xml");
const PANEL_PLACE: &str = ".config/xfce4/xfconf/xfce-perchannel-xml";

/// By these names the notification daemon and the tray host are found.
const AWAITED: [&str; 2] = ["org.freedesktop.Notifications", "org.kde.StatusNotifierWatcher"];

impl Session {
    /// Begins a session; what a test that fails leaves to be looked at goes into `traces`, into a
    /// folder of the test's name.
    ///
    /// # Panics
    /// If a part of the desktop is missing, or does not come up; says which.
    pub fn begin(traces: &Path) -> Self {
        let home = furnished_home();
        let traces = traces.join(thread::current().name().unwrap_or("main").replace("::", "-"));
        fs::create_dir_all(&traces).expect("the folder for traces can be written");
        let mut display = Servant::start("Xvfb", &mut display_command(), &traces);
        let number = format!(":{}", display.first_line());
        let mut bus = Servant::start("dbus-daemon", &mut bus_command(home.path(), &number), &traces);
        let address = bus.first_line();
        let connecting = Builder::address(address.as_str()).map(|bus| bus.method_timeout(PATIENCE));
        let connected = connecting.and_then(Builder::build);
        let bus_of_test = connected.expect("a session bus takes connections");
        let mut session =
            Self { home, display: number, address, bus: bus_of_test, traces, servants: vec![bus, display] };
        session.furnish();
        session
    }

    /// A command in this session: nothing of the person who runs the test reaches it.
    pub fn command(&self, program: impl AsRef<Path>) -> Command {
        let mut command = bare(program.as_ref(), self.home.path());
        command.env("DISPLAY", &self.display).env("DBUS_SESSION_BUS_ADDRESS", &self.address);
        command
    }

    /// Starts a program in this session.
    ///
    /// # Panics
    /// If it cannot be started.
    pub fn start(&self, program: &Path, arguments: &[&str]) -> Servant {
        let name = program.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Servant::start(&name, self.command(program).args(arguments).stdout(Stdio::null()), &self.traces)
    }

    /// The home of the session's person.
    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// Where to leave what is to be looked at when something failed.
    pub fn traces(&self) -> &Path {
        &self.traces
    }

    pub(crate) fn bus(&self) -> &Connection {
        &self.bus
    }

    pub(crate) fn display(&self) -> &str {
        &self.display
    }

    /// Tells what runs and what was complained of, for the one who looks into a test that failed.
    fn confess(&self) {
        let names: Vec<String> = self.processes().into_iter().map(|process| process.name).collect();
        eprintln!("the processes: {}; what they said is in {}", names.join(", "), self.traces.display());
    }

    fn furnish(&mut self) {
        let mut keyring = self.command("gnome-keyring-daemon");
        keyring.args(["--foreground", "--unlock", "--components=secrets"]).stdout(Stdio::null());
        let mut keyring = Servant::start("gnome-keyring-daemon", &mut keyring, &self.traces);
        keyring.tell("unlock");
        let notifications = self.start(Path::new("dunst"), &[]);
        let panel = self.start(Path::new("xfce4-panel"), &["--disable-wm-check"]);
        let names = DBusProxy::new(&self.bus).expect("the bus tells names");
        for name in AWAITED {
            let owned = || names.name_has_owner(name.try_into().expect("it is a name")).unwrap_or(false);
            until(&format!("somebody is {name}"), || owned().then_some(()));
        }
        until("the keyring is unlocked", || is_unlocked(&self.bus).then_some(()));
        self.servants.splice(0..0, [panel, notifications, keyring]);
    }
}

impl Drop for Session {
    /// What the bus or a program started itself does not always end with it.
    fn drop(&mut self) {
        if thread::panicking() {
            self.confess();
        }
        self.servants.clear();
        for process in self.processes() {
            process.end();
        }
    }
}

fn furnished_home() -> TempDir {
    let home = tempfile::tempdir().expect("a home can be made");
    let panel = home.path().join(PANEL_PLACE);
    let runtime = runtime(home.path());
    fs::create_dir_all(&panel)
        .and_then(|()| fs::write(panel.join("xfce4-panel.xml"), PANEL))
        .and_then(|()| fs::create_dir(&runtime))
        .and_then(|()| fs::set_permissions(&runtime, std::os::unix::fs::PermissionsExt::from_mode(0o700)))
        .expect("a home can be furnished");
    home
}

/// By this folder in their environment the session's processes are known.
pub(crate) fn runtime(home: &Path) -> PathBuf {
    home.join("run")
}

fn bare(program: &Path, home: &Path) -> Command {
    let mut command = Command::new(program);
    command
        .env_clear()
        .env("PATH", env::var_os("PATH").unwrap_or_default())
        .env("HOME", home)
        .env("XDG_RUNTIME_DIR", runtime(home))
        .env("LANG", "ru_RU.UTF-8");
    command
}

fn display_command() -> Command {
    let mut command = Command::new("Xvfb");
    command.args(["-displayfd", "1", "-screen", "0", DISPLAY, "-nolisten", "tcp"]).stdout(Stdio::piped());
    command
}

fn bus_command(home: &Path, display: &str) -> Command {
    let mut command = bare(Path::new("dbus-daemon"), home);
    command.env("DISPLAY", display).args(["--session", "--nofork", "--print-address=1"]);
    command.stdout(Stdio::piped());
    command
}
