//! A column of the matrix.

#![allow(clippy::print_stdout, reason = "cargo xtask check desktops reads the cells")]

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::thread::sleep;
use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};
use kabinet_api::{
    AccountContext, AccountKey, Api, Clock, Credentials, Language, ProgressObserver, Scope, SystemClock,
};
use kabinet_demo::{ACCOUNT, PASSWORD, Running};
use kabinet_desktop::MemorySecrets;
use kabinet_test_desktop::{ChildProcess, Session};
use tempfile::TempDir;
use tokio::runtime::Runtime;

use crate::support::{PROGRAM, sign_in_form};

/// A column of the matrix: an outside program, and the cases that are tried with it.
pub struct Column {
    program: &'static str,
    failed: Vec<&'static str>,
}

/// The program under test with the data of a customer who has signed in.
pub struct App {
    pub program: ChildProcess,
    data: Data,
    _folder: TempDir,
}

/// The data of the program, read and written beside it.
struct Data {
    api: Api,
    runtime: Runtime,
}

/// The longest wait in a case, so that a program that cannot do it takes no longer.
const PATIENCE: Duration = Duration::from_secs(60);

/// The pause between two checks of a condition.
const PAUSE: Duration = Duration::from_millis(50);

impl Column {
    pub fn new(program: &'static str) -> Self {
        Self { program, failed: Vec::new() }
    }

    /// Tries a case, prints the cell, and returns the result of the case unless it failed.
    pub fn cell<T>(&mut self, case: &'static str, attempt: impl FnOnce() -> T) -> Option<T> {
        let outcome = catch_unwind(AssertUnwindSafe(attempt));
        let text = outcome.as_ref().map_or_else(|panic| words(panic.as_ref()), |_| "ok".to_owned());
        println!("cell|{}|{case}|{}", self.program, text.lines().next().unwrap_or_default());
        if outcome.is_err() {
            self.failed.push(case);
        }
        outcome.ok()
    }

    pub fn finish(self) {
        assert!(self.failed.is_empty(), "{} failed: {:?}", self.program, self.failed);
    }
}

impl App {
    /// Signs in and reads everything, then starts the program.
    pub fn start(desktop: &Session, site: &Running, arguments: &[&str]) -> Self {
        Self::start_snoozed(desktop, site, arguments, None)
    }

    /// Does the same, with reminders that are snoozed for a month.
    pub fn start_quiet(desktop: &Session, site: &Running, arguments: &[&str]) -> Self {
        Self::start_snoozed(desktop, site, arguments, Some(SystemClock.now() + TimeDelta::days(30)))
    }

    fn start_snoozed(
        desktop: &Session,
        site: &Running,
        arguments: &[&str],
        snoozed_until: Option<DateTime<Utc>>,
    ) -> Self {
        let folder = tempfile::tempdir_in(desktop.home()).unwrap();
        let data = Data::new(folder.path().join("data"));
        data.runtime.block_on(data.api.sign_in(sign_in_form(site))).unwrap();
        data.refresh();
        data.account().snooze(snoozed_until).unwrap();
        let mut command = desktop.command(PROGRAM);
        command.env("KABINET_DATA_DIR", folder.path().join("data")).args(arguments);
        let program = ChildProcess::start("kabinet", &mut command, desktop.artifacts());
        Self { program, data, _folder: folder }
    }

    /// Returns the texts of the reminders that the program has recorded.
    pub fn reminders(&self) -> Vec<String> {
        let list = self.data.account().reminder_list(Language::Ru).unwrap();
        list.shown.into_iter().map(|reminder| reminder.text).collect()
    }

    /// Reads the site anew beside the program, as the command line does.
    pub fn refresh(&self) {
        self.data.refresh();
    }
}

impl Data {
    fn new(folder: PathBuf) -> Self {
        let api = Api::new(folder, Arc::new(SystemClock), Arc::new(MemorySecrets::default()));
        Self { api, runtime: Runtime::new().unwrap() }
    }

    fn account(&self) -> AccountContext {
        self.api.open(&AccountKey::new("sevencom", ACCOUNT).unwrap()).unwrap()
    }

    fn refresh(&self) {
        let (mut account, password) = (self.account(), Credentials::given(PASSWORD.into()));
        let observer = ProgressObserver::default();
        self.runtime.block_on(account.refresh(password, Scope::Changed, &observer)).unwrap();
    }
}

/// Waits for a condition as long as a case may take.
#[track_caller]
pub fn within<T>(condition: &str, mut check: impl FnMut() -> Option<T>) -> T {
    let started = Instant::now();
    loop {
        if let Some(value) = check() {
            return value;
        }
        assert!(started.elapsed() < PATIENCE, "waited in vain: {condition}");
        sleep(PAUSE);
    }
}

/// Asserts again and again, for a time in which outside programs would break it.
#[track_caller]
pub fn holds_for(time: Duration, mut assert: impl FnMut()) {
    let started = Instant::now();
    while started.elapsed() < time {
        assert();
        sleep(PAUSE);
    }
}

fn words(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("it panicked").to_owned()
}
