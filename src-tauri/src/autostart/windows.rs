//! The start at login on Windows: a value in the registry, of this user alone.

use std::env;
use std::path::Path;

use kabinet_desktop::SystemError;
use tauri::{AppHandle, Builder, Wry};
use windows_registry::{CURRENT_USER, Key, Value};

use super::{HIDDEN, NAME};

/// The key of the programs that start at login.
const RUN: &str = r"Software\Microsoft\Windows\CurrentVersion\Run";

/// The key in which the task manager notes the programs that are turned off.
const TURNED_OFF: &str = r"Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run";

/// Adds nothing: the start at login is a value in the registry.
pub fn add(builder: Builder<Wry>) -> Builder<Wry> {
    builder
}

/// Returns true if the program starts at login.
///
/// # Errors
/// The error of the system.
pub fn is_on(_app: &AppHandle) -> Result<bool, SystemError> {
    Ok(is_on_within(CURRENT_USER))
}

/// Sets whether the program starts at login.
///
/// # Errors
/// The error of the system.
pub fn set(_app: &AppHandle, on: bool) -> Result<(), SystemError> {
    Ok(if on { turn_on(CURRENT_USER, &env::current_exe()?)? } else { turn_off(CURRENT_USER)? })
}

fn is_on_within(user: &Key) -> bool {
    let is_listed = user.open(RUN).and_then(|key| key.get_string(NAME)).is_ok();
    // The task manager sets the lowest bit of the first byte.
    let note = user.open(TURNED_OFF).and_then(|key| key.get_value(NAME));
    let is_turned_off = note.is_ok_and(|note| note.first().is_some_and(|byte| byte & 1 == 1));
    is_listed && !is_turned_off
}

fn turn_on(user: &Key, program: &Path) -> windows_registry::Result<()> {
    user.create(RUN)?.set_string(NAME, command_line(program))?;
    remove(user, TURNED_OFF)
}

fn turn_off(user: &Key) -> windows_registry::Result<()> {
    remove(user, RUN)
}

/// Removes the program's value, if there is one.
fn remove(user: &Key, key: &str) -> windows_registry::Result<()> {
    let listed: windows_registry::Result<Value> = user.open(key).and_then(|key| key.get_value(NAME));
    if listed.is_err() {
        return Ok(());
    }
    user.create(key)?.remove_value(NAME)
}

/// Returns the command that starts the program in the tray.
///
/// The quotation marks are needed: Windows looks for a program up to the first space otherwise.
fn command_line(program: &Path) -> String {
    format!("\"{}\" {HIDDEN}", program.display())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_program_starts_at_login_from_a_folder_with_spaces_until_it_is_turned_off() {
        let place = format!(r"Software\Kabinet test {}", std::process::id());
        let user = CURRENT_USER.create(&place).unwrap();
        assert!(!is_on_within(&user));
        turn_on(&user, Path::new(r"C:\Users\Иван Петров\AppData\Local\Kabinet\kabinet.exe")).unwrap();
        assert!(is_on_within(&user));
        assert_eq!(
            user.open(RUN).unwrap().get_string(NAME).unwrap(),
            r#""C:\Users\Иван Петров\AppData\Local\Kabinet\kabinet.exe" --hidden"#
        );
        user.create(TURNED_OFF).unwrap().set_bytes(NAME, windows_registry::Type::Bytes, &[3; 12]).unwrap();
        assert!(!is_on_within(&user), "the task manager turned it off");
        turn_on(&user, Path::new("kabinet.exe")).unwrap();
        assert!(is_on_within(&user), "the customer turned it on again");
        turn_off(&user).unwrap();
        turn_off(&user).unwrap();
        assert!(!is_on_within(&user));
        CURRENT_USER.remove_tree(&place).unwrap();
    }
}
