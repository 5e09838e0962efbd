//! Random histories of a computer: each due reminder is shown once, and the site is spared.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::sync::Arc;
use std::thread;

use chrono::{DateTime, Days, Months, NaiveDate, NaiveTime, TimeDelta, Utc};
use chrono_tz::{America, Asia, Europe, Tz};
use kabinet_demo::Fault;
use kabinet_desktop::{Desktop, Event};
use proptest::prelude::*;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};
use tempfile::TempDir;
use tokio::runtime::Runtime;

use crate::support::{Daemon, Seen, SetClock, ShellCall, TestDesktop, account, begun};

/// The number of histories; `cargo xtask check histories` asks for more.
const HISTORIES: &str = "KABINET_HISTORIES";
const FEW_HISTORIES: u32 = 60;

/// The debit that the site shows, and the rules of a new account that lacks money for it.
const STATED: &str = "2026-11-30";
const DAYS_BEFORE: [u32; 4] = [7, 3, 1, 0];

/// The least time between two automatic refreshes, their retries excluded.
const LEAST_INTERVAL: TimeDelta = TimeDelta::minutes(60);
const ATTEMPTS: u32 = 3;

/// After a longer pause the program takes it that the machine has slept.
const LONGEST_PAUSE: TimeDelta = TimeDelta::minutes(5);

const ZONES: [Tz; 4] = [Asia::Yekaterinburg, Europe::Kaliningrad, Asia::Kamchatka, America::New_York];
const DESCRIPTION: &str = include_str!("../../../providers/descriptions/sevencom.toml");

/// A step of a history.
#[derive(Debug, Clone, Copy)]
enum Step {
    /// The program runs, with a tick each time after these minutes.
    Awake {
        ticks: u32,
        minutes: i64,
    },
    Sleep(TimeDelta),
    ClockSet(TimeDelta),
    /// The provider's time zone is another one.
    Zone(Tz),
    Restart,
    /// The notification is sent, and the program ends before it records that.
    KilledAtSending,
    Daemon(Daemon),
    SiteFails(bool),
}

/// A debit, and the days before it on which a reminder is due.
type Key = (NaiveDate, u32);

/// The numbers of happenings in all histories, to show that they were tried.
#[derive(Debug, Default)]
struct Tally {
    histories: u32,
    shown: u32,
    shown_again: u32,
    refused: u32,
    refreshes: u32,
    retries: u32,
}

/// A computer, and the reminders that it must have shown.
struct Computer<'a> {
    customer: &'a TestDesktop,
    runtime: &'a Runtime,
    tally: &'a RefCell<Tally>,
    folder: TempDir,
    clock: Arc<SetClock>,
    seen: Arc<Seen>,
    desktop: Arc<Desktop>,
    zone: Tz,
    daemon: Daemon,
    site_fails: bool,
    recorded: BTreeSet<Key>,
    shown: BTreeMap<Key, u32>,
    kills: BTreeMap<Key, u32>,
    last_tick: Option<DateTime<Utc>>,
    /// The start of the last series of attempts, unless the clock was set back since.
    began: Option<DateTime<Utc>>,
    failures: u32,
}

#[test]
fn in_no_history_a_reminder_is_lost_or_repeated_or_the_site_asked_too_often() {
    let wanted = std::env::var(HISTORIES).ok().and_then(|count| count.parse().ok());
    let wanted = wanted.unwrap_or(FEW_HISTORIES);
    let workers = u32::try_from(thread::available_parallelism().unwrap().get()).unwrap();
    let tallies: Vec<Tally> = thread::scope(|scope| {
        let work = (0..workers).map(|worker| scope.spawn(move || try_some(worker, wanted.div_ceil(workers))));
        work.collect::<Vec<_>>().into_iter().map(|worker| worker.join().unwrap()).collect()
    });
    let sum = |count: fn(&Tally) -> u32| tallies.iter().map(count).sum::<u32>();
    let happened = [
        ("histories", sum(|it| it.histories)),
        ("reminders shown", sum(|it| it.shown)),
        ("of them again after a kill", sum(|it| it.shown_again)),
        ("offers refused", sum(|it| it.refused)),
        ("automatic refreshes", sum(|it| it.refreshes)),
        ("retries", sum(|it| it.retries)),
    ];
    println!("{}", happened.map(|(what, count)| format!("{count} {what}")).join(", "));
    for (what, count) in happened {
        assert!(count > 0, "the histories have no {what} in them");
    }
}

