//! What the window's page may ask for, each in one statement.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use kabinet_api::wire::diagnosis::{Diagnosis, RefreshRecord};
use kabinet_api::wire::meaning::{BalancePoint, Changes, Finding, Forecast, Kind, MonthKinds, YearTotals};
use kabinet_api::wire::opening::{Opening, Start};
use kabinet_api::wire::search::Found;
use kabinet_api::wire::window::{
    Link, MonthLine, MonthView, Overview, Preferences, ReminderList, Rules, SignedIn,
};
use kabinet_api::wire::{Account, ExportFormat, Failure, Refreshed};
use kabinet_api::{Place, SignIn};
use kabinet_desktop::Desktop;
use kabinet_domain::Month;
use secrecy::SecretString;
use tauri::{Builder, State, Wry, generate_handler};

type Asked<'a> = State<'a, Arc<Desktop>>;
type Told<T> = Result<T, Failure>;

/// The program with all of them.
pub fn registered(builder: Builder<Wry>) -> Builder<Wry> {
    builder.invoke_handler(generate_handler![
        opening,
        start,
        sign_in,
        browser_sign_in,
        cancel_browser_sign_in,
        sign_out,
        erase_everything,
        show_example,
        leave_example,
        overview,
        months,
        month,
        audit,
        set_kind,
        years,
        kinds_by_month,
        balance_line,
        changes,
        forecast,
        search,
        refresh,
        cancel_refresh,
        open_link,
        export_statement,
        open_calendar,
        refresh_log,
        diagnose,
        save_report,
        reminders,
        reminder_rules,
        set_reminder_rules,
        snooze,
        test_reminder,
        set_preferences,
        has_tray,
        autostart,
        set_autostart,
    ])
}

#[tauri::command(async)]
fn opening(desktop: Asked<'_>) -> Told<Opening> {
    desktop.opening()
}

#[tauri::command(async)]
fn start(desktop: Asked<'_>) -> Told<Start> {
    desktop.start()
}

#[tauri::command]
async fn sign_in(
    desktop: Asked<'_>,
    provider: String,
    site: Option<String>,
    city: Option<String>,
    login: String,
    password: SecretString,
) -> Told<SignedIn> {
    desktop.sign_in(SignIn { provider, site, city, login, password, keep_password: true }).await
}

#[tauri::command]
async fn browser_sign_in(
    desktop: Asked<'_>,
    provider: String,
    site: Option<String>,
    city: Option<String>,
    login: String,
) -> Told<SignedIn> {
    desktop.browser_sign_in(Place { provider, site, city, login }).await
}

#[tauri::command(async)]
fn cancel_browser_sign_in(desktop: Asked<'_>) {
    desktop.cancel_browser_sign_in();
}

#[tauri::command]
async fn sign_out(desktop: Asked<'_>, login: String, forget: bool) -> Told<()> {
    desktop.sign_out(&login, forget).await
}

#[tauri::command]
async fn erase_everything(desktop: Asked<'_>) -> Told<()> {
    desktop.erase_everything().await
}

#[tauri::command]
async fn show_example(desktop: Asked<'_>) -> Told<Account> {
    desktop.show_example().await
}

#[tauri::command(async)]
fn leave_example(desktop: Asked<'_>) {
    desktop.leave_example();
}

#[tauri::command(async)]
fn overview(desktop: Asked<'_>, login: String) -> Told<Overview> {
    desktop.overview(&login)
}

#[tauri::command(async)]
fn months(desktop: Asked<'_>, login: String) -> Told<Vec<MonthLine>> {
    desktop.months(&login)
}

#[tauri::command(async)]
fn month(desktop: Asked<'_>, login: String, month: Month) -> Told<MonthView> {
    desktop.month(&login, month)
}

#[tauri::command(async)]
fn audit(desktop: Asked<'_>, login: String) -> Told<Vec<Finding>> {
    desktop.audit(&login)
}

#[tauri::command(async)]
fn set_kind(desktop: Asked<'_>, login: String, operation: String, kind: Option<Kind>) -> Told<()> {
    desktop.set_kind(&login, &operation, kind)
}

