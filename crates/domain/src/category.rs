//! Categories of transactions.

use std::collections::{BTreeMap, HashMap};

use crate::names::named;
use crate::{Money, Transaction};

named! {
    /// The subject of a transaction.
    pub enum Category {
        /// Money that the customer paid in.
        Payment = "payment",
        /// The price of a service for a period.
        Fee = "fee",
        /// A service that was ordered once.
        OneOff = "one_off",
        /// A correction by the provider.
        Correction = "correction",
        /// Money that went back, to the account or from it.
        Refund = "refund",
        /// A device that is sold, rented or paid in instalments.
        Equipment = "equipment",
        /// A gift or a discount.
        Bonus = "bonus",
        /// Another subject, or one that the description does not name.
        Other = "other",
    }
}

/// Categories that the customer chose, by [`description_key`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CategoryOverrides(BTreeMap<String, Category>);

impl CategoryOverrides {
    /// Returns the category that the customer chose for a description; `None` if none was chosen.
    pub fn of(&self, description: &str) -> Option<Category> {
        if self.0.is_empty() { None } else { self.of_key(&description_key(description)) }
    }

    /// Returns the category that the customer chose for a [`description_key`].
    pub fn of_key(&self, key: &str) -> Option<Category> {
        self.0.get(key).copied()
    }
}

impl FromIterator<(String, Category)> for CategoryOverrides {
    /// Collects the categories of descriptions or of their keys.
    fn from_iter<I: IntoIterator<Item = (String, Category)>>(overrides: I) -> Self {
        let by_key = |(description, category): (String, Category)| (description_key(&description), category);
        Self(overrides.into_iter().map(by_key).collect())
    }
}

/// Returns the category of a transaction: the customer's choice, or that of its text and sign.
pub fn categorize(transaction: &Transaction, overrides: &CategoryOverrides) -> Category {
    let by_words = || category_by_words(&transaction.description, transaction.amount > Money::ZERO);
    overrides.of(&transaction.description).unwrap_or_else(by_words)
}

/// The categories of many transactions, whose descriptions are few.
///
/// Each description is looked at once.
#[derive(Debug, Clone, Default)]
pub struct Categorizer {
    overrides: CategoryOverrides,
    /// The category of a charge and that of a payment, for each description.
    known: HashMap<String, [Option<Category>; 2]>,
}

impl Categorizer {
    /// Creates a categorizer with the customer's choices.
    pub fn new(overrides: CategoryOverrides) -> Self {
        Self { overrides, known: HashMap::new() }
    }

    /// Returns the category that the customer chose for a description; `None` if none was chosen.
    pub fn chosen(&self, description: &str) -> Option<Category> {
        self.overrides.of(description)
    }

    /// Returns the category of a transaction, as [`categorize`] does.
    pub fn of(&mut self, transaction: &Transaction) -> Category {
        let side = usize::from(transaction.amount > Money::ZERO);
        let description = transaction.description.as_str();
        if let Some(category) = self.known.get(description).and_then(|sides| sides[side]) {
            return category;
        }
        let category = categorize(transaction, &self.overrides);
        self.known.entry(description.to_owned()).or_default()[side] = Some(category);
        category
    }
}

/// Returns the category of a description, as a payment or as a charge.
pub fn category_by_words(description: &str, is_payment: bool) -> Category {
    let words: Vec<String> = words(description).collect();
    let has = |stems: &[&str]| words.iter().any(|word| begins(word, stems));
    if has(&PROMISE) {
        return Category::Other;
    }
    let either_way = [
        (Category::Refund, &REFUND[..]),
        (Category::Correction, &CORRECTION[..]),
        (Category::Bonus, &BONUS[..]),
    ];
    let charges =
        [(Category::Equipment, &EQUIPMENT[..]), (Category::OneOff, &ONE_OFF[..]), (Category::Fee, &FEE[..])];
    let first_match = |categories: &[(Category, &[&str])]| {
        categories.iter().find(|(_, stems)| has(stems)).map(|(category, _)| *category)
    };
    if let Some(category) = first_match(&either_way) {
        return category;
    }
    if is_payment {
        return Category::Payment;
    }
    let cut_short = || words.iter().any(|word| word == FEE_CUT_SHORT).then_some(Category::Fee);
    first_match(&charges).or_else(cut_short).unwrap_or(Category::Other)
}

