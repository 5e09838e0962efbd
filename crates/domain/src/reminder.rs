//! Reminders of debits.

use chrono::{Days, Months, NaiveDate, NaiveDateTime, NaiveTime};
use serde::{Deserialize, Serialize};

use crate::{AccountSummary, Money};

/// The rules for the times of reminders.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReminderRules {
    /// Days before the debit on which to remind, if the balance may not cover it.
    #[serde(rename = "when_short")]
    pub days_before_if_short: Vec<u32>,
    /// Days before the debit on which to remind, if the balance covers it.
    #[serde(rename = "when_enough")]
    pub days_before_if_covered: Vec<u32>,
    /// The time of day, at the provider.
    pub at: NaiveTime,
    /// The hours without reminders, which are shown at their end; `None` for no such hours.
    pub quiet: Option<QuietHours>,
}

/// A part of the day, in the time of the provider.
///
/// It goes over midnight if it ends before it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuietHours {
    /// The beginning.
    pub from: NaiveTime,
    /// The end.
    pub to: NaiveTime,
}

/// The identity of a reminder that was shown.
///
/// Another reminder of the same debit, as many days ahead or more, is needless.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ReminderKey {
    /// The day of the debit.
    pub debit_date: NaiveDate,
    /// The rule by which it was due, in days before the debit.
    pub days_ahead: u32,
}

/// A reminder that is due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reminder {
    /// The day of the debit.
    pub debit_date: NaiveDate,
    /// The rule by which it is due, in days before the debit; a part of its [`ReminderKey`].
    pub days_ahead: u32,
    /// Days from today until the debit.
    pub days_left: u32,
    /// The amount of the debit; `None` if it is unknown.
    pub amount: Option<Money>,
    /// The balance of the account.
    pub balance: Money,
    /// The amount that the balance lacks; `None` if it covers the debit or the amount is unknown.
    pub shortfall: Option<Money>,
    /// True if the date is computed from an earlier debit, because the data are older than that.
    #[serde(rename = "estimated")]
    pub is_projected: bool,
}

/// The due reminders, and the time of the next check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReminderSchedule {
    /// The due reminders, at most one for a debit: the latest of the missed ones.
    pub due: Vec<Reminder>,
    /// The time of the next reminder, at the provider; `None` if no debit is known.
    pub next_check: Option<NaiveDateTime>,
}

impl Default for ReminderRules {
    /// Returns the rules of a new account.
    ///
    /// They remind at 10:00: 7, 3 and 1 days before the debit and on its day if the balance may not
    /// cover it, and 1 day before it otherwise. There are no quiet hours.
    fn default() -> Self {
        Self {
            days_before_if_short: vec![7, 3, 1, 0],
            days_before_if_covered: vec![1],
            at: NaiveTime::from_hms_opt(10, 0, 0).unwrap_or_default(),
            quiet: None,
        }
    }
}

/// Returns the reminders due at `now` for a summary read on `read_on`.
///
/// None is due before `snoozed_until`. All times are the provider's.
pub fn schedule_reminders(
    now: NaiveDateTime,
    summary: &AccountSummary,
    read_on: NaiveDate,
    rules: &ReminderRules,
    shown: &[ReminderKey],
    snoozed_until: Option<NaiveDateTime>,
) -> ReminderSchedule {
    let Some(stated) = summary.debit_date(read_on) else {
        return ReminderSchedule { due: Vec::new(), next_check: None };
    };
    let debit_date = not_before(stated, now.date());
    let days_ahead = rules.days_before(summary);
    let audible = |moment| rules.audible(moment, snoozed_until);
    let rule =
        due_rule(now, debit_date, &days_ahead, rules.at).filter(|&rule| !was_shown(shown, debit_date, rule));
    let (due, held_back) = if audible(now) == now { (rule, None) } else { (None, rule) };
    let following = not_before(stated, debit_date.succ_opt().unwrap_or(debit_date));
    let coming = [debit_date, following];
    let coming = coming.iter().flat_map(|date| moments(*date, &days_ahead, rules.at));
    ReminderSchedule {
        due: due.map(|rule| reminder(now.date(), summary, debit_date, rule, stated)).into_iter().collect(),
        next_check: coming
            .map(|(_, moment)| moment)
            .filter(|moment| *moment > now)
            .chain(held_back.map(|_| now))
            .map(audible)
            .min(),
    }
}

/// Returns the first debit on or after `today`, for a summary read on `read_on`.
///
/// The flag is true if its day is computed from an earlier debit. `None` if no debit is known.
pub fn coming_debit(
    summary: &AccountSummary,
    read_on: NaiveDate,
    today: NaiveDate,
) -> Option<(NaiveDate, bool)> {
    let stated = summary.debit_date(read_on)?;
    let date = not_before(stated, today);
    Some((date, date != stated))
}

