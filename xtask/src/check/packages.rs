//! The packages of Linux, as a customer installs, upgrades and removes them.

mod root;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::dist::{Release, megabytes};
use crate::{kabinet_cli, process, setup};
use root::{CUSTOMER, Root};

/// An older version, to upgrade from.
const OLDER: &str = "0.0.1";

/// The size limits of the Debian package and of its files, in millions of bytes.
const LARGEST_PACKAGE: f64 = 15.0;
const LARGEST_INSTALLED: f64 = 45.0;

/// The packages by which the window is shown and read in the root.
const TO_SEE_THE_WINDOW: [&str; 6] =
    ["xvfb", "xauth", "dbus-daemon", "at-spi2-core", "python3-gi", "gir1.2-atspi-2.0"];

/// Starts the window on a display and a bus of its own, with these arguments of window.py.
const WINDOW: &str = "export KABINET_LANGUAGE=ru\ndbus-run-session -- xvfb-run --auto-servernum \
                      python3 /usr/local/lib/window.py";

/// Signs in to the demo portal and reads it.
const SIGN_IN: &str = r#"kabinet-cli demo --json >address &
demo=$!
until grep -q password address; do sleep 0.1; done
url=$(sed 's/.*"url":"\([^"]*\)".*/\1/' address)
export KABINET_LANGUAGE=ru
echo demo | kabinet-cli sign-in --provider sevencom --site "$url" --login 12345678 --password-stdin --no-keyring
echo demo | kabinet-cli sync --password-stdin
kill $demo"#;

/// Checks the packages of this system.
///
/// # Errors
/// If a package cannot be built, installed, used, upgraded or removed, or is too large.
pub fn run() -> Result<()> {
    setup::to_check_packages()?;
    let release = Release::build()?;
    let kept = kabinet_cli::empty_folder("check-packages-older")?;
    let [older, _] = keep(release.packages(Some(OLDER))?, &kept)?;
    let [deb, rpm] = release.packages(None)?.try_into().ok().context("a .deb and an .rpm were expected")?;
    check_files(&deb, &rpm)?;
    check_life(&older, &deb)?;
    check_sizes(&deb)
}

/// Copies packages, because the next ones take their place.
fn keep(packages: Vec<PathBuf>, folder: &Path) -> Result<[PathBuf; 2]> {
    let kept = packages.iter().map(|package| {
        let kept = folder.join(package.file_name().unwrap_or_default());
        std::fs::copy(package, &kept).map(|_| kept)
    });
    let kept = kept.collect::<std::io::Result<Vec<_>>>()?;
    kept.try_into().ok().context("a .deb and an .rpm were expected")
}

fn check_sizes(deb: &Path) -> Result<()> {
    let field = output(Command::new("dpkg-deb").arg("--field").arg(deb).arg("Installed-Size"))?;
    let installed = field.trim().parse::<f64>().context("the package names no size")? * 1024.0 / 1e6;
    let package = megabytes(deb)?;
    println!(
        "\n.deb {package:.1} MB (at most {LARGEST_PACKAGE}), installed {installed:.1} MB (at most {LARGEST_INSTALLED})"
    );
    ensure!(package <= LARGEST_PACKAGE && installed <= LARGEST_INSTALLED, "the package is too large");
    Ok(())
}