/// Returns the part that descriptions of one sort share.
///
/// It is their words without case and punctuation, and without numbers, which differ from one
/// transaction to the next.
pub fn description_key(description: &str) -> String {
    let whole = words(description).filter(|word| !word.contains(|c: char| c.is_ascii_digit()));
    let text = whole.collect::<Vec<_>>().join(" ");
    if text.is_empty() { description.to_lowercase() } else { text }
}

/// Returns true for a payment that the customer only promised, which is taken back later.
pub fn is_promise(transaction: &Transaction) -> bool {
    has_stem(&transaction.description, &PROMISE)
}

/// Returns true for a transaction that takes a payment back.
pub fn is_returned_payment(transaction: &Transaction) -> bool {
    transaction.amount.is_negative()
        && has_stem(&transaction.description, &TAKEN_BACK)
        && has_stem(&transaction.description, &PAYMENT)
        && !is_promise(transaction)
}

/// Returns true if a description names the fee of the tariff itself.
pub(crate) fn names_tariff(description: &str) -> bool {
    words(description).any(|word| word == FEE_CUT_SHORT || TARIFF.iter().any(|stem| word.starts_with(stem)))
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
/// The beginning of «абонентская» where a description cuts it short.
///
/// It counts only as a whole word, because many other words begin with it.
const FEE_CUT_SHORT: &str = "аб";

fn has_stem(description: &str, stems: &[&str]) -> bool {
    words(description).any(|word| begins(&word, stems))
}

fn begins(word: &str, stems: &[&str]) -> bool {
    stems.iter().any(|stem| word.starts_with(stem))
}

/// Returns the words of a text in lower case, with `ё` as `е`, because people seldom type it.
pub(crate) fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| !c.is_alphanumeric())
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
    fn a_categorizer_keeps_payments_and_charges_of_one_description_apart() {
        let mut categorizer =
            Categorizer::new([("Бонус".to_owned(), Category::Refund)].into_iter().collect());
        for (operation, amount) in [("ЕРЦ 0012", "50.00"), ("ЕРЦ 0012", "-50.00"), ("Бонус", "1.00")]
        {
            let entry = entry(operation, amount);
            let expected = categorize(&entry, &categorizer.overrides);
            assert_eq!(
                [categorizer.of(&entry), categorizer.of(&entry)],
                [expected; 2],
                "{operation} {amount}"
            );
        }
        assert_eq!(categorizer.of(&entry("ЕРЦ 0012", "50.00")), Category::Payment);
        assert_eq!(categorizer.of(&entry("ЕРЦ 0012", "-50.00")), Category::Other);
    }

    #[test]
    fn categories_follow_from_words_and_sign() {
        for (operation, amount, expected) in [
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
            let category = categorize(&entry(operation, amount), &CategoryOverrides::default());
            assert_eq!(category, expected, "{operation} {amount}");
        }
    }

    #[test]
    fn the_customers_choice_holds_for_every_description_of_its_key() {
        let overrides: CategoryOverrides =
            [("Списание №12 от 01.02.2022".to_owned(), Category::Equipment)].into_iter().collect();
        assert_eq!(
            categorize(&entry("списание № 13 от 01.03.2022", "-5.00"), &overrides),
            Category::Equipment
        );
        assert_eq!(
            categorize(&entry("Списание за подписку", "-5.00"), &overrides),
            Category::Fee,
            "other words"
        );
    }

    #[test]
    fn a_key_is_its_own_key_and_never_empty() {
        for operation in ["Оплата №12 от 01.02.2022", "Перерасчёт", "12345", "—", "Аб.плата"]
        {
            let once = description_key(operation);
            assert!(!once.is_empty(), "{operation} has a key");
            assert_eq!(description_key(&once), once, "a stored key is found again");
        }
    }

    #[test]
    fn a_returned_payment_differs_from_a_refunded_charge() {
        assert!(is_returned_payment(&entry("Возврат платежа", "-500.00")));
        assert!(is_returned_payment(&entry("Отмена оплаты через терминал", "-500.00")));
        assert!(!is_returned_payment(&entry("Возврат за выезд специалиста", "150.00")));
        assert!(!is_returned_payment(&entry("Возврат обещанного платежа", "-500.00")));
    }
}
