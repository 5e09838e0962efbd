//! Tests of the errors and their texts.

use std::collections::HashSet;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use chrono_tz::Asia::Yekaterinburg;
use kabinet_api::{
    ApiError, ErrorCode, ExportError, KeptData, Language, Portal, SecretsError, UpdateRefusal,
};
use kabinet_domain::Month;
use kabinet_providers::{
    BrowserReason, Fault, Missing, OfflineCause, PortalPage, Problem, ProfileError, ProviderError,
    ProviderInfo, SignInRefusal, Unreadable,
};
use kabinet_store::{SetAside, SetAsideReason, Store, StoreError};

/// Codes that only the command line has; its own test tells them.
const OF_COMMAND_LINE: [ErrorCode; 9] = [
    ErrorCode::ForeignHost,
    ErrorCode::NoPassword,
    ErrorCode::PassphrasesDiffer,
    ErrorCode::NoDataFolder,
    ErrorCode::BinaryToTerminal,
    ErrorCode::DemoNotStarted,
    ErrorCode::OutputFailed,
    ErrorCode::SystemFailed,
    ErrorCode::Usage,
];

fn month(text: &str) -> Month {
    text.parse().unwrap()
}

fn portal(error: ProviderError) -> ApiError {
    let provider = ProviderInfo {
        id: "sevencom".to_owned(),
        name: "Sevencom".to_owned(),
        site: "https://www.sevencom.ru".parse().unwrap(),
        cities: Vec::new(),
        time_zone: Yekaterinburg,
        support_phone: "8-909-700-88-77".to_owned(),
    };
    let site = "https://www.sevencom.ru".parse().unwrap();
    ApiError::Provider { portal: Box::new(Portal { provider, site }), error, kept: None }
}

fn bad_description(fault: Fault) -> ApiError {
    let (file, key) = ("providers/my.toml".to_owned(), "account.balance.synonyms".to_owned());
    ApiError::BadDescription(ProfileError { file, line: 7, key, fault })
}

fn host() -> String {
    "www.sevencom.ru".to_owned()
}

fn missing(label: &str, problem: Problem) -> Missing {
    Missing { label: label.to_owned(), problem }
}

fn site_changed() -> ProviderError {
    ProviderError::SiteChanged {
        page: PortalPage::Account,
        missing: vec![
            missing("Текущий баланс интернет", Problem::NotFound),
            missing("Дата ближайшего списания", Problem::NotRead("32.13.2024".to_owned())),
            missing("Баланс", Problem::Rounded("251.00".to_owned())),
            missing("Лицевой счёт", Problem::Ambiguous(vec!["12345678".to_owned(), "87654321".to_owned()])),
        ],
    }
}

const UNREADABLE: [Unreadable; 7] = [
    Unreadable::TooLarge,
    Unreadable::TooDeep,
    Unreadable::TooCostly,
    Unreadable::NotText,
    Unreadable::TooManyRedirects,
    Unreadable::Endless,
    Unreadable::CutOff,
];

