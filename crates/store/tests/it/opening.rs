//! Opening and migrating the database.

use std::fs;
use std::path::{Path, PathBuf};

use kabinet_store::{Store, StoreError};

use crate::support::other_process::{self, OtherProcess};
use crate::support::{AS_BEFORE_FAULTLESS, OnDisk, at, connect, new_account, statement};

const SIGNAL: &str = "go";

#[test]
fn every_migration_is_run_and_says_why_it_is() {
    let on_disk = OnDisk::new();
    let mut files: Vec<PathBuf> =
        fs::read_dir("migrations").unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    assert_eq!(version(&on_disk.file()), files.len(), "a file in migrations/ is not run");
    for (file, number) in files.iter().zip(1..) {
        let name = file.file_name().unwrap().to_str().unwrap();
        assert!(name.starts_with(&format!("{number:04}_")), "{name} is out of turn");
        let why = fs::read_to_string(file).unwrap();
        assert!(why.starts_with("-- "), "the first line of {name} must say why");
    }
}

#[test]
fn opening_again_changes_nothing() {
    let (mut on_disk, id) = OnDisk::with_account();
    on_disk.store.record_month(id, &statement("2026-10", "800.00"), at("2026-11-01T05:00:00Z")).unwrap();
    let on_disk = on_disk.reopen().reopen();
    assert_eq!(on_disk.store.statements(id, None).unwrap(), [statement("2026-10", "800.00")]);
}

#[test]
fn a_database_of_an_earlier_release_is_brought_up_to_date_with_everything_in_it() {
    let (mut on_disk, id) = OnDisk::with_account();
    on_disk.store.record_month(id, &statement("2026-10", "800.00"), at("2026-11-01T05:00:00Z")).unwrap();
    let is_faultless = |on_disk: &OnDisk| on_disk.store.newest_versions(id).unwrap()[0].is_faultless;
    assert!(is_faultless(&on_disk));
    connect(&on_disk.file()).execute_batch(AS_BEFORE_FAULTLESS).unwrap();

    let on_disk = on_disk.reopen();
    assert_eq!(on_disk.store.statements(id, None).unwrap(), [statement("2026-10", "800.00")]);
    assert!(!is_faultless(&on_disk), "nobody has looked yet");
    on_disk.store.check().unwrap();
    assert_eq!(version(&on_disk.file()), version(&OnDisk::new().file()));
}

#[test]
fn a_month_that_is_read_again_without_a_change_is_looked_at_again() {
    let (mut on_disk, id) = OnDisk::with_account();
    let month = statement("2026-10", "800.00");
    on_disk.store.record_month(id, &month, at("2026-11-01T05:00:00Z")).unwrap();
    connect(&on_disk.file()).execute_batch("UPDATE statement SET is_faultless = 0").unwrap();
    on_disk.store.record_month(id, &month, at("2026-11-02T05:00:00Z")).unwrap();
    assert!(on_disk.store.newest_version(id, month.totals.month).unwrap().unwrap().is_faultless);
}

#[test]
fn a_database_of_a_newer_release_is_refused_and_left_as_it_is() {
    let on_disk = OnDisk::new();
    let file = on_disk.file();
    let known = version(&file);
    connect(&file).pragma_update(None, "user_version", known + 1).unwrap();

    let refused = Store::open(&file).unwrap_err();
    assert!(
        matches!(refused, StoreError::Newer { found, known: k } if found == known + 1 && k == known),
        "{refused:?}"
    );
    assert_eq!(version(&file), known + 1);
}

#[test]
fn a_file_that_is_no_database_is_refused_and_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("kabinet.sqlite");
    let letter = "Дорогой абонент! ".repeat(100);
    fs::write(&file, &letter).unwrap();
    let refused = Store::open(&file).unwrap_err();
    assert!(matches!(refused, StoreError::Damaged(_)), "{refused:?}");
    assert_eq!(fs::read_to_string(&file).unwrap(), letter);
}

#[test]
fn damage_inside_the_file_is_reported_as_damage() {
    let (mut on_disk, id) = OnDisk::with_account();
    for year in 2001..2011 {
        let month = statement(&format!("{year}-10"), "800.00");
        on_disk.store.record_month(id, &month, at("2026-11-01T05:00:00Z")).unwrap();
    }
    let file = on_disk.file();
    drop(on_disk.store);
    let mut bytes = fs::read(&file).unwrap();
    let second_page = 16384;
    bytes[second_page..].fill(0xA5);
    fs::write(&file, bytes).unwrap();

    let outcome = Store::open(&file).and_then(|store| store.statements(id, None));
    assert!(matches!(outcome, Err(StoreError::Damaged(_))), "{outcome:?}");
}

