//! Pages that answer with figures while the site speaks of trouble, in every layout.

use kabinet_demo::CANARY;
use kabinet_providers::ProviderError;
use kabinet_store::Store;
use kabinet_sync::{SignIn, SyncError, sign_in};
use secrecy::SecretString;

use crate::support::page_site::{PageSite, Received, Reply};
use crate::support::{caged, hours_later};

const FORM: &str = "<h3>Вход в личный кабинет</h3><form method=post action=/lk/login>Логин <input name=user>
    Пароль <input type=password name=pw><button>Войти</button></form>";

/// Layouts of the figures, with `{balance}` and `{price}`.
const FIGURES: [&str; 5] = [
    "<p>Лицевой счёт: 12345678<p>Баланс: {balance} ₽<p>Абонентская плата: {price} ₽ в месяц",
    "<table><tr><td>Лицевой счёт<td>12345678<tr><td>Баланс<td>{balance} ₽<tr><td>Абонентская плата<td>{price} ₽ в месяц</table>",
    "<dl><dt>Лицевой счёт<dd>12345678<dt>Баланс<dd>{balance} ₽<dt>Абонентская плата<dd>{price} ₽ в месяц</dl>",
    "<ul><li>Лицевой счёт — 12345678<li>Баланс — {balance} ₽<li>Абонентская плата — {price} ₽ в месяц</ul>",
    "<div><div>Лицевой счёт</div><div>12345678</div></div><div><div>Баланс</div><div>{balance} ₽</div></div>\
     <div><div>Абонентская плата</div><div>{price} ₽ в месяц</div></div>",
];

/// Signs in at a site whose account page shows these figures below these words.
async fn outcome(words: &str, figures: &str, [balance, price]: [&str; 2]) -> Result<String, SyncError> {
    let figures = figures.replace("{balance}", balance).replace("{price}", price);
    let account = format!("<html><body><a href=/exit>Выйти</a>{words}{figures}</body></html>");
    let site = PageSite::start(move |request: &Received| match request.method.as_str() {
        "POST" => Reply::Page(200, account.clone()),
        _ => Reply::Page(200, format!("<html><body>{FORM}</body></html>")),
    });
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::open(&folder.path().join("kabinet.sqlite")).unwrap();
    let provider = kabinet_providers::find("sevencom").unwrap();
    let new = SignIn { site: site.url.clone(), city: None, login: "12345678".to_owned() };
    let password = SecretString::from(CANARY);
    let id = caged(CANARY, sign_in(&mut store, provider.as_ref(), new, password, hours_later(0)).await)?;
    Ok(store.summary(id).unwrap().unwrap().value.balance.to_string())
}

fn is_outage(outcome: &Result<String, SyncError>) -> bool {
    matches!(outcome, Err(SyncError::Provider(ProviderError::Maintenance)))
}

#[tokio::test]
async fn words_of_trouble_outweigh_zeros_in_every_layout() {
    for words in [
        "<p>Данные временно недоступны</p>",
        "<div class=alert>На сервере ведутся технические работы</div>",
        "<table><tr><td>Биллинг временно недоступен</table>",
        "<ul><li>Возможны временные трудности с отображением баланса</ul>",
        "<h4>Технический сбой, приносим извинения</h4>",
    ] {
        for figures in FIGURES {
            let outcome = outcome(words, figures, ["0,00", "0,00"]).await;
            assert!(is_outage(&outcome), "{words} {figures}: {outcome:?}");
        }
    }
}

#[tokio::test]
async fn figures_that_the_page_itself_calls_missing_or_old_are_not_taken() {
    for words in [
        "<p>Данные временно недоступны</p>",
        "<p>Данные показаны на 01.11.2026</p>",
        "<div>Информация приведена на 15.10.2026</div>",
        "<p>Сведения о балансе временно недоступны</p>",
        "<p>Не удалось получить данные</p>",
    ] {
        for figures in FIGURES {
            let outcome = outcome(words, figures, ["588,00", "800"]).await;
            assert!(is_outage(&outcome), "{words} {figures}: {outcome:?}");
        }
    }
}

#[tokio::test]
async fn a_plain_zero_and_news_beside_figures_are_no_outage() {
    for words in ["", "<p>Новости: подключили новый дом</p>", "<p>Данные показаны на 20.11.2026</p>"]
    {
        for figures in FIGURES {
            let zero = outcome(words, figures, ["0,00", "800"]).await;
            assert_eq!(zero.unwrap(), "0.00", "{words} {figures}");
            let other = outcome(words, figures, ["588,00", "800"]).await;
            assert_eq!(other.unwrap(), "588.00", "{words} {figures}");
        }
    }
}
