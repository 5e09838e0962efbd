//! Reader of an account statement: the list of months and the transactions of each.

pub mod candidate;
pub mod column_check;
pub mod columns;
pub mod credit_debit;
pub mod date_headings;
pub mod derived_months;
pub mod empty_month;
pub mod flat_list;
pub mod headerless;
pub mod layouts;
pub mod month_link;
pub mod month_list;
pub mod month_name;
pub mod month_page;
pub mod parsed_row;
pub mod reconcile;
pub mod rows;
pub mod skipped_rows;
pub mod transaction_row;
pub mod transactions;
pub mod years;
