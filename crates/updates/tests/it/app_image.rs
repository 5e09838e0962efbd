//! Tests of the replacement of an AppImage.

use std::fs::{self, Permissions};
use std::io::Read;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use kabinet_api::{ApiError, UpdateRefusal};
use kabinet_updates::replace_app_image;
use tempfile::TempDir;

/// The machines of the heads of ELF.
const X86_64: u8 = 62;
const AARCH64: u8 = 183;

/// Returns an AppImage for a machine, with a text in place of the program.
fn app_image(machine: u8, text: &str) -> Vec<u8> {
    let head = [0x7f, b'E', b'L', b'F', 2, 1, 1, 0, b'A', b'I', 2, 0, 0, 0, 0, 0, 3, 0, machine, 0];
    [&head, text.as_bytes()].concat()
}

/// Returns an installed AppImage that others may run too.
fn installed() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("Kabinet.AppImage");
    fs::write(&file, app_image(X86_64, "earlier")).unwrap();
    fs::set_permissions(&file, Permissions::from_mode(0o755)).unwrap();
    (folder, file)
}

#[test]
fn a_new_version_takes_the_name_and_the_permissions_of_the_earlier_one() {
    let (folder, file) = installed();
    let mut running = fs::File::open(&file).unwrap();
    let package = app_image(X86_64, "new");
    replace_app_image(&file, &package).unwrap();
    assert_eq!(fs::read(&file).unwrap(), package);
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o755);
    let mut kept = Vec::new();
    running.read_to_end(&mut kept).unwrap();
    assert_eq!(kept, app_image(X86_64, "earlier"), "a running program keeps its own file");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "no other file is left");
}

#[test]
fn a_package_for_another_system_leaves_the_earlier_one() {
    let (_folder, file) = installed();
    let plain = app_image(X86_64, "no AppImage").into_iter().enumerate();
    let plain: Vec<u8> = plain.map(|(at, byte)| if (8..11).contains(&at) { 0 } else { byte }).collect();
    for package in
        [app_image(AARCH64, "new"), plain, b"MZ for Windows, longer than a head".to_vec(), Vec::new()]
    {
        let refused = replace_app_image(&file, &package);
        assert!(matches!(refused, Err(ApiError::UpdateRefused(UpdateRefusal::OtherSystem))), "{refused:?}");
    }
    assert_eq!(fs::read(&file).unwrap(), app_image(X86_64, "earlier"));
}

#[test]
fn a_folder_that_cannot_be_written_is_told_with_the_file() {
    let (folder, file) = installed();
    fs::remove_file(&file).unwrap();
    let missing = replace_app_image(&file, &app_image(X86_64, "new"));
    assert!(matches!(missing, Err(ApiError::FileNotWritten { file: told, .. }) if told == file));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "nothing is left");
}
