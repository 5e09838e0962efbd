//! Schedules of automatic refreshes.

use chrono_tz::Asia::Yekaterinburg;
use kabinet_providers::{OfflineCause, SignInRefusal};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

use super::*;

const TICK: TimeDelta = TimeDelta::seconds(60);

/// A program that runs day and night, and asks its schedule at every tick.
struct Program {
    history: History,
    chance: StdRng,
    next: Option<DateTime<Utc>>,
    failures: u32,
    attempts: Vec<DateTime<Utc>>,
    began: Vec<DateTime<Utc>>,
}

impl Program {
    fn new(seed: u64, history: History, now: DateTime<Utc>) -> Self {
        let mut chance = StdRng::seed_from_u64(seed);
        let next = next(Trigger::Began, &history, now, chance.random_range(0..=JITTER_MAX));
        Self { history, chance, next, failures: 0, attempts: Vec::new(), began: Vec::new() }
    }

    fn restart(&mut self, now: DateTime<Utc>) {
        self.failures = 0;
        self.next = next(Trigger::Began, &self.history, now, self.chance.random_range(0..=JITTER_MAX));
    }

    fn tick(&mut self, now: DateTime<Utc>, answer: Option<RetryPolicy>) {
        if self.next.is_none_or(|next| now < next) {
            return;
        }
        self.attempts.push(now);
        if self.failures == 0 {
            self.history.automatic_at = Some(now);
            self.began.push(now);
        }
        let occasion = if let Some(trouble) = answer {
            self.failures += 1;
            Trigger::Failed(trouble, self.failures)
        } else {
            self.failures = 0;
            self.history.succeeded_at = Some(now);
            Trigger::Refreshed
        };
        self.next = next(occasion, &self.history, now, self.chance.random_range(0..=JITTER_MAX));
        if self.failures == ATTEMPTS {
            self.failures = 0;
        }
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
            program.restart(now);
        }
        program.tick(now, None);
    }
    assert!(program.began.len() > 2, "it must come to it at some time");
    for gap in gaps(&program.began) {
        assert!(gap >= LEAST_INTERVAL, "{gap}");
    }
}

#[test]
fn an_outage_costs_three_attempts_a_time_and_ends_with_one() {
    let outage = at(START)..at(START) + TimeDelta::days(2);
    let mut program = Program::new(3, history(Some(START)), at(START));
    for now in ticks(at(START), TimeDelta::days(4)) {
        let answer = outage.contains(&now).then_some(RetryPolicy::Retry(TimeDelta::zero()));
        program.tick(now, answer);
    }
    let during = program.attempts.iter().filter(|at| outage.contains(at)).count();
    assert!((15..=36).contains(&during), "three attempts every six hours for two days: {during}");
    let after: Vec<_> = program.attempts.iter().copied().filter(|at| *at >= outage.end).collect();
    assert!(after[0] < outage.end + TimeDelta::minutes(433), "it comes back by itself");
    assert!(gaps(&after).iter().all(|gap| *gap >= LEAST_INTERVAL), "one attempt, one success");
}

#[test]
fn ten_thousand_programs_that_come_back_at_once_do_not_ask_at_once() {
    let reconnect = at("2026-11-20T12:00:00Z");
    let mut per_minute = [0_u32; 61];
    let mut chance = StdRng::seed_from_u64(4);
    for _ in 0..10_000 {
        let first = next(
            Trigger::Began,
            &history(Some("2026-11-20T06:00:00Z")),
            reconnect,
            chance.random_range(0..=JITTER_MAX),
        );
        let minute = usize::try_from((first.unwrap() - reconnect).num_minutes()).unwrap();
        per_minute[minute] += 1;
    }
    assert!(per_minute.iter().max() < Some(&250), "an even spread has 167 a minute: {per_minute:?}");
}

#[test]
fn data_older_than_a_day_do_not_wait_an_hour() {
    let now = at("2026-11-20T12:00:00Z");
    for (read, longest) in [
        (Some("2026-11-19T11:59:59Z"), FIRST_IF_OLD),
        (None, FIRST_IF_OLD),
        (Some("2026-11-19T12:00:00Z"), FIRST_IF_FRESH),
    ] {
        assert_eq!(next(Trigger::Began, &history(read), now, JITTER_MAX), Some(now + longest), "{read:?}");
        assert_eq!(next(Trigger::Began, &history(read), now, 0), Some(now), "the spread begins at once");
    }
}

#[test]
fn waits_grow_and_the_site_may_ask_for_longer_ones() {
    let now = at("2026-11-20T12:00:00Z");
    let wait = |trouble, failures, chance| {
        next(Trigger::Failed(trouble, failures), &history(None), now, chance).map(|at| at - now)
    };
    let passing = RetryPolicy::Retry(TimeDelta::zero());
    assert_eq!(wait(passing, 1, JITTER_MAX / 2), Some(TimeDelta::seconds(30)), "full jitter");
    assert_eq!(wait(passing, 2, JITTER_MAX), Some(TimeDelta::seconds(120)));
    let busy = RetryPolicy::Retry(TimeDelta::minutes(20));
    assert_eq!(wait(busy, 1, 0), Some(TimeDelta::minutes(20)), "Retry-After is the least");
    assert_eq!(
        wait(RetryPolicy::Retry(TimeDelta::hours(9)), ATTEMPTS, JITTER_MAX / 2),
        Some(TimeDelta::hours(9))
    );
    assert_eq!(wait(RetryPolicy::NextInterval, 1, JITTER_MAX / 2), Some(INTERVAL));
    assert_eq!(longest_wait(u32::MAX), LONGEST_RETRY);
}

#[test]
fn a_refused_password_and_a_captcha_wait_for_the_customer() {
    let refused = ProviderError::BadCredentials { said: None };
    assert_eq!(RetryPolicy::of(&refused), RetryPolicy::UserAction);
    let now = at("2026-11-20T12:00:00Z");
    assert_eq!(next(Trigger::Failed(RetryPolicy::UserAction, 1), &history(None), now, JITTER_MAX / 2), None);
    let offline = ProviderError::Offline { host: String::new(), cause: OfflineCause::Timeout };
    assert_eq!(RetryPolicy::of(&offline), RetryPolicy::Retry(TimeDelta::zero()));
    let busy = ProviderError::RateLimited {
        host: String::new(),
        retry_after: Some(std::time::Duration::from_secs(120)),
    };
    assert_eq!(RetryPolicy::of(&busy), RetryPolicy::Retry(TimeDelta::minutes(2)));
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
    assert!(next(Trigger::Began, &from_the_future, now, JITTER_MAX).unwrap() <= now + FIRST_IF_FRESH);
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
    assert_eq!(policy(SignInRefusal::Unavailable), RetryPolicy::Retry(TimeDelta::zero()));
    assert_eq!(policy(SignInRefusal::TooManyAttempts), RetryPolicy::NextInterval);
    for kind in [SignInRefusal::FormAgain, SignInRefusal::Locked, SignInRefusal::PasswordExpired] {
        assert_eq!(policy(kind), RetryPolicy::UserAction, "{kind}");
    }
}
