use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{Money, Transaction};

/// What an operation is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum Category {
    /// Money that the customer paid in.
    Payment,
    /// What a service costs for a period.
    Fee,
    /// A service that was asked for once.
    OneOff,
    /// A sum that the provider set right.
    Correction,
    /// Money that went back, to the account or from it.
    Refund,
    /// A device, sold, let or paid for in parts.
    Equipment,
    /// A gift or a discount.
    Bonus,
    /// None of these, or not told by its words.
    Other,
}

/// Which kinds the customer gave to operations of which words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CategoryOverrides(BTreeMap<String, Category>);

impl Category {
    /// Every kind, in the order in which they are listed.
    pub const ALL: [Self; 8] = [
        Self::Payment,
        Self::Fee,
        Self::OneOff,
        Self::Correction,
        Self::Refund,
        Self::Equipment,
        Self::Bonus,
        Self::Other,
    ];

    /// Its name on the wire and in the database.
    pub fn name(self) -> &'static str {
        match self {
            Self::Payment => "payment",
            Self::Fee => "fee",
            Self::OneOff => "one_off",
            Self::Correction => "correction",
            Self::Refund => "refund",
            Self::Equipment => "equipment",
            Self::Bonus => "bonus",
            Self::Other => "other",
        }
    }

    /// The kind of that name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

impl CategoryOverrides {
    /// The kind that the customer gave to operations of the same [`wording`].
    pub fn of(&self, operation: &str) -> Option<Category> {
        if self.0.is_empty() { None } else { self.of_wording(&wording(operation)) }
    }

    /// The kind that the customer gave to operations of that [`wording`].
    pub fn of_wording(&self, wording: &str) -> Option<Category> {
        self.0.get(wording).copied()
    }
}

impl FromIterator<(String, Category)> for CategoryOverrides {
    /// From operations in the provider's words, or their wordings.
    fn from_iter<I: IntoIterator<Item = (String, Category)>>(given: I) -> Self {
        Self(given.into_iter().map(|(operation, kind)| (wording(&operation), kind)).collect())
    }
}

/// What an operation is about: as the customer said, otherwise as its words and its sign tell.
pub fn categorize(entry: &Transaction, corrections: &CategoryOverrides) -> Category {
    let by_words = || category_by_words(&entry.description, entry.amount > Money::ZERO);
    corrections.of(&entry.description).unwrap_or_else(by_words)
}

/// What an operation is about, as its words and its sign tell.
pub fn category_by_words(operation: &str, pays_in: bool) -> Category {
    let said: Vec<String> = words(operation).collect();
    let says = |stems: &[&str]| said.iter().any(|word| begins(word, stems));
    if says(&PROMISE) {
        return Category::Other;
    }
    let either_way = [
        (Category::Refund, &REFUND[..]),
        (Category::Correction, &CORRECTION[..]),
        (Category::Bonus, &BONUS[..]),
    ];
    let charges =
        [(Category::Equipment, &EQUIPMENT[..]), (Category::OneOff, &ONE_OFF[..]), (Category::Fee, &FEE[..])];
    let told =
        |known: &[(Category, &[&str])]| known.iter().find(|(_, stems)| says(stems)).map(|(kind, _)| *kind);
    if let Some(kind) = told(&either_way) {
        return kind;
    }
    if pays_in {
        return Category::Payment;
    }
    let cut_short = || said.iter().any(|word| word == FEE_CUT_SHORT).then_some(Category::Fee);
    told(&charges).or_else(cut_short).unwrap_or(Category::Other)
}

/// What operations of one sort have in common: their words, without case, punctuation, and numbers
/// that differ from one to the next.
pub fn wording(operation: &str) -> String {
    let whole = words(operation).filter(|word| !word.contains(|c: char| c.is_ascii_digit()));
    let text = whole.collect::<Vec<_>>().join(" ");
    if text.is_empty() { operation.to_lowercase() } else { text }
}

/// Whether it is a payment that the customer only promised: it is taken back later.
pub fn is_promise(entry: &Transaction) -> bool {
    says(&entry.description, &PROMISE)
}

/// Whether it takes a payment back.
pub fn is_returned_payment(entry: &Transaction) -> bool {
    entry.amount.is_negative()
        && says(&entry.description, &TAKEN_BACK)
        && says(&entry.description, &PAYMENT)
        && !is_promise(entry)
}

/// Whether the words are those of a tariff's own fee.
pub(crate) fn names_tariff(operation: &str) -> bool {
    words(operation).any(|word| word == FEE_CUT_SHORT || TARIFF.iter().any(|stem| word.starts_with(stem)))
}

const TARIFF: [&str; 2] = ["абон", "тариф"];
const PROMISE: [&str; 3] = ["обещан", "доверит", "отсроч"];
const TAKEN_BACK: [&str; 5] = ["возврат", "возвращ", "отмен", "сторно", "отзыв"];
const PAYMENT: [&str; 4] = ["платеж", "оплат", "пополнен", "payment"];
const REFUND: [&str; 3] = ["возврат", "возвращ", "refund"];
const CORRECTION: [&str; 5] = ["корректир", "перерасч", "сторно", "исправлен", "компенсац"];
const BONUS: [&str; 7] = ["бонус", "скидк", "подар", "кэшбэк", "кешбэк", "акци", "промо"];
const EQUIPMENT: [&str; 8] =
    ["роутер", "маршрутизатор", "оборудован", "приставк", "модем", "рассрочк", "аренд", "кабел"];
