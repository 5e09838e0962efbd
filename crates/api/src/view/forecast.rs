//! The forecast of debits.

use chrono::NaiveDate;
use fluent::{FluentArgs, fluent_args};
use kabinet_domain::{self as domain, AccountSummary, Assumption, Charge, ForecastUnavailable, Money};
use serde::Serialize;
use ts_rs::TS;

use crate::Language;

/// The forecast for an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Forecast {
    /// The reason for having no forecast, for people.
    pub why_not: Option<String>,
    /// The assumptions, for people.
    pub assumptions: Vec<String>,
    /// The day at the provider.
    pub today: NaiveDate,
    /// The balance.
    #[ts(as = "String")]
    pub balance: Money,
    /// The next debits.
    pub debits: Vec<ForecastDebit>,
    /// The day on which the money ends.
    pub runs_out: Option<NaiveDate>,
    /// The recurring charges.
    pub regular: Vec<RecurringCharge>,
    /// The day until which the money is to last.
    pub until: NaiveDate,
    /// The amount to pay now for that.
    #[ts(as = "Option<String>")]
    pub to_pay: Option<Money>,
}

/// A debit of the forecast.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ForecastDebit {
    /// Its day.
    pub date: NaiveDate,
    /// The amount of the debit.
    #[ts(as = "String")]
    pub amount: Money,
    /// The balance after it.
    #[ts(as = "String")]
    pub balance_after: Money,
    /// True if the balance covers it.
    pub covered: bool,
    /// The sentence for people.
    pub text: String,
}

/// A recurring charge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RecurringCharge {
    /// The description in the provider's words.
    pub operation: String,
    /// The amount.
    #[ts(as = "String")]
    pub amount: Money,
    /// The number of months from one to the next.
    pub every_months: u32,
    /// The day of the next one.
    pub next: NaiveDate,
}

impl Forecast {
    pub(crate) fn new(
        forecast: domain::Forecast,
        summary: &AccountSummary,
        today: NaiveDate,
        language: Language,
    ) -> Self {
        let debits = forecast.debits.into_iter();
        Self {
            why_not: None,
            assumptions: forecast.assumptions.iter().map(|it| language.assumption(it)).collect(),
            today,
            balance: summary.balance,
            debits: debits.map(|debit| ForecastDebit::new(debit, today, language)).collect(),
            runs_out: forecast.runs_out,
            regular: forecast.regular.into_iter().map(Into::into).collect(),
            until: forecast.until,
            to_pay: Some(forecast.to_pay),
        }
    }

    /// Creates the answer where no forecast can be made.
    pub(crate) fn unavailable(
        why: ForecastUnavailable,
        summary: &AccountSummary,
        today: NaiveDate,
        until: Option<NaiveDate>,
        language: Language,
    ) -> Self {
        Self {
            why_not: Some(language.why_not(why, today)),
            assumptions: Vec::new(),
            today,
            balance: summary.balance,
            debits: Vec::new(),
            runs_out: None,
            regular: Vec::new(),
            until: until.unwrap_or(today),
            to_pay: None,
        }
    }
}

impl ForecastDebit {
    pub(crate) fn new(debit: domain::ForecastDebit, today: NaiveDate, language: Language) -> Self {
        let domain::ForecastDebit { date, amount, charges, balance_after, covered } = debit;
        let mut args = fluent_args![
            "date" => language.date_seen_on(date, today),
            "amount" => language.money(amount),
            "charges" => language.charges(&charges),
        ];
        let id = if covered {
            args.set("left", language.money(balance_after));
            "forecast-covered"
        } else {
            args.set("lacking", language.money(balance_after.abs()));
            "forecast-short"
        };
        Self { date, amount, balance_after, covered, text: language.text(id, &args) }
    }
}

impl From<domain::RecurringCharge> for RecurringCharge {
    fn from(charge: domain::RecurringCharge) -> Self {
        Self {
            operation: charge.description,
            amount: charge.amount,
            every_months: charge.interval.nearest_months(),
            next: charge.next_date,
        }
    }
}

impl Language {
    /// Returns the names of the charges of a debit, with their amounts if there are several.
    fn charges(self, charges: &[Charge]) -> String {
        let name = |charge: &Charge| match charge {
            Charge::Tariff(_) => self.text("charge-tariff", &FluentArgs::new()),
            Charge::Regular(operation, _) => {
                self.text("charge-regular", &fluent_args!["operation" => operation.clone()])
            }
            Charge::Promise(_) => self.text("charge-promise", &FluentArgs::new()),
        };
        match charges {
            [charge] => name(charge),
            several => {
                let told = several.iter().map(|it| format!("{} {}", name(it), self.money(it.amount())));
                told.collect::<Vec<_>>().join(", ")
            }
        }
    }

