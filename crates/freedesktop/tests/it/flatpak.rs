//! The places of a program in a Flatpak that the desktop outside looks into.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use kabinet_freedesktop::{AutostartEntry, Flatpak};
use kabinet_test_desktop::wait_until;

const ID: &str = "io.github.kabinet.desktop";

#[test]
fn at_login_the_desktop_starts_the_flatpak_and_not_a_path_of_the_sandbox() {
    let folder = std::env::temp_dir().join(format!("kabinet flatpak {}", std::process::id()));
    let told = folder.join("told");
    fs::create_dir_all(&folder).unwrap();
    let program = folder.join("flatpak");
    let script = format!("#!/bin/sh\necho \"$@\" > '{0}.new' && mv '{0}.new' '{0}'\n", told.display());
    fs::write(&program, script).unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();

    Flatpak::new(ID).start_at_login(&AutostartEntry::new(&folder, "Kabinet"), "--hidden").unwrap();
    let entry = folder.join("autostart/Kabinet.desktop");
    let path = format!("{}:{}", folder.display(), std::env::var("PATH").unwrap());
    let launched = Command::new("gio").arg("launch").arg(entry).env("PATH", path).output().unwrap();
    assert!(launched.status.success(), "{}", String::from_utf8_lossy(&launched.stderr));
    let arguments = wait_until("the start of the Flatpak", || fs::read_to_string(&told).ok());
    assert_eq!(arguments.trim(), format!("run {ID} --hidden"));
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_program_outside_a_sandbox_is_no_flatpak() {
    assert_eq!(Flatpak::of_this_program(), None);
}

#[test]
fn the_desktop_sees_the_folder_of_the_identifier_and_its_own_settings() {
    let flatpak = Flatpak::new(ID);
    let shared = flatpak.shared_folder(Path::new("/run/user/1000"));
    assert_eq!(shared, Path::new("/run/user/1000/app").join(ID));
    assert_eq!(flatpak.desktop_settings(Path::new("/home/anna")), Path::new("/home/anna/.config"));
}
