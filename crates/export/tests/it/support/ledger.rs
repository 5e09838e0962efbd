//! Ten years of an account, with descriptions that are hard for one format or another.

use std::io::Write;

use chrono::{Datelike, NaiveDate};
use kabinet_demo::{ACCOUNT, Ledger};
use kabinet_domain::{
    Category, CategoryOverrides, Money, Month, MonthStatement, MonthTotals, Transaction, categorize,
};
use kabinet_export::{ExportError, Format, Heading, Label, Localize, Statement, Totals};

/// Descriptions that a format could misread, and amounts that no binary fraction holds.
pub const AWKWARD: [(&str, &str); 16] = [
    ("=HYPERLINK(\"http://example.org\";\"Оплата\")", "0.10"),
    ("=1+1", "0.20"),
    ("+7 909 700-88-77", "-0.30"),
    ("-1+1|calc", "1000000.07"),
    ("@SUM(A1:A9)", "-1000000.07"),
    ("\t=2+2", "12345678.91"),
    ("\r=3+3", "-12345678.91"),
    ("  =4+4", "0.01"),
    ("Оплата; «в кавычках» \"и так\", через запятую", "-0.01"),
    ("две\nстроки", "4511.99"),
    ("(в скобках) * ! ^ & < > ]]> ' `", "-4511.99"),
    ("12345", "0.07"),
    ("Ноль", "0.00"),
    ("знак 🛰 и 中文, которых в шрифте нет", "-0.07"),
    ("очень-длинное-слово-без-единого-пробела-которое-не-помещается-в-строку-и-делится-на-части", "9.99"),
    (
        "Перерасчёт абонентской платы за услугу «Интернет» за период, в котором из-за работ на линии \
         услуга не предоставлялась, по обращению абонента; сумма рассчитана пропорционально числу дней \
         без услуги и зачтена на лицевой счёт в день закрытия обращения, о чём абоненту сообщено по телефону",
        "-9.99",
    ),
];

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Returns the months of ten years, oldest first; the last one has the awkward transactions too.
pub fn months() -> Vec<MonthStatement> {
    let mut ledger = Ledger::of_months(day("2026-11-25"), 120);
    for (description, amount) in AWKWARD {
        ledger.add(description, amount.parse().unwrap());
    }
    let months = ledger.months().to_vec();
    assert_eq!(months.len(), 120, "it is a ledger of ten years");
    months
}

pub fn transactions(months: &[MonthStatement]) -> Vec<Transaction> {
    months.iter().flat_map(|month| month.transactions.clone()).collect()
}

pub fn heading(months: &[MonthStatement]) -> Heading {
    Heading {
        provider: "sevencom".to_owned(),
        provider_name: "Sevencom".to_owned(),
        account: ACCOUNT.to_owned().try_into().unwrap(),
        from: months[0].totals.month.first_day(),
        to: day("2026-11-25"),
        opening_balance: months[0].totals.opening_balance,
        has_earlier: false,
        selection: None,
        category_overrides: CategoryOverrides::default(),
        created_at: "2026-11-25T12:00:00+05:00".parse().unwrap(),
    }
}

/// Returns a month whose totals follow from its rows of day, description and amount.
pub fn month(name: &str, opening: &str, rows: &[(u32, &str, &str)]) -> MonthStatement {
    let month: Month = name.parse().unwrap();
    let opening_balance: Money = opening.parse().unwrap();
    let mut balance = opening_balance;
    let transactions = rows.iter().map(|&(day, description, amount)| {
        let (before, amount) = (balance, amount.parse::<Money>().unwrap());
        balance = before + amount;
        Transaction {
            date: month.first_day().with_day(day).unwrap(),
            time: None,
            description: description.to_owned(),
            balance_before: Some(before),
            amount,
            balance_after: Some(balance),
        }
    });
    let transactions: Vec<Transaction> = transactions.collect();
    let sum = |negative| -> Money {
        transactions.iter().map(|it| it.amount).filter(|it| it.is_negative() == negative).sum()
    };
    let (paid, charged) = (sum(false), -sum(true));
    let closing_balance = opening_balance + paid - charged;
    let totals = MonthTotals { month, opening_balance, paid, charged, closing_balance };
    MonthStatement { totals, transactions }
}

/// Returns the category that a transaction has without overrides.
pub fn category(transaction: &Transaction) -> Category {
    categorize(transaction, &CategoryOverrides::default())
}

/// Returns a statement of those months and its totals.
pub fn written(format: Format, months: &[MonthStatement]) -> (Vec<u8>, Totals) {
    written_with(format, heading(months), months)
}

/// Returns a statement with that heading and its totals.
pub fn written_with(format: Format, heading: Heading, months: &[MonthStatement]) -> (Vec<u8>, Totals) {
    let mut bytes = Vec::new();
    let totals = write_with(format, heading, months, &mut bytes).unwrap();
    (bytes, totals)
}

pub fn write(format: Format, months: &[MonthStatement], out: impl Write) -> Result<Totals, ExportError> {
    write_with(format, heading(months), months, out)
}

fn write_with(
    format: Format,
    heading: Heading,
    months: &[MonthStatement],
    out: impl Write,
) -> Result<Totals, ExportError> {
    let mut statement = Statement::begin(format, heading, &Russian, out)?;
    for month in months {
        statement.month(month)?;
    }
    statement.end()
}

/// Russian labels of a statement.
pub struct Russian;

impl Localize for Russian {
    fn label(&self, label: Label) -> String {
        let text = match label {
            Label::Statement => "Выписка",
            Label::Account => "Лицевой счёт",
            Label::Period => "Период",
            Label::Selection => "Отбор",
            Label::Created => "Составлена",
            Label::Month => "Месяц",
            Label::Months => "Месяцы",
            Label::Date => "Дата",
            Label::Time => "Время",
            Label::Description => "Операция",
            Label::Category => "Категория",
            Label::Transactions => "Операции",
            Label::BalanceBefore => "Остаток до",
            Label::Amount => "Сумма",
            Label::BalanceAfter => "Остаток после",
            Label::OpeningBalance => "Остаток на начало",
            Label::ClosingBalance => "Остаток на конец",
            Label::Paid => "Оплачено",
            Label::Charged => "Списано",
            Label::Total => "Итого",
            Label::Discrepancy => "Расхождение",
        };
        text.to_owned()
    }

    fn page(&self, number: usize, of: usize) -> String {
        format!("Страница {number} из {of}")
    }

    fn month(&self, month: Month) -> String {
        month.to_string()
    }

    fn category(&self, category: Category) -> String {
        format!("категория {}", category.name())
    }

    fn money(&self, sum: Money) -> String {
        sum.ru()
    }

    fn tag(&self) -> &'static str {
        "ru"
    }
}
