//! Tests of the audit and the forecast on whole ledgers.

#![allow(clippy::unwrap_used, reason = "clippy sees that a function is a test's only in the test itself")]
#![allow(clippy::inconsistent_digit_grouping, reason = "sums in kopecks read as rubles_kopecks")]

mod audit;
mod audit_cases;
mod forecast;
mod forecast_of_itself;
mod marked_months;
mod support;
