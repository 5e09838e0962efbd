//! Tests of new versions: when to check, and that nothing is installed unasked.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use kabinet_api::view::{Preferences, UpdateOffer};
use kabinet_api::{Api, ApiError, ErrorCode, Language, UpdateRefusal};
use kabinet_desktop::{Desktop, Event, MemorySecrets, Release, SystemError, Updater};
use tempfile::TempDir;

use crate::support::{Seen, SetClock, ShellCall};

/// A source of new versions that records its calls.
#[derive(Default)]
struct TestUpdater {
    calls: Mutex<Vec<Call>>,
    last_check: Mutex<Option<DateTime<Utc>>>,
    newest: Mutex<Option<&'static str>>,
    is_bad: Mutex<bool>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Call {
    Checked,
    Installed,
    Restarted,
}

#[async_trait]
impl Updater for TestUpdater {
    fn last_check(&self) -> Option<DateTime<Utc>> {
        *self.last_check.lock().unwrap()
    }

    fn record_check(&self, at: DateTime<Utc>) -> Result<(), SystemError> {
        self.set_last_check(at);
        Ok(())
    }

    async fn check(&self) -> Result<Option<Release>, ApiError> {
        self.calls.lock().unwrap().push(Call::Checked);
        self.fail_if_bad()?;
        let newest = *self.newest.lock().unwrap();
        Ok(newest.map(|version| Release { version: version.to_owned(), notes: "Faster.".to_owned() }))
    }

    async fn install(&self) -> Result<(), ApiError> {
        self.calls.lock().unwrap().push(Call::Installed);
        self.fail_if_bad()
    }

    fn restart(&self) {
        self.calls.lock().unwrap().push(Call::Restarted);
    }
}

impl TestUpdater {
    fn fail_if_bad(&self) -> Result<(), ApiError> {
        if self.is_bad() {
            return Err(ApiError::UpdateRefused(UpdateRefusal::ForeignKey));
        }
        Ok(())
    }

    fn is_bad(&self) -> bool {
        *self.is_bad.lock().unwrap()
    }

    fn set_last_check(&self, at: DateTime<Utc>) {
        *self.last_check.lock().unwrap() = Some(at);
    }

    fn set_bad(&self, is_bad: bool) {
        *self.is_bad.lock().unwrap() = is_bad;
    }

    /// Returns the calls since the last call of this function.
    fn taken(&self) -> Vec<Call> {
        std::mem::take(&mut *self.calls.lock().unwrap())
    }
}

/// A program that may update itself, and its surroundings.
struct Updated {
    desktop: Desktop,
    updater: Arc<TestUpdater>,
    clock: Arc<SetClock>,
    seen: Arc<Seen>,
    folder: TempDir,
}

impl Updated {
    /// Creates a program of which 0.2.0 is the newest version.
    fn new() -> Self {
        let updater = Arc::new(TestUpdater::default());
        *updater.newest.lock().unwrap() = Some("0.2.0");
        let (clock, seen) = (Arc::new(SetClock::at_start()), Arc::<Seen>::default());
        let folder = tempfile::tempdir().unwrap();
        let desktop = begun(&folder, &clock, &seen, Some(Arc::clone(&updater)));
        Self { desktop, updater, clock, seen, folder }
    }

    /// Ends the program and starts it again.
    fn restart(&mut self) {
        self.desktop = begun(&self.folder, &self.clock, &self.seen, Some(Arc::clone(&self.updater)));
    }

    /// Lets time pass, and looks at the clock as the timer does.
    async fn pass(&self, time: TimeDelta) -> Vec<Call> {
        self.clock.pass(time);
        self.desktop.check_for_due_update().await;
        self.updater.taken()
    }

