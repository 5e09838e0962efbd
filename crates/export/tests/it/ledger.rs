//! Ten years of an account, with words that every format must take.

use chrono::NaiveDate;
use kabinet_demo::{ACCOUNT, Ledger};
use kabinet_domain::{Entry, Money, Month, MonthStatement};
use kabinet_export::{ExportError, Format, Heading, Statement, Totals, Word, Words};

/// Words that one format or another could take for something else, and sums that no binary
/// fraction holds.
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

/// The months of ten years, oldest first; the last one has the awkward operations too.
pub fn months() -> Vec<MonthStatement> {
    let mut ledger = Ledger::of_months(day("2026-11-25"), 120);
    for (operation, amount) in AWKWARD {
        ledger.add(operation, amount.parse().unwrap());
    }
    let months = ledger.months().to_vec();
    assert_eq!(months.len(), 120, "it is a ledger of ten years");
    months
}

pub fn entries(months: &[MonthStatement]) -> Vec<Entry> {
    months.iter().flat_map(|month| month.entries.clone()).collect()
}

pub fn heading(months: &[MonthStatement]) -> Heading {
    Heading {
        provider: "sevencom".to_owned(),
        provider_name: "Sevencom".to_owned(),
        account: ACCOUNT.to_owned().try_into().unwrap(),
        from: months[0].totals.month.first_day(),
        to: day("2026-11-25"),
        opening: months[0].totals.opening,
        made_at: "2026-11-25T12:00:00+05:00".parse().unwrap(),
    }
}

/// A statement of those months, and its figures.
pub fn written(format: Format, months: &[MonthStatement]) -> (Vec<u8>, Totals) {
    let mut bytes = Vec::new();
    let totals = write(format, months, &mut bytes).unwrap();
    (bytes, totals)
}

pub fn write(
    format: Format,
    months: &[MonthStatement],
    out: impl std::io::Write,
) -> Result<Totals, ExportError> {
    let mut statement = Statement::begin(format, heading(months), &Russian, out)?;
    for month in months {
        statement.month(month)?;
    }
    statement.end()
}

/// Words of a statement that tests can look for.
pub struct Russian;

impl Words for Russian {
    fn say(&self, word: Word) -> String {
        let said = match word {
            Word::Statement => "Выписка",
            Word::Account => "Лицевой счёт",
            Word::Period => "Период",
            Word::Made => "Составлена",
            Word::Month => "Месяц",
            Word::Months => "Месяцы",
            Word::Date => "Дата",
            Word::Time => "Время",
            Word::Operation => "Операция",
            Word::Operations => "Операции",
            Word::Before => "Остаток до",
            Word::Amount => "Сумма",
            Word::After => "Остаток после",
            Word::Opening => "Остаток на начало",
            Word::Closing => "Остаток на конец",
            Word::Paid => "Оплачено",
            Word::Charged => "Списано",
            Word::Total => "Итого",
            Word::Discrepancy => "Расхождение",
        };
        said.to_owned()
    }

    fn page(&self, number: usize, of: usize) -> String {
        format!("Страница {number} из {of}")
    }

    fn month(&self, month: Month) -> String {
        month.to_string()
    }

    fn money(&self, sum: Money) -> String {
        sum.ru()
    }

    fn tag(&self) -> &'static str {
        "ru"
    }
}
