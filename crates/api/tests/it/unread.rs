//! Tests of figures and months that were not read.

use kabinet_api::{ErrorCode, Language};
use kabinet_domain::{AccountSummary, MonthMarks, SummaryField, UnreadField, UnreadReason};

use crate::support::{TestApi, customer, demo};

const NOW: &str = "2022-02-15T07:00:00Z";

async fn signed_in() -> TestApi {
    let (app, demo) = (TestApi::new(), demo());
    app.api.sign_in(customer(&demo)).await.unwrap();
    app
}

/// Stores the account page as if it had been read so.
fn show(app: &TestApi, change: impl FnOnce(&mut AccountSummary)) {
    let mut store = app.store();
    let id = store.accounts().unwrap()[0].id;
    let mut summary = store.summary(id).unwrap().unwrap().value;
    change(&mut summary);
    store.record_refresh(id, NOW.parse().unwrap(), Ok(&summary)).unwrap();
}

#[tokio::test]
async fn a_frozen_account_has_a_state_in_place_of_the_next_debit_and_no_reminder() {
    let app = signed_in().await;
    let text = Some("приостановлено".to_owned());
    show(&app, |summary| {
        summary.next_debit = None;
        let (field, reason) = (SummaryField::NextDebit, UnreadReason::NotShown);
        summary.unread = vec![UnreadField { field, reason, text }];
    });
    let overview = app.account().overview(Language::Ru).unwrap();
    assert_eq!(overview.debit, None);
    let [state] = overview.unread.as_slice() else { panic!("{:?}", overview.unread) };
    assert_eq!((state.absent, state.text.as_str()), (true, "не указано на сайте («приостановлено»)"));
    assert!(app.account().unread_parts().unwrap().is_complete(), "a state is no gap");
    assert_eq!(app.account().reminders(NOW.parse().unwrap(), Language::Ru).unwrap().due, []);
}

#[tokio::test]
async fn a_figure_that_is_not_understood_is_a_gap_and_is_told_with_its_text() {
    let app = signed_in().await;
    show(&app, |summary| {
        summary.next_debit = None;
        let (field, reason) = (SummaryField::NextDebit, UnreadReason::NotUnderstood);
        summary.unread = vec![UnreadField { field, reason, text: Some("31.04.2027".to_owned()) }];
    });
    let parts = app.account().unread_parts().unwrap();
    assert!(!parts.is_complete());
    assert_eq!(parts.messages(Language::Ru), ["Следующее списание: не удалось прочитать («31.04.2027»)."]);
    assert_eq!(parts.messages(Language::En), ["Next debit: could not be read (“31.04.2027”)."]);
}

#[tokio::test]
async fn the_day_on_which_the_money_ends_is_no_debit() {
    let app = signed_in().await;
    show(&app, |summary| {
        summary.next_debit = None;
        summary.paid_until = Some("2022-02-16".parse().unwrap());
    });
    let overview = app.account().overview(Language::Ru).unwrap();
    assert_eq!((overview.debit, overview.paid_until), (None, Some("2022-02-16".parse().unwrap())));
    assert_eq!(app.account().reminders(NOW.parse().unwrap(), Language::Ru).unwrap().due, []);
}

#[tokio::test]
async fn a_reminder_says_that_the_site_still_shows_the_previous_debit() {
    let app = signed_in().await;
    show(&app, |summary| summary.next_debit = Some("2022-01-16".parse().unwrap()));
    let overview = app.account().overview(Language::Ru).unwrap();
    assert_eq!(overview.debit.map(|debit| (debit.estimated, debit.site_late)), Some((true, true)));
    let due = app.account().reminders(NOW.parse().unwrap(), Language::Ru).unwrap().due;
    let [reminder] = due.as_slice() else { panic!("{due:?}") };
    assert!(reminder.text.starts_with("Примерно 16 февраля"), "{}", reminder.text);
    assert!(reminder.text.ends_with("Сайт ещё показывает прошлое списание, поэтому день рассчитан."));
}

