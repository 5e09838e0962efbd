//! Sites with several forms for a password.

use kabinet_demo::CANARY;
use kabinet_domain::ErrorCode;
use kabinet_providers::{BrowserReason, ProviderError, SignInRefusal};
use kabinet_store::Store;
use kabinet_sync::{ProgressObserver, RefreshRequest, Scope, SignIn, SyncError, refresh, sign_in};
use secrecy::SecretString;

use crate::support::page_site::{PageSite, Received, Reply};
use crate::support::{caged, hours_later};

const LOGIN: &str = "12345678";

const ACCOUNT: &str = "<html><body><a href=/exit>Выйти</a><table>
    <tr><td>Лицевой счёт<td>12345678<tr><td>Баланс<td>588,00 ₽
    <tr><td>Абонентская плата<td>800 ₽ в месяц<tr><td>Дата ближайшего списания<td>05.12.2026</table></body></html>";

const OURS: &str = "<h3>Вход в личный кабинет</h3><form method=post action=/lk/login>Логин <input name=user>
    Пароль <input type=password name=pw><button>Войти</button></form>";

/// An answer of a site to its form.
type Answer = fn() -> Reply;

fn page(body: &str) -> Reply {
    Reply::Page(200, format!("<html><body>{body}</body></html>"))
}

/// Starts a site with this front page.
///
/// The sign-in form is at /lk and is answered by `answer`.
fn site(front: &str, answer: Answer) -> PageSite {
    let front = front.to_owned();
    PageSite::start(move |request: &Received| match (request.method.as_str(), request.path.as_str()) {
        ("GET", "/") => page(&front),
        ("GET", "/lk") => page(OURS),
        ("POST", "/lk/login") => answer(),
        ("GET", path) if path.starts_with("/home") => Reply::Page(200, ACCOUNT.to_owned()),
        _ => Reply::Page(404, "<html><body>Нет такой страницы</body></html>".to_owned()),
    })
}

fn let_in() -> Reply {
    Reply::Redirect("/home".to_owned())
}

async fn attempt(site: &PageSite) -> Result<(), SyncError> {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::open(&folder.path().join("kabinet.sqlite")).unwrap();
    let provider = kabinet_providers::find("sevencom").unwrap();
    let new = SignIn { site: site.url.clone(), city: None, login: LOGIN.to_owned() };
    let password = SecretString::from(CANARY);
    let outcome = sign_in(&mut store, provider.as_ref(), new, password, hours_later(0)).await;
    caged(CANARY, outcome.map(|_| ()))
}

fn sent(site: &PageSite) -> usize {
    site.received().iter().filter(|request| request.has_password()).count()
}

#[tokio::test]
async fn the_password_goes_to_no_other_form() {
    let others = [
        "<div><b>Почта</b><form method=post action=/mail>Ящик <input name=l> Пароль <input type=password name=p></form></div>",
        "<h4>Вход в почту</h4><form method=post action=/m><input name=l><input type=password name=p><button>Войти</button></form>",
        "<div>Webmail<form method=post action=/w/login><input name=l><input type=password name=p></form></div>",
        "<h3>Форум абонентов</h3><form method=post action=/f><input name=l><input type=password name=p><button>Вход</button></form>",
        "<form method=post action=/s>Вход для сотрудников <input name=l><input type=password name=p></form>",
        "<form method=post action=/wp-login.php><input name=log><input type=password name=pwd><button>Войти</button></form>",
        "<h3>Личный кабинет партнёра</h3><form method=post action=/p><input name=l><input type=password name=p></form>",
        "<form method=post action=/a>Агентам и дилерам <input name=l><input type=password name=p></form>",
        "<h3>Телевидение</h3><form method=post action=/tv><input name=l><input type=password name=p><button>Смотреть</button></form>",
        "<h3>Видеонаблюдение</h3><form method=post action=/cam><input name=l><input type=password name=p></form>",
        "<h3>Регистрация</h3><form method=post action=/r><input name=l><input type=password name=p><input type=password name=p2></form>",
        "<form method=post action=/u><input name=l><input type=password name=p><button>Войти</button></form>",
    ];
    for other in others {
        let site = site(&format!("{other}<a href=/lk>Личный кабинет</a>"), let_in);
        attempt(&site).await.unwrap_or_else(|error| panic!("{other}: {error}"));
        assert_eq!(sent(&site), 1, "{other}");
    }
}

