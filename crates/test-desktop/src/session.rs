//! A desktop session with a home directory of its own.

use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, fs, io, thread};

use tempfile::TempDir;
use zbus::blocking::Connection;
use zbus::blocking::connection::Builder;

use crate::keyring::item_labels;
use crate::wait::TIMEOUT;
use crate::{ChildProcess, Programs, Service};

/// A desktop session with an empty home directory, ended on drop with every program started in it.
#[derive(Debug)]
pub struct Session {
    home: TempDir,
    display: String,
    address: String,
    bus: Connection,
    artifacts: PathBuf,
    services: Vec<Service>,
}

/// The width, height and depth of the display.
const DISPLAY: &str = "1280x800x24";

/// The names for which the bus must not start a service, because a session chooses it.
const CHOSEN: [&str; 5] = [
    "org.freedesktop.Notifications",
    "org.freedesktop.secrets",
    "org.gnome.keyring",
    "org.kde.kwalletd5",
    "org.kde.StatusNotifierWatcher",
];

/// The folder of the services that a bus can start.
const SERVICES: &str = "/usr/share/dbus-1/services";

impl Session {
    /// Starts a session, which writes its logs to a folder in `artifacts` named after the test.
    ///
    /// # Panics
    /// If a part of the desktop is not installed or does not start.
    pub fn start(artifacts: &Path) -> Self {
        Self::with_programs(artifacts, Programs::default())
    }

    /// Starts a session with other programs.
    ///
    /// # Panics
    /// If a part of the desktop is not installed or does not start.
    pub fn with_programs(artifacts: &Path, programs: Programs) -> Self {
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
        let services = vec![Service::Program(daemon), Service::Program(display)];
        let mut session = Self { home, display: number, address, bus, artifacts, services };
        let started = [
            session.start_keyring(programs.keyring),
            session.start_notifications(programs.notifications),
            session.start_tray(programs.tray),
        ];
        session.services.splice(0..0, started.into_iter().flatten());
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

    /// Sets lines of the settings of GTK, for programs that start after it.
    ///
    /// # Panics
    /// If the file cannot be written.
    pub fn set_gtk(&self, settings: &str) {
        write_gtk_settings(self.home(), settings).expect("the settings of GTK can be written");
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

    /// Returns the address of the session bus.
    pub fn address(&self) -> &str {
        &self.address
    }

    pub(crate) fn bus(&self) -> &Connection {
        &self.bus
    }

    /// Returns the name of the display of X11.
    pub fn display(&self) -> &str {
        &self.display
    }

    fn print_diagnostics(&self) {
        let names: Vec<String> = self.processes().into_iter().map(|process| process.name).collect();
        eprintln!("the processes: {}; their logs are in {}", names.join(", "), self.artifacts.display());
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
        // Only a session with a Wayland display has one.
        let _ = self.wayland().parent().map(fs::remove_dir_all);
    }
}

fn new_home() -> TempDir {
    let home = tempfile::tempdir().expect("a temporary folder can be created");
    let runtime = runtime_dir(home.path());
    fs::create_dir(&runtime)
        .and_then(|()| fs::set_permissions(&runtime, std::os::unix::fs::PermissionsExt::from_mode(0o700)))
        .and_then(|()| write_bus_settings(home.path()))
        .and_then(|()| write_gtk_settings(home.path(), ""))
        .expect("the home directory can be filled");
    home
}

/// Writes the settings of a bus that starts every installed service but the chosen ones.
fn write_bus_settings(home: &Path) -> io::Result<()> {
    let services = home.join("run/services");
    fs::create_dir(&services)?;
    for service in fs::read_dir(SERVICES).into_iter().flatten().flatten() {
        let text = fs::read_to_string(service.path())?;
        let name = text.lines().find_map(|line| line.strip_prefix("Name="));
        if !name.is_some_and(|name| CHOSEN.contains(&name.trim())) {
            symlink(service.path(), services.join(service.file_name()))?;
        }
    }
    let settings = BUS.replace("SERVICES", &services.to_string_lossy());
    fs::write(home.join(BUS_SETTINGS), settings)
}

/// Writes settings of GTK, and that the caret in a field does not blink.
///
/// Otherwise no window with a focused field is ever still for a test on a busy machine, whose pictures of
/// the screen take longer than half a blink.
fn write_gtk_settings(home: &Path, settings: &str) -> io::Result<()> {
    let folder = home.join(".config/gtk-3.0");
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("settings.ini"), format!("[Settings]\ngtk-cursor-blink=false\n{settings}"))
}

/// The file of the settings of the bus, in the home directory.
const BUS_SETTINGS: &str = "run/bus.conf";
const BUS: &str = r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <servicedir>SERVICES</servicedir>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"#;

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
    command
        .args(["-displayfd", "1", "-screen", "0", DISPLAY, "-nolisten", "tcp", "-noreset"])
        .stdout(Stdio::piped());
    command
}

fn bus_command(home: &Path, display: &str) -> Command {
    let mut command = isolated_command(Path::new("dbus-daemon"), home);
    let settings = format!("--config-file={}", home.join(BUS_SETTINGS).display());
    command.env("DISPLAY", display).args([settings.as_str(), "--nofork", "--print-address=1"]);
    command.stdout(Stdio::piped());
    command
}
