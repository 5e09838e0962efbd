//! The programs, and the cases that each of them can do.

use crate::check::matrix::Expected::{self, Absent, Cannot, Noted, Works};

/// A program that reads one format.
pub struct Program {
    pub name: &'static str,
    /// The name in the script.
    pub reader: &'static str,
    /// The extension of its files.
    pub extension: &'static str,
    /// The facts that it shows.
    pub answers: &'static [&'static str],
    /// The cases, in the order of the columns.
    pub cases: [Expected; 5],
}

const NO_DEBIT: Expected = Absent("A statement has no debits to come.");
const NO_BOOKING: Expected = Absent("A calendar has no operations.");
const REPLACED: Expected = Noted("The newer file takes the place of the older; the program imports nothing.");

const ALL: [Expected; 5] = [Works, Works, Works, NO_DEBIT, Works];
const DOCUMENT: [Expected; 5] = [Works, Works, REPLACED, NO_DEBIT, REPLACED];
const CALENDAR: [Expected; 5] = [Works, Works, Works, Works, NO_BOOKING];

const ROWS: &[&str] = &["rows", "sum"];
const STATEMENT: &[&str] = &["rows", "sum", "closing"];
const BALANCE: &[&str] = &["closing"];
const JOURNAL: &[&str] = &["closing", "cost"];
const DEBITS: &[&str] = &["days", "alarms"];

const NO_IDS: Expected = Cannot {
    reason: "Neither QIF nor CSV has ids, so that Skrooge takes a reworded operation for another; OFX has.",
    shown_by: "rows is 22",
};
const EQUAL_SUMS: Expected = Cannot {
    reason: "QIF has no ids, so that Actual takes an equal sum within a week in a second file for the one it \
             has. OFX has ids; of QIF, import whole files.",
    shown_by: "closing is \"546.93\"",
};
const DATE_ORDER: Expected =
    Noted("Where no day is above 12, GnuCash asks for the order of a date; it is year, month, day.");
const UNUSED_PAD: Expected =
    Noted("beancount reports the second opening balance, which posts nothing, as an unused pad.");
const IMPORTED_OPENING: Expected = Cannot {
    reason: "hledger's import makes an amount of the opening balance, as if nothing came before it. The next \
             check of the journal refuses that. Include files of periods, or import whole ones.",
    shown_by: "balance assertion",
};
const IMPORTED_BY_DATE: Expected = Cannot {
    reason: "hledger's import goes by date, and misses an operation that was booked late. The next check of \
             the journal refuses that.",
    shown_by: "difference: -90.07",
};
const NO_UIDS: Expected = Cannot {
    reason: "calcurse keeps no UIDs, so that a second import leaves the days of the first beside it.",
    shown_by: "days is",
};

/// Every program, once for each format.
pub const PROGRAMS: &[Program] = &[
    Program { name: "libofx, OFX", reader: "libofx", extension: "ofx", answers: STATEMENT, cases: ALL },
    Program { name: "ofxparse, OFX", reader: "ofxparse", extension: "ofx", answers: STATEMENT, cases: ALL },
    Program { name: "ofxtools, OFX", reader: "ofxtools", extension: "ofx", answers: STATEMENT, cases: ALL },
    Program { name: "Actual, OFX", reader: "actual", extension: "ofx", answers: ROWS, cases: ALL },
    Program { name: "Skrooge, OFX", reader: "skrooge", extension: "ofx", answers: STATEMENT, cases: ALL },
    Program {
        name: "Actual, QIF",
        reader: "actual",
        extension: "qif",
        answers: BALANCE,
        cases: [Works, EQUAL_SUMS, Works, NO_DEBIT, Works],
    },
    Program {
        name: "GnuCash, QIF",
        reader: "gnucash",
        extension: "qif",
        answers: BALANCE,
        cases: [Works, DATE_ORDER, Works, NO_DEBIT, Works],
    },
    Program { name: "quiffen, QIF", reader: "quiffen", extension: "qif", answers: BALANCE, cases: DOCUMENT },
    Program {
        name: "Skrooge, QIF",
        reader: "skrooge",
        extension: "qif",
        answers: STATEMENT,
        cases: [Works, Works, Works, NO_DEBIT, NO_IDS],
    },
    Program {
        name: "Skrooge, CSV",
        reader: "skrooge",
        extension: "plain.csv",
        answers: ROWS,
        cases: [Works, Works, Works, NO_DEBIT, NO_IDS],
    },
    Program {
        name: "hledger --strict",
        reader: "hledger",
        extension: "journal",
        answers: JOURNAL,
        cases: DOCUMENT,
    },
    Program {
        name: "hledger import",
        reader: "hledger_import",
        extension: "journal",
        answers: JOURNAL,
        cases: [Works, IMPORTED_OPENING, Works, NO_DEBIT, IMPORTED_BY_DATE],
    },
    Program {
        name: "ledger --pedantic",
        reader: "ledger",
        extension: "journal",
        answers: JOURNAL,
        cases: DOCUMENT,
    },
    Program {
        name: "ledger2beancount, beancount",
        reader: "beancount",
        extension: "journal",
        answers: &["closing", "cost", "errors"],
        cases: [Works, UNUSED_PAD, REPLACED, NO_DEBIT, REPLACED],
    },
    Program {
        name: "openpyxl, XLSX",
        reader: "openpyxl",
        extension: "xlsx",
        answers: STATEMENT,
        cases: DOCUMENT,
    },
    Program {
        name: "pandas, XLSX",
        reader: "pandas",
        extension: "xlsx",
        answers: STATEMENT,
        cases: DOCUMENT,
    },
    Program {
        name: "calamine, XLSX",
        reader: "calamine",
        extension: "xlsx",
        answers: STATEMENT,
        cases: DOCUMENT,
    },
    Program {
        name: "ssconvert, XLSX",
        reader: "ssconvert",
        extension: "xlsx",
        answers: STATEMENT,
        cases: DOCUMENT,
    },
    Program {
        name: "LibreOffice, XLSX",
        reader: "libreoffice",
        extension: "xlsx",
        answers: STATEMENT,
        cases: DOCUMENT,
    },
    Program {
        name: "LibreOffice, CSV",
        reader: "libreoffice",
        extension: "csv",
        answers: STATEMENT,
        cases: DOCUMENT,
    },
    Program {
        name: "pandas, CSV",
        reader: "pandas",
        extension: "plain.csv",
        answers: STATEMENT,
        cases: DOCUMENT,
    },
    Program { name: "Python, JSON", reader: "json", extension: "json", answers: STATEMENT, cases: DOCUMENT },
    Program {
        name: "pdftotext, PDF",
        reader: "pdftotext",
        extension: "pdf",
        answers: STATEMENT,
        cases: DOCUMENT,
    },
    Program {
        name: "qpdf, PDF",
        reader: "qpdf",
        extension: "pdf",
        answers: &["valid", "tagged"],
        cases: DOCUMENT,
    },
    Program {
        name: "icalendar, ICS",
        reader: "icalendar",
        extension: "ics",
        answers: DEBITS,
        cases: CALENDAR,
    },
    Program { name: "khal, ICS", reader: "khal", extension: "ics", answers: DEBITS, cases: CALENDAR },
    Program { name: "Radicale, ICS", reader: "radicale", extension: "ics", answers: DEBITS, cases: CALENDAR },
    Program {
        name: "calcurse, ICS",
        reader: "calcurse",
        extension: "ics",
        answers: &["days"],
        cases: [Works, Works, NO_UIDS, NO_UIDS, NO_BOOKING],
    },
];
