//! The commands of the window, each one statement.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use kabinet_api::view::{
    About, Account, AppInfo, Audit, BalancePoint, Diagnosis, ExportFormat, Failure, Forecast, Link,
    MonthCategories, MonthView, OverviewScreen, Preferences, ProtectedBy, Protection, RefreshRecord,
    Refreshed, ReminderRulesView, SearchResults, Selection, SignedInView, Startup, UpdateOffer, YearTotals,
};
use kabinet_api::{AccountKey, KeyPlace, SignIn, SignInTarget};
use kabinet_desktop::Desktop;
use kabinet_domain::{Category, DateRange, Month, Period};
use secrecy::SecretString;
use tauri::ipc::Invoke;
use tauri::{Builder, State, WebviewWindow, Wry, generate_handler};

use crate::window;

type App<'a> = State<'a, Arc<Desktop>>;
type CommandResult<T> = Result<T, Failure>;

/// Adds the commands to the program.
///
/// Only the page of the main window may call them.
pub fn register(builder: Builder<Wry>) -> Builder<Wry> {
    let run = handler();
    builder.invoke_handler(move |invoke| {
        if invoke.message.webview_ref().label() == window::LABEL {
            return run(invoke);
        }
        invoke.resolver.reject("this window has no commands");
        true
    })
}

fn handler() -> impl Fn(Invoke<Wry>) -> bool + Send + Sync + 'static {
    generate_handler![
        startup,
        app_info,
        sign_in,
        browser_sign_in,
        show_browser_sign_in,
        cancel_browser_sign_in,
        sign_out,
        erase_everything,
        back_up,
        restore_backup,
        protection,
        has_keyring,
        protect,
        unlock,
        give_up_passphrase,
        rename_account,
        show_example,
        leave_example,
        overview_screen,
        month,
        refresh,
        cancel_refresh,
        open_link,
        open_provider_link,
        audit,
        set_category,
        years,
        period,
        categories_by_month,
        balance_history,
        forecast,
        search,
        export_statement,
        open_exported,
        show_exported,
        open_calendar,
        refresh_log,
        diagnose,
        save_report,
        save_sign_in_report,
        reminder_rules,
        set_reminder_rules,
        snooze,
        test_reminder,
        see_reminders,
        set_preferences,
        has_tray,
        about,
        open_data_folder,
        autostart,
        set_autostart,
        check_for_updates,
        install_update,
        restart,
        close_window,
        quit,
    ]
}

#[tauri::command(async)]
fn startup(desktop: App<'_>) -> CommandResult<Startup> {
    desktop.startup()
}

#[tauri::command(async)]
fn app_info(desktop: App<'_>) -> CommandResult<AppInfo> {
    desktop.app_info()
}

#[tauri::command]
async fn sign_in(
    desktop: App<'_>,
    provider: String,
    site: Option<String>,
    city: Option<String>,
    login: String,
    password: SecretString,
) -> CommandResult<SignedInView> {
    desktop.sign_in(SignIn { provider, site, city, login, password, keep_password: true }).await
}

#[tauri::command]
async fn browser_sign_in(
    desktop: App<'_>,
    provider: String,
    site: Option<String>,
    city: Option<String>,
    login: String,
) -> CommandResult<SignedInView> {
    desktop.browser_sign_in(SignInTarget { provider, site, city, login }).await
}

#[tauri::command(async)]
fn show_browser_sign_in(desktop: App<'_>) {
    desktop.show_browser_sign_in();
}

#[tauri::command(async)]
fn cancel_browser_sign_in(desktop: App<'_>) {
    desktop.cancel_browser_sign_in();
}

#[tauri::command]
async fn sign_out(desktop: App<'_>, account: AccountKey, forget: bool) -> CommandResult<()> {
    desktop.sign_out(&account, forget).await
}

#[tauri::command]
async fn erase_everything(desktop: App<'_>) -> CommandResult<()> {
    desktop.erase_everything().await
}

#[tauri::command(async)]
fn back_up(desktop: App<'_>, passphrase: SecretString) -> CommandResult<String> {
    desktop.back_up(passphrase)
}

#[tauri::command(async)]
fn restore_backup(desktop: App<'_>, passphrase: SecretString) -> CommandResult<()> {
    desktop.restore(passphrase)
}

