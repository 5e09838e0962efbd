//! A computer on which the program runs, and the reminders that it must have shown.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use chrono::{DateTime, Days, Months, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use chrono_tz::{Asia, Tz};
use kabinet_demo::Fault;
use kabinet_desktop::{Desktop, Event, Notification, NotificationAction};
use tempfile::TempDir;
use tokio::runtime::Runtime;

use super::{Daemon, Seen, SetClock, ShellCall, TestDesktop, account, begun};

/// The time zone of the provider, until a history moves it.
pub const ZONE: Tz = Asia::Yekaterinburg;

/// The debit that the site shows at first, and the rules of a new account that lacks money for it.
const STATED: &str = "2026-11-30";
const DAYS_BEFORE: [u32; 4] = [7, 3, 1, 0];

/// The least time between two automatic attempts that reach the site.
const LEAST_INTERVAL: TimeDelta = TimeDelta::minutes(60);

const DESCRIPTION: &str = include_str!("../../../../providers/descriptions/sevencom.toml");

/// A debit, and the days before it on which a reminder is due.
pub type Key = (NaiveDate, u32);

/// The numbers of happenings, to show that they were tried.
#[derive(Debug, Default)]
pub struct Tally {
    pub histories: u32,
    pub shown: u32,
    pub shown_again: u32,
    pub refused: u32,
    pub refreshes: u32,
    pub failures: u32,
}

/// A computer, and the reminders that it must have shown.
pub struct Computer<'a> {
    pub customer: &'a TestDesktop,
    pub clock: Arc<SetClock>,
    pub seen: Arc<Seen>,
    pub desktop: Arc<Desktop>,
    pub daemon: Daemon,
    folder: TempDir,
    runtime: &'a Runtime,
    tally: &'a RefCell<Tally>,
    zone: Tz,
    site_fails: bool,
    recorded: BTreeSet<Key>,
    shown: BTreeMap<Key, u32>,
    kills: BTreeMap<Key, u32>,
    /// The start of the last attempt, unless the clock was set back since.
    began: Option<DateTime<Utc>>,
}

impl<'a> Computer<'a> {
    pub fn new(customer: &'a TestDesktop, runtime: &'a Runtime, tally: &'a RefCell<Tally>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("data/providers")).unwrap();
        let database = "data/kabinet.db";
        fs::copy(customer.folder.path().join(database), folder.path().join(database)).unwrap();
        let (clock, seen) = (Arc::new(SetClock::at_start()), Arc::new(Seen::default()));
        let desktop = begun(&folder, &clock, &seen, &customer.secrets);
        tally.borrow_mut().histories += 1;
        Self {
            customer,
            clock,
            seen,
            desktop,
            daemon: Daemon::Takes,
            folder,
            runtime,
            tally,
            zone: ZONE,
            site_fails: false,
            recorded: BTreeSet::new(),
            shown: BTreeMap::new(),
            kills: BTreeMap::new(),
            began: None,
        }
    }

    /// Lets everything work once more, so that no reminder may be missing.
    pub fn settle(&mut self) {
        self.daemon = Daemon::Takes;
        self.let_site_fail(false);
        self.tick();
        for (key, count) in &self.shown {
            let most = 1 + self.kills.get(key).copied().unwrap_or_default();
            assert!(*count <= most, "{key:?} was shown {count} times after {} kills", most - 1);
        }
    }

    /// Lets time pass, and the timer do its work.
    pub fn pass(&mut self, time: TimeDelta) {
        self.clock.pass(time);
        self.tick();
    }

    /// Sets the clock, which may go back.
    pub fn set_clock(&mut self, by: TimeDelta) {
        self.began = self.began.filter(|_| by >= TimeDelta::zero());
        self.pass(by);
    }

    pub fn move_to(&mut self, zone: Tz) {
        let description = DESCRIPTION.replace(ZONE.name(), zone.name());
        fs::write(self.data().join("providers/sevencom.toml"), description).unwrap();
        self.zone = zone;
        self.tick();
    }

    pub fn restart(&mut self) {
        self.desktop = begun(&self.folder, &self.clock, &self.seen, &self.customer.secrets);
        self.tick();
    }

    /// Opens the window, which has figures refreshed that are not recent.
    pub fn open_window(&mut self) {
        self.desktop.startup().unwrap();
        self.tick();
    }

    pub fn let_site_fail(&mut self, fails: bool) {
        self.site_fails = fails;
        self.customer.portal.calm();
        if fails {
            self.customer.portal.fault(Fault::Unavailable { retry_after: None });
        }
    }

    /// Returns the time at the provider.
    pub fn local(&self) -> NaiveDateTime {
        self.clock.get().with_timezone(&self.zone).naive_local()
    }

