use super::system::System::{self, Arch, Debian, Fedora, Other, Suse};

/// What building and testing need. A new need is one more entry.
///
/// A system that an entry does not name has the thing already: macOS and Windows could not have
/// built these commands without their compilers.
pub const NEEDS: &[Need] = &[
    Need {
        probe: &["cc", "--version"],
        packages: &[(Debian, "gcc libc6-dev"), (Fedora, "gcc"), (Arch, "gcc"), (Suse, "gcc")],
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
];

/// One thing that the build or the tests need.
pub struct Need {
    /// A command that succeeds where the thing is. On Debian its packages are asked about instead.
    pub probe: &'static [&'static str],
    /// The packages that bring it, on each system that lacks it at first.
    pub packages: &'static [(System, &'static str)],
}

impl Need {
    /// What brings it on that system; on an unknown one, the first names that are known.
    pub fn on(&self, system: System) -> Vec<&'static str> {
        let named = |(on, _): &&(System, _)| *on == system || system == Other;
        self.packages
            .iter()
            .find(named)
            .map(|(_, packages)| packages.split(' ').collect())
            .unwrap_or_default()
    }
}
