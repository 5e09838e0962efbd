//! Check that a page belongs to the customer's own account.

use chrono::NaiveDate;
use kabinet_domain::AccountNumber;
use kabinet_extract::field::Search;
use kabinet_extract::html::document::Document;
use kabinet_extract::html::layout::Layout;
use kabinet_extract::text::normalize::fold_case;
use kabinet_extract::text::value::Value;

use crate::portal::page_kind::text_of;
use crate::profile::Labels;

/// Returns the account number that a page names, if it is not `own`.
///
/// Only labels that speak of an account count: a contract may have a number of its own.
pub fn other_account(
    document: &Document,
    labels: &Labels,
    today: NaiveDate,
    own: &AccountNumber,
) -> Option<AccountNumber> {
    let names_account = |text: &str| ["счет", "л/с", "л с", "лс"].iter().any(|word| text.contains(word));
    if !names_account(&fold_case(&text_of(document))) {
        return None;
    }
    let layout = Layout::of(document);
    let field = &labels.account.number;
    let found = Search::new(&layout, &[field], today).find(field).ok()?;
    match found.value {
        Value::Number(number) if number != *own && names_account(&found.by) => Some(number),
        Value::Number(_) | Value::Money(_) | Value::Day(_) | Value::DaysLeft(_) | Value::Nothing(_) => None,
    }
}