    /// Checks that each reminder whose moment has come was shown.
    ///
    /// It holds for a computer on which the program runs on every day.
    pub fn assert_none_missed(&self) {
        let now = self.local();
        let debits = debits().take_while(|debit| *debit < now.date() + Days::new(32));
        let keys = debits.flat_map(|debit| DAYS_BEFORE.map(|days| (debit, days)));
        let due: Vec<Key> = keys.filter(|key| moment(*key) <= now).collect();
        let missed: Vec<&Key> = due.iter().filter(|key| !self.shown.contains_key(key)).collect();
        assert_eq!(missed, Vec::<&Key>::new(), "none is missed until {now}");
        assert_eq!(self.shown.len(), due.len(), "and no other one is shown");
    }

    /// Returns the folder with the data of the program.
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// Lets the timer do its work, and compares it with the reminders that were due.
    fn tick(&mut self) {
        let due = self.due();
        self.offer(due, self.daemon);
        if let (Some(key), Daemon::Takes) = (due, self.daemon) {
            self.recorded.insert(key);
        }
        self.refresh();
    }

    pub fn kill_at_sending(&mut self) {
        if self.daemon == Daemon::Takes {
            let due = self.due();
            self.offer(due, Daemon::Hangs);
            due.into_iter().for_each(|key| *self.kills.entry(key).or_default() += 1);
        }
        self.restart();
    }

    /// Ticks, and checks that exactly the due reminder is handed to the daemon.
    fn offer(&mut self, due: Option<Key>, daemon: Daemon) {
        *self.seen.daemon.lock().unwrap() = daemon;
        self.desktop.tick();
        self.seen.take_done();
        let offered = self.seen.take_notifications().iter().filter(|it| is_reminder(it)).count();
        assert_eq!(offered, usize::from(due.is_some()), "{due:?} is due at {}", self.clock.get());
        let Some(key) = due else { return };
        let mut tally = self.tally.borrow_mut();
        match daemon {
            Daemon::Refuses => tally.refused += 1,
            Daemon::Takes | Daemon::Hangs => {
                let count = self.shown.entry(key).or_default();
                *count += 1;
                tally.shown += 1;
                tally.shown_again += u32::from(*count > 1);
            }
        }
    }

    fn refresh(&mut self) {
        let now = self.clock.get();
        self.runtime.block_on(self.desktop.refresh_due());
        let changed = ShellCall::Emitted(Event::Changed(account()));
        let attempts = self.seen.take_done().into_iter().filter(|it| *it == changed).count();
        assert!(attempts <= 1, "one account is refreshed once at {now}");
        if attempts == 1 {
            self.count_attempt(now);
        }
    }

    /// Refreshes as on a click, while the site is in order.
    pub fn refresh_on_click(&mut self) {
        self.runtime.block_on(self.desktop.refresh(&account(), None)).unwrap();
    }

    fn count_attempt(&mut self, now: DateTime<Utc>) {
        let has_failed = self.has_failed();
        assert!(has_failed || !self.site_fails, "a site that fails was read at {now}");
        let since = self.began.map(|began| now - began);
        assert!(since.is_none_or(|since| since >= LEAST_INTERVAL), "again after {since:?} at {now}");
        self.began = Some(now);
        let mut tally = self.tally.borrow_mut();
        tally.refreshes += 1;
        tally.failures += u32::from(has_failed);
    }

    /// Returns true if the last refresh has failed by the program's own record.
    fn has_failed(&self) -> bool {
        let log = self.desktop.query(|api, language| api.open(&account())?.refresh_log(language));
        log.unwrap().first().is_some_and(|record| record.code.is_some())
    }

    /// Returns the reminder that must be offered now.
    ///
    /// It is the latest whose moment has come, unless one as near to the debit was shown.
    fn due(&self) -> Option<Key> {
        let now = self.local();
        let debit = debits().find(|debit| *debit >= now.date())?;
        let has_come = |days: &u32| moment((debit, *days)) <= now;
        let days_before = DAYS_BEFORE.into_iter().filter(has_come).min()?;
        let is_shown = self.recorded.iter().any(|(of, days)| *of == debit && *days <= days_before);
        (!is_shown).then_some((debit, days_before))
    }
}

/// Returns true for a reminder of a debit that lacks money, which alone has the button to pay.
fn is_reminder(notification: &Notification) -> bool {
    notification.buttons.iter().any(|(action, _)| *action == NotificationAction::Pay)
}

/// Returns the debits, of which one comes every month.
fn debits() -> impl Iterator<Item = NaiveDate> {
    let stated: NaiveDate = STATED.parse().unwrap();
    (0..).map(move |months| stated + Months::new(months))
}

/// Returns the moment at which a reminder is due, at the provider.
fn moment((debit, days_before): Key) -> NaiveDateTime {
    let ten = NaiveTime::from_hms_opt(10, 0, 0).unwrap();
    (debit - Days::new(u64::from(days_before))).and_time(ten)
}
