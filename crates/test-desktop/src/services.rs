//! The start of the outside programs of a session.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use x11rb::protocol::xproto::ConnectionExt as _;
use zbus::blocking::fdo::DBusProxy;

use crate::keyring::{is_unlocked, lock};
use crate::programs::{Needs, Program};
use crate::service::Service;
use crate::stubs::{Stub, WATCHER};
use crate::{ChildProcess, KeyringService, NotificationDaemon, Session, TrayHost, wait_until};

/// The socket of the first Wayland display, in the folder of the display.
const SOCKET: &str = "wayland-1";

/// A user without rights: sway refuses to run as root.
const NOBODY: u32 = 65534;

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
        if matches!(keyring, KeyringService::Gnome | KeyringService::KeePassXc) {
            wait_until("an unlocked keyring", || is_unlocked(self.bus()).then_some(()));
        }
        started
    }

    /// Returns the number of entries that KeePassXC has saved in its file.
    ///
    /// # Panics
    /// If KeePassXC is not installed.
    pub fn entries_of_keepassxc(&self) -> usize {
        KeyringService::saved_entries(self.home())
    }

    /// Returns true if a person sees this text as the password of an entry in KeePassXC.
    ///
    /// # Panics
    /// If KeePassXC is not installed.
    pub fn keepassxc_shows(&self, text: &str) -> bool {
        KeyringService::shows_password(self.home(), text)
    }

    /// Locks the default collection of the keyring.
    ///
    /// # Panics
    /// If there is none, or it cannot be locked.
    pub fn lock_keyring(&self) {
        lock(self.bus());
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
        let name = Path::new(program.command).file_name().unwrap_or_default().to_string_lossy();
        let mut command = self.command(program.command);
        // KeePassXC runs once for each folder of temporary files.
        command.env("TMPDIR", self.home());
        command.args(program.arguments).current_dir(self.home()).stdout(Stdio::null());
        let mut display = None;
        if program.needs == Needs::Wayland {
            display = Some(self.start_wayland());
            command.env("WAYLAND_DISPLAY", self.wayland()).env_remove("DISPLAY");
        }
        let mut started = ChildProcess::start(&name, &mut command, self.artifacts());
        if !program.input.is_empty() {
            started.write_stdin(program.input);
        }
        wait_until(&format!("{name} to run"), || self.runs(program).then_some(()));
        [Some(started), display].into_iter().flatten().map(Service::Program).collect()
    }

    /// Returns true if the program shows tray icons now.
    ///
    /// # Panics
    /// If the session does not answer.
    pub fn shows_icons(&self, host: TrayHost) -> bool {
        if host.is_of_x11() { self.has_x11_tray() } else { self.has_tray_host() }
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

    /// Returns the socket of the Wayland display.
    ///
    /// It is in a folder beside the home directory, which another user could not enter.
    pub(crate) fn wayland(&self) -> PathBuf {
        self.home().with_extension("wayland").join(SOCKET)
    }

    fn start_wayland(&self) -> ChildProcess {
        let socket = self.wayland();
        let folder = socket.parent().expect("the socket is in a folder");
        // An earlier display has left it.
        let _ = fs::remove_dir_all(folder);
        fs::create_dir(folder).expect("a temporary folder can be created");
        let private = fs::set_permissions(folder, PermissionsExt::from_mode(0o700));
        private.expect("the owner of a folder makes it private");
        let mut sway = self.command("sway");
        sway.args(["--config", "/dev/null"]).env_remove("DISPLAY").envs(SWAY).stdout(Stdio::null());
        sway.env("XDG_RUNTIME_DIR", folder).current_dir("/");
        if fs::metadata(folder).is_ok_and(|folder| folder.uid() == 0) {
            chown(folder, Some(NOBODY), Some(NOBODY)).expect("root gives folders away");
            sway.uid(NOBODY).gid(NOBODY);
        }
        let sway = ChildProcess::start("sway", &mut sway, self.artifacts());
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

fn write(file: &Path, text: &str) {
    let folder = file.parent().expect("the file is in the home directory");
    let written = fs::create_dir_all(folder).and_then(|()| fs::write(file, text));
    written.expect("the home directory takes settings");
}
