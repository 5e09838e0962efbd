//! The packages that Kabinet needs, by system.

use super::system::System::{self, Arch, Debian, Fedora, Other, Suse};

/// The needs of building and testing; a new need is one more entry.
///
/// A system that an entry does not name has the program already: macOS and Windows could not have
/// built these commands without their compilers.
pub const NEEDS: &[Need] = &[
    Need {
        probe: &["cc", "--version"],
        packages: &[(Debian, "gcc libc6-dev"), (Fedora, "gcc"), (Arch, "gcc"), (Suse, "gcc")],
    },
    Need {
        probe: &["c++", "--version"],
        packages: &[(Debian, "g++"), (Fedora, "gcc-c++"), (Arch, "gcc"), (Suse, "gcc-c++")],
    },
    Need {
        probe: &["pkg-config", "--version"],
        packages: &[
            (Debian, "pkg-config"),
            (Fedora, "pkgconf-pkg-config"),
            (Arch, "pkgconf"),
            (Suse, "pkg-config"),
        ],
    },
    // The encryption of the database.
    Need {
        probe: &["pkg-config", "--exists", "libcrypto"],
        packages: &[
            (Debian, "libssl-dev"),
            (Fedora, "openssl-devel"),
            (Arch, "openssl"),
            (Suse, "libopenssl-devel"),
        ],
    },
    Need {
        probe: &["pkg-config", "--exists", "webkit2gtk-4.1"],
        packages: &[
            (Debian, "libwebkit2gtk-4.1-dev"),
            (Fedora, "webkit2gtk4.1-devel"),
            (Arch, "webkit2gtk-4.1"),
            (Suse, "webkit2gtk3-devel"),
        ],
    },
    Need {
        probe: &["pkg-config", "--exists", "ayatana-appindicator3-0.1"],
        packages: &[
            (Debian, "libayatana-appindicator3-dev"),
            (Fedora, "libayatana-appindicator-gtk3-devel"),
            (Arch, "libayatana-appindicator"),
            (Suse, "libayatana-appindicator3-devel"),
        ],
    },
    Need {
        probe: &["dbus-daemon", "--version"],
        packages: &[
            (Debian, "dbus-daemon dbus-bin"),
            (Fedora, "dbus-daemon"),
            (Arch, "dbus"),
            (Suse, "dbus-1-daemon"),
        ],
    },
    Need {
        probe: &["gnome-keyring-daemon", "--version"],
        packages: &[
            (Debian, "gnome-keyring"),
            (Fedora, "gnome-keyring"),
            (Arch, "gnome-keyring"),
            (Suse, "gnome-keyring"),
        ],
    },
    Need {
        probe: &["sh", "-c", "command -v secret-tool"],
        packages: &[
            (Debian, "libsecret-tools"),
            (Fedora, "libsecret"),
            (Arch, "libsecret"),
            (Suse, "libsecret-tools"),
        ],
    },
    // Lets the system calls of the command line fail in tests.
    Need {
        probe: &["strace", "--version"],
        packages: &[(Debian, "strace"), (Fedora, "strace"), (Arch, "strace"), (Suse, "strace")],
    },
    Need {
        probe: &["Xvfb", "-help"],
        packages: &[
            (Debian, "xvfb"),
            (Fedora, "xorg-x11-server-Xvfb"),
            (Arch, "xorg-server-xvfb"),
            (Suse, "xorg-x11-server-Xvfb"),
        ],
    },
    Need {
        probe: &["WebKitWebDriver", "--help"],
        packages: &[
            (Debian, "webkit2gtk-driver"),
            (Fedora, "/usr/bin/WebKitWebDriver"),
            (Arch, "webkitgtk-6.0"),
            (Suse, "/usr/bin/WebKitWebDriver"),
        ],
    },
    Need {
        probe: &["dunst", "--version"],
        packages: &[(Debian, "dunst"), (Fedora, "dunst"), (Arch, "dunst"), (Suse, "dunst")],
    },
    Need {
        probe: &["sh", "-c", "command -v xfce4-panel"],
        packages: &[
            (Debian, "xfce4-panel"),
            (Fedora, "xfce4-panel"),
            (Arch, "xfce4-panel"),
            (Suse, "xfce4-panel"),
        ],
    },
];

/// Virtual environments of Python, by which pinned packages of PyPI are installed.
pub const VENV: &[Need] = &[PYTHON];

const PYTHON: Need = Need {
    probe: &["python3", "-m", "ensurepip", "--version"],
    packages: &[
        (Debian, "python3 python3-venv"),
        (Fedora, "python3"),
        (Arch, "python"),
        (Suse, "python3 python3-pip"),
    ],
};