#[tauri::command(async)]
fn protection(desktop: App<'_>) -> CommandResult<Option<Protection>> {
    desktop.protection()
}

#[tauri::command(async)]
fn has_keyring(desktop: App<'_>) -> bool {
    desktop.has_keyring()
}

#[tauri::command(async)]
fn protect(desktop: App<'_>, by: ProtectedBy, passphrase: SecretString) -> CommandResult<Protection> {
    desktop.protect(&KeyPlace::new(by, passphrase))
}

#[tauri::command(async)]
fn unlock(desktop: App<'_>, passphrase: SecretString) -> CommandResult<()> {
    desktop.unlock(passphrase)
}

#[tauri::command(async)]
fn give_up_passphrase(desktop: App<'_>) -> CommandResult<()> {
    desktop.give_up_passphrase()
}

#[tauri::command(async)]
fn rename_account(desktop: App<'_>, account: AccountKey, name: String) -> CommandResult<()> {
    desktop.rename_account(&account, &name)
}

#[tauri::command]
async fn show_example(desktop: App<'_>) -> CommandResult<Account> {
    desktop.show_example().await
}

#[tauri::command(async)]
fn leave_example(desktop: App<'_>) {
    desktop.leave_example();
}

#[tauri::command(async)]
fn overview_screen(desktop: App<'_>, account: AccountKey) -> CommandResult<OverviewScreen> {
    desktop.query(|api, language| api.open(&account)?.overview_screen(language))
}

#[tauri::command(async)]
fn month(desktop: App<'_>, account: AccountKey, month: Month) -> CommandResult<MonthView> {
    desktop.query(|api, language| api.open(&account)?.month(month, language))
}

#[tauri::command]
async fn refresh(
    desktop: App<'_>,
    account: AccountKey,
    password: Option<SecretString>,
) -> CommandResult<Refreshed> {
    desktop.refresh(&account, password).await
}

#[tauri::command(async)]
fn cancel_refresh(desktop: App<'_>) {
    desktop.cancel_refresh();
}

#[tauri::command(async)]
fn open_link(desktop: App<'_>, account: AccountKey, link: Link) -> CommandResult<()> {
    desktop.open_link(&account, link)
}

#[tauri::command(async)]
fn open_provider_link(desktop: App<'_>, provider: String, link: Link) -> CommandResult<()> {
    desktop.open_provider_link(&provider, link)
}

#[tauri::command(async)]
fn audit(desktop: App<'_>, account: AccountKey) -> CommandResult<Audit> {
    desktop.query(|api, language| api.open(&account)?.audit(language))
}

#[tauri::command(async)]
fn set_category(
    desktop: App<'_>,
    account: AccountKey,
    operation: String,
    kind: Option<Category>,
) -> CommandResult<()> {
    desktop.query(|api, _| api.open(&account)?.set_category(&operation, kind))
}

#[tauri::command(async)]
fn period(
    desktop: App<'_>,
    account: AccountKey,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
) -> CommandResult<Option<Period>> {
    desktop.query(|api, _| api.open(&account)?.period(DateRange { from, to }))
}

#[tauri::command(async)]
fn years(desktop: App<'_>, account: AccountKey) -> CommandResult<Vec<YearTotals>> {
    desktop.query(|api, _| api.open(&account)?.years())
}

#[tauri::command(async)]
fn categories_by_month(desktop: App<'_>, account: AccountKey) -> CommandResult<Vec<MonthCategories>> {
    desktop.query(|api, _| api.open(&account)?.categories_by_month())
}

#[tauri::command(async)]
fn balance_history(desktop: App<'_>, account: AccountKey) -> CommandResult<Vec<BalancePoint>> {
    desktop.query(|api, _| api.open(&account)?.balance_history())
}

#[tauri::command(async)]
fn forecast(desktop: App<'_>, account: AccountKey, until: Option<NaiveDate>) -> CommandResult<Forecast> {
    desktop.query(|api, language| api.open(&account)?.forecast(until, language))
}

