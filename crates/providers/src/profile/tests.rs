//! Profiles with errors, and the lines of these errors.

use super::*;

const SEVENCOM: &str = include_str!("../../descriptions/sevencom.toml");

fn wrong(text: &str) -> (usize, String, Fault) {
    let error = Profile::read("my", "my.toml", text).expect_err("something is wrong with it");
    assert_eq!(error.file, "my.toml");
    (error.line, error.key, error.fault)
}

/// Returns the line of the first occurrence of a text, and the description with its replacement.
fn changed(from: &str, to: &str) -> (usize, String) {
    let at = SEVENCOM.find(from).expect("it stands in the description");
    (spans::line_at(SEVENCOM, at), SEVENCOM.replacen(from, to, 1))
}

#[test]
fn what_is_compiled_in_is_a_description() {
    let sevencom = Profile::read("sevencom", "sevencom.toml", SEVENCOM).expect("a description");
    assert_eq!(sevencom.info.time_zone, chrono_tz::Asia::Yekaterinburg);
    assert_eq!(sevencom.info.cities.len(), 7);
    assert_eq!(sevencom.labels.account.balance.name, "Текущий баланс интернет");
    assert_eq!(sevencom.labels.account.balance.debts, ["задолженность", "долг"]);
    assert_eq!(sevencom.labels.statement.months.closing_balance.synonyms()[0], "остаток на конец");
}

#[test]
fn case_punctuation_and_yo_of_a_synonym_do_not_matter() {
    let (_, text) = changed("\"лицевой счет\"", "\"  Лицевой  счЁт: \"");
    let described = Profile::read("my", "my.toml", &text).expect("a description");
    assert!(described.labels.account.number.labels.contains(&"лицевой счет".to_owned()));
}

#[test]
fn every_fault_is_told_by_line_and_key() {
    let address = |text: &str| Fault::NoAddress(text.to_owned());
    let same = |text: &str, key: &str| Fault::SaysTheSame { text: text.to_owned(), as_in: key.to_owned() };
    let cases = [
        ("name = \"Sevencom\"", "names = \"Sevencom\"", "names", Fault::UnknownKey),
        ("name = \"Sevencom\"", "name = \" \"", "name", Fault::Empty),
        (
            "site = \"https://www.sevencom.ru/\"",
            "site = \"www.sevencom.ru\"",
            "site",
            address("www.sevencom.ru"),
        ),
        (
            "site = \"https://www.sevencom.ru/\"",
            "site = \"http://sevencom.ru/\"",
            "site",
            address("http://sevencom.ru/"),
        ),
        (
            "time_zone = \"Asia/Yekaterinburg\"",
            "time_zone = \"Asia/Aramil\"",
            "time_zone",
            Fault::NoTimeZone("Asia/Aramil".to_owned()),
        ),
        ("debts = [", "debt = [", "account.balance.debt", Fault::UnknownKey),
        (
            "\"абонентская плата\",",
            "\"абонентская плата\", \"—\",",
            "account.tariff_price.synonyms",
            Fault::Empty,
        ),
        ("\"расходы\",", "\"Оплата\",", "months.charged.synonyms", same("оплата", "months.paid.synonyms")),
        ("\"сумма\"", "\"Остаток\"", "entries.amount.synonyms", same("остаток", "entries.opening.synonyms")),
        ("\"долг\"", "\"баланс\"", "account.balance.debts", same("баланс", "account.balance.synonyms")),
    ];
    for (from, to, key, fault) in cases {
        let (line, text) = changed(from, to);
        assert_eq!(wrong(&text), (line, key.to_owned(), fault), "{to}");
    }
}

#[test]
fn what_the_parser_refuses_is_told_by_line_and_key() {
    let (line, text) = changed("[way.pay]\nname = \"Оплатить\"", "[way.pay]");
    assert_eq!(wrong(&text), (line, "way.pay.name".to_owned(), Fault::MissingKey));
    let (line, text) = changed("support_phone = \"8", "support_phone = 8 #");
    let (told, key, fault) = wrong(&text);
    assert_eq!((told, key.as_str()), (line, "support_phone"));
    assert!(matches!(fault, Fault::Malformed(_)), "{fault:?}");
    let (line, text) = changed("[way.pay]", "[way.pay");
    assert!(matches!(wrong(&text), (told, _, Fault::Malformed(_)) if told == line));
    let without_way = SEVENCOM.replace("[way.", "[road.");
    assert_eq!(wrong(&without_way).1, "road.cabinet", "a table that is not known");
    assert_eq!(wrong("kind = \"flat\"").1, "kind", "a kind that is not known");
    assert_eq!(wrong("").2, Fault::MissingKey);
}

