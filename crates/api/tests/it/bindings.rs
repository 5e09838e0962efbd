use std::path::PathBuf;
use std::{env, fs};

use kabinet_api::wire::diagnosis::{DiagnosedPage, Diagnosis, FoundLabel, MissingLabel, RefreshRecord};
use kabinet_api::wire::meaning::{
    BalancePoint, Change, ChangeKind, Changes, Finding, Forecast, ForecastDebit, Kind, KindTotal, MonthKinds,
    Period, RegularCharge, Rule, YearTotals,
};
use kabinet_api::wire::opening::{Glance, Opening, Start};
use kabinet_api::wire::search::{Found, FoundEntry};
use kabinet_api::wire::window::{
    Debit, EntryView, Language, LastFailure, Link, Look, MonthLine, MonthView, NextReminder, OfferView,
    OtherBalance, Overview, Preferences, Progress, Provider, ReminderList, ReminderView, Rules, SignedIn,
    Stage,
};
use kabinet_api::wire::{Account, ExportFormat, Failure, LastError, Refreshed};
use ts_rs::{Config, TS};

/// With this in the environment the types are written down rather than compared.
const WRITE: &str = "KABINET_WRITE_BINDINGS";

macro_rules! written {
    ($($wire:ty),* $(,)?) => {{
        let config = Config::new();
        [$((<$wire>::ident(&config), <$wire>::export_to_string(&config).unwrap())),*]
    }};
}

#[test]
fn the_window_knows_the_wire_types_as_they_are() {
    let types = written![
        Account,
        BalancePoint,
        Change,
        ChangeKind,
        Changes,
        Debit,
        DiagnosedPage,
        Diagnosis,
        EntryView,
        ExportFormat,
        Failure,
        Finding,
        Forecast,
        ForecastDebit,
        Found,
        FoundEntry,
        FoundLabel,
        Glance,
        Kind,
        KindTotal,
        Language,
        LastError,
        LastFailure,
        Link,
        Look,
        MissingLabel,
        MonthKinds,
        MonthLine,
        MonthView,
        NextReminder,
        OfferView,
        Opening,
        OtherBalance,
        Overview,
        Period,
        Preferences,
        Progress,
        Provider,
        RefreshRecord,
        Refreshed,
        RegularCharge,
        ReminderList,
        ReminderView,
        Rule,
        Rules,
        SignedIn,
        Stage,
        Start,
        YearTotals,
    ];
    assert_eq!(drifted(&types), [""; 0], "these differ from ui/src/bindings: run cargo xtask bindings");
}

/// Those that are not as they are written down; writes them down, if that is asked for.
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
