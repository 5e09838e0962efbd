//! Tests of providers described by files.

use std::fs;
use std::path::Path;

use kabinet_api::{ApiError, Credentials, ErrorCode, Language, ProgressObserver, Scope, SignIn};
use kabinet_demo::{Demo, Running, Setup, Skin};
use tempfile::TempDir;

use crate::support::{TestApi, customer, demo};

/// The labels of the compiled-in provider, each with the label of another provider's portal.
const OTHER_WORDS: [(&str, &str); 15] = [
    ("Личный кабинет", "Моя страница"),
    ("Статистика", "Движение"),
    ("Логин", "Позывной"),
    ("Войти", "Поехали"),
    ("Выход", "Уйти"),
    ("Лицевой счет", "Ваш шифр"),
    ("Стоимость вашего тарифного плана", "Такса"),
    ("Текущий баланс интернет", "Денег у нас"),
    ("Следующее списание", "Снимем"),
    ("Остаток на начало", "С чего начали"),
    ("Остаток на конец", "Чем кончили"),
    ("Оплата", "Внесли"),
    ("Расход", "Сняли"),
    ("Операция", "Что было"),
    ("Сумма", "Сколько"),
];

fn sevencom() -> String {
    TestApi::new().api.description("sevencom").unwrap().description
}

/// Returns a description in which each label has only its other word, if it has one.
fn other_description() -> String {
    let renamed = |mut text: String| {
        for (from, to) in OTHER_WORDS {
            text =
                text.replace(&format!("\"{}\"", from.to_lowercase()), &format!("\"{}\"", to.to_lowercase()));
        }
        text
    };
    renamed(sevencom())
        .replace("name = \"Sevencom\"", "name = \"Маяк\"")
        .replace("Asia/Yekaterinburg", "Asia/Omsk")
}

fn write(app: &TestApi, id: &str, text: &str) {
    let folder = app.folder.path().join("providers");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join(format!("{id}.toml")), text).unwrap();
}

/// Starts a portal in a skin with the other words.
fn other_portal() -> (Running, TempDir) {
    let (skin, copy) = (Path::new("../demo/skins/koi8"), tempfile::tempdir().unwrap());
    for entry in fs::read_dir(skin).unwrap() {
        let path = entry.unwrap().path();
        let mut text = fs::read_to_string(&path).unwrap();
        if path.extension().is_some_and(|extension| extension == "html") {
            OTHER_WORDS.iter().for_each(|(from, to)| text = text.replace(from, to));
        }
        fs::write(copy.path().join(path.file_name().unwrap()), text).unwrap();
    }
    let skin = Skin::load(copy.path()).unwrap();
    let setup = Setup { skin, months: Some(14), ..Setup::watched("2022-02-15".parse().unwrap()) };
    (Demo::start(setup).unwrap(), copy)
}

#[tokio::test]
async fn a_provider_that_only_a_file_describes_is_signed_in_to_and_read() {
    let (demo, _skin) = other_portal();
    let app = TestApi::new();
    let strange = app.api.sign_in(customer(&demo)).await.unwrap_err();
    assert_eq!(strange.code(), ErrorCode::SiteChanged, "the words are not those of the other provider");

    write(&app, "mayak", &other_description());
    let new = SignIn { provider: "mayak".to_owned(), ..customer(&demo) };
    app.api.sign_in(new).await.unwrap();
    let mut account = app.account();
    let given = Credentials::given(customer(&demo).password);
    account.refresh(given, Scope::Changed, &ProgressObserver::default()).await.unwrap();
    let store = app.store();
    let id = store.accounts().unwrap()[0].id;
    let mut read = store.statements(id, None).unwrap();
    read.reverse();
    assert_eq!(read, demo.months());
    assert_eq!(store.summary(id).unwrap().unwrap().value, demo.summary());
    assert_eq!(app.account().account_summary().unwrap().provider_name, "Маяк");
}

#[test]
fn a_file_takes_the_place_of_what_is_compiled_in_and_adds_a_provider() {
    let app = TestApi::new();
    let names = |app: &TestApi| -> Vec<(String, String)> {
        app.api.providers().into_iter().map(|known| (known.id, known.name)).collect()
    };
    let pair = |id: &str, name: &str| (id.to_owned(), name.to_owned());
    assert_eq!(names(&app), [pair("sevencom", "Sevencom")]);
    write(&app, "sevencom", &sevencom().replace("name = \"Sevencom\"", "name = \"Семь\""));
    write(&app, "mayak", &other_description());
    assert_eq!(names(&app), [pair("mayak", "Маяк"), pair("sevencom", "Семь")]);
    assert_eq!(app.api.description("mayak").unwrap().provider.time_zone, "Asia/Omsk");
    assert!(app.api.description("mayak").unwrap().provider.file.unwrap().ends_with("mayak.toml"));
    for path in ["../sevencom", "", "Sevencom", "sevencom.toml"] {
        assert_eq!(app.api.description(path).unwrap_err().code(), ErrorCode::UnknownProvider, "{path}");
    }
}

#[tokio::test]
async fn a_bad_file_is_told_by_line_and_key_and_stops_no_other_provider() {
    let app = TestApi::new();
    let demo = demo();
    app.api.sign_in(customer(&demo)).await.unwrap();
    let text = other_description().replace("Asia/Omsk", "Asia/Tara");
    let line = 1 + text.lines().position(|line| line.contains("Asia/Tara")).unwrap();
    write(&app, "mayak", &text);
    write(&app, "My Provider", "");

    let error = app.api.description("mayak").unwrap_err();
    assert_eq!(error.code(), ErrorCode::BadDescription);
    let words = error.localize(Language::Ru).message;
    assert!(words.contains(&format!("mayak.toml, строка {line}, ключ time_zone. ")), "{words}");
    let signing_in = SignIn { provider: "mayak".to_owned(), ..customer(&demo) };
    assert!(matches!(app.api.sign_in(signing_in).await, Err(ApiError::BadDescription(_))));

    let (known, wrong) = app.api.described_providers();
    assert_eq!(known.providers.len(), 1, "the other one is there as before");
    assert_eq!(wrong.iter().map(ApiError::code).collect::<Vec<_>>(), [ErrorCode::BadDescription; 2]);
    app.api.sign_in(customer(&demo)).await.unwrap();
}

#[tokio::test]
async fn what_is_kept_of_an_account_is_shown_while_its_description_is_bad() {
    let app = TestApi::new();
    let demo = demo();
    app.api.sign_in(customer(&demo)).await.unwrap();
    let before = app.api.tray(Language::Ru, false).unwrap();
    write(&app, "sevencom", "kind =");
    let after = app.api.tray(Language::Ru, false).unwrap();
    assert_eq!(after.lines.first(), before.lines.first(), "the balance stays in the tray");
    app.api.due_reminders(Language::Ru).unwrap();
}

#[test]
fn a_host_that_only_a_file_names_is_told_with_its_provider() {
    let app = TestApi::new();
    let host = || app.api.providers().into_iter().find(|it| it.id == "sevencom").unwrap().foreign_host;
    assert_eq!(host(), None);
    write(&app, "sevencom", &sevencom());
    assert_eq!(host(), None, "the file names the same host");
    write(&app, "sevencom", &sevencom().replace("www.sevencom.ru", "sevencom.example"));
    assert_eq!(host().as_deref(), Some("sevencom.example"));
}
