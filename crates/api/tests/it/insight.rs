//! Tests of the overview, the audit, the forecast and the changes.

use chrono::TimeDelta;
use kabinet_api::view::{ChangeKind, Changes, Rule};
use kabinet_api::{Credentials, Language, ProgressObserver, Scope};
use kabinet_demo::{CANARY, Running};
use kabinet_domain::{Category, Money, MonthStatement};

use crate::support::{TestApi, customer, demo};

const MINUTE: TimeDelta = TimeDelta::minutes(1);
const DAY: TimeDelta = TimeDelta::days(1);

/// Signs a customer in and reads the portal.
async fn read(demo: &Running) -> TestApi {
    let app = TestApi::new();
    app.api.sign_in(customer(demo)).await.unwrap();
    app.pass(MINUTE);
    refresh(&app).await;
    app
}

async fn refresh(app: &TestApi) {
    let mut account = app.account();
    let credentials = Credentials::given(CANARY.into());
    account.refresh(credentials, Scope::Changed, &ProgressObserver::default()).await.unwrap();
}

fn money(text: &str) -> Money {
    text.parse().unwrap()
}

fn plain(text: &str) -> String {
    text.replace('\u{202f}', " ")
}

/// Stores November of the instruction with 1989.00 instead of 989.00 in its first row.
fn misread(app: &TestApi) {
    let mut store = app.store();
    let id = store.accounts().unwrap()[0].id;
    let mut november: MonthStatement = store.statements(id, "2021-11".parse().ok()).unwrap().remove(0);
    november.transactions[0].amount = money("1989.00");
    november.transactions[0].balance_after = Some(money("1989.00"));
    store.record_month(id, &november, "2021-11-20T07:00:00Z".parse().unwrap()).unwrap();
}

#[tokio::test]
async fn the_demo_does_not_contradict_itself() {
    let app = read(&demo()).await;
    let audit = app.account().audit(Language::Ru).unwrap();
    assert_eq!((audit.findings, audit.note), (Vec::new(), None));
    assert!(app.account().months(Language::Ru).unwrap().iter().all(|line| line.findings == 0));
}

#[tokio::test]
async fn a_contradiction_is_told_in_words_on_its_month_and_at_its_row() {
    let app = read(&demo()).await;
    misread(&app);
    let found = app.account().audit(Language::Ru).unwrap().findings;
    let contradiction = found.iter().find(|it| it.rule == Rule::TransactionChain).unwrap();
    assert_eq!((contradiction.position, contradiction.expected), (Some(0), Some(money("989.00"))));
    assert_eq!(
        plain(&contradiction.text),
        "9 ноября 2021, «Оплата через cloudpayments»: после операции показано 1 989,00 ₽, \
         а дальше счёт идёт от 989,00 ₽."
    );
    let rewritten = found.iter().find(|it| it.rule == Rule::Rewritten).unwrap();
    assert_eq!(
        plain(&rewritten.text),
        "9 ноября 2021, «Оплата через cloudpayments»: когда месяц закончился, сумма была 989,00 ₽, \
         теперь 1 989,00 ₽.",
        "what was read in February was over"
    );
    let november = app.account().month("2021-11".parse().unwrap(), Language::Ru).unwrap();
    assert_eq!(november.findings, found, "the month tells what the whole audit does");
    let lines = app.account().months(Language::Ru).unwrap();
    let counts: Vec<_> = lines.iter().map(|it| it.findings).collect();
    assert_eq!(counts, [0, 0, 0, found.len()], "the oldest month has them");
}

#[tokio::test]
async fn kinds_are_totalled_and_the_customers_word_holds() {
    let app = read(&demo()).await;
    let of_november = |app: &TestApi| {
        let month = app.account().categories_by_month().unwrap().swap_remove(0);
        month.kinds.into_iter().map(|it| (it.kind, it.count, it.sum)).collect::<Vec<_>>()
    };
    let expected = [
        (Category::Payment, 1, money("989.00")),
        (Category::Fee, 1, money("-589.00")),
        (Category::OneOff, 1, money("-400.00")),
    ];
    assert_eq!(of_november(&app), expected, "the oldest month comes first");
    app.account().set_category("За платные заявки", Some(Category::Equipment)).unwrap();
    assert_eq!(of_november(&app)[2], (Category::Equipment, 1, money("-400.00")));
    let november = app.account().month("2021-11".parse().unwrap(), Language::Ru).unwrap();
    let told: Vec<_> = november.entries.iter().map(|it| (it.kind, it.kind_corrected)).collect();
    assert_eq!(told, [(Category::Payment, false), (Category::Fee, false), (Category::Equipment, true)]);
    app.account().set_category("За платные заявки", None).unwrap();
    assert_eq!(of_november(&app), expected);
    let years: Vec<_> = app.account().years().unwrap().into_iter().map(|it| it.year).collect();
    assert_eq!(years, [None, Some(2022), Some(2021)]);
    let line = app.account().balance_history().unwrap();
    let last = line.last().unwrap();
    assert_eq!((last.date.to_string().as_str(), last.balance), ("2022-02-15", money("588.00")));
}