/// Programs that read Kabinet's exports in tests.
///
/// They are large, and running Kabinet does not need them.
pub const READERS: &[Need] = &[
    PYTHON,
    Need {
        probe: &["pdftotext", "-v"],
        packages: &[
            (Debian, "poppler-utils"),
            (Fedora, "poppler-utils"),
            (Arch, "poppler"),
            (Suse, "poppler-tools"),
        ],
    },
    Need {
        probe: &["hledger", "--version"],
        packages: &[(Debian, "hledger"), (Fedora, "hledger"), (Arch, "hledger"), (Suse, "hledger")],
    },
    Need {
        probe: &["ledger", "--version"],
        packages: &[
            (Debian, "ledger ledger2beancount"),
            (Fedora, "ledger"),
            (Arch, "ledger"),
            (Suse, "ledger"),
        ],
    },
    Need {
        probe: &["ofxdump", "--version"],
        packages: &[(Debian, "ofx"), (Fedora, "libofx"), (Arch, "libofx"), (Suse, "libofx")],
    },
    Need {
        probe: &["khal", "--version"],
        packages: &[(Debian, "khal"), (Fedora, "khal"), (Arch, "khal"), (Suse, "khal")],
    },
    Need {
        probe: &["soffice", "--version"],
        packages: &[
            (Debian, "libreoffice-calc-nogui"),
            (Fedora, "libreoffice-calc"),
            (Arch, "libreoffice-fresh"),
            (Suse, "libreoffice-calc"),
        ],
    },
];

/// Programs that `check readers` tries beside [`READERS`].
pub const CHECKED: &[Need] = &[
    Need {
        probe: &["gnucash-cli", "--version"],
        packages: &[
            (Debian, "gnucash guile-3.0"),
            (Fedora, "gnucash guile30"),
            (Arch, "gnucash guile"),
            (Suse, "gnucash guile"),
        ],
    },
    Need {
        probe: &["sh", "-c", "command -v skroogeconvert"],
        packages: &[(Debian, "skrooge"), (Fedora, "skrooge"), (Arch, "skrooge"), (Suse, "skrooge")],
    },
    Need {
        probe: &["calcurse", "--version"],
        packages: &[(Debian, "calcurse"), (Fedora, "calcurse"), (Arch, "calcurse"), (Suse, "calcurse")],
    },
    Need {
        probe: &["ssconvert", "--version"],
        packages: &[(Debian, "gnumeric"), (Fedora, "gnumeric"), (Arch, "gnumeric"), (Suse, "gnumeric")],
    },
    Need {
        probe: &["qpdf", "--version"],
        packages: &[(Debian, "qpdf"), (Fedora, "qpdf"), (Arch, "qpdf"), (Suse, "qpdf")],
    },
    Need {
        probe: &["faketime", "--version"],
        packages: &[
            (Debian, "faketime"),
            (Fedora, "libfaketime"),
            (Arch, "libfaketime"),
            (Suse, "libfaketime"),
        ],
    },
];

/// The program that counts the instructions of reading.
pub const COUNTED: &[Need] = &[Need {
    probe: &["valgrind", "--version"],
    packages: &[(Debian, "valgrind"), (Fedora, "valgrind"), (Arch, "valgrind"), (Suse, "valgrind")],
}];

/// Programs that a benchmark compares with.
pub const COMPARED: &[Need] = &[Need {
    probe: &["sqlite3", "--version"],
    packages: &[(Debian, "sqlite3"), (Fedora, "sqlite"), (Arch, "sqlite"), (Suse, "sqlite3")],
}];

/// Debian's own Rust, which brings the sources of std, compilers for Windows, and wine.
pub const CROSS: &[Need] = &[Need {
    probe: &["wine", "--version"],
    packages: &[(
        Debian,
        "rustc-web cargo-web rust-web-src gcc-mingw-w64-x86-64 wine wine64 bsdutils make perl",
    )],
}];

/// Programs that look into packages, and install them in a clean root.
pub const PACKAGED: &[Need] = &[
    Need {
        probe: &["debootstrap", "--version"],
        packages: &[
            (Debian, "debootstrap"),
            (Fedora, "debootstrap"),
            (Arch, "debootstrap"),
            (Suse, "debootstrap"),
        ],
    },
    Need {
        probe: &["rpm", "--version"],
        packages: &[(Debian, "rpm"), (Fedora, "rpm"), (Arch, "rpm-tools"), (Suse, "rpm")],
    },
    Need {
        probe: &["desktop-file-validate", "--version"],
        packages: &[
            (Debian, "desktop-file-utils"),
            (Fedora, "desktop-file-utils"),
            (Arch, "desktop-file-utils"),
            (Suse, "desktop-file-utils"),
        ],
    },
    Need {
        probe: &["appstreamcli", "--version"],
        packages: &[(Debian, "appstream"), (Fedora, "appstream"), (Arch, "appstream"), (Suse, "AppStream")],
    },
];

