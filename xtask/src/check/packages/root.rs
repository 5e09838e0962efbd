//! A clean root of Debian, in which packages are installed as on a new computer.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};

use crate::{kabinet_cli, process};

/// A clean root of this machine's own release of Debian.
pub struct Root {
    folder: PathBuf,
}

/// The user of the root who is no administrator.
pub const CUSTOMER: &str = "customer";

/// Enters the root `$0`, of whose mounts and processes nothing is left afterwards.
const ENTER: &str = r#"mount -t proc proc "$0/proc"
mount -t tmpfs tmpfs "$0/dev/shm"
mount -t tmpfs tmpfs "$0/tmp"
exec chroot "$0" "$@""#;

impl Root {
    /// Makes a root, in place of that of the previous run.
    ///
    /// # Errors
    /// If debootstrap fails.
    pub fn make() -> Result<Self> {
        let folder = kabinet_cli::empty_folder("check-packages")?.join("root");
        let mut debootstrap = Command::new("debootstrap");
        debootstrap.args(["--variant=minbase", &codename()?]).arg(&folder).arg(mirror()?);
        process::show(&debootstrap);
        let log = folder.with_file_name("debootstrap.log");
        let output = fs::File::create(&log)?;
        let status = debootstrap.stdout(output).status().context("cannot start debootstrap")?;
        ensure!(status.success(), "no root was made; see {}", log.display());
        // The machine's own sources of packages, and the way to them, in place of the mirror alone.
        fs::remove_file(folder.join("etc/apt/sources.list")).context("the root has no sources")?;
        process::run(Command::new("cp").args(["--archive", "/etc/apt/."]).arg(folder.join("etc/apt")))?;
        let root = Self { folder };
        root.run(&["apt-get", "update", "--quiet=2"])?;
        root.run(&["useradd", "--create-home", "--shell", "/bin/sh", CUSTOMER])?;
        Ok(root)
    }

    /// Installs packages of the system.
    ///
    /// # Errors
    /// If apt-get fails.
    pub fn install(&self, packages: &[&str]) -> Result<()> {
        let apt_get = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "--yes", "--quiet=2"];
        let options = ["-o", "Dpkg::Use-Pty=0", "install", "--no-install-recommends"];
        self.run(&[&apt_get[..], &options[..], packages].concat())
    }

    /// Installs a file with a package, in place of another version.
    ///
    /// # Errors
    /// If apt-get fails.
    pub fn install_file(&self, package: &Path) -> Result<()> {
        fs::copy(package, self.folder.join("kabinet.deb")).context("the package was not copied")?;
        self.install(&["/kabinet.deb"])
    }

    /// Writes a file into the root.
    ///
    /// # Errors
    /// The error of the system.
    pub fn write(&self, path: &str, content: &str) -> Result<()> {
        fs::write(self.path(path), content).with_context(|| format!("cannot write {path}"))
    }

    /// Returns the path of a file of the root outside it.
    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.join(path.trim_start_matches('/'))
    }

    /// Runs a command as the administrator.
    ///
    /// # Errors
    /// If it fails.
    pub fn run(&self, command: &[&str]) -> Result<()> {
        process::run(&mut self.command(command))
    }

    /// Returns the output of a command as the administrator.
    ///
    /// # Errors
    /// If it fails.
    pub fn output(&self, command: &[&str]) -> Result<String> {
        let output = self.command(command).stderr(Stdio::inherit()).output()?;
        ensure!(output.status.success(), "this failed in the root: {}", command.join(" "));
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// Returns the output of a shell script of the customer.
    ///
    /// # Errors
    /// If it fails.
    pub fn as_customer(&self, script: &str) -> Result<String> {
        println!("\n# as the customer, in the root\n{script}");
        let shell = ["runuser", "--login", CUSTOMER, "--command", &format!("set -eu\n{script}")];
        self.output(&shell)
    }

    fn command(&self, command: &[&str]) -> Command {
        let mut enter = Command::new("unshare");
        enter.args(["--mount", "--pid", "--fork", "--kill-child", "--", "sh", "-eu", "-c", ENTER]);
        enter.arg(&self.folder).args(command).stdin(Stdio::null());
        enter
    }
}

/// Returns the name of this machine's release.
fn codename() -> Result<String> {
    let release = fs::read_to_string("/etc/os-release")?;
    let name = release.lines().find_map(|line| line.strip_prefix("VERSION_CODENAME="));
    Ok(name.context("this is no release of Debian")?.to_owned())
}

/// Returns the mirror from which this machine installs its packages.
fn mirror() -> Result<String> {
    let output = Command::new("apt-get").args(["indextargets", "--format", "$(REPO_URI)"]).output()?;
    let targets = String::from_utf8_lossy(&output.stdout).into_owned();
    let debian = targets.lines().find(|uri| uri.trim_end_matches('/').ends_with("/debian"));
    Ok(debian.context("apt-get names no mirror of Debian")?.to_owned())
}