#[tokio::test]
async fn without_a_customers_form_no_password_is_sent() {
    for front in [
        "<h3>Форум</h3><form method=post action=/f><input name=l><input type=password name=p></form>",
        "<h3>Личный кабинет</h3><form method=post action=/r><input name=l><input type=password name=p><input type=password name=p2></form>",
    ] {
        let site = site(front, let_in);
        assert!(attempt(&site).await.is_err(), "{front}");
        assert_eq!(sent(&site), 0, "{front}");
    }
}

#[tokio::test]
async fn a_password_is_not_sent_by_get_or_where_a_script_changes_it() {
    let hash = "<script>function enc(f){ f.hash.value = hex_md5(f.password.value); f.password.value = ''; return true }</script>";
    let forms = [
        "<form action=/lk/login>Логин <input name=l><input type=password name=p><button>Войти</button></form>".to_owned(),
        "<form method=get action=/lk/login>Логин <input name=l><input type=password name=p></form>".to_owned(),
        format!("{hash}<form method=post action=/lk/login onsubmit='return enc(this)'>Логин <input name=l><input type=password name=password><input type=hidden name=hash></form>"),
        "<script src=/js/md5.min.js></script><form method=post action=/lk/login onsubmit='go(this)'>Логин <input name=l><input type=password name=p></form>".to_owned(),
    ];
    for form in forms {
        let site = site(&format!("<h3>Личный кабинет</h3>{form}"), let_in);
        let outcome = attempt(&site).await;
        let expected = ProviderError::NeedsBrowser { reason: BrowserReason::ScriptOnly };
        assert!(
            matches!(&outcome, Err(SyncError::Provider(error)) if *error == expected),
            "{form}: {outcome:?}"
        );
        assert_eq!(sent(&site), 0, "{form}");
    }
}

#[tokio::test]
async fn an_address_that_echoes_a_field_is_no_referer() {
    let site = site(OURS, || Reply::Redirect(format!("/home?login={LOGIN}&x=1")));
    attempt(&site).await.unwrap();
    assert!(site.received().iter().all(|request| !request.head.contains(&format!("?login={LOGIN}"))));
}

#[tokio::test]
async fn a_script_that_answers_the_form_over_a_whole_page_is_followed() {
    let answer = || page(&format!("<script>document.location.href=\"/home\";</script>{OURS}"));
    let site = site(OURS, answer);
    attempt(&site).await.unwrap();
}

const LOGIN_ALONE: &str = "<h2>Вход в личный кабинет</h2><form method=post action=/lk/name>
    <label for=c>Номер договора</label><input id=c name=contract><button>Далее</button></form>";

const PASSWORD_ALONE: &str =
    "<h2>Вход в личный кабинет</h2><p>Договор 12345678</p><form method=post action=/lk/login>
    <input type=hidden name=_token value=t>Пароль <input type=password name=pw><button>Войти</button></form>";