#[tokio::test]
async fn months_in_doubt_are_marked_with_the_reason() {
    let app = signed_in().await;
    let demo = demo();
    let mut store = app.store();
    let id = store.accounts().unwrap()[0].id;
    let months = demo.months();
    let at = NOW.parse().unwrap();
    for month in &months[1..] {
        store.record_month(id, month, at).unwrap();
    }
    let mut emptied = months[1].clone();
    emptied.transactions.clear();
    store.hold_back_month(id, &emptied, at).unwrap();
    let (never_read, read_before) = (months[0].totals.month, months[2].totals.month);
    for month in [never_read, read_before] {
        store.set_month_unread(id, month, ErrorCode::SiteChanged, at).unwrap();
    }

    let screen = app.account().overview_screen(Language::Ru).unwrap();
    let doubtful = |month| {
        let found = screen.months.iter().find(|it| it.month == month).unwrap();
        found.doubt.clone()
    };
    assert!(doubtful(months[1].totals.month).unwrap().starts_with("Сайт показал за этот месяц"));
    assert!(
        doubtful(read_before).unwrap().starts_with("Не удалось прочитать заново, показаны прежние данные.")
    );
    assert_eq!(doubtful(months[3].totals.month), None);
    let missing: Vec<_> = screen.unread_months.iter().map(|it| it.month).collect();
    assert_eq!(missing, [never_read], "a month that was never read has no figures to stand beside");
    assert_eq!(screen.overview.unwrap().unread_months.len(), 2, "both kinds are told");

    let statement = app.account().statement(Some(read_before)).unwrap();
    assert_eq!(statement.unread.iter().map(|it| it.month).collect::<Vec<_>>(), [read_before]);
    assert!(app.account().statement(Some(months[1].totals.month)).unwrap().months[0].held_back);
    assert!(!app.account().unread_parts().unwrap().is_complete());
}

#[tokio::test]
async fn a_month_that_is_derived_or_inexact_says_so_and_another_does_not() {
    let app = signed_in().await;
    let mut store = app.store();
    let id = store.accounts().unwrap()[0].id;
    let months = demo().months();
    let [earlier, later] = &months[months.len() - 2..] else { panic!("{months:?}") };
    for month in [earlier, later] {
        store.record_month(id, month, NOW.parse().unwrap()).unwrap();
    }
    for is_inexact in [false, true] {
        let marks = MonthMarks { is_derived: true, is_inexact };
        store.set_month_marks(id, later.totals.month, marks).unwrap();
        let told = serde_json::to_value(app.account().statement(None).unwrap()).unwrap();
        assert_eq!(told["months"][0]["derived"], true);
        assert_eq!(told["months"][0].get("inexact"), is_inexact.then(|| true.into()).as_ref());
        assert_eq!((told["months"][1].get("derived"), told["months"][1].get("inexact")), (None, None));
        let listed = app.account().months(Language::Ru).unwrap();
        let marked = listed.iter().map(|month| (month.derived, month.inexact)).collect::<Vec<_>>();
        assert_eq!(marked, [(true, is_inexact), (false, false)]);
        let shown = app.account().month(later.totals.month, Language::Ru).unwrap().totals;
        assert_eq!((shown.derived, shown.inexact), (true, is_inexact), "the page of the month says so too");
    }
}

#[tokio::test]
async fn a_kopeck_is_a_contradiction_unless_the_site_cuts_kopecks_off() {
    let app = signed_in().await;
    let mut store = app.store();
    let id = store.accounts().unwrap()[0].id;
    let mut month = demo().months().pop().unwrap();
    for row in &mut month.transactions {
        row.balance_after = None;
    }
    let row = &mut month.transactions[0];
    row.amount = row.amount - "0.01".parse().unwrap();
    store.record_month(id, &month, NOW.parse().unwrap()).unwrap();
    let name = month.totals.month;
    let mut audit_as = |is_inexact| {
        store.set_month_marks(id, name, MonthMarks { is_derived: true, is_inexact }).unwrap();
        app.account().audit(Language::Ru).unwrap()
    };
    let exact = audit_as(false);
    assert_eq!((exact.findings.len(), exact.note), (1, None), "{:?}", exact.findings);
    let inexact = audit_as(true);
    assert_eq!(inexact.findings, []);
    let note = inexact.note.unwrap();
    assert!(note.starts_with("Сайт обрезает копейки") && note.contains("февраль 2022"), "{note}");
    let line = app.account().months(Language::Ru).unwrap().remove(0);
    assert_eq!(line.findings, 0, "the month is not marked either");
    assert_eq!(app.account().month(name, Language::Ru).unwrap().findings, []);
}

#[tokio::test]
async fn a_list_of_months_that_was_not_read_is_told_beside_other_gaps() {
    let app = signed_in().await;
    show(&app, |_| ());
    let mut store = app.store();
    let id = store.accounts().unwrap()[0].id;
    store.set_list_unread(id, ErrorCode::Maintenance).unwrap();
    store
        .set_month_unread(id, "2022-01".parse().unwrap(), ErrorCode::SiteChanged, NOW.parse().unwrap())
        .unwrap();
    let parts = app.account().unread_parts().unwrap();
    assert_eq!(parts.unread_list, Some(ErrorCode::Maintenance));
    assert_eq!(parts.unread_months.len(), 1);
    let messages = parts.messages(Language::Ru);
    assert!(messages[0].starts_with("Список месяцев не прочитан") && messages.len() == 2, "{messages:?}");
    show(&app, |_| ());
    assert_eq!(app.account().unread_parts().unwrap().unread_list, None, "the next refresh read it");
}
