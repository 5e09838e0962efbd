//! A year of the desktop program with an accelerated clock, before real and unreliable services.
//!
//! The program's own loop, schedule, database and clients run; dunst and gnome-keyring are real and
//! are killed, frozen and started. Only the clock and the drawing are not real.

mod shell;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Arc, Mutex, mpsc};
use std::{mem, thread};

use chrono::{
    DateTime, Datelike, Days, Months, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike, Utc, Weekday,
};
use kabinet_api::view::{Preferences, ReminderList};
use kabinet_api::{AccountKey, Api, Clock, Language, SecretName, Secrets, SecretsError, SignIn};
use kabinet_demo::{ACCOUNT, Demo, Running, Setup};
use kabinet_desktop::{Desktop, SessionSecrets};
use kabinet_freedesktop::{Notifications, TrayPlace, on_arrival};
use kabinet_keyring::{Keyring, TimeLimits};
use kabinet_test_desktop::{
    Frozen, KeyringService, Monitor, NotificationDaemon, Programs, Service, Session, TrayHost, wait_until,
};
use secrecy::SecretString;
use tokio::runtime::Runtime;

use super::column::Column;
use crate::support::{ARTIFACTS, sign_in_form};
use shell::{Closing, YearShell};

/// The beginning; the demo's next debit is five days after it, and then one is every month.
const BEGIN: &str = "2026-11-25T02:00:00Z";
const FIRST_DEBIT: (i32, u32, u32) = (2026, 11, 30);
const YEAR: TimeDelta = TimeDelta::days(365);

/// The pause between two looks at the clock, below the one after which a machine has slept.
const STEP: TimeDelta = TimeDelta::seconds(290);

/// The longest time without an attempt while the machine is awake.
///
/// It is an interval with its variation, an hour after waking up, and a step.
const LONGEST_GAP: TimeDelta = TimeDelta::minutes(7 * 60 + 12 + 60 + 5);

/// The rules for a balance that does not cover the debit, in days before it.
const RULES: [u32; 4] = [7, 3, 1, 0];

/// Lets a year pass.
pub fn column(name: &'static str) {
    let mut year = Year::begin();
    year.pass();
    let mut column = Column::new(name);
    column.cell("each reminder arrives once or stands marked", || year.check_reminders());
    column.cell("refreshing goes on as scheduled", || {
        assert!(year.longest_gap <= LONGEST_GAP, "it stopped for {}", year.longest_gap);
    });
    column.cell("every trouble was met", || {
        assert_eq!(year.met.iter().copied().collect::<Vec<_>>(), TROUBLES);
    });
    column.finish();
}

/// The year: the program and the services that are unreliable.
struct Year {
    session: Session,
    monitor: Monitor,
    runtime: Runtime,
    desktop: Arc<Desktop>,
    api: Api,
    clock: Arc<YearClock>,
    shell: Arc<YearShell>,
    attempts: Arc<Mutex<Vec<DateTime<Utc>>>>,
    random: Random,
    daemon: NotificationDaemon,
    notifications: Vec<Service>,
    frozen: Option<Frozen>,
    keyring: Vec<Service>,
    tray: Vec<Service>,
    awake_since_attempt: TimeDelta,
    longest_gap: TimeDelta,
    expected: BTreeSet<(NaiveDate, u32)>,
    met: BTreeSet<&'static str>,
    _site: Running,
}

/// A clock that is set.
struct YearClock(Mutex<DateTime<Utc>>);

/// The keyring, with the time of each attempt to refresh, which reads it once.
struct Recorder {
    keyring: SessionSecrets,
    clock: Arc<YearClock>,
    attempts: Arc<Mutex<Vec<DateTime<Utc>>>>,
}

/// Numbers that are the same in every run.
struct Random(u64);

