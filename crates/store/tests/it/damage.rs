//! Damaged files: nothing of them is shown, and none of them is in the way.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use kabinet_store::{DatabaseKey, FileKind, SetAsideReason, Store, StoreError};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

use crate::support::ledger;
use crate::support::{connect, make_plain, new_account};

/// The number of damaged files; `cargo xtask check damage` asks for more.
const FILES: &str = "KABINET_DAMAGED_FILES";
const FEW_FILES: usize = 112;

const PAGE: usize = 16384;
const LONGEST_START: Duration = Duration::from_secs(2);

/// One kind of damage.
type Damage = fn(&mut Vec<u8>, &mut StdRng);

const KINDS: [(&str, Damage); 8] = [
    ("a flipped bit", |bytes, random| {
        let bit = random.random_range(0..8 * bytes.len());
        bytes[bit / 8] ^= 1 << (bit % 8);
    }),
    ("a flipped bit in the first page", |bytes, random| {
        let bit = random.random_range(0..8 * PAGE);
        bytes[bit / 8] ^= 1 << (bit % 8);
    }),
    ("a cut end", |bytes, random| bytes.truncate(random.random_range(0..bytes.len()))),
    ("a cut end between pages", |bytes, random| {
        bytes.truncate(PAGE * random.random_range(0..bytes.len() / PAGE));
    }),
    ("zeros", |bytes, random| {
        let start = random.random_range(0..bytes.len());
        let end = (start + random.random_range(1..3 * PAGE)).min(bytes.len());
        bytes[start..end].fill(0);
    }),
    ("noise", |bytes, random| {
        let start = random.random_range(0..bytes.len());
        let end = (start + random.random_range(1..3 * PAGE)).min(bytes.len());
        bytes[start..end].iter_mut().for_each(|byte| *byte = random.random());
    }),
    ("a page over another one", |bytes, random| {
        let pages = bytes.len() / PAGE;
        let (from, to) = (random.random_range(1..pages), random.random_range(1..pages));
        bytes.copy_within(PAGE * from..PAGE * (from + 1), PAGE * to);
    }),
    ("another file", |bytes, random| {
        let text = "Дорогой абонент! ".repeat(random.random_range(0..500));
        *bytes = text.into_bytes();
    }),
];

#[test]
fn no_damage_is_shown_as_a_figure_and_none_is_in_the_way() {
    let count = std::env::var(FILES).ok().and_then(|count| count.parse().ok()).unwrap_or(FEW_FILES);
    let folder = tempfile::tempdir().unwrap();
    let keys = [DatabaseKey::public(), DatabaseKey::random()];
    let mut noticed = 0;
    for (number, key) in keys.iter().enumerate() {
        let whole = folder.path().join(format!("whole-{number}"));
        let id = ledger::write(&whole, key);
        let answers: Vec<String> = ledger::read(&whole, key, id).into_iter().map(Result::unwrap).collect();
        let bytes = fs::read(&whole).unwrap();
        for seed in 0..count / keys.len() {
            let (kind, damage) = KINDS[seed % KINDS.len()];
            let mut damaged = bytes.clone();
            damage(&mut damaged, &mut StdRng::seed_from_u64(seed as u64));
            let file = folder.path().join("kabinet.db");
            fs::write(&file, &damaged).unwrap();
            let what = format!("{kind}, seed {seed}, key {number}");
            let read = ledger::read(&file, key, id);
            let is_noticed = is_right_or_damaged(&read, &answers, &what);
            noticed += usize::from(is_noticed);
            if is_noticed {
                starts_anew(&file, key, &damaged, &what);
            }
            Store::erase(&file).unwrap();
            assert!(!file.exists(), "{what}");
        }
    }
    println!("{count} damaged files: {noticed} noticed, the others read whole, none wrong, none in the way");
    assert!(noticed > count / 2, "the damage is to be where it matters: {noticed} of {count}");
}

/// Checks the answers, and returns true if damage was noticed.
fn is_right_or_damaged(read: &[Result<String, StoreError>], answers: &[String], what: &str) -> bool {
    for (question, (answer, expected)) in read.iter().zip(answers).enumerate() {
        match answer {
            Ok(answer) => assert!(answer == expected, "{what}: question {question} was answered wrong"),
            Err(StoreError::Damaged(_)) => {}
            Err(error) => panic!("{what}: question {question}: {error:?}"),
        }
    }
    read.iter().any(Result::is_err)
}

/// Checks that a damaged file is put aside as it is, and that a new database opens, soon enough.
fn starts_anew(file: &Path, key: &DatabaseKey, damaged: &[u8], what: &str) {
    let started = Instant::now();
    let aside = Store::set_aside_if_damaged(file, key, "2026-11-29".parse().unwrap()).unwrap();
    let mut store = Store::open_with(file, key).unwrap();
    let accounts = store.accounts().unwrap();
    let took = started.elapsed();
    assert!(took < LONGEST_START, "{what}: the start took {took:?}");
    let aside = aside.unwrap_or_else(|| panic!("{what}: the damage was not found again"));
    assert_eq!(aside.reason, SetAsideReason::Damaged, "{what}");
    assert_eq!(accounts.len(), aside.accounts, "{what}");
    assert!(aside.file.to_str().unwrap().ends_with("kabinet.db.damaged-2026-11-29"), "{aside:?}");
    assert!(fs::read(&aside.file).unwrap() == damaged, "{what}: the file is to be kept as it is");
    store.remember_account(&new_account("12345678")).unwrap();
    assert_eq!(store.accounts().unwrap().len(), 1, "{what}: the customer signs in again");
}