impl ReminderRules {
    /// Returns the first moment, from this one on, at which a reminder may be shown.
    fn audible(&self, moment: NaiveDateTime, snoozed_until: Option<NaiveDateTime>) -> NaiveDateTime {
        let awake = snoozed_until.map_or(moment, |until| moment.max(until));
        self.quiet.map_or(awake, |quiet| quiet.end_after(awake))
    }

    fn days_before(&self, summary: &AccountSummary) -> Vec<u32> {
        let is_covered = summary.tariff_price.is_some() && summary.shortfall().is_none();
        if is_covered { self.days_before_if_covered.clone() } else { self.days_before_if_short.clone() }
    }
}

impl QuietHours {
    /// Returns the moment, or the end of the quiet hours that contain it.
    fn end_after(self, moment: NaiveDateTime) -> NaiveDateTime {
        let (day, time) = (moment.date(), moment.time());
        let over_midnight = self.to < self.from;
        let next_day = || day.succ_opt().unwrap_or(day);
        match (self.from <= time, time < self.to) {
            (true, true) => day.and_time(self.to),
            (true, false) if over_midnight => next_day().and_time(self.to),
            (false, true) if over_midnight => day.and_time(self.to),
            _ => moment,
        }
    }
}

fn reminder(
    today: NaiveDate,
    summary: &AccountSummary,
    debit_date: NaiveDate,
    days_ahead: u32,
    stated: NaiveDate,
) -> Reminder {
    Reminder {
        debit_date,
        days_ahead,
        days_left: u32::try_from((debit_date - today).num_days()).unwrap_or(0),
        amount: summary.tariff_price,
        balance: summary.balance,
        shortfall: summary.shortfall(),
        is_projected: debit_date != stated,
    }
}

/// Returns the stated debit, or the first monthly one after it that is not before `earliest`.
fn not_before(stated: NaiveDate, earliest: NaiveDate) -> NaiveDate {
    (0..)
        .map_while(|months| stated.checked_add_months(Months::new(months)))
        .find(|date| *date >= earliest)
        .unwrap_or(stated)
}

/// Returns the rule nearest to the debit whose moment has come.
fn due_rule(now: NaiveDateTime, debit_date: NaiveDate, days_ahead: &[u32], at: NaiveTime) -> Option<u32> {
    moments(debit_date, days_ahead, at).filter(|(_, moment)| *moment <= now).map(|(rule, _)| rule).min()
}

fn moments(
    debit_date: NaiveDate,
    days_ahead: &[u32],
    at: NaiveTime,
) -> impl Iterator<Item = (u32, NaiveDateTime)> + '_ {
    days_ahead.iter().filter_map(move |&rule| {
        let day = debit_date.checked_sub_days(Days::new(u64::from(rule)))?;
        Some((rule, day.and_time(at)))
    })
}

