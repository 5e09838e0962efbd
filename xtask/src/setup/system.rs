//! The system that these commands run on.

use std::fs;

/// A family of systems with the same package manager.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum System {
    /// Debian, Ubuntu and their derivatives.
    Debian,
    /// Fedora, Red Hat and their derivatives.
    Fedora,
    /// Arch and its derivatives.
    Arch,
    /// openSUSE and SUSE.
    Suse,
    /// macOS with Homebrew.
    MacOs,
    /// Windows with winget.
    Windows,
    /// Any other system.
    Other,
}

impl System {
    /// Returns the system that this program runs on.
    pub fn here() -> Self {
        if cfg!(windows) {
            return Self::Windows;
        }
        if cfg!(target_os = "macos") {
            return Self::MacOs;
        }
        Self::of(&fs::read_to_string("/etc/os-release").unwrap_or_default())
    }

    /// Parses an os-release file.
    fn of(os_release: &str) -> Self {
        let named =
            |key: &str| os_release.lines().find_map(|line| line.strip_prefix(key)).unwrap_or_default();
        let names = format!("{} {}", named("ID="), named("ID_LIKE="));
        let families = names.split(|c: char| c.is_whitespace() || c == '"').filter_map(Self::family);
        families.into_iter().next().unwrap_or(Self::Other)
    }

    fn family(name: &str) -> Option<Self> {
        match name {
            "debian" | "ubuntu" => Some(Self::Debian),
            "fedora" | "rhel" | "centos" => Some(Self::Fedora),
            "arch" => Some(Self::Arch),
            "suse" | "opensuse" | "sles" => Some(Self::Suse),
            _ => None,
        }
    }

    /// Returns the command to type to install packages.
    pub fn way_out(self, packages: &[&str]) -> String {
        let packages = packages.join(" ");
        match self {
            Self::Debian => {
                format!("install by hand: sudo apt-get update && sudo apt-get install {packages}")
            }
            Self::Fedora => format!("install with: sudo dnf install {packages}"),
            Self::Arch => format!("install with: sudo pacman -S --needed {packages}"),
            Self::Suse => format!("install with: sudo zypper install {packages}"),
            Self::MacOs => format!("install with: brew install {packages}"),
            Self::Windows => format!("install with: winget install {packages}"),
            Self::Other => format!("install with this system's own packages what Debian calls: {packages}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn systems_are_known_by_their_name_or_by_the_one_they_are_like() {
        let systems = [
            ("NAME=\"Debian GNU/Linux\"\nID=debian\n", System::Debian),
            ("ID=linuxmint\nID_LIKE=\"ubuntu debian\"\n", System::Debian),
            ("ID=\"rocky\"\nID_LIKE=\"rhel centos fedora\"\n", System::Fedora),
            ("ID=fedora\n", System::Fedora),
            ("ID=manjaro\nID_LIKE=arch\n", System::Arch),
            ("ID=\"opensuse-tumbleweed\"\nID_LIKE=\"opensuse suse\"\n", System::Suse),
            ("ID=alpine\nVERSION_ID=3.20\n", System::Other),
            ("", System::Other),
        ];
        for (os_release, system) in systems {
            assert_eq!(System::of(os_release), system, "{os_release}");
        }
    }

    #[test]
    fn the_way_out_is_a_whole_command() {
        assert!(System::Arch.way_out(&["gcc", "pkgconf"]).ends_with("sudo pacman -S --needed gcc pkgconf"));
        assert!(System::Fedora.way_out(&["gcc"]).ends_with("sudo dnf install gcc"));
    }
}
