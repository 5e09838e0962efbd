//! Exact amounts of money.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Neg, Sub};
use std::str::FromStr;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// An exact, signed amount in rubles, counted in whole kopecks.
///
/// Its plain text is `-1234.56`, which is its form in JSON; the database has the kopecks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Money(Decimal);

/// Error for a figure that is not an amount of money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// Not of the form `-1234.56`.
    #[error("not a sum of rubles with two digits of kopecks")]
    NotPlain,
    /// A part of a kopeck.
    #[error("finer than a kopeck")]
    FinerThanKopeck,
    /// Beyond a trillion rubles, which no account holds.
    #[error("beyond a trillion rubles")]
    TooLarge,
}

impl Money {
    /// No money.
    pub const ZERO: Self = Self(Decimal::ZERO);

    const SCALE: u32 = 2;
    const LARGEST_KOPECKS: i64 = 100_000_000_000_000;

    /// Creates an amount in rubles.
    ///
    /// # Errors
    /// Returns [`MoneyError::FinerThanKopeck`] for a part of a kopeck, and [`MoneyError::TooLarge`]
    /// beyond a trillion rubles.
    pub fn new(rubles: Decimal) -> Result<Self, MoneyError> {
        if rubles.abs() > Decimal::new(Self::LARGEST_KOPECKS, Self::SCALE) {
            return Err(MoneyError::TooLarge);
        }
        let mut whole = rubles.normalize();
        if whole.scale() > Self::SCALE {
            return Err(MoneyError::FinerThanKopeck);
        }
        whole.rescale(Self::SCALE);
        Ok(Self(whole))
    }

    /// Creates an amount in kopecks.
    ///
    /// # Errors
    /// Returns [`MoneyError::TooLarge`] beyond a trillion rubles.
    pub fn from_kopecks(kopecks: i64) -> Result<Self, MoneyError> {
        let is_in_range = kopecks.unsigned_abs() <= Self::LARGEST_KOPECKS.unsigned_abs();
        if is_in_range { Ok(Self(Decimal::new(kopecks, Self::SCALE))) } else { Err(MoneyError::TooLarge) }
    }

    /// Returns the amount in kopecks.
    ///
    /// A sum of many amounts may be larger than [`Money::from_kopecks`] takes.
    pub fn kopecks(self) -> i128 {
        let mut exact = self.0;
        exact.rescale(Self::SCALE);
        exact.mantissa()
    }

    /// Returns the amount in rubles.
    pub fn rubles(self) -> Decimal {
        self.0
    }

    /// Returns true for an amount below zero.
    pub fn is_negative(self) -> bool {
        self < Self::ZERO
    }

    /// Returns the amount without its sign.
    pub fn abs(self) -> Self {
        Self(self.0.abs())
    }

    /// Returns the plain text with the given decimal point: `-1234,56`.
    pub fn plain(self, decimal_point: char) -> String {
        let kopecks = self.kopecks();
        let sign = if kopecks < 0 { "-" } else { "" };
        let mut text = format!("{sign}{:03}", kopecks.unsigned_abs());
        text.insert(text.len() - 2, decimal_point);
        text
    }

    /// Returns the amount as people in Russia write it: `−1 234,56 ₽`.
    ///
    /// The spaces are narrow no-break spaces (U+202F), and the minus is U+2212.
    pub fn ru(self) -> String {
        let kopecks = self.kopecks();
        let (rubles, rest) = (kopecks.unsigned_abs() / 100, kopecks.unsigned_abs() % 100);
        let sign = if kopecks < 0 { "\u{2212}" } else { "" };
        format!("{sign}{},{rest:02}\u{202f}₽", grouped(rubles))
    }
}

fn grouped(rubles: u128) -> String {
    let digits = rubles.to_string();
    let mut text = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push('\u{202f}');
        }
        text.push(digit);
    }
    text
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.plain('.'))
    }
}

impl FromStr for Money {
    type Err = MoneyError;

    /// Reads the plain form `-1234.56` only.
    ///
    /// The amounts that pages show are read by `kabinet-extract`.
    fn from_str(text: &str) -> Result<Self, MoneyError> {
        let digits = text.strip_prefix('-').unwrap_or(text);
        let (rubles, kopecks) = digits.split_once('.').ok_or(MoneyError::NotPlain)?;
        let plain = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if !plain(rubles) || !plain(kopecks) || kopecks.len() != 2 {
            return Err(MoneyError::NotPlain);
        }
        Self::new(Decimal::from_str(text).map_err(|_| MoneyError::TooLarge)?)
    }
}

impl TryFrom<String> for Money {
    type Error = MoneyError;

    fn try_from(text: String) -> Result<Self, MoneyError> {
        text.parse()
    }
}

impl From<Money> for String {
    fn from(money: Money) -> Self {
        money.to_string()
    }
}

impl Add for Money {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Money {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Neg for Money {
    type Output = Self;

    fn neg(self) -> Self {
        Self::ZERO - self
    }
}

impl Sum for Money {
    fn sum<I: Iterator<Item = Self>>(sums: I) -> Self {
        sums.fold(Self::ZERO, Add::add)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn money(text: &str) -> Money {
        text.parse().unwrap()
    }

    #[test]
    fn has_a_plain_text_and_one_for_people() {
        assert_eq!(money("-589.00").to_string(), "-589.00");
        assert_eq!(money("-0.50").to_string(), "-0.50");
        assert_eq!(money("1234.56").ru(), "1\u{202f}234,56\u{202f}₽");
        assert_eq!(money("-1234567.05").ru(), "\u{2212}1\u{202f}234\u{202f}567,05\u{202f}₽");
        assert_eq!((-Money::ZERO).to_string(), "0.00", "there is no minus zero");
    }

    #[test]
    fn takes_only_whole_kopecks_of_a_sane_size() {
        assert_eq!(Money::new(Decimal::new(-5_890_045, 4)), Err(MoneyError::FinerThanKopeck));
        assert_eq!(Money::new(Decimal::new(80_000, 3)), Ok(money("80.00")));
        assert_eq!(Money::from_kopecks(i64::MAX), Err(MoneyError::TooLarge));
        for text in ["", "1", "1.5", "1.234", "+1.00", "1,00", ".50", "1.-5", "--1.00"] {
            assert_eq!(text.parse::<Money>(), Err(MoneyError::NotPlain), "{text:?} is not plain");
        }
    }

    #[test]
    fn adds_exactly() {
        let sum: Money = ["0.10", "0.20", "-0.30"].map(money).into_iter().sum();
        assert_eq!(sum, Money::ZERO);
        assert_eq!(money("588.00") - money("800.00"), money("-212.00"));
    }

    proptest! {
        #[test]
        fn the_plain_form_reads_back(kopecks in -Money::LARGEST_KOPECKS..=Money::LARGEST_KOPECKS) {
            let money = Money::from_kopecks(kopecks).unwrap();
            prop_assert_eq!(money.to_string().parse::<Money>(), Ok(money));
            prop_assert_eq!(money.kopecks(), i128::from(kopecks));
        }

        #[test]
        fn no_text_panics(text in ".*") {
            let _ = text.parse::<Money>();
        }
    }
}
