use kabinet_export::{Alarm, Debit, calendar};
use serde_json::{Value, json};

use crate::ledger::day;
use crate::reader::{Desk, read};

fn debit(date: &str) -> Debit {
    Debit {
        date: day(date),
        title: "Списание 800,00 ₽, Sevencom; «Интернет»".to_owned(),
        text: "На счёте 588,00 ₽: не хватает 212,00 ₽.\nОплатите не позже, чем накануне, чтобы интернет не отключили."
            .to_owned(),
    }
}

fn made(account: &str, debits: &[Debit], at: &str) -> Value {
    let alarms = [(7, "10:00:00"), (0, "09:30:00")]
        .map(|(days_ahead, at)| Alarm { days_ahead, at: at.parse().unwrap() });
    let text = calendar("sevencom", account, "Kabinet: Sevencom", debits, &alarms, at.parse().unwrap());
    read("ics", &Desk::new().put("debits.ics", text.as_bytes()))
}

fn uids(calendar: &Value) -> Vec<&str> {
    calendar["events"].as_array().unwrap().iter().map(|event| event["uid"].as_str().unwrap()).collect()
}

#[test]
fn debits_are_whole_days_with_alarms_before_them() {
    let found = made("12345678", &[debit("2026-11-30"), debit("2026-12-30")], "2026-11-25T07:00:00Z");
    assert_eq!((&found["name"], &found["errors"]), (&json!("Kabinet: Sevencom"), &json!([])));
    assert!(found["longest_line"].as_u64().unwrap() <= 75, "lines are folded: {}", found["longest_line"]);
    let first = &found["events"][0];
    assert_eq!((&first["date"], &first["whole_day"]), (&json!("2026-11-30"), &json!(true)));
    assert_eq!(first["title"], debit("2026-11-30").title);
    assert_eq!(first["text"], debit("2026-11-30").text);
    assert_eq!(first["stamp"], "2026-11-25T07:00:00+00:00");
    let hours: Vec<i64> = first["alarms"]
        .as_array()
        .unwrap()
        .iter()
        .map(|seconds| seconds.to_string().trim_end_matches(".0").parse::<i64>().unwrap() / 60)
        .collect();
    assert_eq!(hours, [(-7 * 24 + 10) * 60, 9 * 60 + 30], "in minutes from the day's midnight");
    assert_eq!(found["events"][1]["date"], "2026-12-30");
}

#[test]
fn a_debit_keeps_its_uid_when_it_moves_within_its_month_and_no_other_has_it() {
    let before = made("12345678", &[debit("2026-11-29"), debit("2026-12-29")], "2026-11-01T07:00:00Z");
    let after = made("12345678", &[debit("2026-11-30"), debit("2026-12-30")], "2026-11-25T07:00:00Z");
    assert_eq!(uids(&before), uids(&after), "a calendar moves what it knows");
    let one_month = made("12345678", &[debit("2026-11-01"), debit("2026-11-30")], "2026-11-01T07:00:00Z");
    assert_ne!(uids(&one_month)[0], uids(&one_month)[1], "two debits of a month are two");
    let other = made("87654321", &[debit("2026-11-30")], "2026-11-25T07:00:00Z");
    assert_ne!(uids(&other)[0], uids(&after)[0], "another account's debit is another");
    assert!(!uids(&after)[0].contains("12345678"), "a calendar is often shared; the number is not in it");
}