/// Tries histories, each worker other ones and each time the same.
fn try_some(worker: u32, cases: u32) -> Tally {
    let runtime = Runtime::new().unwrap();
    let (customer, tally) = (runtime.block_on(TestDesktop::with_customer()), RefCell::default());
    let config = ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() };
    let mut seed = [0; 32];
    seed[..4].copy_from_slice(&worker.to_le_bytes());
    let chance = TestRng::from_seed(RngAlgorithm::ChaCha, &seed);
    let outcome =
        TestRunner::new_with_rng(config, chance).run(&proptest::collection::vec(step(), 1..30), |steps| {
            customer.portal.calm();
            let mut computer = Computer::new(&customer, &runtime, &tally);
            steps.into_iter().for_each(|step| computer.take(step));
            computer.settle();
            Ok(())
        });
    outcome.unwrap_or_else(|error| panic!("{error}"));
    tally.into_inner()
}

fn step() -> impl Strategy<Value = Step> {
    let hours = |hours: i64| TimeDelta::minutes(60 * hours);
    prop_oneof![
        4 => (1..12_u32, 1..5_i64).prop_map(|(ticks, minutes)| Step::Awake { ticks, minutes }),
        1 => (60..100_u32, 4..5_i64).prop_map(|(ticks, minutes)| Step::Awake { ticks, minutes }),
        4 => (1..96_i64).prop_map(move |it| Step::Sleep(hours(it))),
        2 => (6..200_i64).prop_map(|minutes| Step::Sleep(TimeDelta::minutes(minutes))),
        2 => (-72..72_i64).prop_map(move |it| Step::ClockSet(hours(it))),
        1 => proptest::sample::select(ZONES.to_vec()).prop_map(Step::Zone),
        2 => Just(Step::Restart),
        2 => Just(Step::KilledAtSending),
        2 => proptest::sample::select(vec![Daemon::Takes, Daemon::Refuses]).prop_map(Step::Daemon),
        2 => any::<bool>().prop_map(Step::SiteFails),
    ]
}

impl<'a> Computer<'a> {
    fn new(customer: &'a TestDesktop, runtime: &'a Runtime, tally: &'a RefCell<Tally>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("data/providers")).unwrap();
        let database = "data/kabinet.db";
        fs::copy(customer.folder.path().join(database), folder.path().join(database)).unwrap();
        let (clock, seen) = (Arc::new(SetClock::at_start()), Arc::new(Seen::default()));
        let desktop = begun(&folder, &clock, &seen, &customer.secrets);
        tally.borrow_mut().histories += 1;
        Self {
            customer,
            runtime,
            tally,
            folder,
            clock,
            seen,
            desktop,
            zone: ZONES[0],
            daemon: Daemon::Takes,
            site_fails: false,
            recorded: BTreeSet::new(),
            shown: BTreeMap::new(),
            kills: BTreeMap::new(),
            last_tick: None,
            began: None,
            failures: 0,
        }
    }