    fn offer(&self) -> Option<UpdateOffer> {
        self.desktop.app_info().unwrap().update
    }
}

fn begun(
    folder: &TempDir,
    clock: &Arc<SetClock>,
    seen: &Arc<Seen>,
    updater: Option<Arc<TestUpdater>>,
) -> Desktop {
    let api = Api::new(folder.path().join("data"), clock.clone(), Arc::<MemorySecrets>::default());
    let desktop = Desktop::new(api, clock.clone(), seen.clone(), Preferences::default(), Language::Ru);
    desktop.with_updater(updater.map(|updater| updater as Arc<dyn Updater>))
}

fn offer(installed: bool) -> UpdateOffer {
    UpdateOffer { version: "0.2.0".to_owned(), notes: "Faster.".to_owned(), installed }
}

#[tokio::test]
async fn a_new_version_is_looked_for_once_a_day_also_over_restarts() {
    let mut app = Updated::new();
    assert_eq!(app.pass(TimeDelta::zero()).await, [Call::Checked]);
    assert_eq!(app.pass(TimeDelta::hours(23)).await, []);
    app.restart();
    assert_eq!(app.pass(TimeDelta::minutes(59)).await, []);
    assert_eq!(app.pass(TimeDelta::minutes(1)).await, [Call::Checked]);
    app.updater.set_bad(true);
    assert_eq!(app.pass(TimeDelta::days(1)).await, [Call::Checked]);
    assert_eq!(app.pass(TimeDelta::hours(1)).await, [], "a failed check is one too");
    assert_eq!(app.pass(-TimeDelta::days(30)).await, [Call::Checked], "the clock was set back");
}

#[tokio::test]
async fn without_leave_or_a_network_nobody_is_asked() {
    let app = Updated::new();
    *app.seen.has_no_network.lock().unwrap() = true;
    assert_eq!(app.pass(TimeDelta::zero()).await, []);
    *app.seen.has_no_network.lock().unwrap() = false;
    let forbidden = Preferences { check_for_updates: false, ..Preferences::default() };
    app.desktop.set_preferences(forbidden).unwrap();
    assert_eq!(app.pass(TimeDelta::days(2)).await, []);
    app.desktop.set_preferences(Preferences::default()).unwrap();
    assert_eq!(app.pass(TimeDelta::zero()).await, [Call::Checked]);
}

#[tokio::test]
async fn an_installation_that_the_system_updates_offers_nothing() {
    let app = Updated::new();
    let desktop = begun(&app.folder, &app.clock, &app.seen, None);
    desktop.check_for_due_update().await;
    assert!(!desktop.app_info().unwrap().updates_itself);
    let failures = [desktop.check_for_updates().await.err(), desktop.install_update("0.2.0").await.err()];
    for failure in failures {
        assert_eq!(failure.unwrap().code, ErrorCode::UpdateRefused);
    }
    assert!(app.desktop.app_info().unwrap().updates_itself);
    assert_eq!(app.updater.taken(), []);
}

#[tokio::test]
async fn nothing_is_installed_before_the_customer_says_yes() {
    let app = Updated::new();
    app.desktop.check_for_due_update().await;
    assert_eq!(app.offer(), Some(offer(false)));
    assert_eq!(app.seen.count(|call| *call == ShellCall::Emitted(Event::Update)), 1, "the window is told");
    assert_eq!(app.desktop.check_for_updates().await.unwrap(), Some(offer(false)));
    assert_eq!(app.updater.taken(), [Call::Checked, Call::Checked]);
    let other = app.desktop.install_update("0.3.0").await.unwrap_err();
    assert_eq!(other.message, "Эта версия больше не предлагается.");
    assert_eq!(app.updater.taken(), [], "the customer said yes to another version");

    app.desktop.install_update("0.2.0").await.unwrap();
    assert_eq!(app.updater.taken(), [Call::Installed]);
    assert_eq!(app.offer(), Some(offer(true)));
    assert_eq!(app.pass(TimeDelta::days(1)).await, [], "it begins with the next start");
    assert!(app.desktop.install_update("0.2.0").await.is_err(), "it is installed once");
    app.desktop.restart();
    assert_eq!(app.updater.taken(), [Call::Restarted]);
}

#[tokio::test]
async fn a_bad_version_is_told_on_a_click_alone_and_can_be_tried_again() {
    let app = Updated::new();
    app.updater.set_bad(true);
    app.desktop.check_for_due_update().await;
    assert_eq!(app.seen.take_done(), [], "nobody asked");
    let failure = app.desktop.check_for_updates().await.unwrap_err();
    assert_eq!(failure.code, ErrorCode::UpdateRefused);
    assert!(!failure.hint.is_empty(), "there is a way out");
    app.updater.set_bad(false);
    app.desktop.check_for_updates().await.unwrap();
    app.updater.set_bad(true);
    app.desktop.install_update("0.2.0").await.unwrap_err();
    assert_eq!(app.offer(), Some(offer(false)));
    app.updater.set_bad(false);
    app.desktop.install_update("0.2.0").await.unwrap();
    assert_eq!(app.offer(), Some(offer(true)));
}

#[tokio::test]
async fn a_version_that_was_withdrawn_is_offered_no_longer() {
    let app = Updated::new();
    app.desktop.check_for_updates().await.unwrap();
    *app.updater.newest.lock().unwrap() = None;
    assert_eq!(app.desktop.check_for_updates().await.unwrap(), None);
    assert_eq!(app.offer(), None);
}
