//! The start of the outside programs of a session.

use std::fs;
use std::path::Path;
use std::process::Stdio;

use x11rb::protocol::xproto::ConnectionExt as _;
use zbus::blocking::fdo::DBusProxy;

use crate::keyring::is_unlocked;
use crate::processes::signal;
use crate::programs::{Needs, Program};
use crate::stubs::{Stub, WATCHER};
use crate::{ChildProcess, KeyringService, NotificationDaemon, Session, TrayHost, wait_until};

/// A running service of a session, ended on drop.
#[derive(Debug)]
pub enum Service {
    /// A program.
    Program(ChildProcess),
    /// A service of this process.
    Stub(Stub),
}

/// A process that does not run until this is dropped.
#[derive(Debug)]
pub struct Frozen(u32);

/// The variable that names the Wayland display of a headless sway.
const WAYLAND: (&str, &str) = ("WAYLAND_DISPLAY", "wayland-1");

/// A sway without a screen, a graphics card or input.
const SWAY: [(&str, &str); 3] =
    [("WLR_BACKENDS", "headless"), ("WLR_LIBINPUT_NO_DEVICES", "1"), ("WLR_RENDERER", "pixman")];

impl Session {
    /// Starts a notification daemon, and waits for it.
    ///
    /// # Panics
    /// If it does not start.
    pub fn start_notifications(&self, daemon: NotificationDaemon) -> Vec<Service> {
        if daemon == NotificationDaemon::Refusing {
            return vec![Service::Stub(Stub::refuser(self.address()))];
        }
        daemon.program().map(|program| self.start_program(program)).unwrap_or_default()
    }

    /// Starts a program that shows tray icons, and waits for it.
    ///
    /// # Panics
    /// If it does not start.
    pub fn start_tray(&self, host: TrayHost) -> Vec<Service> {
        if matches!(host, TrayHost::WatcherAlone | TrayHost::Stub) {
            return vec![Service::Stub(Stub::watcher(self.address(), host == TrayHost::Stub))];
        }
        host.program().map(|program| self.start_program(program)).unwrap_or_default()
    }

    /// Starts a keyring, and waits for it.
    ///
    /// # Panics
    /// If it does not start.
    pub fn start_keyring(&self, keyring: KeyringService) -> Vec<Service> {
        keyring.prepare(self.home());
        let started = keyring.program().map(|program| self.start_program(program)).unwrap_or_default();
        if keyring == KeyringService::Gnome {
            wait_until("an unlocked keyring", || is_unlocked(self.bus()).then_some(()));
        }
        started
    }

    /// Returns true if a program owns that name on the bus.
    ///
    /// # Panics
    /// If the bus does not answer.
    pub fn is_owned(&self, name: &str) -> bool {
        let names = DBusProxy::new(self.bus()).expect("the session bus is connected");
        names.name_has_owner(name.try_into().expect("a bus name")).unwrap_or(false)
    }

    /// Starts a program, and its Wayland display before it if it needs one.
    fn start_program(&self, program: Program) -> Vec<Service> {
        for (file, text) in program.files {
            write(&self.home().join(file), text);
        }
        let display = (program.needs == Needs::Wayland).then(|| self.start_wayland());
        let name = Path::new(program.command).file_name().unwrap_or_default().to_string_lossy();
        let mut command = self.command(program.command);
        command.args(program.arguments).current_dir(self.home()).stdout(Stdio::null());
        if program.needs == Needs::Wayland {
            command.env(WAYLAND.0, WAYLAND.1).env_remove("DISPLAY");
        }
        let mut started = ChildProcess::start(&name, &mut command, self.artifacts());
        if !program.input.is_empty() {
            started.write_stdin(program.input);
        }
        wait_until(&format!("{name} to run"), || self.runs(program).then_some(()));
        let started = [Some(started), display].into_iter().flatten();
        started.map(Service::Program).collect()
    }

    fn runs(&self, program: Program) -> bool {
        if program.bus_name == WATCHER {
            self.has_tray_host()
        } else if program.bus_name.is_empty() {
            self.has_x11_tray()
        } else {
            self.is_owned(program.bus_name)
        }
    }

    fn start_wayland(&self) -> ChildProcess {
        let mut sway = self.command("sway");
        sway.args(["--config", "/dev/null"]).env_remove("DISPLAY").envs(SWAY).stdout(Stdio::null());
        let sway = ChildProcess::start("sway", &mut sway, self.artifacts());
        let socket = self.home().join("run").join(WAYLAND.1);
        wait_until("a Wayland display", || socket.exists().then_some(()));
        sway
    }

    fn has_x11_tray(&self) -> bool {
        let display = self.connect_to_display();
        let atom = display.intern_atom(false, b"_NET_SYSTEM_TRAY_S0").expect("the display is connected");
        let atom = atom.reply().expect("the display names atoms").atom;
        let owner = display.get_selection_owner(atom).expect("the display is connected").reply();
        owner.expect("the display knows its selections").owner != x11rb::NONE
    }
}

impl Service {
    /// Stops the program without ending it.
    ///
    /// # Panics
    /// If it is no program, or has ended.
    pub fn freeze(&self) -> Frozen {
        let Self::Program(program) = self else { panic!("a stub cannot be frozen") };
        signal("STOP", program.id());
        Frozen(program.id())
    }
}

impl Drop for Frozen {
    fn drop(&mut self) {
        signal("CONT", self.0);
    }
}

fn write(file: &Path, text: &str) {
    let folder = file.parent().expect("the file is in the home directory");
    let written = fs::create_dir_all(folder).and_then(|()| fs::write(file, text));
    written.expect("the home directory takes settings");
}
