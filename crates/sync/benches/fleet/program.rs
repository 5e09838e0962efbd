//! A program with Kabinet's own schedule.

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use chrono_tz::Asia::Yekaterinburg;
use kabinet_sync::schedule::{History, JITTER_MAX, Plan, RetryPolicy, Trigger, has_slept};
use rand::RngExt;

use crate::load::Load;
use crate::people::{DAY, HOUR, Person, Seconds, Session};
use crate::recovery::Recovery;
use crate::scenes::Scene;

/// The time between two looks at the clock.
const TICK: Seconds = 30;

/// A program of one account.
struct Program<'a> {
    scene: &'a Scene,
    person: Person,
    history: History,
    plan: Option<Plan>,
    /// The last look at the clock, until the program ends.
    looked_at: Option<Seconds>,
    recovery: Recovery,
}

/// Runs the program of a person.
pub fn run(number: u32, scene: &Scene, load: &mut Load) {
    let mut person = Person::of(number);
    if let Some(cut) = scene.cut {
        person.cut_off(cut);
    }
    let began_at = person.sessions.first().map_or(0, |session| session.from);
    let read_at = began_at - person.chance.random_range(0..6 * HOUR);
    let history = History {
        succeeded_at: Some(utc(read_at)),
        automatic_at: Some(utc(read_at)),
        debit_date: Some(debit_date(&mut person, scene)),
        time_zone: Yekaterinburg,
    };
    let recovery = Recovery::of(scene);
    let mut program = Program { scene, person, history, plan: None, looked_at: None, recovery };
    for session in program.person.sessions.clone() {
        program.awake(&session, load);
    }
    load.longest_recovery = load.longest_recovery.max(program.recovery.longest());
}

fn debit_date(person: &mut Person, scene: &Scene) -> NaiveDate {
    let days = if scene.has_debit { 0 } else { person.chance.random_range(0..30) };
    let measured = utc(DAY).with_timezone(&Yekaterinburg).date_naive();
    measured.checked_add_days(Days::new(days)).unwrap_or(measured)
}

impl Program<'_> {
    fn awake(&mut self, session: &Session, load: &mut Load) {
        self.begin(session);
        let mut opened_at = session.opened_at;
        while let Some(next) = self.plan.and_then(|plan| plan.next()) {
            let due = session.from + ticks_until(seconds(next) - session.from) * TICK;
            if let Some(opened) = opened_at.take_if(|opened| *opened <= due.min(session.until)) {
                self.happens(Trigger::Opened, opened);
                if self.plan.is_some_and(|plan| plan.is_due(utc(opened))) {
                    self.attempt(opened, load);
                }
            } else if due <= session.until {
                self.attempt(due, load);
            } else {
                break;
            }
        }
        self.looked_at = Some(session.from + (session.until - session.from) / TICK * TICK);
        self.recovery.pass(session.until);
    }

    fn begin(&mut self, session: &Session) {
        self.recovery.begin(session);
        let slept_at = self.looked_at.filter(|_| session.woke);
        match slept_at {
            Some(slept_at) if has_slept(utc(slept_at), utc(session.from)) => {
                self.happens(Trigger::Woke(utc(slept_at)), session.from);
            }
            Some(_) => {}
            None => {
                self.plan = None;
                self.happens(Trigger::Began, session.from);
            }
        }
    }

    fn attempt(&mut self, at: Seconds, load: &mut Load) {
        if self.plan.is_some_and(|plan| !plan.is_retry()) {
            self.history.automatic_at = Some(utc(at));
        }
        let failure = self.scene.failure(at);
        load.count(at, failure.is_none());
        self.recovery.attempt(at, failure.is_none());
        if let Some(failure) = failure {
            self.happens(Trigger::Failed(RetryPolicy::of(&failure)), at);
        } else {
            self.history.succeeded_at = Some(utc(at));
            self.happens(Trigger::Refreshed, at);
        }
    }

    fn happens(&mut self, trigger: Trigger, at: Seconds) {
        let jitter = self.person.chance.random_range(0..=JITTER_MAX);
        self.plan = Some(Plan::after(trigger, self.plan, &self.history, utc(at), jitter));
    }
}

/// The midnight before the first of both days.
const MIDNIGHT: DateTime<Utc> = DateTime::from_timestamp(1_795_978_800, 0).expect("it is a time");

fn utc(at: Seconds) -> DateTime<Utc> {
    MIDNIGHT + TimeDelta::seconds(at)
}

/// Returns the looks at the clock until a time is over.
fn ticks_until(wait: Seconds) -> Seconds {
    (wait.max(0) + TICK - 1) / TICK
}

/// Returns the first whole second of a moment.
fn seconds(moment: DateTime<Utc>) -> Seconds {
    let since = moment - MIDNIGHT;
    since.num_seconds() + Seconds::from(since.subsec_nanos() > 0)
}
