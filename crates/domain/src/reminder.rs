use chrono::{Days, Months, NaiveDate, NaiveDateTime, NaiveTime};
use serde::{Deserialize, Serialize};

use crate::{AccountSummary, Money};

/// When to remind of the next debit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReminderRules {
    /// How many days ahead to remind while the money is short, or not known to be enough.
    #[serde(rename = "when_short")]
    pub days_before_if_short: Vec<u32>,
    /// How many days ahead to remind while the money is enough.
    #[serde(rename = "when_enough")]
    pub days_before_if_covered: Vec<u32>,
    /// The time of day, at the provider.
    pub at: NaiveTime,
    /// When nothing is shown; what falls due then is shown when it is over.
    pub quiet: Option<QuietHours>,
}

/// A part of the day, at the provider; over midnight if it ends before it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuietHours {
    /// When it begins.
    pub from: NaiveTime,
    /// When it is over.
    pub to: NaiveTime,
}

/// A reminder that has been shown: there is no need for another one of the same debit as far
/// ahead, or farther.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ReminderKey {
    /// Which debit it spoke of.
    pub debit_date: NaiveDate,
    /// By which rule it was due, in days ahead.
    pub days_ahead: u32,
}

/// A reminder that is due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reminder {
    /// The day of the debit.
    pub debit_date: NaiveDate,
    /// The rule by which it is due, in days ahead. What to remember it by once it is shown.
    pub days_ahead: u32,
    /// Days from today until the debit.
    pub days_left: u32,
    /// What will be debited, where known.
    pub amount: Option<Money>,
    /// What is on the account.
    pub balance: Money,
    /// What is lacking, if anything.
    pub shortfall: Option<Money>,
    /// Whether the date is reckoned from an earlier debit, because the data are older than it.
    #[serde(rename = "estimated")]
    pub is_projected: bool,
}

/// What to remind of now, and when to look again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReminderSchedule {
    /// The reminders that are due; at most one for a debit, the latest of those missed.
    pub due: Vec<Reminder>,
    /// The next moment at which one is to be shown, at the provider; `None` if none is foreseen.
    pub next_look: Option<NaiveDateTime>,
}

impl Default for ReminderRules {
    /// At 10:00, 7, 3 and 1 days ahead and on the day when the money is short; 1 day ahead when
    /// it is enough; no quiet hours.
    fn default() -> Self {
        Self {
            days_before_if_short: vec![7, 3, 1, 0],
            days_before_if_covered: vec![1],
            at: NaiveTime::from_hms_opt(10, 0, 0).unwrap_or_default(),
            quiet: None,
        }
    }
}

/// The reminders due at `now` for a summary read on `read_on`, where none is wanted before
/// `snoozed_until`. All times are the provider's.
pub fn schedule_reminders(
    now: NaiveDateTime,
    summary: &AccountSummary,
    read_on: NaiveDate,
    rules: &ReminderRules,
    shown: &[ReminderKey],
    snoozed_until: Option<NaiveDateTime>,
) -> ReminderSchedule {
    let Some(told) = summary.debit_date(read_on) else {
        return ReminderSchedule { due: Vec::new(), next_look: None };
    };
    let debit_date = not_before(told, now.date());
    let days_ahead = rules.days_ahead(summary);
    let audible = |moment| rules.audible(moment, snoozed_until);
    let rule =
        due_rule(now, debit_date, &days_ahead, rules.at).filter(|&rule| !was_shown(shown, debit_date, rule));
    let (due, held_back) = if audible(now) == now { (rule, None) } else { (None, rule) };
    let following = not_before(told, debit_date.succ_opt().unwrap_or(debit_date));
    let coming = [debit_date, following];
    let coming = coming.iter().flat_map(|date| moments(*date, &days_ahead, rules.at));
    ReminderSchedule {
        due: due.map(|rule| reminder(now.date(), summary, debit_date, rule, told)).into_iter().collect(),
        next_look: coming
            .map(|(_, moment)| moment)
            .filter(|moment| *moment > now)
            .chain(held_back.map(|_| now))
            .map(audible)
            .min(),
    }
}

