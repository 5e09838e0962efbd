//! The entry of a program that starts at login, started by GLib as desktops do.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use kabinet_freedesktop::AutostartEntry;
use kabinet_test_desktop::wait_until;

fn folder() -> PathBuf {
    let folder = std::env::temp_dir().join(format!("kabinet autostart {}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// Writes a program that writes its first argument beside it.
fn program(path: &Path, told: &Path) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(
        path,
        format!("#!/bin/sh\nprintf %s \"$1\" > '{0}.new' && mv '{0}.new' '{0}'\n", told.display()),
    )
    .unwrap();
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn a_program_in_any_folder_starts_with_its_argument() {
    let folder = folder();
    let entry = AutostartEntry::new(&folder, "Kabinet");
    assert!(!entry.is_on());
    for (nth, name) in
        ["plain", "two words", "a\"quote", "$HOME", "`id`", "back\\slash", "Мои; программы & #1"]
            .into_iter()
            .enumerate()
    {
        let (path, told) = (folder.join(name).join("kabinet"), folder.join(format!("told-{nth}")));
        program(&path, &told);
        entry.turn_on(&path, &["--hidden"]).unwrap();
        assert!(entry.is_on());
        let file = folder.join("autostart/Kabinet.desktop");
        let launched = Command::new("gio").arg("launch").arg(&file).output().unwrap();
        assert!(launched.status.success(), "{name}: {}", String::from_utf8_lossy(&launched.stderr));
        let argument = wait_until("the start of the program", || fs::read_to_string(&told).ok());
        assert_eq!(argument, "--hidden", "{name}");
    }
    assert!(
        entry.turn_on(Path::new("/a\nExec=other"), &[]).is_err(),
        "a line of its own would be another key"
    );
    entry.turn_off().unwrap();
    entry.turn_off().unwrap();
    assert!(!entry.is_on());
    fs::remove_dir_all(folder).unwrap();
}
