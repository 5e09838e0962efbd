//! The table of the abilities of outside programs of a desktop.

use crate::check::matrix::Expected;

/// A kind of programs, with the cases that are tried with each.
pub struct Kind {
    /// The name of the kind.
    pub name: &'static str,
    /// The programs, under the names of their tests.
    pub programs: &'static [&'static str],
    /// The cases, under the names that the tests print.
    pub cases: &'static [&'static str],
}

/// A case that an outside program cannot do.
pub struct Reason {
    pub program: &'static str,
    pub case: &'static str,
    expected: Expected,
}

pub const TABLE: &[Kind] = &[
    Kind {
        name: "Notification daemons",
        programs: &[
            "dunst",
            "mako",
            "xfce4_notifyd",
            "notification_daemon",
            "mate_notification_daemon",
            "lxqt_notificationd",
        ],
        cases: &[
            "a daemon that starts late shows the reminder",
            "the words of the reminder",
            "a click opens the window and closes the reminder",
            "an urgent reminder stays",
            "a daemon that hangs",
            "each reminder reaches it once",
        ],
    },
    Kind {
        name: "Trays",
        programs: &["xfce4_panel", "lxqt_panel", "mate_panel", "waybar", "tint2", "trayer"],
        cases: &[
            "the icon",
            "the menu",
            "another state",
            "an open menu stays at a change of its words",
            "closing the window",
            "a tray that crashes and comes again",
        ],
    },
    Kind {
        name: "Keyrings",
        programs: &["gnome_keyring", "gnome_keyring_empty", "keepassxc", "kwalletd5"],
        cases: &[
            "a password is kept",
            "it is found again after a restart",
            "every session reads it",
            "a dismissed prompt",
            "a prompt that is answered late",
            "a password that was changed by hand is used",
            "signing out deletes it",
        ],
    },
    Kind {
        name: "Keyrings in trouble",
        programs: &["absent_keyring", "locked_keyring", "hanging_keyring"],
        cases: &[
            "a refresh says what is wrong",
            "the window opens and stays",
            "it is used as soon as it answers",
        ],
    },
    Kind {
        name: "A year of services that come and go",
        programs: &["a_year"],
        cases: &[
            "each reminder arrives once or stands marked",
            "refreshing goes on as scheduled",
            "every trouble was met",
        ],
    },
    Kind { name: "No tray", programs: &["watcher_alone", "no_tray"], cases: &["closing the window"] },
];

pub const REASONS: &[Reason] = &[
    Reason {
        program: "keepassxc",
        case: "every session reads it",
        expected: Expected::Absent("KeePassXC asks its user once more in each session."),
    },
    Reason {
        program: "keepassxc",
        case: "a dismissed prompt",
        expected: Expected::Absent("KeePassXC asks in its main window, which has no way to say no."),
    },
    Reason {
        program: "waybar",
        case: "the menu",
        expected: Expected::Absent("A sway without a screen has no pointer to open the menu with."),
    },
    Reason {
        program: "waybar",
        case: "an open menu stays at a change of its words",
        expected: Expected::Absent("A sway without a screen has no pointer to open the menu with."),
    },
];

impl Kind {
    /// Returns the declared ability of a program in a case.
    pub fn expected(&self, program: &str, case: &str) -> Expected {
        let reason = REASONS.iter().find(|reason| reason.program == program && reason.case == case);
        reason.map_or(Expected::Works, |reason| reason.expected)
    }
}
