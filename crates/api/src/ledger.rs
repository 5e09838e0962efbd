//! The ledger of an account: statements, search, categories and exports.

mod calendar;
mod categories;
mod export;
mod search;
mod statement;