const ABILLS: &str = include_str!("../../descriptions/examples/abills.toml");
const NODENY: &str = include_str!("../../descriptions/examples/nodeny.toml");

#[test]
fn every_example_is_a_description() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("descriptions/examples");
    let registry = crate::ProviderRegistry::described_in(folder);
    for id in ["abills", "abills-old", "nodeny", "phpnuxbill", "ubilling"] {
        let found = registry.find(id).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(found.expect("its file is there").info().id, id);
    }
}

#[test]
fn a_portal_may_have_lists_in_place_of_months() {
    let abills = Profile::read("abills", "abills.toml", ABILLS).expect("a description");
    let lists: Vec<_> = abills.labels.lists.iter().map(|list| (list.holds, list.covers_months)).collect();
    assert_eq!(lists, [(Holds::Payments, None), (Holds::Charges, Some(6))]);
    assert_eq!(abills.labels.kopecks, Kopecks::Cut);
    assert!(abills.labels.account.days_left.labels.is_empty(), "it is absent");
    assert!(abills.labels.statement.months.month.synonyms().is_empty(), "no table has such a column");
    let nodeny = Profile::read("nodeny", "nodeny.toml", NODENY).expect("a description");
    let amount = &nodeny.labels.statement.transactions.amount;
    assert_eq!((amount.credit.synonyms()[0].as_str(), amount.debit.synonyms()[0].as_str()), ("+", "-"));
}

#[test]
fn every_fault_of_a_portal_with_lists_is_told_by_line_and_key() {
    let same = |text: &str, key: &str| Fault::SaysTheSame { text: text.to_owned(), as_in: key.to_owned() };
    let cases = [
        (
            "name = \"Дней до списания\"",
            "name = \"Дней\"\nsynonyms = [\"дней\"]",
            "account.days_left.absent",
            Fault::AbsentAndSaid,
        ),
        ("synonyms = [\"дата\"]", "absent = true", "entries.date", Fault::NeverAbsent),
        ("synonyms = [\"логин\", \"login\"]", "absent = true", "way.login_field", Fault::NeverAbsent),
        ("synonyms = [\"дата\"]", "", "entries.date.synonyms", Fault::Empty),
        ("shape = \"9+\"", "shape = \"++\"", "account.number.shape", Fault::NoShape("++".to_owned())),
        (
            "currency = \"RUB\"",
            "currency = \"UAH\"",
            "amounts.currency",
            Fault::OtherCurrency("UAH".to_owned()),
        ),
        ("holds = \"charges\"", "holds = \"payments\"", "lists", Fault::OneSided),
        ("covers_months = 6", "covers_months = 0", "lists", Fault::NoMonths),
        ("kind = \"lists\"", "kind = \"account\"", "lists", Fault::OfAnotherKind("lists")),
        ("kind = \"lists\"", "kind = \"monthly\"", "months", Fault::MissingKey),
        (
            "synonyms = [\"услуга завершится\"]",
            "synonyms = [\"следующее списание\"]",
            "account.paid_until.synonyms",
            same("следующее списание", "account.next_debit.synonyms"),
        ),
    ];
    for (from, to, key, fault) in cases {
        assert!(ABILLS.contains(from), "{from}");
        let (_, told, found) = wrong(&ABILLS.replacen(from, to, 1));
        assert_eq!((told.as_str(), found), (key, fault), "{to}");
    }
    let both = wrong(&NODENY.replacen("synonyms = [\"- руб\"]", "synonyms = [\"+ руб\"]", 1));
    assert_eq!((both.1.as_str(), both.2), ("entries.charged.synonyms", same("+", "entries.paid.synonyms")));
    let months = wrong(&SEVENCOM.replacen("kind = \"monthly\"", "kind = \"lists\"", 1));
    assert_eq!((months.1.as_str(), months.2), ("months", Fault::OfAnotherKind("monthly")));
}
