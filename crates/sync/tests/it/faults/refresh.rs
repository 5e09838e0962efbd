//! A refresh in its own process, so that its memory can be measured.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use kabinet_demo::CANARY;
use kabinet_providers::{Limits, Provider, ProviderError};
use kabinet_store::Store;
use kabinet_sync::{ProgressObserver, RefreshRequest, Refreshed, Scope, SyncError, refresh};
use secrecy::SecretString;

use super::tls;
use crate::support::{caged, hours_later};

pub const DATABASE: &str = "kabinet.sqlite";
const OUTCOME: &str = "outcome";
const AUTHORITY: &str = "authority.pem";
const FOLDER_OF_ROW: &str = "KABINET_FAULTS_FOLDER";
const ANSWER_LIMIT: &str = "KABINET_FAULTS_LIMIT";

/// The end of a refresh.
#[derive(Debug, PartialEq)]
pub struct Ended {
    /// Its kind with details.
    pub kind: String,
    /// The duration.
    pub time: Duration,
    /// The peak memory of the process, in bytes.
    pub memory: u64,
}

/// Returns the folder that this process was started to refresh, if it was.
pub fn folder_of_row() -> Option<PathBuf> {
    env::var_os(FOLDER_OF_ROW).map(PathBuf::from)
}

/// Refreshes the store of a folder in a process that trusts only the authority of the tests.
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

/// Refreshes the store of a folder in this process and writes its end to a file.
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
        credential: SecretString::from(CANARY).into(),
        now: hours_later(1),
        scope: Scope::Changed,
    };
    let outcome = refresh(&mut store, provider, request, &ProgressObserver::default()).await;
    let (time, kind) = (begun.elapsed().as_millis(), kind(&caged(CANARY, outcome)));
    fs::write(folder.join(OUTCOME), format!("{kind}\n{time}\n{}\n", peak())).unwrap();
}

/// Returns the kind of an outcome: its code and the details that a caller may decide by.
fn kind(outcome: &Result<Refreshed, SyncError>) -> String {
    let error = match outcome {
        Err(error) => error,
        Ok(refreshed) => return kind_of_reading(refreshed),
    };
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

/// Returns the kind of a refresh that read the balance.
fn kind_of_reading(refreshed: &Refreshed) -> String {
    if let Some(code) = refreshed.unread_list {
        return format!("no list: {}", code.name());
    }
    match refreshed.unread_months.as_slice() {
        [] => "read".to_owned(),
        [(month, code), ..] => format!("no month {month}: {}", code.name()),
    }
}

fn after(wait: Option<Duration>) -> String {
    wait.map_or_else(String::new, |wait| format!(", {} s", wait.as_secs()))
}

/// Returns the peak memory of this process so far, in bytes.
fn peak() -> u64 {
    let told = fs::read_to_string("/proc/self/status").unwrap();
    let line = told.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().strip_suffix(" kB").unwrap().trim().parse::<u64>().unwrap() * 1024
}