fn texts(changes: &Changes) -> Vec<(ChangeKind, String)> {
    changes.items.iter().map(|it| (it.what, plain(&it.text))).collect()
}

#[tokio::test]
async fn the_changes_are_those_of_the_last_refresh_that_brought_any() {
    let demo = demo();
    let app = read(&demo).await;
    let changes = |app: &TestApi| app.account().changes(Language::Ru).unwrap();
    assert_eq!(changes(&app), None, "the first reading brings everything, and changes nothing");

    demo.change(|ledger| ledger.add("Антивирус", money("-3.30")));
    app.pass(DAY);
    refresh(&app).await;
    let expected = [
        (ChangeKind::NewTransactions, "1 новая операция: оплачено 0,00 ₽, списано 3,30 ₽.".to_owned()),
        (
            ChangeKind::NewCategory,
            "Новое списание, 15 февраля 2022: «Антивирус», 3,30 ₽. Раньше такого не было.".to_owned(),
        ),
    ];
    let brought = changes(&app).unwrap();
    assert_eq!(texts(&brought), expected);
    assert_eq!(brought.since.unwrap().to_rfc3339(), "2022-02-15T07:01:00+00:00");

    app.pass(DAY);
    refresh(&app).await;
    assert_eq!(changes(&app), Some(brought), "a refresh that brings nothing leaves them");

    demo.change(|ledger| ledger.add("Возврат платежа", money("-100.00")));
    app.pass(DAY);
    refresh(&app).await;
    let kinds: Vec<_> = changes(&app).unwrap().items.iter().map(|it| it.what).collect();
    assert_eq!(kinds, [ChangeKind::NewTransactions, ChangeKind::Returned]);
}

#[tokio::test]
async fn the_forecast_is_told_with_its_assumptions_and_refused_when_outdated() {
    let app = read(&demo()).await;
    let foreseen = app.account().forecast(None, Language::Ru).unwrap();
    assert_eq!((foreseen.why_not, foreseen.debits.len()), (None, 12));
    // 588.00 − 800.00 = −212.00
    let first = &foreseen.debits[0];
    assert_eq!((first.balance_after, first.covered), (money("-212.00"), false));
    assert_eq!(plain(&first.text), "20 февраля спишется 800,00 ₽ (тариф), не хватит 212,00 ₽.");
    assert_eq!(foreseen.runs_out, Some(first.date));
    // 12 × 800.00 − 588.00
    assert_eq!(foreseen.to_pay, Some(money("9012.00")));
    assert_eq!(
        plain(&foreseen.assumptions[0]),
        "Тариф списывается каждый месяц 20 числа, а в коротких месяцах в последний день: 800,00 ₽."
    );
    app.pass(DAY * 6);
    let outdated = app.account().forecast(None, Language::Ru).unwrap();
    assert_eq!((outdated.debits.len(), outdated.to_pay), (0, None));
    assert_eq!(
        outdated.why_not.unwrap(),
        "Прогноза нет: данные загружены до списания 20 февраля. Обновите их."
    );
}

#[tokio::test]
async fn offers_are_told_with_what_they_save() {
    let app = read(&demo()).await;
    let offers = app.account().overview(Language::Ru).unwrap().offers;
    let told: Vec<_> =
        offers.iter().map(|it| (it.months, it.saving_per_month, it.covered, it.best)).collect();
    let saves = |sum| Some(money(sum));
    assert_eq!(
        told,
        [
            (1, None, false, false),
            (3, saves("24.00"), false, false),
            (6, saves("48.00"), false, false),
            (12, saves("96.00"), false, true),
        ]
    );
}
