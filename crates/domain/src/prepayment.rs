//! Comparison of offers to pay for several months at once.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::{AccountSummary, Money, Offer};

/// An offer to pay for several months at once, compared with paying monthly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OfferComparison {
    /// The offer.
    pub offer: Offer,
    /// The price of one of its months, to the nearest kopeck.
    pub per_month: Money,
    /// The saving in all; `None` if it saves nothing, or the price of a month is not shown.
    pub saving: Option<Money>,
    /// The saving a month, rounded down to a kopeck; `None` as for `saving`.
    pub saving_per_month: Option<Money>,
    /// True if the present balance covers it.
    pub covered: bool,
    /// True if no other offer saves more a month, or as much with fewer months.
    pub best: bool,
}

/// Compares the offers of the account page with paying monthly, in the order of the page.
///
/// The price of a month is the price of the tariff, or else of the offer for one month; it is never
/// a figure that the portal does not show.
pub fn compare_offers(summary: &AccountSummary) -> Vec<OfferComparison> {
    let monthly = monthly_price(summary);
    let offers = summary.offers.iter().filter(|offer| offer.months > 0);
    let mut comparisons: Vec<OfferComparison> =
        offers.filter_map(|offer| beside_monthly(*offer, monthly, summary.balance)).collect();
    let saving =
        |it: &OfferComparison| it.saving_per_month.map(|saving| (saving, -i64::from(it.offer.months)));
    let best = comparisons.iter().filter_map(saving).max();
    if let Some(it) = comparisons.iter_mut().find(|it| best.is_some() && saving(it) == best) {
        it.best = true;
    }
    comparisons
}

fn monthly_price(summary: &AccountSummary) -> Option<Money> {
    let offered = || summary.offers.iter().find(|offer| offer.months == 1).map(|offer| offer.price);
    summary.tariff_price.or_else(offered)
}

fn beside_monthly(offer: Offer, monthly: Option<Money>, balance: Money) -> Option<OfferComparison> {
    let saving = monthly.and_then(|price| total_saving(price, offer));
    Some(OfferComparison {
        offer,
        per_month: monthly_share(offer.price, offer.months, RoundingStrategy::MidpointNearestEven)?,
        saving,
        saving_per_month: saving.and_then(|it| monthly_share(it, offer.months, RoundingStrategy::ToZero)),
        covered: balance >= offer.price,
        best: false,
    })
}

fn total_saving(monthly: Money, offer: Offer) -> Option<Money> {
    let in_all = Money::new(monthly.rubles().checked_mul(Decimal::from(offer.months))?).ok()?;
    Some(in_all - offer.price).filter(|saving| *saving > Money::ZERO)
}

fn monthly_share(sum: Money, months: u32, rounding: RoundingStrategy) -> Option<Money> {
    let exact = sum.rubles().checked_div(Decimal::from(months))?;
    Money::new(exact.round_dp_with_strategy(2, rounding)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn money(text: &str) -> Money {
        text.parse().unwrap()
    }

    fn summary(price: Option<&str>, balance: &str, offers: &[(u32, &str)]) -> AccountSummary {
        AccountSummary {
            account: "12345678".to_owned().try_into().unwrap(),
            tariff_price: price.map(money),
            balance: money(balance),
            other_balances: Vec::new(),
            next_debit: None,
            days_left: None,
            paid_until: None,
            services: Vec::new(),
            unread: Vec::new(),
            offers: offers.iter().map(|&(months, price)| Offer { months, price: money(price) }).collect(),
            pay_url: None,
            change_tariff_url: None,
        }
    }

    const SHOWN: [(u32, &str); 4] = [(1, "800.00"), (3, "2328.00"), (6, "4512.00"), (12, "8448.00")];

    type Row = (u32, String, Option<String>, Option<String>, bool, bool);

    fn figures(summary: &AccountSummary) -> Vec<Row> {
        let text = |sum: Option<Money>| sum.map(|sum| sum.to_string());
        let row = |it: OfferComparison| {
            let (saving, a_month) = (text(it.saving), text(it.saving_per_month));
            (it.offer.months, it.per_month.to_string(), saving, a_month, it.covered, it.best)
        };
        compare_offers(summary).into_iter().map(row).collect()
    }

    fn row(months: u32, per_month: &str, saving: &str, a_month: &str, covered: bool, best: bool) -> Row {
        (months, per_month.to_owned(), Some(saving.to_owned()), Some(a_month.to_owned()), covered, best)
    }

    #[test]
    fn the_instructions_offers_save_what_the_arithmetic_says() {
        // 3 × 800 − 2328 =   72, /3  = 24, 2328/3  = 776
        // 6 × 800 − 4512 =  288, /6  = 48, 4512/6  = 752
        // 12 × 800 − 8448 = 1152, /12 = 96, 8448/12 = 704
        let expected = [
            (1, "800.00".to_owned(), None, None, true, false),
            row(3, "776.00", "72.00", "24.00", true, false),
            row(6, "752.00", "288.00", "48.00", false, false),
            row(12, "704.00", "1152.00", "96.00", false, true),
        ];
        assert_eq!(figures(&summary(Some("800.00"), "2328.00", &SHOWN)), expected);
    }

    #[test]
    fn without_a_tariff_price_the_offer_for_one_month_is_the_price_of_monthly_share() {
        let with = figures(&summary(Some("800.00"), "0.00", &SHOWN));
        assert_eq!(figures(&summary(None, "0.00", &SHOWN)), with);
        let unpriced = figures(&summary(None, "0.00", &SHOWN[1..]));
        let saves = |it: &Row| it.2.is_some() || it.3.is_some() || it.5;
        assert!(!unpriced.iter().any(saves), "no price of a month is shown: {unpriced:?}");
    }

    #[test]
    fn a_dearer_offer_saves_nothing_and_one_of_no_months_is_no_offer() {
        let dearer = summary(Some("700.00"), "-100.00", &[(0, "1.00"), (3, "2328.00")]);
        assert_eq!(figures(&dearer), [(3, "776.00".to_owned(), None, None, false, false)]);
    }

    #[test]
    fn a_saving_is_never_rounded_up() {
        // 3 × 100.00 − 299.00 = 1.00, and 1.00/3 = 0.333…; 299.00/3 = 99.666…
        let odd = summary(Some("100.00"), "0.00", &[(3, "299.00")]);
        assert_eq!(figures(&odd), [row(3, "99.67", "1.00", "0.33", false, true)]);
    }

    #[test]
    fn of_two_that_save_as_much_a_month_the_shorter_is_best() {
        let equal = summary(Some("100.00"), "0.00", &[(12, "1080.00"), (6, "540.00")]);
        let best: Vec<_> = figures(&equal).into_iter().filter(|it| it.5).map(|it| it.0).collect();
        assert_eq!(best, [6], "both save 10.00 a month");
    }
}
