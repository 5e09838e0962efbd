//! Schedules of automatic refreshes.

use chrono_tz::Asia::Yekaterinburg;
use kabinet_providers::{OfflineCause, ProviderError, SignInRefusal};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

use super::*;

const TICK: TimeDelta = TimeDelta::seconds(60);

/// A program that runs day and night, and asks its schedule at every tick.
struct Program {
    history: History,
    chance: StdRng,
    plan: Plan,
    attempts: Vec<DateTime<Utc>>,
    began: Vec<DateTime<Utc>>,
}

impl Program {
    fn new(seed: u64, history: History, now: DateTime<Utc>) -> Self {
        let chance = StdRng::seed_from_u64(seed);
        let mut program =
            Self { history, chance, plan: Plan::default(), attempts: Vec::new(), began: Vec::new() };
        program.take(Trigger::Began, now);
        program
    }

    fn take(&mut self, trigger: Trigger, now: DateTime<Utc>) {
        let jitter = self.chance.random_range(0..=JITTER_MAX);
        self.plan = Plan::after(trigger, Some(self.plan), &self.history, now, jitter);
    }

    fn tick(&mut self, now: DateTime<Utc>, failure: Option<RetryPolicy>) {
        if !self.plan.is_due(now) {
            return;
        }
        self.attempts.push(now);
        if !self.plan.is_retry() {
            self.history.automatic_at = Some(now);
            self.began.push(now);
        }
        if failure.is_none() {
            self.history.succeeded_at = Some(now);
        }
        self.take(failure.map_or(Trigger::Refreshed, Trigger::Failed), now);
    }
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn history(succeeded_at: Option<&str>) -> History {
    History {
        succeeded_at: succeeded_at.map(at),
        automatic_at: None,
        debit_date: None,
        time_zone: Yekaterinburg,
    }
}

/// Returns the time of the refresh that is planned first after an event.
fn next(trigger: Trigger, history: &History, now: DateTime<Utc>, jitter: u32) -> Option<DateTime<Utc>> {
    Plan::after(trigger, None, history, now, jitter).next()
}

fn ticks(from: DateTime<Utc>, over: TimeDelta) -> impl Iterator<Item = DateTime<Utc>> {
    std::iter::successors(Some(from), |at| Some(*at + TICK)).take_while(move |at| *at < from + over)
}

fn gaps(moments: &[DateTime<Utc>]) -> Vec<TimeDelta> {
    moments.windows(2).map(|pair| pair[1] - pair[0]).collect()
}

const START: &str = "2026-11-01T00:00:00Z";

#[test]
fn a_month_of_ticks_refreshes_about_every_six_hours() {
    let mut program = Program::new(1, history(Some(START)), at(START));
    ticks(at(START), TimeDelta::days(30)).for_each(|now| program.tick(now, None));
    assert!((100..=150).contains(&program.attempts.len()), "{}", program.attempts.len());
    let within = TimeDelta::minutes(288)..=TimeDelta::minutes(433);
    for gap in gaps(&program.attempts) {
        assert!(within.contains(&gap), "6 h ± 20 %, on the next tick: {gap}");
    }
}

#[test]
fn restarting_every_ten_minutes_asks_no_more_than_once_an_hour() {
    let mut program = Program::new(2, history(None), at(START));
    for (now, minute) in ticks(at(START), TimeDelta::days(2)).zip(0..) {
        if minute % 10 == 0 {
            program.take(Trigger::Began, now);
        }
        program.tick(now, None);
    }
    assert!(program.began.len() > 2, "it must come to it at some time");
    for gap in gaps(&program.began) {
        assert!(gap >= LEAST_INTERVAL, "{gap}");
    }
}

#[test]
fn an_outage_costs_an_attempt_an_hour_and_ends_with_a_success_within_an_hour_and_a_half() {
    for seed in 0..200 {
        let outage = at(START)..at(START) + TimeDelta::days(2);
        let mut program = Program::new(seed, history(Some(START)), at(START));
        for now in ticks(at(START), TimeDelta::days(4)) {
            let failure = outage.contains(&now).then_some(RetryPolicy::Later(TimeDelta::zero()));
            program.tick(now, failure);
        }
        let during = program.attempts.iter().filter(|at| outage.contains(at)).count();
        assert!((32..=40).contains(&during), "one each 76 to 88 minutes: {during}");
        let back = program.attempts.iter().find(|at| **at >= outage.end).unwrap();
        assert!(*back < outage.end + TimeDelta::minutes(90), "{back}");
        assert!(gaps(&program.attempts).iter().all(|gap| *gap >= LEAST_INTERVAL));
        assert_eq!(program.attempts, program.began, "each is a refresh of its own");
    }
}

#[test]
fn ten_thousand_programs_that_come_back_at_once_do_not_ask_at_once() {
    let reconnect = at("2026-11-20T12:00:00Z");
    for read in ["2026-11-20T06:00:00Z", "2026-11-13T06:00:00Z"] {
        let mut per_minute = [0_u32; 81];
        let mut chance = StdRng::seed_from_u64(4);
        for _ in 0..10_000 {
            let jitter = chance.random_range(0..=JITTER_MAX);
            let first = next(Trigger::Began, &history(Some(read)), reconnect, jitter);
            let minute = usize::try_from((first.unwrap() - reconnect).num_minutes()).unwrap();
            per_minute[minute] += 1;
        }
        assert!(per_minute.iter().max() < Some(&190), "an even spread has 125 a minute: {per_minute:?}");
    }
}

#[test]
fn a_program_that_starts_waits_for_eighty_minutes_at_most() {
    let now = at("2026-11-20T12:00:00Z");
    for read in [None, Some("2026-11-19T11:59:59Z"), Some("2026-11-20T11:00:00Z")] {
        assert_eq!(
            next(Trigger::Began, &history(read), now, JITTER_MAX),
            Some(now + START_SPREAD),
            "{read:?}"
        );
        assert_eq!(next(Trigger::Began, &history(read), now, 0), Some(now), "the spread begins at once");
    }
}

#[test]
fn whoever_opens_the_window_sees_figures_of_the_last_hour() {
    let now = at("2026-11-20T12:00:00Z");
    let opened = |read: Option<&str>, before, automatic_at: Option<&str>| {
        let history = History { automatic_at: automatic_at.map(at), ..history(read) };
        Plan::after(Trigger::Opened, before, &history, now, JITTER_MAX).next()
    };
    let planned = Plan::at(at("2026-11-20T15:00:00Z"));
    let old = Some("2026-11-20T11:00:00Z");
    assert_eq!(opened(old, Some(planned), None), Some(now));
    assert_eq!(opened(None, None, None), Some(now), "as the program starts");
    assert_eq!(opened(Some("2026-11-20T11:00:01Z"), Some(planned), None), planned.next(), "recent data");
    let failed_before = opened(old, Some(planned), Some("2026-11-20T11:30:00Z"));
    assert_eq!(failed_before, Some(at("2026-11-20T12:30:00Z")), "an hour after the last attempt");
    assert_eq!(opened(old, Some(Plan::default()), None), None, "a refused password waits for the customer");
}

#[test]
fn trouble_on_this_computer_is_retried_soon_and_then_with_everybody() {
    let now = at("2026-11-20T12:00:00Z");
    let soon = Trigger::Failed(RetryPolicy::Soon);
    let mut plan = Plan::at(now);
    for (jitter, wait) in [(JITTER_MAX / 2, 30), (JITTER_MAX, 120)] {
        plan = Plan::after(soon, Some(plan), &history(None), now, jitter);
        assert_eq!(plan.next(), Some(now + TimeDelta::seconds(wait)), "full jitter");
        assert!(plan.is_retry());
    }
    plan = Plan::after(soon, Some(plan), &history(None), now, 0);
    assert_eq!(plan, Plan::at(now + LATER), "the third attempt was the last");
}

#[test]
fn a_site_in_trouble_is_asked_an_hour_later_or_when_it_wishes() {
    let now = at("2026-11-20T12:00:00Z");
    let wait = |policy, jitter| next(Trigger::Failed(policy), &history(None), now, jitter).unwrap() - now;
    let minutes = |asked| RetryPolicy::Later(TimeDelta::minutes(asked));
    assert_eq!(wait(minutes(0), 0), TimeDelta::minutes(76));
    assert_eq!(wait(minutes(0), JITTER_MAX), TimeDelta::minutes(88));
    assert_eq!(wait(minutes(20), 0), TimeDelta::minutes(76), "it is asked no sooner than others");
    assert_eq!(wait(minutes(9 * 60), 0), TimeDelta::hours(9), "Retry-After is the least");
    let spread = wait(minutes(9 * 60), JITTER_MAX) - TimeDelta::hours(9);
    assert_eq!(spread, START_SPREAD, "it was told the same to everybody");
    assert_eq!(
        wait(RetryPolicy::Later(TimeDelta::MAX), 0),
        LONGEST_ASKED,
        "no site ends refreshing for good"
    );
    assert_eq!(wait(RetryPolicy::NextInterval, JITTER_MAX / 2), INTERVAL);
}

#[test]
fn a_machine_that_wakes_keeps_its_plan_or_continues_the_wait_that_was_left() {
    let slept_at = at("2026-11-20T12:00:00Z");
    let woken = |wait, now| {
        let before = Some(Plan::at(slept_at + wait));
        Plan::after(Trigger::Woke(slept_at), before, &history(None), now, JITTER_MAX).next().unwrap()
    };
    let evening = at("2026-11-20T18:00:00Z");
    assert_eq!(woken(TimeDelta::hours(7), evening), at("2026-11-20T19:00:00Z"), "it is still to come");
    let short = TimeDelta::minutes(20);
    assert_eq!(woken(short, evening), evening + short, "minutes awake add up");
    assert_eq!(woken(TimeDelta::hours(5), evening), evening + START_SPREAD, "as after a start");
    let before = slept_at - TimeDelta::days(3);
    assert_eq!(woken(TimeDelta::hours(5), before), before + START_SPREAD, "the clock was set back");
}

#[test]
fn a_network_that_returns_brings_a_failed_refresh_forward_alone() {
    let now = at("2026-11-20T12:00:00Z");
    let planned = Plan::at(at("2026-11-20T15:00:00Z"));
    let reconnected = |automatic_at| {
        let history =
            History { automatic_at: Some(at(automatic_at)), ..history(Some("2026-11-20T10:00:00Z")) };
        Plan::after(Trigger::Reconnected, Some(planned), &history, now, JITTER_MAX).next()
    };
    assert_eq!(reconnected("2026-11-20T09:59:59Z"), planned.next(), "nothing has failed");
    assert_eq!(reconnected("2026-11-20T10:30:00Z"), Some(now + START_SPREAD));
}

#[test]
fn after_a_pause_of_ticks_the_machine_has_slept() {
    let last = at("2026-11-20T12:00:00Z");
    assert!(!has_slept(last, last + TICK));
    assert!(has_slept(last, last + LONGEST_PAUSE));
    assert!(has_slept(last, last - TICK), "the clock was set back");
}

#[test]
fn a_refused_password_and_a_captcha_wait_for_the_customer() {
    let refused = ProviderError::BadCredentials { said: None };
    assert_eq!(RetryPolicy::of(&refused), RetryPolicy::UserAction);
    let now = at("2026-11-20T12:00:00Z");
    assert_eq!(next(Trigger::Failed(RetryPolicy::UserAction), &history(None), now, JITTER_MAX / 2), None);
    let offline = |cause| RetryPolicy::of(&ProviderError::Offline { host: String::new(), cause });
    assert_eq!(offline(OfflineCause::Timeout), RetryPolicy::Later(TimeDelta::zero()));
    assert_eq!(offline(OfflineCause::UnknownHost), RetryPolicy::Soon, "no site was loaded");
    let busy = ProviderError::RateLimited {
        host: String::new(),
        retry_after: Some(std::time::Duration::from_secs(120)),
    };
    assert_eq!(RetryPolicy::of(&busy), RetryPolicy::Later(TimeDelta::minutes(2)));
}

#[test]
fn on_the_day_of_the_debit_it_looks_in_the_morning() {
    let mut history = history(None);
    history.debit_date = "2026-11-30".parse().ok();
    let night = at("2026-11-29T22:00:00Z");
    let six_in_the_morning = at("2026-11-30T01:00:00Z");
    for (chance, expected) in
        [(0, six_in_the_morning), (JITTER_MAX / 4, six_in_the_morning + TimeDelta::hours(1))]
    {
        assert_eq!(next(Trigger::Refreshed, &history, night, chance), Some(expected));
    }
    history.automatic_at = Some(at("2026-11-30T00:30:00Z"));
    let polite = at("2026-11-30T01:30:00Z");
    assert_eq!(next(Trigger::Refreshed, &history, at("2026-11-30T00:30:00Z"), 0), Some(polite));
}

#[test]
fn a_clock_that_was_set_back_does_not_hold_refreshes_up() {
    let now = at("2026-11-20T12:00:00Z");
    let mut from_the_future = history(None);
    from_the_future.automatic_at = Some(at("2027-11-20T12:00:00Z"));
    from_the_future.succeeded_at = from_the_future.automatic_at;
    assert!(next(Trigger::Began, &from_the_future, now, JITTER_MAX).unwrap() <= now + START_SPREAD);
    assert!(!is_fresh(from_the_future.succeeded_at, now));
}

#[test]
fn a_click_within_a_minute_of_a_success_asks_nothing() {
    let read = Some(at("2026-11-20T12:00:00Z"));
    assert!(is_fresh(read, at("2026-11-20T12:00:59Z")));
    assert!(!is_fresh(read, at("2026-11-20T12:01:00Z")));
    assert!(!is_fresh(None, at("2026-11-20T12:00:00Z")));
}

#[test]
fn a_sign_in_that_was_refused_is_repeated_only_where_time_may_help() {
    let policy = |kind| RetryPolicy::of(&ProviderError::SignInRefused { kind, said: None });
    assert_eq!(policy(SignInRefusal::Unavailable), RetryPolicy::Later(TimeDelta::zero()));
    assert_eq!(policy(SignInRefusal::TooManyAttempts), RetryPolicy::NextInterval);
    for kind in [SignInRefusal::FormAgain, SignInRefusal::Locked, SignInRefusal::PasswordExpired] {
        assert_eq!(policy(kind), RetryPolicy::UserAction, "{kind}");
    }
}
