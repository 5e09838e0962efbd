//! Signs that the figures of a page are not the customer's current ones.

use std::sync::LazyLock;

use chrono::{Days, NaiveDate};
use kabinet_domain::{AccountSummary, Money, MonthTotals};
use kabinet_extract::html::document::Document;
use kabinet_extract::text::normalize::{fold_case, pattern};
use regex::{Captures, Regex};

use crate::portal::page_kind::{speaks_of_maintenance, text_of};

static NO_DATA: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?:данные|сведения|информация)(?: (?:о|об|по|из|на|вашего|вашему|лицевого|лицевому|счета|счету|балансе|баланса|состоянии|состояния|биллинга|платежах|кабинета)){0,4}",
        r" (?:временно |сейчас )?(?:недоступн|не доступн|отсутствуют|не получен|не загру|не обновля|могут быть (?:неактуальн|неполн|устаревш|неточн))",
        r"|не удалось (?:получить|загрузить) (?:данные|сведения|информацию)|баланс временно недоступ",
    ))
});
/// Words of trouble that are not the site's maintenance.
static TROUBLE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"технически\p{L}* (?:неполадк|сбо|причин|проблем)|(?:произошел|произошла|сбой в|сбои в) (?:сбой|ошибк|биллинг|работ)",
        r"|(?:временны|возможны)\p{L}* (?:трудност|неполадк|проблем|сбо|затруднен)|приносим (?:свои )?извинения",
        r"|(?:биллинг|сервис|сервер)\p{L}*(?: \p{L}+)? (?:недоступ|не отвечает|на обслуживании)|нет связи с|ошибка соединения",
    ))
});
static SHOWN_ON: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:данные|сведения|информация)(?: \p{L}+){0,3} (?:показаны|показана|приведены|приведена|указаны|актуальны|актуальна|отображаются)(?: по состоянию)? на (?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})",
    )
});

/// Returns true if words of trouble outweigh the figures of an account page.
pub fn spoils_account(document: &Document, summary: &AccountSummary, today: NaiveDate) -> bool {
    let is_zero =
        summary.balance == Money::ZERO && summary.tariff_price.is_none_or(|price| price == Money::ZERO);
    disowns_figures(document, today) || is_zero && speaks_of_trouble(document)
}

/// Returns true if words of trouble outweigh the figures of a list of months.
pub fn spoils_months(document: &Document, months: &[MonthTotals], today: NaiveDate) -> bool {
    let is_zero = |month: &MonthTotals| {
        let figures = [month.opening_balance, month.paid, month.charged, month.closing_balance];
        figures.iter().all(|figure| *figure == Money::ZERO)
    };
    disowns_figures(document, today) || months.iter().all(is_zero) && speaks_of_trouble(document)
}

/// Returns true if a page speaks of maintenance or of a fault.
fn speaks_of_trouble(document: &Document) -> bool {
    speaks_of_maintenance(document) || TROUBLE.is_match(&fold_case(&text_of(document)))
}

/// Returns true if a page says that its figures are missing or old.
fn disowns_figures(document: &Document, today: NaiveDate) -> bool {
    let said = fold_case(&text_of(document));
    let date = |parts: Captures<'_>| {
        let number = |name: &str| parts[name].parse::<u32>().ok();
        let year = parts["year"].parse::<i32>().ok()?;
        NaiveDate::from_ymd_opt(year, number("month")?, number("day")?)
    };
    // A figure of last night is as current as a billing system's day.
    let is_old = |date: NaiveDate| date.checked_add_days(Days::new(1)).is_some_and(|next| next < today);
    NO_DATA.is_match(&said) || SHOWN_ON.captures_iter(&said).filter_map(date).any(is_old)
}

#[cfg(test)]
mod tests {
    use url::Url;

    use super::*;

    fn page(text: &str) -> Document {
        Document::read(
            &format!("<p>{text}</p>"),
            &Url::parse("http://localhost/").unwrap(),
            encoding_rs::UTF_8,
        )
    }

    #[test]
    fn zeros_beside_words_of_trouble_are_no_figures() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 28).unwrap();
        for text in [
            "На сервере ведутся технические работы",
            "Технический сбой, приносим извинения",
            "Биллинг временно недоступен",
            "Возможны временные трудности с отображением баланса",
            "Ошибка соединения с базой данных",
        ] {
            assert!(spoils_months(&page(text), &[], today), "{text}");
        }
        for text in ["Баланс 0,00", "Новости: подключили новый дом", "Извините, тариф закрыт"]
        {
            assert!(!spoils_months(&page(text), &[], today), "{text}");
        }
    }
}
