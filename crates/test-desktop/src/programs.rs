//! The programs of real desktops that a session can run.

mod kdbx;

use std::path::Path;

use crate::stubs::{NOTIFICATIONS, WATCHER};

/// The programs of a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Programs {
    /// The notification daemon.
    pub notifications: NotificationDaemon,
    /// The program that shows tray icons.
    pub tray: TrayHost,
    /// The keyring.
    pub keyring: KeyringService,
}

impl Programs {
    /// None of the programs that a session may have.
    pub const NONE: Self =
        Self { notifications: NotificationDaemon::None, tray: TrayHost::None, keyring: KeyringService::None };
}

/// A notification daemon.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum NotificationDaemon {
    /// dunst, which shows a notification until it is closed.
    #[default]
    Dunst,
    /// mako, on a headless sway beside the display.
    Mako,
    /// Xfce's daemon.
    Xfce,
    /// The fall-back daemon of GNOME.
    Gnome,
    /// MATE's daemon.
    Mate,
    /// LXQt's daemon.
    Lxqt,
    /// A daemon that takes no notification.
    Refusing,
    /// No daemon, and none that the bus could start.
    None,
}

/// A program that shows tray icons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TrayHost {
    /// Xfce's panel.
    #[default]
    Xfce,
    /// LXQt's panel.
    Lxqt,
    /// MATE's panel.
    Mate,
    /// waybar, on a headless sway beside the display.
    Waybar,
    /// tint2, which knows the icons of X11 alone.
    Tint2,
    /// trayer, which knows the icons of X11 alone.
    Trayer,
    /// A watcher that only says that it has a host.
    Stub,
    /// A watcher that no host has registered with.
    WatcherAlone,
    /// No tray.
    None,
}

/// A keyring.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum KeyringService {
    /// gnome-keyring, unlocked.
    #[default]
    Gnome,
    /// gnome-keyring without a collection.
    GnomeEmpty,
    /// KeePassXC with an open database, of which a group is exposed.
    KeePassXc,
    /// KDE's wallet before the first wallet.
    KWallet,
    /// No keyring, and none that the bus could start.
    None,
}

/// A program, as a session starts it.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Program {
    pub(crate) command: &'static str,
    pub(crate) arguments: &'static [&'static str],
    /// The bus name that it owns once it runs; empty for a tray of X11.
    pub(crate) bus_name: &'static str,
    pub(crate) needs: Needs,
    /// The text that it reads from its standard input.
    pub(crate) input: &'static str,
    /// Its settings: files in the home directory, with their contents.
    pub(crate) files: &'static [(&'static str, &'static str)],
}

/// The display that a program needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Needs {
    #[default]
    X11,
    Wayland,
}

const SECRETS: &str = "org.freedesktop.secrets";

/// The file of the settings of dunst.
const DUNST: (&str, &str) = (
    ".config/dunst/dunstrc",
    "[urgency_low]\ntimeout = 0\n[urgency_normal]\ntimeout = 0\n[urgency_critical]\ntimeout = 0\n",
);

/// A panel that contains only the tray, so that it starts fast.
const XFCE_PANEL: (&str, &str) =
    (".config/xfce4/xfconf/xfce-perchannel-xml/xfce4-panel.xml", include_str!("panel.xml"));
const LXQT_PANEL: (&str, &str) = (
    ".config/lxqt/panel.conf",
    "panels=panel1\n[panel1]\nposition=Bottom\nplugins=statusnotifier\n[statusnotifier]\ntype=statusnotifier\n",
);
const WAYBAR: (&str, &str) = (".config/waybar/config", r#"{"layer": "top", "modules-right": ["tray"]}"#);
const TINT2: (&str, &str) = (
    ".config/tint2/tint2rc",
    "panel_items = S\npanel_size = 100% 30\npanel_position = bottom center horizontal\npanel_background_id = 0\nsystray_padding = 2 2 2\n",
);
const KEEPASSXC: (&str, &str) = (
    ".config/keepassxc/keepassxc.ini",
    "[General]\nUpdateCheckMessageShown=true\nConfigVersion=2\n[GUI]\nCheckForUpdates=false\n[FdoSecrets]\nEnabled=true\nConfirmAccessItem=false\nShowNotification=false\n",
);

/// The password of the keyrings that a session creates.
const PASSWORD: &str = "unlock\n";

impl NotificationDaemon {
    pub(crate) fn program(self) -> Option<Program> {
        let daemon = |command| Program { command, bus_name: NOTIFICATIONS, ..Program::default() };
        Some(match self {
            Self::Dunst => Program { files: &[DUNST], ..daemon("dunst") },
            Self::Mako => Program { needs: Needs::Wayland, ..daemon("mako") },
            Self::Xfce => daemon("/usr/lib/x86_64-linux-gnu/xfce4/notifyd/xfce4-notifyd"),
            Self::Gnome => daemon("/usr/lib/notification-daemon/notification-daemon"),
            Self::Mate => daemon("/usr/lib/mate-notification-daemon/mate-notification-daemon"),
            Self::Lxqt => daemon("lxqt-notificationd"),
            Self::Refusing | Self::None => return None,
        })
    }
}

impl TrayHost {
    pub(crate) fn program(self) -> Option<Program> {
        let host = |command| Program { command, bus_name: WATCHER, ..Program::default() };
        let of_x11 = |command| Program { command, ..Program::default() };
        Some(match self {
            Self::Xfce => {
                Program { arguments: &["--disable-wm-check"], files: &[XFCE_PANEL], ..host("xfce4-panel") }
            }
            Self::Lxqt => Program { files: &[LXQT_PANEL], ..host("lxqt-panel") },
            Self::Mate => host("mate-panel"),
            Self::Waybar => Program { needs: Needs::Wayland, files: &[WAYBAR], ..host("waybar") },
            Self::Tint2 => Program { files: &[TINT2], ..of_x11("tint2") },
            Self::Trayer => {
                let arguments =
                    &["--edge", "bottom", "--widthtype", "percent", "--width", "100", "--height", "30"];
                Program { arguments, ..of_x11("trayer") }
            }
            Self::Stub | Self::WatcherAlone | Self::None => return None,
        })
    }
}

impl KeyringService {
    pub(crate) fn program(self) -> Option<Program> {
        let keyring = |command| Program { command, bus_name: SECRETS, ..Program::default() };
        let gnome = keyring("gnome-keyring-daemon");
        Some(match self {
            Self::Gnome => {
                let arguments = &["--foreground", "--unlock", "--components=secrets"];
                Program { arguments, input: PASSWORD.trim_ascii_end(), ..gnome }
            }
            Self::GnomeEmpty => Program { arguments: &["--foreground", "--components=secrets"], ..gnome },
            Self::KeePassXc => Program {
                arguments: &["--pw-stdin", kdbx::FILE],
                input: PASSWORD,
                files: &[KEEPASSXC],
                ..keyring("keepassxc")
            },
            Self::KWallet => keyring("kwalletd5"),
            Self::None => return None,
        })
    }

    /// Returns the number of entries that KeePassXC has saved in its file.
    pub(crate) fn saved_entries(home: &Path) -> usize {
        kdbx::saved_entries(home, PASSWORD)
    }

    /// Returns true if KeePassXC shows this text as the password of a saved entry.
    pub(crate) fn shows_password(home: &Path, text: &str) -> bool {
        kdbx::shows_password(home, PASSWORD, text)
    }

    /// Prepares the files that the program cannot create without a person.
    pub(crate) fn prepare(self, home: &Path) {
        if self == Self::KeePassXc {
            kdbx::create(home, PASSWORD);
        }
    }
}