impl Year {
    fn begin() -> Self {
        let session = Session::with_programs(Path::new(ARTIFACTS), Programs::NONE);
        let (address, display) = (session.address().to_owned(), session.display().to_owned());
        let keyring = session.start_keyring(KeyringService::Gnome);
        let clock = Arc::new(YearClock(Mutex::new(BEGIN.parse().unwrap())));
        let attempts = Arc::new(Mutex::new(Vec::new()));
        let real = Keyring::on_bus(address.clone(), TimeLimits::default());
        let secrets = Arc::new(Recorder {
            keyring: SessionSecrets::over(Arc::new(real)),
            clock: Arc::clone(&clock),
            attempts: Arc::clone(&attempts),
        });
        let api = Api::new(session.home().join("data"), clock.clone(), secrets);
        let (arrival, arrived) = mpsc::channel();
        let notifications = Notifications::new(Some(address.clone()), None, move || _ = arrival.send(()));
        let place = TrayPlace { bus: Some(address.clone()), display: Some(display) };
        let shell = Arc::new(YearShell { notifications, place, closed: Mutex::new(Closing::Never) });
        let desktop = Arc::new(Desktop::new(
            api.clone(),
            clock.clone(),
            shell.clone(),
            Preferences { tray_explained: true, ..Preferences::default() },
            Language::Ru,
        ));
        let (ticking, refreshing) = (Arc::clone(&desktop), Arc::clone(&desktop));
        thread::spawn(move || arrived.iter().for_each(|()| ticking.tick()));
        on_arrival(Some(address), "org.freedesktop.secrets", move || refreshing.keyring_came());
        let runtime = Runtime::new().unwrap();
        let today = clock.now().date_naive();
        let site = Demo::start(Setup { months: Some(2), ..Setup::new(today) }).unwrap();
        let form = SignIn { keep_password: true, ..sign_in_form(&site) };
        let signed_in = runtime.block_on(desktop.sign_in(form)).unwrap();
        assert!(signed_in.warning.is_none(), "the keyring keeps the password");
        runtime.block_on(desktop.refresh(&account(), None)).unwrap();
        Self {
            monitor: session.monitor(),
            session,
            runtime,
            desktop,
            api,
            clock,
            shell,
            attempts,
            random: Random(1),
            daemon: NotificationDaemon::None,
            notifications: Vec::new(),
            frozen: None,
            keyring,
            tray: Vec::new(),
            awake_since_attempt: TimeDelta::zero(),
            longest_gap: TimeDelta::zero(),
            expected: BTreeSet::new(),
            met: BTreeSet::new(),
            _site: site,
        }
    }

    /// Lets the year pass.
    fn pass(&mut self) {
        const STEPS_OF_TICK: u32 = 6;
        let end = self.clock.now() + YEAR;
        let mut step = 0;
        while self.clock.now() < end {
            self.sleep();
            if self.local().minute() < 5 {
                self.disturb();
            }
            if step % STEPS_OF_TICK == 0 {
                self.expect_reminder();
                self.desktop.tick();
            }
            self.runtime.block_on(self.desktop.refresh_due());
            self.note_attempts();
            self.clock.pass(STEP);
            step += 1;
        }
    }

    fn local(&self) -> NaiveDateTime {
        (self.clock.now() + TimeDelta::hours(5)).naive_utc()
    }

    /// Sleeps until the machine is awake again, if it is time to.
    ///
    /// It is on in the mornings, from Wednesday to Thursday without a break, and not at weekends.
    fn sleep(&self) {
        let is_awake = |local: NaiveDateTime| match local.weekday() {
            Weekday::Mon | Weekday::Tue | Weekday::Fri => (9..12).contains(&local.hour()),
            Weekday::Wed => local.hour() >= 9,
            Weekday::Thu => local.hour() < 23,
            Weekday::Sat | Weekday::Sun => false,
        };
        while !is_awake(self.local()) {
            let to_hour = 60 - i64::from(self.local().minute());
            self.clock.pass(TimeDelta::minutes(to_hour));
        }
    }

    /// Lets the services of the session come and go.
    fn disturb(&mut self) {
        let local = self.local();
        if self.random.one_of(if self.keyring.is_empty() { 10 } else { 30 }) {
            self.turn_keyring();
        }
        let days_left = (debit(local.date()) - local.date()).num_days();
        let is_reminder_day = RULES.iter().any(|rule| i64::from(*rule) == days_left);
        if is_reminder_day && matches!(local.hour(), 9 | 11 | 18) {
            self.turn_daemon();
        }
        if local.hour() == 8 && self.random.one_of(6) {
            self.turn_tray();
        }
    }

    fn turn_keyring(&mut self) {
        if self.keyring.is_empty() {
            self.keyring = self.session.start_keyring(KeyringService::Gnome);
        } else {
            self.keyring.clear();
            wait_until("no keyring", || (!self.session.is_owned("org.freedesktop.secrets")).then_some(()));
        }
    }

    fn turn_daemon(&mut self) {
        if self.random.one_of(2) {
            // It goes on, and shows the notifications of the meantime; otherwise it is killed.
            self.frozen = None;
        }
        match self.random.below(5) {
            0 | 1 => self.set_daemon(NotificationDaemon::Dunst),
            2 => self.set_daemon(NotificationDaemon::None),
            3 => self.set_daemon(NotificationDaemon::Refusing),
            _ => {
                self.set_daemon(NotificationDaemon::Dunst);
                self.frozen = self.notifications.first().map(Service::freeze);
                self.met.insert("a daemon that hangs");
            }
        }
    }

    fn set_daemon(&mut self, daemon: NotificationDaemon) {
        if daemon == self.daemon && self.frozen.is_none() {
            return;
        }
        self.notifications.clear();
        self.frozen = None;
        wait_until("no daemon", || (!self.session.is_owned("org.freedesktop.Notifications")).then_some(()));
        self.notifications = self.session.start_notifications(daemon);
        self.daemon = daemon;
        match daemon {
            NotificationDaemon::None => self.met.insert("no daemon"),
            NotificationDaemon::Refusing => self.met.insert("a daemon that refuses"),
            NotificationDaemon::Dunst
            | NotificationDaemon::Mako
            | NotificationDaemon::Xfce
            | NotificationDaemon::Gnome
            | NotificationDaemon::Mate
            | NotificationDaemon::Lxqt => self.met.insert("a daemon that comes"),
        };
    }

