//! The entry of a program in the folder of programs that start at login.
//!
//! It follows the Autostart and the Desktop Entry specifications. The plugin for other systems writes
//! the path as it is, so that a space in it would start another program.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The entry of a program.
pub struct AutostartEntry {
    file: PathBuf,
    name: String,
}

impl AutostartEntry {
    /// Creates the entry of a program of that name in the user's folder of settings.
    pub fn new(settings: &Path, name: &str) -> Self {
        Self { file: settings.join("autostart").join(format!("{name}.desktop")), name: name.to_owned() }
    }

    /// Returns true if the program starts at login.
    pub fn is_on(&self) -> bool {
        self.file.exists()
    }

    /// Lets the program start at login with these arguments.
    ///
    /// # Errors
    /// The error of the system, and [`io::ErrorKind::InvalidInput`] for a path that no entry can hold: one
    /// with a line break, or with a percent sign, behind which GLib finds no program.
    pub fn turn_on(&self, program: &Path, arguments: &[&str]) -> io::Result<()> {
        let is_plain = |path: &&str| !path.contains(|c: char| c.is_control() || c == '%');
        let program = program.to_str().filter(is_plain);
        let program = program.ok_or(io::ErrorKind::InvalidInput)?;
        let words: Vec<String> =
            std::iter::once(program).chain(arguments.iter().copied()).map(quoted).collect();
        let entry = format!(
            "[Desktop Entry]\nType=Application\nVersion=1.0\nName={}\nExec={}\nTerminal=false\n",
            self.name,
            words.join(" ")
        );
        if let Some(folder) = self.file.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(&self.file, entry)
    }

    /// Lets the program start at login no longer.
    ///
    /// # Errors
    /// The error of the system.
    pub fn turn_off(&self) -> io::Result<()> {
        match fs::remove_file(&self.file) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            Ok(()) | Err(_) => Ok(()),
        }
    }
}

/// Returns a word of a command in quotes.
///
/// Backslashes are doubled once more, because the command is a string of the file.
fn quoted(word: &str) -> String {
    let mut quoted = String::from("\"");
    for c in word.chars() {
        match c {
            '"' | '`' | '$' | '\\' => quoted.extend(['\\', c]),
            _ => quoted.push(c),
        }
    }
    quoted.replace('\\', "\\\\") + "\""
}