fn provider_errors() -> Vec<ProviderError> {
    let mut errors = vec![
        ProviderError::BadCredentials { said: None },
        ProviderError::BadCredentials { said: Some("Договор не найден".to_owned()) },
        site_changed(),
        ProviderError::AnotherAccount {
            page: PortalPage::Months,
            expected: "12345678".to_owned().try_into().unwrap(),
            shown: "87654321".to_owned().try_into().unwrap(),
        },
        ProviderError::SessionEnded,
        ProviderError::SiteDown { host: host(), status: 503, retry_after: None },
        ProviderError::RateLimited { host: host(), retry_after: Some(Duration::from_secs(61)) },
        ProviderError::Maintenance,
        ProviderError::LeftSite { from: host(), to: "example.org".to_owned() },
        ProviderError::Insecure { address: host() },
    ];
    let pages = [
        PortalPage::Front,
        PortalPage::City,
        PortalPage::SignIn,
        PortalPage::Account,
        PortalPage::Months,
        PortalPage::Month(month("2021-11")),
    ];
    let refusals = refusals();
    errors.extend(refusals.map(|kind| ProviderError::SignInRefused { kind, said: None }));
    errors.extend(
        refusals
            .map(|kind| ProviderError::SignInRefused { kind, said: Some("Подождите".to_owned()) }),
    );
    errors.extend(pages.map(|page| ProviderError::SiteChanged { page, missing: vec![] }));
    errors.extend(UNREADABLE.map(|why| ProviderError::Unreadable { page: PortalPage::Months, why }));
    errors.extend(
        [
            BrowserReason::Captcha,
            BrowserReason::ScriptOnly,
            BrowserReason::OneTimeCode,
            BrowserReason::SessionOver,
        ]
        .map(|reason| ProviderError::NeedsBrowser { reason }),
    );
    errors.extend(
        [
            OfflineCause::UnknownHost,
            OfflineCause::Connection,
            OfflineCause::Timeout,
            OfflineCause::Certificate,
            OfflineCause::NoAuthorities,
            OfflineCause::Encryption,
            OfflineCause::BadHead,
        ]
        .map(|cause| ProviderError::Offline { host: host(), cause }),
    );
    errors
}

fn refusals() -> [SignInRefusal; 8] {
    [
        SignInRefusal::FormAgain,
        SignInRefusal::Unavailable,
        SignInRefusal::TooManyAttempts,
        SignInRefusal::Locked,
        SignInRefusal::PasswordExpired,
        SignInRefusal::OwnNetworkOnly,
        SignInRefusal::ContractEnded,
        SignInRefusal::AccessDenied,
    ]
}

fn of_the_keyring() -> Vec<SecretsError> {
    vec![
        SecretsError::NoSessionBus,
        SecretsError::NoSecretService,
        SecretsError::NoDefaultCollection,
        SecretsError::Locked,
        SecretsError::PromptDismissed,
        SecretsError::PromptTimedOut,
        SecretsError::Unresponsive,
        SecretsError::NotKept,
        SecretsError::Failed("it fell over".into()),
    ]
}

fn damaged() -> StoreError {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("kabinet.db");
    std::fs::write(&file, "not a database at all, ".repeat(100)).unwrap();
    Store::open(&file).unwrap_err()
}

fn of_the_database() -> Vec<StoreError> {
    vec![
        StoreError::CannotOpen(io::Error::from(io::ErrorKind::PermissionDenied)),
        damaged(),
        StoreError::Newer { found: 9, known: 7 },
        StoreError::Busy,
        StoreError::DiskFull,
        StoreError::NotABackup,
        StoreError::WrongPassphrase,
    ]
}

fn of_files_put_aside() -> impl Iterator<Item = ApiError> {
    SetAsideReason::ALL.into_iter().flat_map(|reason| {
        let copied_on = "2026-11-28".parse().ok();
        [(0, None), (1, None), (1, copied_on)].map(|(accounts, copied_on)| {
            ApiError::SetAside(SetAside { file: "kabinet.db".into(), reason, accounts, copied_on })
        })
    })
}

fn of_descriptions() -> Vec<ApiError> {
    vec![
        bad_description(Fault::Unreadable("denied".to_owned())),
        bad_description(Fault::NotPlain),
        bad_description(Fault::OpenToOthers),
        bad_description(Fault::TooLong),
        bad_description(Fault::BadName),
        bad_description(Fault::Malformed("expected `=`".to_owned())),
        bad_description(Fault::UnknownKey),
        bad_description(Fault::MissingKey),
        bad_description(Fault::Empty),
        bad_description(Fault::NoTimeZone("Asia/Aramil".to_owned())),
        bad_description(Fault::NoAddress("sevencom".to_owned())),
        bad_description(Fault::AbsentAndSaid),
        bad_description(Fault::NeverAbsent),
        bad_description(Fault::OfAnotherKind("lists")),
        bad_description(Fault::OneSided),
        bad_description(Fault::NoShape("++".to_owned())),
        bad_description(Fault::OtherCurrency("UAH".to_owned())),
        bad_description(Fault::NoMonths),
        bad_description(Fault::SaysTheSame {
            text: "остаток".to_owned(),
            as_in: "months.paid.synonyms".to_owned(),
        }),
    ]
}

