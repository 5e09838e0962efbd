//! Words of links that lead to a customer's payments and charges.
//!
//! Portals call the page «История расчётов», «Мои деньги по месяцам» or «Отчёт по счёту». A link is taken
//! for one of them if every word is about the account and one names a history of it. A word about
//! anything else, as in «История обращений» or «Детализация звонков», leads elsewhere.

/// Beginnings of words of which one must be in the link.
const HISTORY: [&str; 29] = [
    "статистик",
    "истори",
    "движени",
    "выписк",
    "детал",
    "отчет",
    "оборот",
    "финанс",
    "расчет",
    "взаиморасчет",
    "начислен",
    "операци",
    "списан",
    "расход",
    "поступлен",
    "деньг",
    "денег",
    "денежн",
    "средств",
    "помесячн",
    "месяц",
    "транзакц",
    "проводк",
    "журнал",
    "лент",
    "ведомост",
    "сводк",
    "реестр",
    "хронологи",
];

/// Beginnings of words that may stand beside them.
const ACCOUNT: [&str; 33] = [
    "счет",
    "лицев",
    "баланс",
    "остатк",
    "остаток",
    "платеж",
    "оплат",
    "пополнен",
    "приход",
    "доход",
    "услуг",
    "интернет",
    "абонент",
    "кабинет",
    "период",
    "мой",
    "моя",
    "мое",
    "мои",
    "моего",
    "моих",
    "ваш",
    "вся",
    "весь",
    "все",
    "подробн",
    "полн",
    "общ",
    "показать",
    "смотреть",
    "просмотр",
    "сведени",
    "информаци",
];

/// Words that connect the others.
const JOINING: [&str; 13] = ["по", "и", "за", "на", "о", "об", "из", "с", "со", "в", "моем", "моему", "или"];

/// Returns true if a link with this normalized text leads to the customer's payments and charges.
pub fn is_named(says: &str) -> bool {
    let begins = |word: &str, stems: &[&str]| stems.iter().any(|stem| word.starts_with(stem));
    let is_history = |word: &str| begins(word, &HISTORY);
    let is_allowed = |word: &str| is_history(word) || begins(word, &ACCOUNT) || JOINING.contains(&word);
    let is_count = |word: &str| word.chars().all(|c| c.is_ascii_digit());
    let words = || says.split(' ').filter(|word| !word.is_empty() && !is_count(word));
    words().any(is_history) && words().all(is_allowed)
}

#[cfg(test)]
mod tests {
    use kabinet_extract::text::normalize::normalize;

    use super::*;

    #[test]
    fn a_history_of_the_account_is_told_from_other_histories() {
        let cases = [
            ("Отчёт по счёту", true),
            ("Мои деньги по месяцам", true),
            ("История расчётов", true),
            ("История счёта", true),
            ("Платежи и расходы", true),
            ("Начисления и платежи", true),
            ("Движение по лицевому счёту", true),
            ("Детализация счёта", true),
            ("Взаиморасчёты", true),
            ("Финансы", true),
            ("Отчёты", true),
            ("Обороты по счёту", true),
            ("Расходы и пополнения", true),
            ("Журнал операций (12)", true),
            ("Лента операций ▾", true),
            ("Подробная выписка по лицевому счёту", true),
            ("Поступления и списания", true),
            ("Ведомость по месяцам", true),
            ("Сводка по счёту", true),
            ("Реестр платежей", true),
            ("Хронология расчётов", true),
            ("Сводка новостей", false),
            ("Ведомость работ", false),
            ("История обращений", false),
            ("Детализация звонков", false),
            ("Статистика трафика", false),
            ("Статистика соединений", false),
            ("Статистика сервера игр", false),
            ("История изменений тарифа", false),
            ("Отчёт о скорости", false),
            ("Списание бонусов", false),
            ("Движение по бонусному счёту", false),
            ("Финансовые услуги банка", false),
            ("История начислений ТВ", false),
            ("Журнал заявок", false),
            ("Заказать выписку", false),
            ("Скачать отчёт", false),
            ("Расчёт стоимости", false),
            ("Способы оплаты", false),
            ("Оплата услуг", false),
            ("Обещанный платёж", false),
            ("Взять деньги в долг", false),
            ("Архив счетов", false),
            ("Мои счета", false),
            ("", false),
        ];
        for (says, expected) in cases {
            assert_eq!(is_named(&normalize(says)), expected, "{says}");
        }
    }
}
