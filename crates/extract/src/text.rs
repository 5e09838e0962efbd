//! Strict grammars of text: amounts, dates, account numbers and other values.

pub mod amount;
pub mod date;
pub mod normalize;
pub mod other_services;
pub mod remark;
mod tariff_name;
pub mod value;
