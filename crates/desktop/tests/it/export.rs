//! Tests of saving a statement.

use std::fs;

use kabinet_api::ErrorCode;
use kabinet_api::view::{ExportFormat, Selection};

use crate::support::{ShellCall, TestDesktop, account};

#[tokio::test]
async fn a_statement_is_saved_where_the_person_chooses() {
    let app = TestDesktop::with_customer().await;
    let file = app.folder.path().join("выписка.csv");
    *app.seen.save_as.lock().unwrap() = Some(file.clone());
    app.done();
    let day = |text: &str| Some(text.parse().unwrap());
    let november = Selection { from: day("2021-11-01"), to: day("2021-11-30"), ..Selection::default() };
    let saved = app.desktop.export_statement(&account(), ExportFormat::Csv, &november).unwrap();
    assert_eq!(saved, Some(file.display().to_string()));
    assert_eq!(app.done(), [ShellCall::SavedAs("Выписка 12345678 2021-11.csv".to_owned())]);
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.contains("09.11.2021") && !text.contains(".12.2021"), "{text}");
    let beside = fs::read_dir(app.folder.path()).unwrap().filter_map(Result::ok);
    let left: Vec<_> = beside.filter(|entry| entry.file_name().to_string_lossy().starts_with('.')).collect();
    assert!(left.is_empty(), "nothing is left beside it: {left:?}");
}

#[tokio::test]
async fn the_file_holds_exactly_what_is_selected_and_is_opened_without_being_named() {
    let app = TestDesktop::with_customer().await;
    app.desktop.open_exported().unwrap();
    let file = app.folder.path().join("заявки.csv");
    *app.seen.save_as.lock().unwrap() = Some(file.clone());
    app.done();
    let selection = Selection::of_query("400 ноябрь 2021", None);
    app.desktop.export_statement(&account(), ExportFormat::Csv, &selection).unwrap();
    app.desktop.open_exported().unwrap();
    app.desktop.show_exported().unwrap();
    assert_eq!(
        app.done(),
        [
            ShellCall::SavedAs("Операции 12345678.csv".to_owned()),
            ShellCall::File(file.clone()),
            ShellCall::ShownInFolder(file.clone()),
        ]
    );
    let text = fs::read_to_string(&file).unwrap();
    assert_eq!(text.lines().count(), 2, "a header and one operation: {text}");
    assert!(text.contains("10.11.2021") && text.contains(";-400,00;"), "{text}");
}

#[tokio::test]
async fn a_selection_is_not_saved_in_a_format_that_states_balances() {
    let app = TestDesktop::with_customer().await;
    *app.seen.save_as.lock().unwrap() = Some(app.folder.path().join("счёт.ofx"));
    let selection = Selection::of_query("400", None);
    let refused = app.desktop.export_statement(&account(), ExportFormat::Ofx, &selection).unwrap_err();
    assert_eq!(refused.code, ErrorCode::NotExported);
}

#[tokio::test]
async fn who_thinks_better_of_it_gets_no_file_and_no_failure() {
    let app = TestDesktop::with_customer().await;
    assert_eq!(app.desktop.export_statement(&account(), ExportFormat::Pdf, &Selection::default()), Ok(None));
}

#[tokio::test]
async fn a_file_that_is_not_written_whole_leaves_the_one_before_it() {
    let app = TestDesktop::with_customer().await;
    let file = app.folder.path().join("выписка.csv");
    fs::write(&file, "прежняя").unwrap();
    *app.seen.save_as.lock().unwrap() = Some(file.clone());
    let day = Some("1999-12-31".parse().unwrap());
    let never = Selection { from: day, to: day, ..Selection::default() };
    let refused = app.desktop.export_statement(&account(), ExportFormat::Csv, &never).unwrap_err();
    assert_eq!(refused.code, ErrorCode::NothingToExport);
    assert_eq!(fs::read_to_string(&file).unwrap(), "прежняя");
    let folder = app.folder.path().join("no such folder/выписка.csv");
    *app.seen.save_as.lock().unwrap() = Some(folder);
    let whole = Selection::default();
    let refused = app.desktop.export_statement(&account(), ExportFormat::Csv, &whole).unwrap_err();
    assert_eq!(refused.code, ErrorCode::FileNotWritten);
}

#[tokio::test]
async fn the_debits_are_opened_with_the_calendar() {
    let app = TestDesktop::with_customer().await;
    app.done();
    app.desktop.open_calendar(&account()).unwrap();
    let [ShellCall::File(file)] = &app.done()[..] else {
        panic!("a file is opened, and nothing else is done")
    };
    assert_eq!(file.file_name().unwrap().to_str(), Some("Списания 12345678.ics"));
    let calendar = fs::read_to_string(file).unwrap();
    assert!(calendar.contains("DTSTART;VALUE=DATE:20261130"), "the next debit is in it: {calendar}");
    assert_eq!(calendar.matches("BEGIN:VEVENT").count(), 12, "the debits of a year are in it");
    assert_eq!(
        calendar.matches("BEGIN:VALARM").count(),
        12 * 4 - 1,
        "each with the alarms of the rules that are not over"
    );
}