#[test]
fn a_value_that_cannot_be_read_is_damage_and_not_a_zero() {
    let (mut on_disk, id) = OnDisk::with_account();
    on_disk.store.record_month(id, &statement("2026-10", "800.00"), at("2026-11-01T05:00:00Z")).unwrap();
    let vandal = connect(&on_disk.file());
    for (break_it, mend_it) in [
        (
            "UPDATE statement_transaction SET date = '2026-02-30'",
            "UPDATE statement_transaction SET date = '2026-10-01'",
        ),
        (
            "UPDATE statement_transaction SET amount = 9223372036854775807",
            "UPDATE statement_transaction SET amount = 80000",
        ),
        ("UPDATE statement SET month = '2026-13'", "UPDATE statement SET month = '2026-10'"),
        ("UPDATE statement SET version = -1", "UPDATE statement SET version = 1"),
    ] {
        vandal.execute_batch(break_it).unwrap();
        let outcome = on_disk.store.statements(id, None);
        assert!(matches!(outcome, Err(StoreError::Damaged(_))), "after {break_it}: {outcome:?}");
        vandal.execute_batch(mend_it).unwrap();
    }
    on_disk.store.statements(id, None).unwrap();
}

#[test]
fn processes_may_create_the_same_database_at_once() {
    for _ in 0..20 {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("kabinet.sqlite");
        let start = |_| OtherProcess::start("opening::creates_the_file_it_is_given", &file);
        let processes = [(); 4].map(start);
        while fs::read_dir(folder.path()).unwrap().count() < processes.len() {
            std::thread::yield_now();
        }
        fs::write(folder.path().join(SIGNAL), "").unwrap();
        assert!(processes.map(OtherProcess::succeeds).iter().all(|succeeded| *succeeded));
        assert_eq!(version(&file), version(&OnDisk::new().file()));
    }
}

#[test]
fn creates_the_file_it_is_given() {
    let Some(file) = other_process::given_file() else { return };
    fs::write(file.with_file_name(std::process::id().to_string()), "ready").unwrap();
    while !file.with_file_name(SIGNAL).exists() {
        std::thread::yield_now();
    }
    Store::open(&file).unwrap();
}

#[test]
fn threads_may_create_the_same_database_at_once() {
    for _ in 0..10 {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("kabinet.sqlite");
        std::thread::scope(|scope| {
            for login in ["1", "2", "3", "4"] {
                let file = &file;
                scope
                    .spawn(move || Store::open(file).unwrap().remember_account(&new_account(login)).unwrap());
            }
        });
        assert_eq!(Store::open(&file).unwrap().accounts().unwrap().len(), 4);
    }
}

#[test]
fn a_database_that_another_program_holds_is_busy_and_not_damaged() {
    let (mut on_disk, id) = OnDisk::with_account();
    let holder = connect(&on_disk.file());
    holder.execute_batch("BEGIN IMMEDIATE").unwrap();
    let outcome = on_disk.store.set_known_pages(id, None, None);
    assert!(matches!(outcome, Err(StoreError::Busy)), "{outcome:?}");
    assert_eq!(on_disk.store.accounts().unwrap().len(), 1, "reading does not wait for a writer");
}

#[test]
fn a_missing_folder_is_reported_as_such() {
    let folder = tempfile::tempdir().unwrap();
    let outcome = Store::open(&folder.path().join("нет").join("kabinet.sqlite"));
    assert!(matches!(outcome, Err(StoreError::CannotOpen(_))), "{outcome:?}");
}

#[cfg(unix)]
#[test]
fn only_the_owner_may_read_the_database_and_its_log() {
    use std::os::unix::fs::PermissionsExt;

    let (on_disk, _) = OnDisk::with_account();
    let files: Vec<_> = fs::read_dir(on_disk.file().parent().unwrap()).unwrap().map(Result::unwrap).collect();
    assert!(files.len() > 1, "the log must be there to be looked at");
    for file in files {
        let mode = file.metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{:?}", file.file_name());
    }
}

#[cfg(unix)]
#[test]
fn a_database_that_others_could_read_is_taken_from_them_at_opening() {
    use std::os::unix::fs::PermissionsExt;

    let (on_disk, _) = OnDisk::with_account();
    let file = on_disk.file();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
    let _on_disk = on_disk.reopen();
    assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600);
}

fn version(file: &Path) -> usize {
    connect(file).pragma_query_value(None, "user_version", |row| row.get(0)).unwrap()
}