    fn take(&mut self, step: Step) {
        match step {
            Step::Awake { ticks, minutes } => {
                for _ in 0..ticks {
                    self.clock.pass(TimeDelta::minutes(minutes));
                    self.tick();
                }
            }
            Step::Sleep(time) => self.set_clock(time),
            Step::ClockSet(time) => {
                self.began = self.began.filter(|_| time >= TimeDelta::zero());
                self.set_clock(time);
            }
            Step::Zone(zone) => self.move_to(zone),
            Step::Restart => self.restart(),
            Step::KilledAtSending => self.kill_at_sending(),
            Step::Daemon(daemon) => self.daemon = daemon,
            Step::SiteFails(fails) => self.let_site_fail(fails),
        }
    }

    /// Lets everything work once more, so that no reminder may be missing.
    fn settle(&mut self) {
        self.daemon = Daemon::Takes;
        self.let_site_fail(false);
        self.tick();
        for (key, count) in &self.shown {
            let most = 1 + self.kills.get(key).copied().unwrap_or_default();
            assert!(*count <= most, "{key:?} was shown {count} times after {} kills", most - 1);
        }
    }

    fn set_clock(&mut self, by: TimeDelta) {
        self.clock.pass(by);
        self.tick();
    }

    fn move_to(&mut self, zone: Tz) {
        let description = DESCRIPTION.replace(ZONES[0].name(), zone.name());
        fs::write(self.folder.path().join("data/providers/sevencom.toml"), description).unwrap();
        self.zone = zone;
        self.tick();
    }

    fn restart(&mut self) {
        self.desktop = begun(&self.folder, &self.clock, &self.seen, &self.customer.secrets);
        self.last_tick = None;
        self.failures = 0;
        self.tick();
    }

    fn let_site_fail(&mut self, fails: bool) {
        self.site_fails = fails;
        self.customer.portal.calm();
        if fails {
            self.customer.portal.fault(Fault::Unavailable { retry_after: None });
        }
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

    fn kill_at_sending(&mut self) {
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
        let offered = self.seen.take_done().into_iter().filter(|it| matches!(it, ShellCall::Notified(_)));
        assert_eq!(offered.count(), usize::from(due.is_some()), "{due:?} is due at {}", self.clock.get());
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
        let pause = self.last_tick.replace(now).map(|last| now - last);
        if pause.is_some_and(|pause| !(TimeDelta::zero()..LONGEST_PAUSE).contains(&pause)) {
            self.failures = 0;
        }
        self.runtime.block_on(self.desktop.refresh_due());
        let changed = ShellCall::Emitted(Event::Changed(account()));
        let attempts = self.seen.take_done().into_iter().filter(|it| *it == changed).count();
        assert!(attempts <= 1, "one account is refreshed once at {now}");
        if attempts == 1 {
            self.count_attempt(now);
        }
    }

    fn count_attempt(&mut self, now: DateTime<Utc>) {
        let mut tally = self.tally.borrow_mut();
        if self.failures == 0 {
            let since = self.began.map(|began| now - began);
            assert!(since.is_none_or(|since| since >= LEAST_INTERVAL), "again after {since:?} at {now}");
            self.began = Some(now);
            tally.refreshes += 1;
        } else {
            tally.retries += 1;
        }
        self.failures = if self.site_fails { (self.failures + 1) % ATTEMPTS } else { 0 };
    }

    /// Returns the reminder that must be offered now.
    ///
    /// It is the latest whose moment has come, unless one as near to the debit was shown.
    fn due(&self) -> Option<Key> {
        let now = self.clock.get().with_timezone(&self.zone).naive_local();
        let stated: NaiveDate = STATED.parse().unwrap();
        let debit = (0..).map(|months| stated + Months::new(months)).find(|debit| *debit >= now.date())?;
        let ten = NaiveTime::from_hms_opt(10, 0, 0)?;
        let has_come = |days: &u32| (debit - Days::new(u64::from(*days))).and_time(ten) <= now;
        let days_before = DAYS_BEFORE.into_iter().filter(has_come).min()?;
        let is_shown = self.recorded.iter().any(|(of, days)| *of == debit && *days <= days_before);
        (!is_shown).then_some((debit, days_before))
    }
}