/// Starts a site that asks for the login on one page, beside other forms of one field.
///
/// Its answers to the login and to the password are given; `/home` is the account.
fn site_of_two_steps(to_login: Answer, to_password: Answer) -> PageSite {
    let others = "<form method=post action=/news>E-mail <input name=mail><button>Подписаться</button></form>
        <form method=post action=/pay><b>Оплата без входа в личный кабинет</b>Лицевой счёт <input name=ls><button>Далее</button></form>
        <form method=post action=/call>Телефон <input name=phone><button>Продолжить</button></form>";
    PageSite::start(move |request: &Received| match (request.method.as_str(), request.path.as_str()) {
        ("GET", "/") => page(&format!("{others}<a href=/lk>Личный кабинет</a>")),
        ("GET", "/lk") => page(&format!("{others}{LOGIN_ALONE}")),
        ("POST", "/lk/name") => to_login(),
        ("POST", "/lk/login") => to_password(),
        ("GET", "/home") => Reply::Page(200, ACCOUNT.to_owned()),
        _ => Reply::Page(404, "<html><body>Нет такой страницы</body></html>".to_owned()),
    })
}

#[tokio::test]
async fn a_login_that_is_asked_for_alone_is_sent_before_the_password() {
    let site = site_of_two_steps(|| page(PASSWORD_ALONE), let_in);
    attempt(&site).await.unwrap();
    let posts: Vec<(String, String)> = site
        .received()
        .into_iter()
        .filter(|request| request.method == "POST")
        .map(|request| (request.path, request.body))
        .collect();
    assert_eq!(posts[0], ("/lk/name".to_owned(), format!("contract={LOGIN}")));
    assert_eq!((posts.len(), posts[1].0.as_str()), (2, "/lk/login"));
    assert!(posts[1].1.starts_with("_token=t&pw="), "{}", posts[1].1);
}

#[tokio::test]
async fn a_step_of_a_sign_in_that_is_refused_says_so() {
    let again = || page(&format!("<p>Договор не найден</p>{LOGIN_ALONE}"));
    let wrong = || page(&format!("<p>Неверный пароль</p>{PASSWORD_ALONE}"));
    let wrong_and_anew = || page(&format!("<p>Неверный логин или пароль</p>{LOGIN_ALONE}"));
    let cases: [(Answer, Answer, ErrorCode, usize); 6] = [
        (again, let_in, ErrorCode::BadCredentials, 0),
        (|| page("<p>Добро пожаловать"), let_in, ErrorCode::SiteChanged, 0),
        (|| page(PASSWORD_ALONE), wrong, ErrorCode::BadCredentials, 1),
        (|| page(PASSWORD_ALONE), wrong_and_anew, ErrorCode::BadCredentials, 1),
        (|| page(PASSWORD_ALONE), || page(PASSWORD_ALONE), ErrorCode::SignInFormAgain, 1),
        (|| page(PASSWORD_ALONE), || page(LOGIN_ALONE), ErrorCode::SignInFormAgain, 1),
    ];
    for (to_login, to_password, expected, passwords) in cases {
        let site = site_of_two_steps(to_login, to_password);
        let Err(SyncError::Provider(error)) = attempt(&site).await else { panic!("{expected:?}") };
        assert_eq!(error.code(), expected, "{error:?}");
        assert_eq!(sent(&site), passwords, "{expected:?}");
    }
}

#[tokio::test]
async fn only_words_of_refusal_reject_the_password() {
    let refused = |kind| ProviderError::SignInRefused { kind, said: None };
    let answers: [(Answer, ProviderError); 9] = [
        (
            || page(&format!("<p>Неверный логин или пароль</p>{OURS}")),
            ProviderError::BadCredentials { said: None },
        ),
        (|| page(OURS), refused(SignInRefusal::FormAgain)),
        (
            || page(&format!("{OURS}<form method=post><button>Выйти</button></form>")),
            refused(SignInRefusal::FormAgain),
        ),
        (|| page(&format!("<p>Биллинг недоступен</p>{OURS}")), refused(SignInRefusal::Unavailable)),
        (
            || page(&format!("<p>Слишком много попыток, через 15 минут</p>{OURS}")),
            refused(SignInRefusal::TooManyAttempts),
        ),
        (|| page(&format!("<p>Учётная запись заблокирована</p>{OURS}")), refused(SignInRefusal::Locked)),
        (
            || page(&format!("<p>Срок действия пароля истёк</p>{OURS}")),
            refused(SignInRefusal::PasswordExpired),
        ),
        (|| page(&format!("<p>Договор расторгнут</p>{OURS}")), refused(SignInRefusal::ContractEnded)),
        (
            || Reply::Page(403, "<html><body>403</body></html>".to_owned()),
            refused(SignInRefusal::AccessDenied),
        ),
    ];
    for (answer, expected) in answers {
        let site = site(OURS, answer);
        let Err(SyncError::Provider(error)) = attempt(&site).await else { panic!("{expected}") };
        assert_eq!(without_words(&error), expected, "{error:?}");
        assert_eq!(error.rejects_password(), expected.rejects_password());
        assert_eq!(sent(&site), 1, "a password is sent once");
    }
}

