//! The installer of the system's packages.

use std::collections::HashSet;
use std::io::{IsTerminal, stdin};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, anyhow, bail};

use super::needs::Need;
use super::system::System;
use crate::process;

/// Installs the packages of the needs that this machine does not meet.
///
/// # Errors
/// If this machine has no known installer, or it fails; the error contains the command to type.
pub fn meet(needs: &[Need]) -> Result<()> {
    let system = System::here();
    let lacking = lacking(system, needs)?;
    if lacking.is_empty() {
        return Ok(());
    }
    let way_out = system.way_out(&lacking);
    if system != System::Debian {
        bail!("this machine lacks: {}\n{way_out}", lacking.join(", "));
    }
    install(&lacking).map_err(|error| anyhow!("{error:#}\n{way_out}"))
}

/// Returns the packages of the needs that this machine does not meet.
///
/// # Errors
/// If the packages that are installed cannot be listed.
pub fn lacking(system: System, needs: &[Need]) -> Result<Vec<&'static str>> {
    if system == System::Debian {
        return not_installed(needs.iter().flat_map(|need| need.on(system)).collect());
    }
    let unmet = needs.iter().filter(|need| !succeeds(need.probe));
    Ok(unmet.flat_map(|need| need.on(system)).collect())
}

/// Returns true if the command can be started and succeeds.
fn succeeds(probe: &[&str]) -> bool {
    let Some((program, arguments)) = probe.split_first() else { return true };
    let status = Command::new(program).args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).status();
    status.is_ok_and(|status| status.success())
}

/// Returns the Debian packages that are not installed.
fn not_installed(packages: Vec<&str>) -> Result<Vec<&str>> {
    let mut query = Command::new("dpkg-query");
    query.args(["--show", "--showformat", "${db:Status-Abbrev} ${Package}\n"]).args(&packages);
    let output = query.stderr(Stdio::null()).output().context("cannot start dpkg-query")?;
    let installed = installed_in(&String::from_utf8_lossy(&output.stdout));
    Ok(packages.into_iter().filter(|package| !installed.contains(*package)).collect())
}

fn installed_in(listing: &str) -> HashSet<String> {
    listing.lines().filter_map(|line| line.strip_prefix("ii ")).map(|name| name.trim().to_owned()).collect()
}

fn install(packages: &[&str]) -> Result<()> {
    println!("This machine lacks: {}. Installing.", packages.join(", "));
    if process::run(&mut apt_get(&["update"])?).is_err() {
        println!("The lists of packages could not be renewed; those at hand are used.");
    }
    let arguments = [&["install", "--yes", "--no-install-recommends"], packages].concat();
    process::run(&mut apt_get(&arguments)?)
}

fn apt_get(arguments: &[&str]) -> Result<Command> {
    let mut command = as_root()?;
    command.args(["DEBIAN_FRONTEND=noninteractive", "apt-get", "-o", "DPkg::Lock::Timeout=120"]);
    command.args(arguments).stdin(Stdio::null());
    Ok(command)
}

/// Returns the command `env`, with the rights to install.
fn as_root() -> Result<Command> {
    let id = Command::new("id").arg("-u").output().context("cannot start id")?;
    if id.stdout.trim_ascii() == b"0" {
        return Ok(Command::new("env"));
    }
    if !process::on_path("sudo") {
        bail!("there is no sudo to install packages with");
    }
    let mut sudo = Command::new("sudo");
    if !stdin().is_terminal() {
        sudo.arg("--non-interactive");
    }
    sudo.arg("env");
    Ok(sudo)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::setup::needs::{CHECKED, COMPARED, DESKTOPS, NEEDS, PACKAGED, READERS};

    #[test]
    fn a_package_that_was_removed_but_left_its_settings_is_lacking() {
        let listing = "ii  gcc\nrc  pkg-config\nun  make\n";
        assert_eq!(installed_in(listing), HashSet::from(["gcc".to_owned()]));
    }

    #[test]
    fn a_package_whose_probe_fails_is_lacking_where_it_is_named() {
        let needs = [
            Need { probe: &["cargo", "--version"], packages: &[(System::Fedora, "cargo")] },
            Need { probe: &["no-such-program-as-this"], packages: &[(System::Fedora, "one two")] },
            Need { probe: &["no-such-program-either"], packages: &[(System::Arch, "other")] },
        ];
        assert_eq!(lacking(System::Fedora, &needs).unwrap(), ["one", "two"]);
        assert_eq!(lacking(System::MacOs, &needs).unwrap(), [""; 0], "it is not named as lacking anything");
    }

    #[test]
    fn every_need_can_be_met_on_every_linux() {
        for need in NEEDS.iter().chain(READERS).chain(CHECKED).chain(COMPARED).chain(DESKTOPS).chain(PACKAGED)
        {
            for system in [System::Debian, System::Fedora, System::Arch, System::Suse, System::Other] {
                assert!(!need.on(system).is_empty(), "{:?} has no package on {system:?}", need.probe);
            }
        }
    }
}