const ONE_OFF: [&str; 13] = [
    "заявк",
    "выезд",
    "вызов",
    "подключен",
    "смен",
    "комисси",
    "разов",
    "настройк",
    "ремонт",
    "монтаж",
    "восстановл",
    "переоформл",
    "штраф",
];
const FEE: [&str; 14] = [
    "абон",
    "тариф",
    "подписк",
    "ежемесячн",
    "антивирус",
    "sms",
    "смс",
    "пакет",
    "интернет",
    "тв",
    "телевид",
    "телефон",
    "видеонаблюд",
    "услуг",
];
/// «Аб. плата» is cut short in many ways; as a beginning of other words this would say nothing.
const FEE_CUT_SHORT: &str = "аб";

fn says(operation: &str, stems: &[&str]) -> bool {
    words(operation).any(|word| begins(&word, stems))
}

fn begins(word: &str, stems: &[&str]) -> bool {
    stems.iter().any(|stem| word.starts_with(stem))
}

/// The words of a text, alike in either case, and with `ё` as `е`: people seldom type it.
pub(crate) fn words(operation: &str) -> impl Iterator<Item = String> + '_ {
    operation
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| word.to_lowercase().replace('ё', "е"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(operation: &str, amount: &str) -> Transaction {
        Transaction {
            date: "2021-11-09".parse().unwrap(),
            time: None,
            description: operation.to_owned(),
            balance_before: None,
            amount: amount.parse().unwrap(),
            balance_after: None,
        }
    }

    #[test]
    fn kinds_are_told_by_words_and_sign() {
        for (operation, amount, kind) in [
            ("Оплата через cloudpayments", "989.00", Category::Payment),
            ("Оплата через терминал", "50.00", Category::Payment),
            ("ЕРЦ 0012", "50.00", Category::Payment),
            ("Списание аб.платы по тарифу", "-589.00", Category::Fee),
            ("Аб. плата", "-589.00", Category::Fee),
            ("АБОНЕНТСКАЯ ПЛАТА", "-589.00", Category::Fee),
            ("Подписка «Кинозал»", "-99.00", Category::Fee),
            ("SMS-информирование", "-10.00", Category::Fee),
            ("За платные заявки", "-400.00", Category::OneOff),
            ("Смена тарифа", "-50.00", Category::OneOff),
            ("Комиссия банка", "-0.50", Category::OneOff),
            ("Выезд специалиста", "-150.00", Category::OneOff),
            ("Перерасчёт за простой", "123.45", Category::Correction),
            ("Корректировка оплат", "-10.00", Category::Correction),
            ("Возврат за выезд специалиста", "150.00", Category::Refund),
            ("Возврат платежа", "-500.00", Category::Refund),
            ("Аренда роутера", "-199.00", Category::Equipment),
            ("Рассрочка за роутер", "-300.00", Category::Equipment),
            ("Приветственный бонус", "100.00", Category::Bonus),
            ("Обещанный платёж", "800.00", Category::Other),
            ("Нечто", "-1.00", Category::Other),
        ] {
            let told = categorize(&entry(operation, amount), &CategoryOverrides::default());
            assert_eq!(told, kind, "{operation} {amount}");
        }
    }

    #[test]
    fn the_customers_own_word_holds_for_every_operation_of_that_wording() {
        let given: CategoryOverrides =
            [("Списание №12 от 01.02.2022".to_owned(), Category::Equipment)].into_iter().collect();
        assert_eq!(categorize(&entry("списание № 13 от 01.03.2022", "-5.00"), &given), Category::Equipment);
        assert_eq!(categorize(&entry("Списание за подписку", "-5.00"), &given), Category::Fee, "other words");
    }

    #[test]
    fn a_wording_is_the_same_for_itself_and_never_empty() {
        for operation in ["Оплата №12 от 01.02.2022", "Перерасчёт", "12345", "—", "Аб.плата"]
        {
            let once = wording(operation);
            assert!(!once.is_empty(), "{operation} has a wording");
            assert_eq!(wording(&once), once, "a wording that was kept is found again");
        }
    }

    #[test]
    fn names_read_back() {
        for kind in Category::ALL {
            assert_eq!(Category::of_name(kind.name()), Some(kind));
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.name(), "the wire has the same name");
        }
    }

    #[test]
    fn a_payment_that_went_back_is_told_from_a_charge_that_did() {
        assert!(is_returned_payment(&entry("Возврат платежа", "-500.00")));
        assert!(is_returned_payment(&entry("Отмена оплаты через терминал", "-500.00")));
        assert!(!is_returned_payment(&entry("Возврат за выезд специалиста", "150.00")));
        assert!(!is_returned_payment(&entry("Возврат обещанного платежа", "-500.00")));
    }
}
