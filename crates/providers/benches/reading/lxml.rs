//! The reader to compare with: a Python script with lxml.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use serde::{Deserialize, Deserializer, Serialize};

use super::pages::{Kind, Page};

/// Names the Python that has lxml.
const PYTHON: &str = "KABINET_PYTHON";

/// Figures that the script read, and the time that it took.
#[derive(Deserialize)]
pub struct Reading {
    #[serde(rename = "nanos", deserialize_with = "nanos")]
    pub time: Duration,
    pub figures: Vec<String>,
}

/// A page as the script needs to know it.
#[derive(Serialize)]
struct Listed {
    kind: &'static str,
    charset: String,
    totals: Vec<String>,
}

/// Returns the reading of each page, in their order.
pub fn readings(pages: &[Page]) -> Vec<Reading> {
    let folder = tempfile::tempdir().expect("there is a temporary folder");
    let listed: Vec<Listed> = pages.iter().map(listed).collect();
    write(&folder.path().join("pages.json"), &serde_json::to_vec(&listed).expect("it is plain data"));
    for (at, page) in pages.iter().enumerate() {
        write(&folder.path().join(format!("{at}.html")), &page.bytes);
    }
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut script = Command::new(env::var_os(PYTHON).unwrap_or_else(|| OsString::from("python3")));
    script.arg(own.join("benches/reading/lxml_reader.py")).arg(own.join("descriptions/sevencom.toml"));
    let output = script.arg(folder.path()).output().expect("Python starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("it prints readings")
}

fn write(file: &Path, bytes: &[u8]) {
    fs::write(file, bytes).expect("the folder can be written to");
}

fn listed(page: &Page) -> Listed {
    let totals = match page.kind {
        Kind::Month(it) => {
            [it.opening_balance, it.paid, it.charged, it.closing_balance].map(|sum| sum.to_string()).to_vec()
        }
        Kind::Account | Kind::Months => Vec::new(),
    };
    let charset = page.content_type.rsplit('=').next().unwrap_or_default();
    Listed { kind: page.kind.name(), charset: charset.to_owned(), totals }
}

fn nanos<'de, D: Deserializer<'de>>(from: D) -> Result<Duration, D::Error> {
    u64::deserialize(from).map(Duration::from_nanos)
}
