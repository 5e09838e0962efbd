//! Open Financial Exchange.

use std::io::Write;

use chrono::{DateTime, FixedOffset, NaiveDate};
use kabinet_domain::{Money, Month, Transaction};

use crate::ExportError;
use crate::format::{self, Writer};
use crate::heading::{Heading, Totals};
use crate::ids::{TransactionIds, id};
use crate::text::{beginning, one_line, plain_name};

/// The header of OFX 1.6, the one version whose Cyrillic every reader decodes.
///
/// ofxparse takes a file with the XML header of OFX 2 for ASCII, and ofxtools refuses the Windows
/// code pages of OFX 1.
const HEADER: &str = "OFXHEADER:100\r\n\
    DATA:OFXSGML\r\n\
    VERSION:160\r\n\
    SECURITY:NONE\r\n\
    ENCODING:UTF-8\r\n\
    CHARSET:NONE\r\n\
    COMPRESSION:NONE\r\n\
    OLDFILEUID:NONE\r\n\
    NEWFILEUID:NONE\r\n\r\n";

/// The greatest lengths of identifiers in the format, in characters.
const MAX_BANK_ID: usize = 9;
const MAX_ACCOUNT_ID: usize = 22;

/// The greatest lengths of texts, in bytes: libofx cuts a longer text inside a letter.
const MAX_NAME: usize = 96;
const MAX_MEMO: usize = 390;

/// The writer of OFX.
///
/// It streams.
///
/// Dates have no time: with one, readers east of Greenwich would show another day.
pub(crate) struct Ofx<W: Write> {
    ids: TransactionIds,
    heading: Heading,
    out: W,
}

impl<W: Write> Ofx<W> {
    pub(crate) fn begin(heading: Heading, mut out: W) -> Result<Self, ExportError> {
        let created = timestamp(heading.created_at);
        let account = heading.account.as_str();
        let request = id(&heading.provider, account, &format!("{} {}", heading.from, heading.to));
        let ok = "<STATUS><CODE>0</CODE><SEVERITY>INFO</SEVERITY></STATUS>";
        write!(
            out,
            "{HEADER}<OFX>\
             <SIGNONMSGSRSV1><SONRS>{ok}<DTSERVER>{created}</DTSERVER><LANGUAGE>RUS</LANGUAGE></SONRS>\
             </SIGNONMSGSRSV1>\n\
             <BANKMSGSRSV1><STMTTRNRS><TRNUID>{request}</TRNUID>{ok}<STMTRS><CURDEF>RUB</CURDEF>\n\
             <BANKACCTFROM><BANKID>{}</BANKID><ACCTID>{}</ACCTID><ACCTTYPE>CHECKING</ACCTTYPE>\
             </BANKACCTFROM>\n<BANKTRANLIST><DTSTART>{}</DTSTART><DTEND>{}</DTEND>\n",
            beginning(&plain_name(&heading.provider), MAX_BANK_ID),
            beginning(&plain_name(account), MAX_ACCOUNT_ID),
            day(heading.from),
            day(heading.to),
        )?;
        Ok(Self { ids: TransactionIds::new(&heading), heading, out })
    }

    fn transaction(&mut self, month: Month, transaction: &Transaction) -> Result<(), ExportError> {
        let kind = if transaction.amount.is_negative() { "DEBIT" } else { "CREDIT" };
        let text = one_line(transaction.description.trim());
        let name = escaped_beginning(&text, MAX_NAME);
        let memo = escaped_beginning(&text, MAX_MEMO);
        write!(
            self.out,
            "<STMTTRN><TRNTYPE>{kind}</TRNTYPE><DTPOSTED>{}</DTPOSTED><TRNAMT>{}</TRNAMT>\
             <FITID>{}</FITID>",
            day(transaction.date),
            transaction.amount,
            self.ids.id(month, transaction),
        )?;
        if !name.is_empty() {
            write!(self.out, "<NAME>{name}</NAME>")?;
        }
        if name.len() < memo.len() {
            write!(self.out, "<MEMO>{memo}</MEMO>")?;
        }
        Ok(writeln!(self.out, "</STMTTRN>")?)
    }
}

impl<W: Write> Writer for Ofx<W> {
    fn month(&mut self, month: &format::Month<'_>) -> Result<(), ExportError> {
        month.rows.iter().try_for_each(|row| self.transaction(month.totals.month, row.transaction))
    }

    fn end(mut self: Box<Self>, totals: &Totals) -> Result<(), ExportError> {
        let balance: Money = totals.closing_balance;
        writeln!(
            self.out,
            "</BANKTRANLIST>\n<LEDGERBAL><BALAMT>{balance}</BALAMT><DTASOF>{}</DTASOF></LEDGERBAL>\
             </STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>",
            day(self.heading.to),
        )?;
        Ok(self.out.flush()?)
    }
}

fn day(date: NaiveDate) -> String {
    date.format("%Y%m%d").to_string()
}

fn timestamp(instant: DateTime<FixedOffset>) -> String {
    instant.to_utc().format("%Y%m%d%H%M%S").to_string()
}

/// Returns the beginning of a text in SGML that takes at most `max` bytes.
fn escaped_beginning(text: &str, max: usize) -> String {
    let mut escaped = String::new();
    for c in text.chars() {
        let mut buffer = [0; 4];
        let next = match c {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            c => c.encode_utf8(&mut buffer),
        };
        if escaped.len() + next.len() > max {
            break;
        }
        escaped.push_str(next);
    }
    escaped.truncate(escaped.trim_end().len());
    escaped
}
