//! Programs that are not ours.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

/// A folder for what is written and what others make of it.
pub struct Desk(TempDir);

impl Desk {
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub fn put(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.0.path().join(name);
        fs::write(&path, bytes).unwrap();
        path
    }

    /// The file as LibreOffice saves it in another format.
    pub fn converted(&self, file: &Path, to: &str, filter: Option<&str>) -> PathBuf {
        let folder = self.0.path().join("converted");
        let profile = format!("-env:UserInstallation=file://{}", self.0.path().join("profile").display());
        let mut office = Command::new("soffice");
        office.args([&profile, "--headless", "--norestore", "--convert-to", to, "--outdir"]).arg(&folder);
        office.args(filter.map(|filter| format!("--infilter={filter}"))).arg(file);
        answer_of(&mut office);
        folder.join(file.file_stem().unwrap()).with_extension(to)
    }
}

/// What a reader of `readers/` makes of a file.
pub fn read(reader: &str, file: &Path) -> Value {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/readers/read.py");
    let python = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/readers/bin/python");
    let told = answer_of(Command::new(python).arg(script).arg(reader).arg(file));
    serde_json::from_str(&told).unwrap()
}

/// What a program prints about a file.
pub fn told(program: &str, arguments: &[&str], file: &Path) -> String {
    answer_of(Command::new(program).args(arguments).arg(file).env("LC_ALL", "C.UTF-8"))
}

fn answer_of(command: &mut Command) -> String {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command
        .output()
        .unwrap_or_else(|error| panic!("{program} does not start ({error}); cargo xtask setup installs it"));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program} {:?} failed: {said}", arguments(command));
    String::from_utf8(output.stdout).unwrap()
}

fn arguments(command: &Command) -> Vec<&OsStr> {
    command.get_args().collect()
}