    /// Lets a tray come or go, and closes the window.
    fn turn_tray(&mut self) {
        let had_tray = !self.tray.is_empty();
        self.tray.clear();
        wait_until("no tray", || (!self.session.has_tray_host()).then_some(()));
        if !had_tray {
            self.tray = self.session.start_tray(TrayHost::Stub);
        }
        self.desktop.close_window();
        let closed = *self.shell.closed.lock().unwrap();
        let (expected, met) =
            if had_tray { (Closing::Asked, "no tray") } else { (Closing::ToTray, "a tray that comes") };
        assert_eq!(closed, expected, "the window hides only where an icon is");
        self.met.insert(met);
    }

    /// Records the reminder that is due by the rules, which the program has to show.
    fn expect_reminder(&mut self) {
        let local = self.local();
        let debit = debit(local.date());
        let at = NaiveTime::from_hms_opt(10, 0, 0).unwrap();
        let is_due = |rule: &&u32| (debit - Days::new(u64::from(**rule))).and_time(at) <= local;
        if let Some(rule) = RULES.iter().filter(is_due).min() {
            self.expected.insert((debit, *rule));
        }
    }

    fn note_attempts(&mut self) {
        let attempts = mem::take(&mut *self.attempts.lock().unwrap());
        self.awake_since_attempt =
            if attempts.is_empty() { self.awake_since_attempt + STEP } else { TimeDelta::zero() };
        self.longest_gap = self.longest_gap.max(self.awake_since_attempt);
        if !attempts.is_empty() && self.keyring.is_empty() {
            self.met.insert("no keyring");
        }
    }

    /// Compares the reminders that were due with those that the daemons have taken.
    fn check_reminders(&mut self) {
        self.set_daemon(NotificationDaemon::Dunst);
        self.desktop.tick();
        let taken = |list: &ReminderList| list.shown.iter().filter(|it| it.shown_at.is_some()).count();
        let list = wait_until("as many taken reminders as the daemons have", || {
            let list = self.reminders();
            (taken(&list) == self.monitor.taken().len()).then_some(list)
        });
        for debit in self.expected.iter().map(|(debit, _)| *debit).collect::<BTreeSet<_>>() {
            let due = self.expected.iter().filter(|(date, _)| *date == debit).count();
            let of_debit = || list.shown.iter().filter(|it| it.debit_date == debit);
            assert_eq!(of_debit().count(), due, "each reminder of the debit of {debit} is recorded");
            let text = of_debit().next().map(|it| it.text.clone()).unwrap_or_default();
            let arrived = self.monitor.taken().iter().filter(|it| it.notification.text == text).count();
            let shown = of_debit().filter(|it| it.shown_at.is_some()).count();
            assert_eq!(arrived, shown, "each shown one has arrived once: {text}");
        }
        let waiting = list.shown.iter().filter(|it| it.shown_at.is_none());
        assert!(waiting.clone().all(|it| it.unseen), "each one that never arrived stands marked");
        assert!(waiting.count() > 0, "the year was too calm: each one has arrived");
    }

    fn reminders(&self) -> ReminderList {
        self.api.open(&account()).and_then(|account| account.reminder_list(Language::Ru)).unwrap()
    }
}

/// The troubles that the year has to contain.
const TROUBLES: [&str; 7] = [
    "a daemon that comes",
    "a daemon that hangs",
    "a daemon that refuses",
    "a tray that comes",
    "no daemon",
    "no keyring",
    "no tray",
];

fn account() -> AccountKey {
    AccountKey::new("sevencom", ACCOUNT).unwrap()
}

/// Returns the first debit on a day or after it.
fn debit(day: NaiveDate) -> NaiveDate {
    let (year, month, of_month) = FIRST_DEBIT;
    let first = NaiveDate::from_ymd_opt(year, month, of_month).unwrap();
    (0..).map(|months| first + Months::new(months)).find(|date| *date >= day).unwrap()
}

impl YearClock {
    fn pass(&self, time: TimeDelta) {
        *self.0.lock().unwrap() += time;
    }
}

impl Clock for YearClock {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap()
    }
}

impl Recorder {
    fn record_attempt(&self) {
        self.attempts.lock().unwrap().push(self.clock.now());
    }
}

impl Secrets for Recorder {
    fn reach(&self) -> Result<(), SecretsError> {
        self.keyring.reach()
    }

    fn put(&self, name: &SecretName, secret: &SecretString) -> Result<(), SecretsError> {
        self.keyring.put(name, secret)
    }

    fn get(&self, name: &SecretName) -> Result<SecretString, SecretsError> {
        self.record_attempt();
        self.keyring.get(name)
    }

    fn delete(&self, name: &SecretName) -> Result<(), SecretsError> {
        self.keyring.delete(name)
    }
}

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }

    fn one_of(&mut self, count: u64) -> bool {
        self.below(count) == 0
    }
}