    fn assumption(self, assumption: &Assumption) -> String {
        let sum = |sum: Money| self.money(sum);
        match assumption {
            Assumption::Monthly { day, amount } => {
                self.text("assumed-monthly", &fluent_args!["day" => *day, "amount" => sum(*amount)])
            }
            Assumption::EveryDays { days, amount } => {
                self.text("assumed-every-days", &fluent_args!["days" => *days, "amount" => sum(*amount)])
            }
            Assumption::DayOfHistory => self.text("assumed-day", &FluentArgs::new()),
            Assumption::PriceOfHistory => self.text("assumed-price", &FluentArgs::new()),
            Assumption::OthersGoOn { count } => self.text("assumed-others", &fluent_args!["count" => *count]),
            Assumption::ShortHistory { months } => {
                self.text("assumed-short", &fluent_args!["months" => *months])
            }
            Assumption::Varying { description } => {
                self.text("assumed-varying", &fluent_args!["operation" => description.clone()])
            }
            Assumption::PromiseTakenBack { amount } => {
                self.text("assumed-promise", &fluent_args!["amount" => sum(*amount)])
            }
        }
    }

    fn why_not(self, why: ForecastUnavailable, today: NaiveDate) -> String {
        match why {
            ForecastUnavailable::NoDay => self.text("no-forecast-day", &FluentArgs::new()),
            ForecastUnavailable::NoPrice => self.text("no-forecast-price", &FluentArgs::new()),
            ForecastUnavailable::Outdated { debit } => {
                self.text("no-forecast-outdated", &fluent_args!["date" => self.date_seen_on(debit, today)])
            }
            ForecastUnavailable::SiteLate { debit } => {
                self.text("no-forecast-site-late", &fluent_args!["date" => self.date_seen_on(debit, today)])
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn money(text: &str) -> Money {
        text.parse().unwrap()
    }

    #[test]
    fn every_assumption_and_every_refusal_is_a_sentence_in_both_languages() {
        let assumptions = [
            Assumption::Monthly { day: 31, amount: money("800.00") },
            Assumption::EveryDays { days: 30, amount: money("800.00") },
            Assumption::DayOfHistory,
            Assumption::PriceOfHistory,
            Assumption::OthersGoOn { count: 2 },
            Assumption::ShortHistory { months: 1 },
            Assumption::Varying { description: "Телефон".to_owned() },
            Assumption::PromiseTakenBack { amount: money("500.00") },
        ];
        let today: NaiveDate = "2026-11-25".parse().unwrap();
        let refusals = [
            ForecastUnavailable::NoDay,
            ForecastUnavailable::NoPrice,
            ForecastUnavailable::Outdated { debit: today },
            ForecastUnavailable::SiteLate { debit: today },
        ];
        let told = |language: Language| -> Vec<String> {
            let refusals = refusals.iter().map(|it| language.why_not(*it, today));
            assumptions.iter().map(|it| language.assumption(it)).chain(refusals).collect()
        };
        for (ru, en) in told(Language::Ru).iter().zip(&told(Language::En)) {
            assert_ne!(ru, en, "it has one language only");
            for text in [ru, en] {
                assert!(text.ends_with('.') && !text.contains(['{', '}']), "not a sentence: {text}");
            }
        }
    }

    #[test]
    fn a_debit_for_several_charges_names_each_with_its_sum() {
        let debit = domain::ForecastDebit {
            date: "2026-11-30".parse().unwrap(),
            amount: money("1300.00"),
            charges: vec![
                Charge::Tariff(money("800.00")),
                Charge::Regular("ТВ".to_owned(), money("300.00")),
                Charge::Promise(money("200.00")),
            ],
            balance_after: money("0.00"),
            covered: true,
        };
        let text = ForecastDebit::new(debit, "2026-11-25".parse().unwrap(), Language::Ru).text;
        assert_eq!(
            text.replace('\u{202f}', " "),
            "30 ноября спишется 1 300,00 ₽ (тариф 800,00 ₽, «ТВ» 300,00 ₽, \
             возврат обещанного платежа 200,00 ₽), останется 0,00 ₽."
        );
    }
}
