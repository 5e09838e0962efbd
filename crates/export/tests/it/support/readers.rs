//! Programs that read exports.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

/// A temporary folder for exports and for the files that other programs make of them.
pub struct Folder(TempDir);

impl Folder {
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub fn put(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.0.path().join(name);
        fs::write(&path, bytes).unwrap();
        path
    }

    /// Converts the file with LibreOffice.
    pub fn converted(&self, file: &Path, to: &str, filter: Option<&str>) -> PathBuf {
        let folder = self.0.path().join("converted");
        let profile = format!("-env:UserInstallation=file://{}", self.0.path().join("profile").display());
        let mut office = Command::new("soffice");
        office.args([&profile, "--headless", "--norestore", "--convert-to", to, "--outdir"]).arg(&folder);
        office.args(filter.map(|filter| format!("--infilter={filter}"))).arg(file);
        run(&mut office);
        folder.join(file.file_stem().unwrap()).with_extension(to)
    }
}

/// Reads a file with a reader of `readers/`.
pub fn read(reader: &str, file: &Path) -> Value {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/readers/read.py");
    let python = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/readers/bin/python");
    let json = run(Command::new(python).arg(script).arg(reader).arg(file));
    serde_json::from_str(&json).unwrap()
}

/// Returns the output of a program about a file.
pub fn output_of(program: &str, arguments: &[&str], file: &Path) -> String {
    run(Command::new(program).args(arguments).arg(file).env("LC_ALL", "C.UTF-8"))
}

fn run(command: &mut Command) -> String {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command
        .output()
        .unwrap_or_else(|error| panic!("{program} does not start ({error}); cargo xtask setup installs it"));
    let message = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program} {:?} failed: {message}", arguments(command));
    String::from_utf8(output.stdout).unwrap()
}

fn arguments(command: &Command) -> Vec<&OsStr> {
    command.get_args().collect()
}