fn of_updates() -> Vec<ApiError> {
    let host = || "updates.example.org".to_owned();
    let refusals = [
        UpdateRefusal::ServerFailed { status: 503 },
        UpdateRefusal::Insecure { host: host() },
        UpdateRefusal::ForeignHost { host: host() },
        UpdateRefusal::NotUnderstood,
        UpdateRefusal::TooLarge,
        UpdateRefusal::NoPackage,
        UpdateRefusal::NotSigned,
        UpdateRefusal::ForeignKey,
        UpdateRefusal::Altered,
        UpdateRefusal::OtherVersion { signed: "0.1.0".to_owned(), announced: "0.2.0".to_owned() },
        UpdateRefusal::OtherSystem,
        UpdateRefusal::NotOffered,
    ];
    let refused = refusals.into_iter().map(ApiError::UpdateRefused);
    refused.chain([ApiError::UpdateUnreachable { host: host() }]).collect()
}

fn every_error() -> Vec<ApiError> {
    let denied = || io::Error::from(io::ErrorKind::PermissionDenied);
    let logins = || vec!["12345678".to_owned(), "87654321".to_owned()];
    let mut errors = vec![
        ApiError::UnknownProvider { id: "sevenkom".to_owned(), known: vec!["sevencom".to_owned()] },
        ApiError::BadAddress { text: "sevencom ru".to_owned() },
        ApiError::NoAccount,
        ApiError::NoLink,
        ApiError::NothingToExport { login: "1".to_owned() },
        ApiError::NotExported(ExportError::TooManyRows),
        ApiError::NotExported(ExportError::Write(denied())),
        ApiError::FileNotWritten { file: "statement.csv".into(), error: denied() },
        ApiError::SystemRefused("no browser is installed".into()),
        ApiError::UnknownAccount { login: "1".to_owned(), kept: logins() },
        ApiError::WhichAccount { kept: logins() },
        ApiError::MonthNotKept { month: month("2020-01"), kept: None },
        ApiError::MonthNotKept { month: month("2020-01"), kept: Some((month("2021-11"), month("2022-01"))) },
        ApiError::NotACursor,
        ApiError::NothingRead { login: "1".to_owned() },
        ApiError::AnotherAccount {
            stored: "12345678".to_owned().try_into().unwrap(),
            shown: "87654321".to_owned().try_into().unwrap(),
        },
        ApiError::Cancelled,
        ApiError::PassphraseNeeded,
        ApiError::WrongPassphrase,
        ApiError::SignInGivenUp,
        ApiError::DataFolder { folder: "data".into(), error: denied() },
    ];
    errors.extend(of_descriptions());
    errors.extend(of_updates());
    errors.extend(of_the_database().into_iter().map(ApiError::Database));
    errors.extend(of_files_put_aside());
    errors.extend(of_the_keyring().into_iter().map(|why| ApiError::DatabaseLocked { why: Arc::new(why) }));
    errors.extend(provider_errors().into_iter().map(portal));
    errors.extend(
        of_the_keyring().into_iter().map(|why| ApiError::PasswordNeeded { login: "1".to_owned(), why }),
    );
    errors.extend(of_the_keyring().into_iter().map(ApiError::PasswordNotKept));
    errors.extend(of_the_keyring().into_iter().map(ApiError::SessionNotKept));
    errors.extend(of_the_keyring().into_iter().map(ApiError::PasswordNotDeleted));
    errors
}