#[tauri::command(async)]
fn years(desktop: Asked<'_>, login: String) -> Told<Vec<YearTotals>> {
    desktop.years(&login)
}

#[tauri::command(async)]
fn kinds_by_month(desktop: Asked<'_>, login: String) -> Told<Vec<MonthKinds>> {
    desktop.kinds_by_month(&login)
}

#[tauri::command(async)]
fn balance_line(desktop: Asked<'_>, login: String) -> Told<Vec<BalancePoint>> {
    desktop.balance_line(&login)
}

#[tauri::command(async)]
fn changes(desktop: Asked<'_>, login: String) -> Told<Option<Changes>> {
    desktop.changes(&login)
}

#[tauri::command(async)]
fn forecast(desktop: Asked<'_>, login: String, until: Option<NaiveDate>) -> Told<Forecast> {
    desktop.forecast(&login, until)
}

#[tauri::command(async)]
fn search(
    desktop: Asked<'_>,
    login: String,
    query: String,
    kind: Option<Kind>,
    after: Option<String>,
) -> Told<Found> {
    desktop.search(&login, &query, kind, after.as_deref())
}

#[tauri::command]
async fn refresh(desktop: Asked<'_>, login: String, password: Option<SecretString>) -> Told<Refreshed> {
    desktop.refresh(&login, password).await
}

#[tauri::command(async)]
fn cancel_refresh(desktop: Asked<'_>) {
    desktop.stop_refreshing();
}

#[tauri::command(async)]
fn open_link(desktop: Asked<'_>, login: String, link: Link) -> Told<()> {
    desktop.open_link(&login, link)
}

#[tauri::command(async)]
fn export_statement(
    desktop: Asked<'_>,
    login: String,
    format: ExportFormat,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
) -> Told<Option<String>> {
    desktop.export_statement(&login, format, from, to)
}

#[tauri::command(async)]
fn refresh_log(desktop: Asked<'_>, login: String) -> Told<Vec<RefreshRecord>> {
    desktop.refresh_log(&login)
}

#[tauri::command]
async fn diagnose(desktop: Asked<'_>, login: String, password: Option<SecretString>) -> Told<Diagnosis> {
    desktop.diagnose(&login, password).await
}

#[tauri::command(async)]
fn save_report(desktop: Asked<'_>, login: String) -> Told<Option<String>> {
    desktop.save_report(&login)
}

#[tauri::command(async)]
fn open_calendar(desktop: Asked<'_>, login: String) -> Told<()> {
    desktop.open_calendar(&login)
}

#[tauri::command(async)]
fn reminders(desktop: Asked<'_>, login: String) -> Told<ReminderList> {
    desktop.reminders(&login)
}

#[tauri::command(async)]
fn reminder_rules(desktop: Asked<'_>, login: String) -> Told<Rules> {
    desktop.reminder_rules(&login)
}

#[tauri::command(async)]
fn set_reminder_rules(desktop: Asked<'_>, login: String, rules: Rules) -> Told<()> {
    desktop.set_reminder_rules(&login, rules)
}

#[tauri::command(async)]
fn snooze(desktop: Asked<'_>, login: String, until: Option<DateTime<Utc>>) -> Told<()> {
    desktop.snooze(&login, until)
}

#[tauri::command(async)]
fn test_reminder(desktop: Asked<'_>, login: String) -> Told<()> {
    desktop.test_reminder(&login)
}

#[tauri::command(async)]
fn set_preferences(desktop: Asked<'_>, preferences: Preferences) -> Told<()> {
    desktop.set_preferences(preferences)
}

#[tauri::command(async)]
fn has_tray(desktop: Asked<'_>) -> bool {
    desktop.has_tray()
}

#[tauri::command(async)]
fn autostart(desktop: Asked<'_>) -> Told<bool> {
    desktop.autostart()
}

#[tauri::command(async)]
fn set_autostart(desktop: Asked<'_>, on: bool) -> Told<()> {
    desktop.set_autostart(on)
}