/// Programs of other desktops that Kabinet is tried with.
pub const DESKTOPS: &[Need] = &[
    Need {
        probe: &["sh", "-c", "command -v mako"],
        packages: &[(Debian, "mako-notifier"), (Fedora, "mako"), (Arch, "mako"), (Suse, "mako")],
    },
    Need {
        probe: &["sh", "-c", "command -v xfce4-notifyd-config"],
        packages: &[
            (Debian, "xfce4-notifyd"),
            (Fedora, "xfce4-notifyd"),
            (Arch, "xfce4-notifyd"),
            (Suse, "xfce4-notifyd"),
        ],
    },
    Need {
        probe: &["sh", "-c", "command -v lxqt-notificationd"],
        packages: &[
            (Debian, "lxqt-notificationd"),
            (Fedora, "lxqt-notificationd"),
            (Arch, "lxqt-notificationd"),
            (Suse, "lxqt-notificationd"),
        ],
    },
    Need {
        probe: &["sh", "-c", "command -v lxqt-panel"],
        packages: &[
            (Debian, "lxqt-panel"),
            (Fedora, "lxqt-panel"),
            (Arch, "lxqt-panel"),
            (Suse, "lxqt-panel"),
        ],
    },
    Need {
        probe: &["sh", "-c", "command -v mate-panel"],
        packages: &[
            (Debian, "mate-panel"),
            (Fedora, "mate-panel"),
            (Arch, "mate-panel"),
            (Suse, "mate-panel"),
        ],
    },
    Need {
        probe: &["sh", "-c", "command -v waybar"],
        packages: &[(Debian, "waybar"), (Fedora, "waybar"), (Arch, "waybar"), (Suse, "waybar")],
    },
    Need {
        probe: &["sh", "-c", "command -v tint2"],
        packages: &[(Debian, "tint2"), (Fedora, "tint2"), (Arch, "tint2"), (Suse, "tint2")],
    },
    Need {
        probe: &["sh", "-c", "command -v trayer"],
        packages: &[(Debian, "trayer"), (Fedora, "trayer"), (Arch, "trayer"), (Suse, "trayer")],
    },
    Need {
        probe: &["sh", "-c", "command -v sway"],
        packages: &[(Debian, "sway"), (Fedora, "sway"), (Arch, "sway"), (Suse, "sway")],
    },
    Need {
        probe: &["sh", "-c", "command -v grim"],
        packages: &[(Debian, "grim"), (Fedora, "grim"), (Arch, "grim"), (Suse, "grim")],
    },
    Need {
        probe: &["sh", "-c", "command -v keepassxc"],
        packages: &[(Debian, "keepassxc"), (Fedora, "keepassxc"), (Arch, "keepassxc"), (Suse, "keepassxc")],
    },
    Need {
        probe: &["sh", "-c", "command -v kwalletd5"],
        packages: &[
            (Debian, "libkf5wallet-bin"),
            (Fedora, "kf5-kwallet"),
            (Arch, "kwallet5"),
            (Suse, "kwalletd5"),
        ],
    },
    // Without it KDE's wallet encrypts nothing on the bus, which secret-tool insists on.
    Need {
        probe: &["sh", "-c", "find /usr/lib* -name 'libqca-ossl.so' | grep -q ."],
        packages: &[
            (Debian, "libqca-qt5-2-plugins"),
            (Fedora, "qca-qt5-ossl"),
            (Arch, "qca-qt5"),
            (Suse, "libqca-qt5-plugins"),
        ],
    },
    Need {
        probe: &["test", "-e", "/usr/lib/notification-daemon/notification-daemon"],
        packages: &[
            (Debian, "notification-daemon"),
            (Fedora, "notification-daemon"),
            (Arch, "notification-daemon"),
            (Suse, "notification-daemon"),
        ],
    },
    Need {
        probe: &["test", "-e", "/usr/lib/mate-notification-daemon/mate-notification-daemon"],
        packages: &[
            (Debian, "mate-notification-daemon"),
            (Fedora, "mate-notification-daemon"),
            (Arch, "mate-notification-daemon"),
            (Suse, "mate-notification-daemon"),
        ],
    },
];

/// A need of the build or the tests.
#[derive(Clone, Copy)]
pub struct Need {
    /// A command that succeeds where the need is met.
    ///
    /// On Debian the list of installed packages is read instead.
    pub probe: &'static [&'static str],
    /// The packages to install, on each system that lacks them at first.
    pub packages: &'static [(System, &'static str)],
}

impl Need {
    /// Returns the packages for a system, and for an unknown one those for the first known.
    pub fn on(&self, system: System) -> Vec<&'static str> {
        let named = |(on, _): &&(System, _)| *on == system || system == Other;
        self.packages
            .iter()
            .find(named)
            .map(|(_, packages)| packages.split(' ').collect())
            .unwrap_or_default()
    }
}
