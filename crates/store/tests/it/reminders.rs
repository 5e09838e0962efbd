//! Reminder rules and shown reminders.

use kabinet_domain::{QuietHours, ReminderKey, ReminderRules};
use kabinet_store::{ShownReminder, StoreError};

use crate::support::{OnDisk, at};

const WORDS: &str = "30 ноября спишется 800,00 ₽.";

fn reminder(days_ahead: u32) -> ShownReminder {
    ShownReminder {
        key: ReminderKey { debit_date: "2026-11-30".parse().unwrap(), days_ahead },
        shown_at: at("2026-11-23T05:00:00Z"),
        text: WORDS.to_owned(),
    }
}

fn own_rules() -> ReminderRules {
    ReminderRules {
        days_before_if_short: vec![14, 2],
        days_before_if_covered: Vec::new(),
        at: "18:30:00".parse().unwrap(),
        quiet: Some(QuietHours { from: "22:00:00".parse().unwrap(), to: "08:00:00".parse().unwrap() }),
    }
}

#[test]
fn rules_are_the_default_until_the_customer_sets_others() {
    let (mut on_disk, id) = OnDisk::with_account();
    assert_eq!(on_disk.store.reminder_rules(id).unwrap(), ReminderRules::default());
    on_disk.store.set_reminder_rules(id, &own_rules()).unwrap();
    let mut on_disk = on_disk.reopen();
    assert_eq!(on_disk.store.reminder_rules(id).unwrap(), own_rules());
    on_disk.store.set_reminder_rules(id, &ReminderRules::default()).unwrap();
    assert_eq!(on_disk.store.reminder_rules(id).unwrap(), ReminderRules::default(), "no old day stays");
}

#[test]
fn a_snooze_outlives_a_restart_and_new_rules() {
    let (mut on_disk, id) = OnDisk::with_account();
    let until = at("2026-11-24T18:00:00Z");
    on_disk.store.snooze(id, Some(until)).unwrap();
    let mut on_disk = on_disk.reopen();
    assert_eq!(on_disk.store.reminder_rules(id).unwrap(), ReminderRules::default());
    on_disk.store.set_reminder_rules(id, &own_rules()).unwrap();
    assert_eq!(on_disk.store.snoozed_until(id).unwrap(), Some(until));
    on_disk.store.snooze(id, None).unwrap();
    assert_eq!(on_disk.store.snoozed_until(id).unwrap(), None);
    assert_eq!(on_disk.store.reminder_rules(id).unwrap(), own_rules());
}

#[test]
fn a_reminder_is_recorded_once() {
    let (mut on_disk, id) = OnDisk::with_account();
    assert!(on_disk.store.record_shown_reminder(id, &reminder(7)).unwrap());
    let mut on_disk = on_disk.reopen();
    assert!(
        !on_disk.store.record_shown_reminder(id, &reminder(7)).unwrap(),
        "it was shown before the restart"
    );
    assert!(on_disk.store.record_shown_reminder(id, &reminder(3)).unwrap());
    assert_eq!(on_disk.store.shown_reminders(id).unwrap(), [reminder(3), reminder(7)]);
}

#[test]
fn a_forgotten_account_takes_its_reminders_with_it() {
    let (mut on_disk, id) = OnDisk::with_account();
    on_disk.store.set_reminder_rules(id, &own_rules()).unwrap();
    on_disk.store.record_shown_reminder(id, &reminder(7)).unwrap();
    on_disk.store.record_automatic_refresh(id, at("2026-11-23T05:00:00Z")).unwrap();
    on_disk.store.forget(id).unwrap();
    assert_eq!(on_disk.store.shown_reminders(id).unwrap(), []);
    assert_eq!(on_disk.store.automatic_refresh(id).unwrap(), None);
    let refused = on_disk.store.record_shown_reminder(id, &reminder(7));
    assert!(matches!(refused, Err(StoreError::NoSuchAccount)), "{refused:?}");
}

#[test]
fn an_automatic_refresh_is_stored_over_a_restart() {
    let (mut on_disk, id) = OnDisk::with_account();
    assert_eq!(on_disk.store.automatic_refresh(id).unwrap(), None);
    for began_at in ["2026-11-23T05:00:00Z", "2026-11-23T11:00:00Z"] {
        on_disk.store.record_automatic_refresh(id, at(began_at)).unwrap();
    }
    assert_eq!(on_disk.reopen().store.automatic_refresh(id).unwrap(), Some(at("2026-11-23T11:00:00Z")));
}