fn without_words(error: &ProviderError) -> ProviderError {
    let mut error = error.clone();
    if let ProviderError::BadCredentials { said } | ProviderError::SignInRefused { said, .. } = &mut error {
        *said = None;
    }
    error
}

#[tokio::test]
async fn an_outage_that_answers_with_zeros_is_no_balance() {
    let zeros = "<a href=/exit>Выйти</a><p>Ведутся технические работы</p><table><tr><td>Лицевой счёт<td>12345678
        <tr><td>Баланс<td>0,00 ₽<tr><td>Абонентская плата<td>0,00 ₽ в месяц<tr><td>Дата ближайшего списания<td>05.12.2026</table>";
    for words in [
        zeros.to_owned(),
        format!("<p>Данные показаны на 01.11.2026</p>{ACCOUNT}"),
        format!("<p>Данные временно недоступны</p>{ACCOUNT}"),
    ] {
        let site = PageSite::start(move |request: &Received| match request.method.as_str() {
            "POST" => page(&words),
            _ => page(OURS),
        });
        let outcome = attempt(&site).await;
        assert!(matches!(outcome, Err(SyncError::Provider(ProviderError::Maintenance))), "{outcome:?}");
    }
}

#[tokio::test]
async fn a_list_of_months_of_another_account_is_refused_and_nothing_is_stored() {
    let account = ACCOUNT.replace("<table>", "<a href=/months>Статистика</a><table>");
    let months = "<html><body><a href=/exit>Выйти</a><p>Лицевой счёт: 99999999</p><table>
        <tr><th>Месяц<th>Остаток на начало<th>Оплата<th>Расход<th>Остаток на конец
        <tr><td>Октябрь 2026<td>0,00<td>989,00<td>989,00<td>0,00</table></body></html>";
    let site =
        PageSite::start(move |request: &Received| match (request.method.as_str(), request.path.as_str()) {
            ("POST", _) => Reply::Redirect("/home".to_owned()),
            (_, "/home") => Reply::Page(200, account.clone()),
            (_, "/months") => Reply::Page(200, months.to_owned()),
            _ => page(OURS),
        });
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::open(&folder.path().join("kabinet.sqlite")).unwrap();
    let provider = kabinet_providers::find("sevencom").unwrap();
    let new = SignIn { site: site.url.clone(), city: None, login: LOGIN.to_owned() };
    let password = SecretString::from(CANARY);
    let account =
        sign_in(&mut store, provider.as_ref(), new, password.clone(), hours_later(0)).await.unwrap();
    let request =
        RefreshRequest { account, credential: password.into(), now: hours_later(1), scope: Scope::Changed };
    let outcome = refresh(&mut store, provider.as_ref(), request, &ProgressObserver::default()).await;
    let Err(SyncError::AnotherAccount { stored, shown }) = outcome else { panic!("{outcome:?}") };
    assert_eq!((stored.as_str(), shown.as_str()), ("12345678", "99999999"));
    assert_eq!(store.months(account).unwrap(), []);
}