#[test]
fn damage_in_any_page_is_noticed_by_whoever_reads_it() {
    let folder = tempfile::tempdir().unwrap();
    let (whole, file) = (folder.path().join("whole"), folder.path().join("kabinet.db"));
    let key = DatabaseKey::public();
    let id = ledger::write(&whole, &key);
    let answers: Vec<String> = ledger::read(&whole, &key, id).into_iter().map(Result::unwrap).collect();
    let bytes = fs::read(&whole).unwrap();
    let mut noticed = 0;
    for page in 0..bytes.len() / PAGE {
        let mut damaged = bytes.clone();
        damaged[PAGE * page + PAGE / 2] ^= 16;
        fs::write(&file, &damaged).unwrap();
        let read = ledger::read(&file, &key, id);
        noticed += usize::from(is_right_or_damaged(&read, &answers, &format!("page {page}")));
        Store::erase(&file).unwrap();
    }
    assert!(noticed > bytes.len() / PAGE / 2, "the pages are to be read: {noticed}");
}

#[test]
fn no_flipped_bit_in_the_name_of_the_key_makes_it_another_key() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("kabinet.db");
    for key in [DatabaseKey::public(), DatabaseKey::random()] {
        drop(Store::open_with(&file, &key).unwrap());
        let whole = fs::read(&file).unwrap();
        for bit in 0..8 * 16 {
            let mut damaged = whole.clone();
            damaged[bit / 8] ^= 1 << (bit % 8);
            fs::write(&file, damaged).unwrap();
            assert_eq!(Store::kind(&file).unwrap(), FileKind::Unrecognized, "bit {bit}");
            assert!(matches!(Store::open_with(&file, &key), Err(StoreError::Damaged(_))), "bit {bit}");
        }
        Store::erase(&file).unwrap();
    }
}

#[test]
fn a_whole_file_is_not_put_aside() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("kabinet.db");
    let today = "2026-11-29".parse().unwrap();
    let key = DatabaseKey::public();
    assert_eq!(Store::set_aside_if_damaged(&file, &key, today).unwrap(), None, "no file");
    ledger::write(&file, &key);
    let before = ledger::files(folder.path());
    assert_eq!(Store::set_aside_if_damaged(&file, &key, today).unwrap(), None);
    assert_eq!(ledger::files(folder.path()), before);
}

#[test]
fn the_choices_of_the_customer_go_over_where_they_can_be_read() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("kabinet.db");
    let key = DatabaseKey::random();
    let id = ledger::write(&file, &key);
    let kept = |store: &Store| {
        format!("{:?} {:?}", store.category_overrides(id).unwrap(), store.reminder_rules(id).unwrap())
    };
    let before = kept(&Store::open_with(&file, &key).unwrap());
    let mut bytes = fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&file, bytes).unwrap();
    let aside = Store::set_aside_if_damaged(&file, &key, "2026-11-29".parse().unwrap()).unwrap().unwrap();
    assert_eq!(aside.accounts, 1);
    let store = Store::open_with(&file, &key).unwrap();
    assert_eq!(store.accounts().unwrap()[0].id, id);
    assert_eq!(kept(&store), before);
    assert_eq!(store.statements(id, None).unwrap(), [], "figures are read from the site again");
}

#[test]
fn a_database_of_a_newer_release_is_put_aside_whole() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("kabinet.db");
    let key = DatabaseKey::public();
    ledger::write(&file, &key);
    connect(&file).execute_batch("PRAGMA user_version = 99").unwrap();
    assert!(matches!(Store::open(&file), Err(StoreError::Newer { found: 99, .. })));
    let today = "2026-11-29".parse().unwrap();
    let aside = Store::set_aside_if_damaged(&file, &key, today).unwrap().unwrap();
    assert_eq!(aside.reason, SetAsideReason::Newer);
    assert!(aside.file.to_str().unwrap().ends_with("kabinet.db.newer-2026-11-29"), "{aside:?}");
    assert_eq!(Store::open(&file).unwrap().accounts().unwrap().len(), 1);
}

#[test]
fn files_of_the_same_day_get_different_names() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("kabinet.db");
    let mut names = Vec::new();
    for text in ["one", "two", "three"] {
        fs::write(&file, text).unwrap();
        let today = "2026-11-29".parse().unwrap();
        let aside = Store::set_aside_if_damaged(&file, &DatabaseKey::public(), today).unwrap().unwrap();
        assert_eq!(fs::read_to_string(&aside.file).unwrap(), text);
        names.push(aside.file);
    }
    names.dedup();
    assert_eq!(names.len(), 3);
}

#[test]
fn damage_in_a_database_from_before_encryption_is_no_figure_either() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("kabinet.db");
    ledger::write(&file, &DatabaseKey::public());
    make_plain(&file);
    let mut bytes = fs::read(&file).unwrap();
    bytes[2 * PAGE..3 * PAGE].fill(0);
    fs::write(&file, &bytes).unwrap();
    let refused = Store::open(&file).unwrap_err();
    assert!(matches!(refused, StoreError::Damaged(_)), "{refused:?}");
    assert!(fs::read(&file).unwrap() == bytes, "a file that is not understood stays as it is");
}