fn was_shown(shown: &[ReminderKey], debit_date: NaiveDate, rule: u32) -> bool {
    shown.iter().any(|shown| shown.debit_date == debit_date && shown.days_ahead <= rule)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn at(text: &str) -> NaiveDateTime {
        text.parse().unwrap()
    }

    fn summary(balance: &str, next_debit: &str) -> AccountSummary {
        AccountSummary {
            account: "12345678".to_owned().try_into().unwrap(),
            tariff_price: Some("800.00".parse().unwrap()),
            balance: balance.parse().unwrap(),
            other_balances: Vec::new(),
            next_debit: Some(day(next_debit)),
            days_left: None,
            paid_until: None,
            services: Vec::new(),
            unread: Vec::new(),
            offers: Vec::new(),
            pay_url: None,
            change_tariff_url: None,
        }
    }

    fn schedule_at(now: &str, summary: &AccountSummary, shown: &[ReminderKey]) -> ReminderSchedule {
        schedule_reminders(at(now), summary, day("2026-11-20"), &ReminderRules::default(), shown, None)
    }

    #[test]
    fn a_shortfall_reminds_a_week_ahead_and_names_the_lacking_amount() {
        let short = summary("588.00", "2026-11-30");
        let before = schedule_at("2026-11-23T09:59:59", &short, &[]);
        assert_eq!(before, ReminderSchedule { due: vec![], next_check: Some(at("2026-11-23T10:00:00")) });

        let schedule = schedule_at("2026-11-23T10:00:00", &short, &[]);
        let expected = Reminder {
            debit_date: day("2026-11-30"),
            days_ahead: 7,
            days_left: 7,
            amount: Some("800.00".parse().unwrap()),
            balance: "588.00".parse().unwrap(),
            shortfall: Some("212.00".parse().unwrap()),
            is_projected: false,
        };
        assert_eq!(schedule.due, [expected]);
        assert_eq!(schedule.next_check, Some(at("2026-11-27T10:00:00")));
    }

    #[test]
    fn a_covered_debit_reminds_once_a_day_ahead() {
        let enough = summary("800.00", "2026-11-30");
        assert_eq!(schedule_at("2026-11-28T23:00:00", &enough, &[]).due, []);
        let due = schedule_at("2026-11-29T10:00:00", &enough, &[]).due;
        assert_eq!((due[0].days_ahead, due[0].shortfall), (1, None));
    }

    #[test]
    fn a_shown_reminder_is_not_shown_again_and_a_missed_one_is_shown_once() {
        let short = summary("588.00", "2026-11-30");
        let shown = |days_ahead| ReminderKey { debit_date: day("2026-11-30"), days_ahead };
        assert_eq!(schedule_at("2026-11-25T12:00:00", &short, &[shown(7)]).due, []);
        assert_eq!(
            schedule_at("2026-11-25T12:00:00", &short, &[shown(3)]).due,
            [],
            "a nearer one says all that a farther one would"
        );
        let missed = schedule_at("2026-11-28T12:00:00", &short, &[]).due;
        assert_eq!(missed.iter().map(|r| (r.days_ahead, r.days_left)).collect::<Vec<_>>(), [(3, 2)]);
        let on_the_day = schedule_at("2026-11-30T10:00:00", &short, &[shown(1)]).due;
        assert_eq!(on_the_day[0].days_left, 0);
    }

    #[test]
    fn data_older_than_the_debit_give_an_estimate() {
        let old = summary("588.00", "2026-01-31");
        let due = schedule_at("2026-11-29T12:00:00", &old, &[]).due;
        assert_eq!((due[0].debit_date, due[0].is_projected), (day("2026-11-30"), true));
    }

    #[test]
    fn days_left_are_counted_from_the_day_they_were_read() {
        let mut counted = summary("588.00", "2026-11-30");
        counted.next_debit = None;
        counted.days_left = Some(10);
        assert_eq!(schedule_at("2026-11-23T12:00:00", &counted, &[]).due[0].debit_date, day("2026-11-30"));
        counted.days_left = None;
        assert_eq!(
            schedule_at("2026-11-23T12:00:00", &counted, &[]),
            ReminderSchedule { due: vec![], next_check: None }
        );
    }

    #[test]
    fn an_unknown_price_reminds_as_if_money_were_short_but_names_no_sum() {
        let mut unknown = summary("588.00", "2026-11-30");
        unknown.tariff_price = None;
        let due = schedule_at("2026-11-23T12:00:00", &unknown, &[]).due;
        assert_eq!((due[0].amount, due[0].shortfall), (None, None));
    }

    #[test]
    fn after_the_last_reminder_the_next_debit_is_looked_for() {
        let short = summary("588.00", "2026-11-30");
        assert_eq!(
            schedule_at("2026-11-30T10:00:00", &short, &[]).next_check,
            Some(at("2026-12-23T10:00:00"))
        );
    }

    fn quiet(from: &str, to: &str) -> ReminderRules {
        let quiet = QuietHours { from: from.parse().unwrap(), to: to.parse().unwrap() };
        ReminderRules { quiet: Some(quiet), ..ReminderRules::default() }
    }

    #[test]
    fn a_reminder_due_in_quiet_hours_is_shown_at_their_end() {
        let short = summary("588.00", "2026-11-30");
        let schedule_at = |now: &str, rules: &ReminderRules| {
            schedule_reminders(at(now), &short, day("2026-11-20"), rules, &[], None)
        };
        for (rules, now, over) in [
            (quiet("09:00", "12:30"), "2026-11-23T10:00:00", "2026-11-23T12:30:00"),
            (quiet("22:00", "11:00"), "2026-11-23T10:00:00", "2026-11-23T11:00:00"),
            (quiet("22:00", "08:00"), "2026-11-23T23:00:00", "2026-11-24T08:00:00"),
        ] {
            assert_eq!(
                schedule_at(now, &rules),
                ReminderSchedule { due: vec![], next_check: Some(at(over)) },
                "{now}"
            );
            assert_eq!(schedule_at(over, &rules).due.len(), 1, "it still helps at {over}");
        }
        let no_time = quiet("10:00", "10:00");
        assert_eq!(schedule_at("2026-11-23T10:00:00", &no_time).due.len(), 1, "no time at all is not quiet");
        let foreseen = schedule_at("2026-11-20T12:00:00", &quiet("22:00", "11:00"));
        assert_eq!(foreseen.next_check, Some(at("2026-11-23T11:00:00")), "the foreseen one is not at 10:00");
    }

    #[test]
    fn a_snoozed_reminder_is_shown_later_and_not_lost() {
        let short = summary("588.00", "2026-11-30");
        let until = at("2026-11-24T18:00:00");
        let schedule_at = |now: &str| {
            schedule_reminders(
                at(now),
                &short,
                day("2026-11-20"),
                &ReminderRules::default(),
                &[],
                Some(until),
            )
        };
        assert_eq!(
            schedule_at("2026-11-23T10:00:00"),
            ReminderSchedule { due: vec![], next_check: Some(until) }
        );
        assert_eq!(schedule_at("2026-11-24T18:00:00").due[0].days_left, 6);
    }
}
