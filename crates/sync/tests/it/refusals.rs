//! Answers to a sign-in with a right password that do not let the customer in, in every layout.

use kabinet_demo::CANARY;
use kabinet_providers::{ProviderError, SignInRefusal};
use kabinet_store::Store;
use kabinet_sync::{SignIn, SyncError, sign_in};
use secrecy::SecretString;

use crate::support::page_site::{PageSite, Received, Reply};
use crate::support::{caged, hours_later};

const FORM: &str = "<h3>Вход в личный кабинет</h3><form method=post action=/lk/login>Логин <input name=user>
    Пароль <input type=password name=pw><button>Войти</button></form>";

/// Layouts of the site's words beside the form that it shows again.
const LAYOUTS: [&str; 6] = [
    "<p>{said}</p>{form}",
    "<div class='alert alert-danger'><b>{said}</b></div>{form}",
    "<table><tr><td colspan=2>{said}</table>{form}",
    "<ul class=errors><li>{said}</li></ul>{form}",
    "{form}<dl><dt>Внимание<dd>{said}</dl>",
    "<div class=card><div><h4>Вход</h4></div><div><p>{said}</p></div></div>{form}",
];

/// Signs in at a site that answers in these words.
async fn answered(layout: &str, said: &str, form: &str) -> SyncError {
    let body = layout.replace("{said}", said).replace("{form}", form);
    let page = |body: &str| Reply::Page(200, format!("<html><body>{body}</body></html>"));
    let site = PageSite::start(move |request: &Received| match request.method.as_str() {
        "POST" => page(&body),
        _ => page(FORM),
    });
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::open(&folder.path().join("kabinet.sqlite")).unwrap();
    let provider = kabinet_providers::find("sevencom").unwrap();
    let new = SignIn { site: site.url.clone(), city: None, login: "12345678".to_owned() };
    let password = SecretString::from(CANARY);
    let outcome = sign_in(&mut store, provider.as_ref(), new, password, hours_later(0)).await;
    let error = caged(CANARY, outcome).expect_err("nobody is let in");
    let sent = site.received().iter().filter(|request| request.has_password()).count();
    // A form that was too old is fetched anew.
    let is_too_old = matches!(error, SyncError::Provider(ProviderError::SessionEnded));
    assert_eq!(sent, if is_too_old { 2 } else { 1 }, "«{said}»: a password is not tried again");
    error
}

/// Checks that sentences refuse for a reason, in every layout, and do not reject the password.
async fn assert_refused(kind: SignInRefusal, sentences: &[&str]) {
    for said in sentences {
        for layout in LAYOUTS {
            let error = answered(layout, said, FORM).await;
            let SyncError::Provider(ProviderError::SignInRefused { kind: found, said: words }) = &error
            else {
                panic!("«{said}» in {layout}: {error:?}");
            };
            assert_eq!(*found, kind, "«{said}» in {layout}");
            assert!(words.is_some(), "«{said}» in {layout}: the site's words are quoted");
        }
    }
}

#[tokio::test]
async fn trouble_of_the_site_is_no_wrong_password() {
    let sentences = [
        "На сервере ведутся технические работы. Попробуйте войти позже.",
        "Сервис на обслуживании",
        "Биллинг недоступен",
        "Ошибка соединения с базой данных",
        "Сервер авторизации не отвечает, повторите вход позже",
        "Проводятся профилактические работы",
        "Внутренняя ошибка биллинга, зайдите позднее",
    ];
    for said in sentences {
        for layout in LAYOUTS {
            let error = answered(layout, said, FORM).await;
            let SyncError::Provider(error) = error else { panic!("«{said}»: {error:?}") };
            let is_trouble = matches!(
                error,
                ProviderError::Maintenance
                    | ProviderError::SignInRefused { kind: SignInRefusal::Unavailable, .. }
            );
            assert!(is_trouble && !error.rejects_password(), "«{said}» in {layout}: {error:?}");
        }
    }
}

#[tokio::test]
async fn other_reasons_are_told_apart_and_keep_the_password() {
    for (kind, sentences) in [
        (
            SignInRefusal::TooManyAttempts,
            [
                "Слишком много попыток, через 15 минут",
                "Превышен лимит попыток входа",
                "Вход закрыт на 10 минут: много неудачных попыток",
            ],
        ),
        (
            SignInRefusal::Locked,
            ["Учётная запись заблокирована", "Ваш аккаунт заблокирован", "Доступ в кабинет приостановлен"],
        ),
        (
            SignInRefusal::PasswordExpired,
            ["Срок действия пароля истёк", "Пароль устарел, смените его", "Необходимо сменить пароль"],
        ),
        (
            SignInRefusal::OwnNetworkOnly,
            [
                "Вход только из сети провайдера",
                "Вход возможен только из нашей сети",
                "Кабинет доступен только для абонентов внутри сети",
            ],
        ),
        (
            SignInRefusal::ContractEnded,
            ["Договор расторгнут", "Ваш договор закрыт", "Договор прекращён по заявлению"],
        ),
    ] {
        assert_refused(kind, &sentences).await;
    }
}

#[tokio::test]
async fn an_old_session_or_a_captcha_is_no_wrong_password() {
    for said in ["Сессия устарела", "Сеанс истёк, войдите снова", "Форма устарела. Обновите страницу"]
    {
        for layout in LAYOUTS {
            let error = answered(layout, said, FORM).await;
            assert!(matches!(error, SyncError::Provider(ProviderError::SessionEnded)), "«{said}»: {error:?}");
        }
    }
    let captcha = FORM.replace("<button>", "Код <input name=code><button>");
    for said in ["Введите код с картинки", "Введите символы с изображения", "Введите проверочный код"]
    {
        for layout in LAYOUTS {
            let error = answered(layout, &format!("{said} <img src=/c>"), &captcha).await;
            let is_captcha = matches!(error, SyncError::Provider(ProviderError::NeedsBrowser { .. }));
            assert!(is_captcha, "«{said}» in {layout}: {error:?}");
        }
    }
}

#[tokio::test]
async fn only_words_about_the_login_or_the_password_reject_them() {
    for said in [
        "Неверный логин или пароль",
        "Логин или пароль указаны неверно",
        "Пользователь с таким логином не найден",
        "Неправильный пароль",
    ] {
        for layout in LAYOUTS {
            let error = answered(layout, said, FORM).await;
            let is_rejected = matches!(&error, SyncError::Provider(error) if error.rejects_password());
            assert!(is_rejected, "«{said}» in {layout}: {error:?}");
        }
    }
    for said in ["", "Добро пожаловать", "Новый тариф «Старт» 500 ₽", "Пароль можно узнать в договоре"]
    {
        for layout in LAYOUTS {
            let error = answered(layout, said, FORM).await;
            let is_rejected = matches!(&error, SyncError::Provider(error) if error.rejects_password());
            assert!(!is_rejected, "«{said}» in {layout}: {error:?}");
        }
    }
}