/// The next debit that is not before `today`, for a summary read on `read_on`, and whether its day
/// is reckoned from an earlier one.
pub fn coming_debit(
    summary: &AccountSummary,
    read_on: NaiveDate,
    today: NaiveDate,
) -> Option<(NaiveDate, bool)> {
    let told = summary.debit_date(read_on)?;
    let date = not_before(told, today);
    Some((date, date != told))
}

impl ReminderRules {
    /// That moment, or the first after it at which something may be shown.
    fn audible(&self, moment: NaiveDateTime, snoozed_until: Option<NaiveDateTime>) -> NaiveDateTime {
        let awake = snoozed_until.map_or(moment, |until| moment.max(until));
        self.quiet.map_or(awake, |quiet| quiet.over(awake))
    }

    fn days_ahead(&self, summary: &AccountSummary) -> Vec<u32> {
        let enough = summary.tariff_price.is_some() && summary.shortfall().is_none();
        if enough { self.days_before_if_covered.clone() } else { self.days_before_if_short.clone() }
    }
}

impl QuietHours {
    /// That moment, or the end of the quiet hours that it is in.
    fn over(self, moment: NaiveDateTime) -> NaiveDateTime {
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
    told: NaiveDate,
) -> Reminder {
    Reminder {
        debit_date,
        days_ahead,
        days_left: u32::try_from((debit_date - today).num_days()).unwrap_or(0),
        amount: summary.tariff_price,
        balance: summary.balance,
        shortfall: summary.shortfall(),
        is_projected: debit_date != told,
    }
}

/// The told debit, or the first of the monthly ones after it that is not before `earliest`.
fn not_before(told: NaiveDate, earliest: NaiveDate) -> NaiveDate {
    (0..)
        .map_while(|months| told.checked_add_months(Months::new(months)))
        .find(|date| *date >= earliest)
        .unwrap_or(told)
}

/// The rule nearest to the debit whose moment has come.
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

    fn look(now: &str, summary: &AccountSummary, shown: &[ReminderKey]) -> ReminderSchedule {
        schedule_reminders(at(now), summary, day("2026-11-20"), &ReminderRules::default(), shown, None)
    }

    #[test]
    fn short_money_is_told_a_week_ahead_with_what_is_lacking() {
        let short = summary("588.00", "2026-11-30");
        let before = look("2026-11-23T09:59:59", &short, &[]);
        assert_eq!(before, ReminderSchedule { due: vec![], next_look: Some(at("2026-11-23T10:00:00")) });

        let schedule_reminders = look("2026-11-23T10:00:00", &short, &[]);
        let expected = Reminder {
            debit_date: day("2026-11-30"),
            days_ahead: 7,
            days_left: 7,
            amount: Some("800.00".parse().unwrap()),
            balance: "588.00".parse().unwrap(),
            shortfall: Some("212.00".parse().unwrap()),
            is_projected: false,
        };
        assert_eq!(schedule_reminders.due, [expected]);
        assert_eq!(schedule_reminders.next_look, Some(at("2026-11-27T10:00:00")));
    }

    #[test]
    fn enough_money_is_told_once_a_day_ahead() {
        let enough = summary("800.00", "2026-11-30");
        assert_eq!(look("2026-11-28T23:00:00", &enough, &[]).due, []);
        let due = look("2026-11-29T10:00:00", &enough, &[]).due;
        assert_eq!((due[0].days_ahead, due[0].shortfall), (1, None));
    }

    #[test]
    fn what_was_shown_is_not_shown_again_and_a_missed_one_is_shown_once() {
        let short = summary("588.00", "2026-11-30");
        let shown = |days_ahead| ReminderKey { debit_date: day("2026-11-30"), days_ahead };
        assert_eq!(look("2026-11-25T12:00:00", &short, &[shown(7)]).due, []);
        assert_eq!(
            look("2026-11-25T12:00:00", &short, &[shown(3)]).due,
            [],
            "a nearer one says all that a farther one would"
        );
        let missed = look("2026-11-28T12:00:00", &short, &[]).due;
        assert_eq!(missed.iter().map(|r| (r.days_ahead, r.days_left)).collect::<Vec<_>>(), [(3, 2)]);
        let on_the_day = look("2026-11-30T10:00:00", &short, &[shown(1)]).due;
        assert_eq!(on_the_day[0].days_left, 0);
    }

