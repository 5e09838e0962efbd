//! Tests of the generated TypeScript bindings.

use std::path::PathBuf;
use std::{env, fs};

use kabinet_api::view::{
    About, Account, AppInfo, Audit, BalancePoint, CategoryTotal, Change, ChangeKind, Changes, Debit,
    DiagnosedPage, Diagnosis, Discrepancy, ExportFormat, Failure, Forecast, ForecastDebit, FoundLabel,
    FoundTransaction, LanguageChoice, LastError, LastFailure, Link, Look, MissingLabel, MonthCategories,
    MonthSummary, MonthView, NextReminder, OfferView, Overview, OverviewScreen, Period, Preferences,
    Progress, Protection, Provider, RecurringCharge, RefreshRecord, Refreshed, ReminderList,
    ReminderRulesView, ReminderView, Rule, SearchResults, SearchTerm, Selection, Service, ServiceBalance,
    SignedInView, Stage, Startup, TransactionView, UnreadFigure, UnreadMonthView, UpdateOffer, YearTotals,
};
use kabinet_api::{AccountKey, ErrorCode, Remedy};
use kabinet_domain::Category;
use ts_rs::{Config, TS};

/// The environment variable that makes the test write the types instead of comparing them.
const WRITE: &str = "KABINET_WRITE_BINDINGS";

macro_rules! written {
    ($($wire:ty),* $(,)?) => {{
        let config = Config::new();
        [$((<$wire>::ident(&config), <$wire>::export_to_string(&config).unwrap())),*]
    }};
}

/// Returns every type of the views with its TypeScript.
#[rustfmt::skip]
fn types() -> Vec<(String, String)> {
    Vec::from(written![
        About, Account, AccountKey, Audit, ErrorCode, Remedy, BalancePoint, Change, ChangeKind,
        Changes, Debit, DiagnosedPage, Diagnosis, TransactionView, ExportFormat, Failure, Discrepancy,
        Forecast, ForecastDebit, SearchResults, SearchTerm, Selection, ServiceBalance,
        FoundTransaction, FoundLabel, OverviewScreen, Category, CategoryTotal, LanguageChoice,
        LastError, LastFailure, Link, Look, MissingLabel, MonthCategories, MonthSummary, MonthView,
        NextReminder, OfferView, Service, UnreadFigure, UnreadMonthView, Startup, Overview, Period,
        Preferences, Progress, Provider, RefreshRecord, Refreshed, RecurringCharge, ReminderList,
        ReminderView, Rule, ReminderRulesView, SignedInView, Stage, AppInfo, YearTotals,
        Protection, UpdateOffer,
    ])
}

#[test]
fn the_bindings_are_the_types_of_the_views() {
    let types = types();
    assert_eq!(drifted(&types), [""; 0], "these differ from ui/src/bindings: run cargo xtask bindings");
}

/// Returns the types that differ from their files; writes the files instead if asked to.
fn drifted(types: &[(String, String)]) -> Vec<&str> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../ui/src/bindings");
    let mut drifted = Vec::new();
    for (name, text) in types {
        let file = folder.join(format!("{name}.ts"));
        if env::var_os(WRITE).is_some() {
            fs::write(&file, text).unwrap();
        } else if fs::read_to_string(&file).ok().as_ref() != Some(text) {
            drifted.push(name.as_str());
        }
    }
    drifted
}
