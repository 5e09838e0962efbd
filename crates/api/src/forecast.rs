use chrono::NaiveDate;
use fluent::{FluentArgs, fluent_args};
use kabinet_domain::{Assumption, Charge, Forecast, ForecastDebit, Known, Money, Summary, WhyNot, forecast};
use kabinet_store::Kept;

use crate::kabinet::local;
use crate::summary::nothing_read;
use crate::wire::meaning;
use crate::{ApiError, Kabinet, Language};

impl Kabinet {
    /// What will be debited, how long the money lasts, and what to pay now so that it lasts to the
    /// end of a day, or of the last debit foreseen.
    ///
    /// # Errors
    /// [`ApiError::NothingRead`], those of choosing an account, and those of the database and its
    /// folder.
    pub fn forecast(
        &self,
        login: Option<&str>,
        until: Option<NaiveDate>,
        language: Language,
    ) -> Result<meaning::Forecast, ApiError> {
        let store = self.store()?;
        let account = self.account(&store, login)?;
        let kept = store.summary(account.id)?;
        let Kept { value: summary, read_at } = kept.ok_or_else(|| nothing_read(&account))?;
        let provider = self.provider(&account.provider)?;
        let today = self.now_at(provider.as_ref()).date();
        let known = Known {
            summary: &summary,
            read_on: local(read_at, provider.declaration().time_zone).date(),
            statements: &store.statements(account.id, None)?,
            corrections: &store.corrections(account.id)?,
        };
        Ok(match forecast(&known, today, until) {
            Ok(forecast) => language.forecast(forecast, &summary, today),
            Err(why) => nothing_foreseen(language.why_not(why, today), &summary, today, until),
        })
    }
}

fn nothing_foreseen(
    why_not: String,
    summary: &Summary,
    today: NaiveDate,
    until: Option<NaiveDate>,
) -> meaning::Forecast {
    meaning::Forecast {
        why_not: Some(why_not),
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

impl Language {
    fn forecast(self, forecast: Forecast, summary: &Summary, today: NaiveDate) -> meaning::Forecast {
        meaning::Forecast {
            why_not: None,
            assumptions: forecast.assumptions.iter().map(|it| self.assumption(it)).collect(),
            today,
            balance: summary.balance,
            debits: forecast.debits.into_iter().map(|it| self.forecast_debit(it, today)).collect(),
            runs_out: forecast.runs_out,
            regular: forecast.regular.into_iter().map(Into::into).collect(),
            until: forecast.until,
            to_pay: Some(forecast.to_pay),
        }
    }

    fn forecast_debit(self, debit: ForecastDebit, today: NaiveDate) -> meaning::ForecastDebit {
        let ForecastDebit { date, amount, charges, balance_after, covered } = debit;
        let mut values = fluent_args![
            "date" => self.date_seen_on(date, today),
            "amount" => self.money(amount),
            "charges" => self.charges(&charges),
        ];
        let id = if covered {
            values.set("left", self.money(balance_after));
            "forecast-covered"
        } else {
            values.set("lacking", self.money(balance_after.abs()));
            "forecast-short"
        };
        meaning::ForecastDebit { date, amount, balance_after, covered, text: self.say(id, &values) }
    }

    /// What is debited for; one charge has no need of its sum.
    fn charges(self, charges: &[Charge]) -> String {
        let name = |charge: &Charge| match charge {
            Charge::Tariff(_) => self.say("charge-tariff", &FluentArgs::new()),
            Charge::Regular(operation, _) => {
                self.say("charge-regular", &fluent_args!["operation" => operation.clone()])
            }
            Charge::Promise(_) => self.say("charge-promise", &FluentArgs::new()),
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
                self.say("assumed-monthly", &fluent_args!["day" => *day, "amount" => sum(*amount)])
            }
            Assumption::DayOfHistory => self.say("assumed-day", &FluentArgs::new()),
            Assumption::PriceOfHistory => self.say("assumed-price", &FluentArgs::new()),
            Assumption::OthersGoOn { count } => self.say("assumed-others", &fluent_args!["count" => *count]),
            Assumption::ShortHistory { months } => {
                self.say("assumed-short", &fluent_args!["months" => *months])
            }
            Assumption::Varying { operation } => {
                self.say("assumed-varying", &fluent_args!["operation" => operation.clone()])
            }
            Assumption::PromiseTakenBack { amount } => {
                self.say("assumed-promise", &fluent_args!["amount" => sum(*amount)])
            }
        }
    }

    fn why_not(self, why: WhyNot, today: NaiveDate) -> String {
        match why {
            WhyNot::NoDay => self.say("no-forecast-day", &FluentArgs::new()),
            WhyNot::NoPrice => self.say("no-forecast-price", &FluentArgs::new()),
            WhyNot::Outdated { debit } => {
                self.say("no-forecast-outdated", &fluent_args!["date" => self.date_seen_on(debit, today)])
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
            Assumption::DayOfHistory,
            Assumption::PriceOfHistory,
            Assumption::OthersGoOn { count: 2 },
            Assumption::ShortHistory { months: 1 },
            Assumption::Varying { operation: "Телефон".to_owned() },
            Assumption::PromiseTakenBack { amount: money("500.00") },
        ];
        let today: NaiveDate = "2026-11-25".parse().unwrap();
        let refusals = [WhyNot::NoDay, WhyNot::NoPrice, WhyNot::Outdated { debit: today }];
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
        let debit = ForecastDebit {
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
        let text = Language::Ru.forecast_debit(debit, "2026-11-25".parse().unwrap()).text;
        assert_eq!(
            text.replace('\u{202f}', " "),
            "30 ноября спишется 1 300,00 ₽ (тариф 800,00 ₽, «ТВ» 300,00 ₽, \
             возврат обещанного платежа 200,00 ₽), останется 0,00 ₽."
        );
    }
}