    #[test]
    fn data_older_than_the_debit_give_an_estimate() {
        let old = summary("588.00", "2026-01-31");
        let due = look("2026-11-29T12:00:00", &old, &[]).due;
        assert_eq!((due[0].debit_date, due[0].is_projected), (day("2026-11-30"), true));
    }

    #[test]
    fn days_left_are_counted_from_the_day_they_were_read() {
        let mut counted = summary("588.00", "2026-11-30");
        counted.next_debit = None;
        counted.days_left = Some(10);
        assert_eq!(look("2026-11-23T12:00:00", &counted, &[]).due[0].debit_date, day("2026-11-30"));
        counted.days_left = None;
        assert_eq!(
            look("2026-11-23T12:00:00", &counted, &[]),
            ReminderSchedule { due: vec![], next_look: None }
        );
    }

    #[test]
    fn an_unknown_price_reminds_as_if_money_were_short_but_names_no_sum() {
        let mut unknown = summary("588.00", "2026-11-30");
        unknown.tariff_price = None;
        let due = look("2026-11-23T12:00:00", &unknown, &[]).due;
        assert_eq!((due[0].amount, due[0].shortfall), (None, None));
    }

    #[test]
    fn after_the_last_reminder_the_next_debit_is_looked_for() {
        let short = summary("588.00", "2026-11-30");
        assert_eq!(look("2026-11-30T10:00:00", &short, &[]).next_look, Some(at("2026-12-23T10:00:00")));
    }

    fn quiet(from: &str, to: &str) -> ReminderRules {
        let quiet = QuietHours { from: from.parse().unwrap(), to: to.parse().unwrap() };
        ReminderRules { quiet: Some(quiet), ..ReminderRules::default() }
    }

    #[test]
    fn what_falls_due_in_quiet_hours_is_shown_when_they_are_over() {
        let short = summary("588.00", "2026-11-30");
        let look = |now: &str, rules: &ReminderRules| {
            schedule_reminders(at(now), &short, day("2026-11-20"), rules, &[], None)
        };
        for (rules, now, over) in [
            (quiet("09:00", "12:30"), "2026-11-23T10:00:00", "2026-11-23T12:30:00"),
            (quiet("22:00", "11:00"), "2026-11-23T10:00:00", "2026-11-23T11:00:00"),
            (quiet("22:00", "08:00"), "2026-11-23T23:00:00", "2026-11-24T08:00:00"),
        ] {
            assert_eq!(
                look(now, &rules),
                ReminderSchedule { due: vec![], next_look: Some(at(over)) },
                "{now}"
            );
            assert_eq!(look(over, &rules).due.len(), 1, "it still helps at {over}");
        }
        let no_time = quiet("10:00", "10:00");
        assert_eq!(look("2026-11-23T10:00:00", &no_time).due.len(), 1, "no time at all is not quiet");
        let foreseen = look("2026-11-20T12:00:00", &quiet("22:00", "11:00"));
        assert_eq!(foreseen.next_look, Some(at("2026-11-23T11:00:00")), "the foreseen one is not at 10:00");
    }

    #[test]
    fn a_snoozed_reminder_is_shown_later_and_not_lost() {
        let short = summary("588.00", "2026-11-30");
        let until = at("2026-11-24T18:00:00");
        let look = |now: &str| {
            schedule_reminders(
                at(now),
                &short,
                day("2026-11-20"),
                &ReminderRules::default(),
                &[],
                Some(until),
            )
        };
        assert_eq!(look("2026-11-23T10:00:00"), ReminderSchedule { due: vec![], next_look: Some(until) });
        assert_eq!(look("2026-11-24T18:00:00").due[0].days_left, 6);
    }
}
