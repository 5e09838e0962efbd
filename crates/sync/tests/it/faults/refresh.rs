//! A refresh in a process of its own, so that its memory is nobody else's.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use kabinet_demo::PASSWORD;
use kabinet_providers::{Limits, Provider, ProviderError};
use kabinet_store::Store;
use kabinet_sync::{ProgressObserver, RefreshRequest, Refreshed, Scope, SyncError, refresh};
use secrecy::SecretString;

use super::tls;
use crate::support::hours_later;

pub const DATABASE: &str = "kabinet.sqlite";
const OUTCOME: &str = "outcome";
const AUTHORITY: &str = "authority.pem";
const FOLDER_OF_ROW: &str = "KABINET_FAULTS_FOLDER";
const ANSWER_LIMIT: &str = "KABINET_FAULTS_LIMIT";

/// How a refresh ended.
#[derive(Debug, PartialEq)]
pub struct Ended {
    /// Its kind, with what belongs to it.
    pub kind: String,
    /// How long it took.
    pub time: Duration,
    /// The most memory that the process had, in bytes.
    pub memory: u64,
}

/// The folder that this process was started to refresh, if it was.
pub fn folder_of_row() -> Option<PathBuf> {
    env::var_os(FOLDER_OF_ROW).map(PathBuf::from)
}

/// Refreshes what is kept in that folder, as the program would that trusts our authority alone.
pub fn refresh_apart(folder: &Path, limits: Limits) -> Ended {
    fs::write(folder.join(AUTHORITY), tls::trusted()).unwrap();
    let mut child = Command::new(env::current_exe().unwrap());
    child.args(["--exact", "faults::a_refresh_apart_reads_a_site_in_order", "--nocapture"]);
    child.env(FOLDER_OF_ROW, folder).env(ANSWER_LIMIT, limits.answer.as_millis().to_string());
    child.env("SSL_CERT_FILE", folder.join(AUTHORITY)).env_remove("SSL_CERT_DIR");
    for proxy in ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"] {
        child.env_remove(proxy).env_remove(proxy.to_lowercase());
    }
    let output = child.stdout(Stdio::piped()).stderr(Stdio::piped()).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "the refresh fell over: {said}");
    let ended = fs::read_to_string(folder.join(OUTCOME)).unwrap();
    let [kind, millis, memory] = ended.lines().collect::<Vec<_>>().try_into().unwrap();
    let time = Duration::from_millis(millis.parse().unwrap());
    Ended { kind: kind.to_owned(), time, memory: memory.parse().unwrap() }
}

/// In the process that was started for it: refreshes, and writes down how that ended.
pub async fn refresh_here(folder: &Path) {
    let limit = env::var(ANSWER_LIMIT).unwrap().parse().map(Duration::from_millis).unwrap();
    let limits = Limits { answer: limit, connect: Limits::default().connect.min(limit) };
    let provider = kabinet_providers::find_within("sevencom", limits).unwrap();
    let mut store = Store::open(&folder.join(DATABASE)).unwrap();
    let id = store.accounts().unwrap()[0].id;
    let begun = Instant::now();
    let provider: &dyn Provider = provider.as_ref();
    let request = RefreshRequest {
        account: id,
        credential: SecretString::from(PASSWORD).into(),
        now: hours_later(1),
        scope: Scope::Changed,
    };
    let outcome = refresh(&mut store, provider, request, &ProgressObserver::default()).await;
    let (time, kind) = (begun.elapsed().as_millis(), kind(&outcome));
    fs::write(folder.join(OUTCOME), format!("{kind}\n{time}\n{}\n", peak())).unwrap();
}

/// The kind of an outcome: its code, and what else a caller may decide by.
fn kind(outcome: &Result<Refreshed, SyncError>) -> String {
    let Err(error) = outcome else { return "read".to_owned() };
    let code = error.code().name();
    let SyncError::Provider(error) = error else { return code.to_owned() };
    let more = match error {
        ProviderError::Offline { cause, .. } => cause.to_string(),
        ProviderError::SiteChanged { page, .. } => page.to_string(),
        ProviderError::NeedsBrowser { reason } => reason.to_string(),
        ProviderError::SiteDown { status, retry_after, .. } => format!("{status}{}", after(*retry_after)),
        ProviderError::RateLimited { retry_after, .. } => format!("429{}", after(*retry_after)),
        ProviderError::Unreadable { page, why } => format!("{page} {why}"),
        ProviderError::BadCredentials { .. }
        | ProviderError::SignInRefused { .. }
        | ProviderError::AnotherAccount { .. }
        | ProviderError::SessionEnded
        | ProviderError::Maintenance
        | ProviderError::LeftSite { .. }
        | ProviderError::Insecure { .. } => return code.to_owned(),
    };
    format!("{code}: {more}")
}

fn after(wait: Option<Duration>) -> String {
    wait.map_or_else(String::new, |wait| format!(", {} s", wait.as_secs()))
}

/// The most memory that this process has had so far, in bytes.
fn peak() -> u64 {
    let told = fs::read_to_string("/proc/self/status").unwrap();
    let line = told.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().strip_suffix(" kB").unwrap().trim().parse::<u64>().unwrap() * 1024
}
