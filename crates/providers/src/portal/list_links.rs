//! Links to lists of payments and charges.

use std::sync::LazyLock;

use kabinet_extract::Request;
use kabinet_extract::html::document::Document;
use kabinet_extract::navigation::link;
use kabinet_extract::statement::credit_debit::Side;
use kabinet_extract::text::normalize::{fold_case, pattern};
use regex::Regex;

use crate::portal::page_kind::text_of;
use crate::profile::NavigationLabels;

/// Words of which a link to a list consists.
static LIST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        "^(?:{JOINING} )*(?:{CREDIT}|{DEBIT}|{BOTH})(?: (?:{JOINING}|{CREDIT}|{DEBIT}|{BOTH}))*$"
    ))
});
static CREDITS: LazyLock<Regex> = LazyLock::new(|| pattern(&format!("(?:^| )(?:{CREDIT})(?: |$)")));
static DEBITS: LazyLock<Regex> = LazyLock::new(|| pattern(&format!("(?:^| )(?:{DEBIT})(?: |$)")));
static WHOLE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:это |показаны |здесь )?все (?:операции|платежи|списания|начисления)(?: и списания| и платежи)? (?:с|со|за (?:все|весь))\b|за (?:все время|весь период|весь срок)|(?:с|со) (?:момента |дня |даты |начала )?(?:подключения|заключения договора|начала обслуживания)",
    )
});

const CREDIT: &str = "платежи|платежей|оплаты|поступления|поступлений|пополнения|пополнений|внесения|зачисления|зачислений|приход";
const DEBIT: &str =
    "списания|списаний|начисления|начислений|расход|расходы|расходов|снятия|снятие|удержания|удержаний";
const BOTH: &str = "операции|операций|история|статистика|движение|движения|выписка|детализация|финансы|финансовая|лента|обороты|расчеты|расчетов";
const JOINING: &str = "мои|мой|моя|все|всех|вся|ваши|по|и|за|на|счету|счета|счет|счете|лицевому|лицевого|лицевой|лицевом|средств|денег|денежные|денежных|баланса|балансу|период|список|журнал|архив|отчет|интернет|интернета|услуг|абонента";

/// Returns the links of a page to lists of transactions, with their normalized texts.
///
/// Entries of a menu «Статистика» count if their own words name a list.
pub fn links_to_lists(page: &Document, navigation: &NavigationLabels) -> Vec<(String, Request)> {
    let others = [&navigation.pay, &navigation.sign_out, &navigation.change_tariff, &navigation.account_page];
    let is_other = |says: &String| others.iter().any(|other| other.labels.contains(says));
    let named = |says: &String| LIST.is_match(says) || navigation.statistics.labels.contains(says);
    let links = link::all(page).into_iter();
    let lists = links.filter(|link| named(&link.says) && !is_other(&link.says));
    // A button that sends a form may do more than show something, unlike a link.
    let followed = lists.filter_map(|link| {
        let request = link.ask.filter(|ask| matches!(ask, Request::Get(_)) || page.name(link.node) == "a")?;
        Some((link.says, request))
    });
    followed.collect()
}

/// Returns the side of the account that the text of a link names; `None` for neither or both.
pub fn side_of(says: &str) -> Option<Side> {
    match (CREDITS.is_match(says), DEBITS.is_match(says)) {
        (true, false) => Some(Side::Credit),
        (false, true) => Some(Side::Debit),
        (true, true) | (false, false) => None,
    }
}

/// Returns true if a page says that its list begins with the contract.
pub fn says_whole(page: &Document) -> bool {
    WHOLE.is_match(&fold_case(&text_of(page)))
}

#[cfg(test)]
mod tests {
    use url::Url;

    use super::*;

    #[test]
    fn a_side_is_named_by_its_own_words_alone() {
        let cases = [
            ("платежи", Some(Side::Credit)),
            ("история платежей", Some(Side::Credit)),
            ("пополнения счета", Some(Side::Credit)),
            ("списания", Some(Side::Debit)),
            ("история начислений", Some(Side::Debit)),
            ("платежи и списания", None),
            ("операции", None),
            ("статистика", None),
        ];
        for (says, side) in cases {
            assert_eq!(side_of(says), side, "{says}");
        }
    }

    #[test]
    fn a_link_to_a_list_says_nothing_else() {
        for says in [
            "платежи",
            "мои платежи",
            "все операции",
            "денежные операции",
            "история списаний",
            "операции по счету",
        ] {
            assert!(LIST.is_match(says), "{says}");
        }
        for says in [
            "обещанный платеж",
            "автоплатежи",
            "оплата",
            "заявки",
            "история обращений",
            "списание бонусов",
            "мои",
            "отключить списания",
        ] {
            assert!(!LIST.is_match(says), "{says}");
        }
    }

    #[test]
    fn a_page_may_say_that_its_list_is_whole() {
        let page = |text: &str| {
            Document::read(
                &format!("<p>{text}</p>"),
                &Url::parse("http://localhost/").unwrap(),
                encoding_rs::UTF_8,
            )
        };
        for text in [
            "Это все операции с подключения в октябре 2025 года",
            "Платежи за всё время",
            "Операции за весь период",
        ] {
            assert!(says_whole(&page(text)), "{text}");
        }
        for text in ["Операции за последние 6 месяцев", "Показать все операции", "Страница 1 из 3"]
        {
            assert!(!says_whole(&page(text)), "{text}");
        }
    }
}