#[test]
fn every_code_is_told_in_both_languages_with_nothing_left_unfilled() {
    let mut told = HashSet::new();
    for error in every_error() {
        told.insert(error.code());
        let words = Language::ALL.map(|language| error.localize(language));
        for words in &words {
            let both = format!("{} {}", words.message, words.hint);
            assert!(!both.contains(['{', '}']), "a value is not filled in: {both}");
            assert!(words.message.ends_with(['.', '»', '”']), "not a sentence: {}", words.message);
            assert!(!words.hint.is_empty() && !both.contains('!'), "not in Kabinet's tone: {both}");
        }
        assert_ne!(words[0].message, words[1].message, "{} has one language only", error.code().name());
    }
    let all: HashSet<ErrorCode> =
        ErrorCode::ALL.iter().copied().filter(|code| !OF_COMMAND_LINE.contains(code)).collect();
    assert_eq!(told, all, "an error of every code is told here");
}

#[test]
fn every_reason_to_refuse_an_update_has_a_sentence_of_its_own() {
    for language in Language::ALL {
        let errors = of_updates();
        let told: HashSet<String> = errors.iter().map(|error| error.localize(language).message).collect();
        assert_eq!(told.len(), errors.len(), "{told:?}");
    }
}

#[test]
fn the_names_of_codes_are_snake_case_and_unlike_each_other() {
    let names: HashSet<&str> = ErrorCode::ALL.iter().map(|code| code.name()).collect();
    assert_eq!(names.len(), ErrorCode::ALL.len(), "two codes have one name");
    for name in names {
        assert!(name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'), "{name} is not snake_case");
    }
}

#[test]
fn a_page_that_changed_is_named_with_every_label_as_the_site_writes_it() {
    let words = portal(site_changed()).localize(Language::Ru);
    assert_eq!(
        words.message,
        "Страница лицевого счёта на сайте Sevencom изменилась, Kabinet её не узнал: \
         не найдено «Текущий баланс интернет»; \
         у «Дата ближайшего списания» непонятное значение «32.13.2024»; \
         сайт округляет «Баланс» до рублей: «251.00»; \
         для «Лицевой счёт» подходит несколько значений: «12345678», «87654321»."
    );
    let english = portal(site_changed()).localize(Language::En).message;
    for part in ["account page", "«Текущий баланс интернет»", "«32.13.2024»", "«12345678», «87654321»"]
    {
        assert!(english.contains(part), "{part} is not told: {english}");
    }
}

#[test]
fn a_refused_password_is_answered_with_the_support_phone_and_no_blame() {
    let words =
        portal(ProviderError::BadCredentials { said: Some("Договор не найден".to_owned()) })
            .localize(Language::Ru);
    assert_eq!(words.message, "Сайт Sevencom не принял логин или пароль. Ответ сайта: «Договор не найден».");
    assert!(words.hint.contains("8-909-700-88-77"), "{}", words.hint);
}

#[test]
fn a_failed_refresh_tells_how_old_the_kept_data_are() {
    let mut error = portal(ProviderError::Maintenance);
    if let ApiError::Provider { kept, .. } = &mut error {
        let day = |text: &str| text.parse().unwrap();
        *kept = Some(KeptData { read_on: day("2026-11-21"), today: day("2026-11-25") });
    }
    let message = error.localize(Language::Ru).message;
    assert_eq!(message, "На сайте Sevencom идут работы. Сохранённые данные прежние, от 21 ноября.");
}

#[test]
fn waiting_is_told_in_whole_minutes() {
    let limited = |seconds| {
        let retry_after = Some(Duration::from_secs(seconds));
        portal(ProviderError::RateLimited { host: host(), retry_after }).localize(Language::Ru).hint
    };
    assert_eq!(limited(1), "Попробуйте через 1 минуту.");
    assert_eq!(limited(61), "Попробуйте через 2 минуты.");
    assert_eq!(limited(1800), "Попробуйте через 30 минут.");
}
