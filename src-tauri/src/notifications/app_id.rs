//! The name under which Windows shows notifications.
//!
//! An installer gives it to a shortcut in the start menu; without it a program that was merely
//! unpacked would show none.

use windows_registry::{CURRENT_USER, Result};

use crate::paths::IDENTIFIER;

/// The key of the names of programs.
const NAMES: &str = r"Software\Classes\AppUserModelId";

/// Registers the program, for this user alone.
///
/// # Errors
/// The error of the system.
pub fn register() -> Result<()> {
    CURRENT_USER.create(format!(r"{NAMES}\{IDENTIFIER}"))?.set_string("DisplayName", "Kabinet")
}

/// Removes the program from the names.
///
/// # Errors
/// The error of the system.
pub fn remove() -> Result<()> {
    CURRENT_USER.create(NAMES)?.remove_tree(IDENTIFIER)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_program_has_a_name_until_it_is_removed() {
        register().unwrap();
        let key = CURRENT_USER.open(format!(r"{NAMES}\{IDENTIFIER}")).unwrap();
        assert_eq!(key.get_string("DisplayName").unwrap(), "Kabinet");
        remove().unwrap();
        assert!(CURRENT_USER.open(format!(r"{NAMES}\{IDENTIFIER}")).is_err());
    }
}