#[tauri::command(async)]
fn search(
    desktop: App<'_>,
    account: AccountKey,
    selection: Selection,
    after: Option<String>,
) -> CommandResult<SearchResults> {
    desktop.query(|api, language| api.open(&account)?.search(&selection, after.as_deref(), language))
}

#[tauri::command(async)]
fn export_statement(
    desktop: App<'_>,
    account: AccountKey,
    format: ExportFormat,
    selection: Selection,
) -> CommandResult<Option<String>> {
    desktop.export_statement(&account, format, &selection)
}

#[tauri::command(async)]
fn open_exported(desktop: App<'_>) -> CommandResult<()> {
    desktop.open_exported()
}

#[tauri::command(async)]
fn show_exported(desktop: App<'_>) -> CommandResult<()> {
    desktop.show_exported()
}

#[tauri::command(async)]
fn open_calendar(desktop: App<'_>, account: AccountKey) -> CommandResult<()> {
    desktop.open_calendar(&account)
}

#[tauri::command(async)]
fn refresh_log(desktop: App<'_>, account: AccountKey) -> CommandResult<Vec<RefreshRecord>> {
    desktop.query(|api, language| api.open(&account)?.refresh_log(language))
}

#[tauri::command]
async fn diagnose(
    desktop: App<'_>,
    account: AccountKey,
    password: Option<SecretString>,
) -> CommandResult<Diagnosis> {
    desktop.diagnose(&account, password).await
}

#[tauri::command(async)]
fn save_report(desktop: App<'_>, account: AccountKey) -> CommandResult<Option<String>> {
    desktop.save_report(&account)
}

#[tauri::command(async)]
fn save_sign_in_report(desktop: App<'_>) -> CommandResult<Option<String>> {
    desktop.save_sign_in_report()
}

#[tauri::command(async)]
fn reminder_rules(desktop: App<'_>, account: AccountKey) -> CommandResult<ReminderRulesView> {
    desktop.query(|api, _| api.open(&account)?.reminder_rules())
}

#[tauri::command(async)]
fn set_reminder_rules(desktop: App<'_>, account: AccountKey, rules: ReminderRulesView) -> CommandResult<()> {
    desktop.query(|api, _| api.open(&account)?.set_reminder_rules(rules))
}

#[tauri::command(async)]
fn snooze(desktop: App<'_>, account: AccountKey, until: Option<DateTime<Utc>>) -> CommandResult<()> {
    desktop.query(|api, _| api.open(&account)?.snooze(until))
}

#[tauri::command(async)]
fn test_reminder(desktop: App<'_>, account: AccountKey) -> CommandResult<()> {
    desktop.test_reminder(&account)
}

#[tauri::command(async)]
fn see_reminders(desktop: App<'_>, account: AccountKey) -> CommandResult<()> {
    desktop.see_reminders(&account)
}

#[tauri::command(async)]
fn set_preferences(desktop: App<'_>, preferences: Preferences) -> CommandResult<()> {
    desktop.set_preferences(preferences)
}

#[tauri::command(async)]
fn about(desktop: App<'_>) -> About {
    desktop.about()
}

#[tauri::command(async)]
fn open_data_folder(desktop: App<'_>) -> CommandResult<()> {
    desktop.open_data_folder()
}

#[tauri::command(async)]
fn has_tray(desktop: App<'_>) -> bool {
    desktop.has_tray()
}

#[tauri::command(async)]
fn autostart(desktop: App<'_>) -> CommandResult<bool> {
    desktop.autostart()
}

#[tauri::command(async)]
fn set_autostart(desktop: App<'_>, on: bool) -> CommandResult<()> {
    desktop.set_autostart(on)
}

#[tauri::command]
async fn check_for_updates(desktop: App<'_>) -> CommandResult<Option<UpdateOffer>> {
    desktop.check_for_updates().await
}

#[tauri::command]
async fn install_update(desktop: App<'_>, version: String) -> CommandResult<()> {
    desktop.install_update(&version).await
}

#[tauri::command(async)]
fn restart(desktop: App<'_>) {
    desktop.restart();
}

/// Closes the window as its own button does.
#[tauri::command(async)]
fn close_window(window: WebviewWindow) {
    let _ = window.close();
}

#[tauri::command(async)]
fn quit(desktop: App<'_>) {
    desktop.quit();
}
