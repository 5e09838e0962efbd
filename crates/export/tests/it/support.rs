//! A ledger to export, and the programs that read the exports.

mod ledger;
mod readers;

pub use ledger::{
    AWKWARD, Russian, category, day, heading, month, months, transactions, write, written, written_with,
};
pub use readers::{Folder, output_of, read};