/// Checks that both packages have the same files, and that those for desktops are valid.
fn check_files(deb: &Path, rpm: &Path) -> Result<()> {
    let folder = kabinet_cli::empty_folder("check-packages-files")?;
    process::run(Command::new("dpkg-deb").arg("--extract").arg(deb).arg(&folder))?;
    let of_deb = files_below(&folder, &folder)?;
    let of_rpm = output(Command::new("rpm").args(["--query", "--list", "--package"]).arg(rpm))?;
    let of_rpm: BTreeSet<String> = of_rpm.lines().map(str::to_owned).collect();
    let lacking: Vec<_> = of_deb.iter().filter(|file| !of_rpm.contains(&as_in_fedora(file))).collect();
    ensure!(lacking.is_empty(), "the .rpm lacks {lacking:?}; it has {of_rpm:?}");
    let needs = output(Command::new("rpm").args(["--query", "--requires", "--package"]).arg(rpm))?;
    ensure!(needs.contains("libwebkit2gtk-4.1"), "the .rpm needs no webview: {needs}");
    println!("the .rpm has all {} files of the .deb, and needs: {}", of_deb.len(), needs.replace('\n', " "));
    let share = folder.join("usr/share");
    process::run(Command::new("desktop-file-validate").arg(share.join("applications/Kabinet.desktop")))?;
    process::run(Command::new("appstreamcli").args(["validate-tree", "--no-net"]).arg(&folder))?;
    for name in ["Name[ru]=", "Comment[ru]="] {
        let entry = std::fs::read_to_string(share.join("applications/Kabinet.desktop"))?;
        ensure!(entry.contains(name), "the entry for desktops lacks {name}: {entry}");
    }
    Ok(())
}

/// Returns the path of a file of the .deb in the .rpm.
fn as_in_fedora(file: &str) -> String {
    file.replace("/usr/share/zsh/vendor-completions/", "/usr/share/zsh/site-functions/")
}

/// Returns the files below a folder, as paths in the package.
fn files_below(folder: &Path, package: &Path) -> Result<BTreeSet<String>> {
    let mut files = BTreeSet::new();
    for entry in folder.read_dir()? {
        let path = entry?.path();
        if path.is_dir() {
            files.extend(files_below(&path, package)?);
        } else {
            files.insert(format!("/{}", path.strip_prefix(package)?.display()));
        }
    }
    Ok(files)
}

/// Installs the older version, uses it, upgrades it with its data, and removes it.
fn check_life(older: &Path, newer: &Path) -> Result<()> {
    let root = Root::make()?;
    root.install_file(older)?;
    ensure!(root.output(&["kabinet-cli", "--version"])?.contains("kabinet-cli"), "it does not start");
    root.install(&TO_SEE_THE_WINDOW)?;
    root.write("/usr/local/lib/window.py", include_str!("packages/window.py"))?;
    println!("{}", root.as_customer(&format!("{WINDOW} 'Посмотреть на примере' -- 'Это пример' '588,00'"))?);
    println!("{}", root.as_customer(SIGN_IN)?);
    let data = "export KABINET_LANGUAGE=ru\nkabinet-cli summary --json; kabinet-cli statement --json";
    let before = root.as_customer(data)?;
    root.install_file(newer)?;
    let version = root.output(&["dpkg-query", "--show", "--showformat", "${Version}", "kabinet"])?;
    ensure!(version != OLDER, "it was not upgraded: {version}");
    ensure!(root.as_customer(data)? == before, "the upgrade changed the data");
    println!("{}", root.as_customer(&format!("{WINDOW} -- '588,00'"))?);
    check_removal(&root)
}

/// Checks that a removed package leaves the customer's data, and nothing of itself.
fn check_removal(root: &Root) -> Result<()> {
    let files = root.output(&["dpkg-query", "--listfiles", "kabinet"])?;
    root.run(&["apt-get", "--yes", "--quiet=2", "purge", "kabinet"])?;
    let left: Vec<&str> = files.lines().filter(|file| root.path(file).is_file()).collect();
    ensure!(left.is_empty(), "these files are left: {left:?}");
    let data = format!("/home/{CUSTOMER}/.local/share/kabinet/kabinet.db");
    ensure!(root.path(&data).is_file(), "the customer's data are gone");
    println!("installed, used, upgraded from {OLDER} with its data, and removed");
    Ok(())
}

fn output(command: &mut Command) -> Result<String> {
    let output = command.output().with_context(|| format!("cannot start {}", process::line(command)))?;
    ensure!(output.status.success(), "this failed: {}", process::line(command));
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}
