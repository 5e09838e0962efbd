use std::borrow::Cow;
use std::io::Write;

use chrono::{DateTime, FixedOffset, NaiveDate};
use kabinet_domain::{Entry, Money, Month, MonthStatement};

use crate::form::Form;
use crate::id::{EntryIds, id};
use crate::text::{beginning, one_line, plain_name};
use crate::{ExportError, Heading, Totals};

const DECLARATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<?OFX OFXHEADER="200" VERSION="220" SECURITY="NONE" OLDFILEUID="NONE" NEWFILEUID="NONE"?>
"#;

/// The most characters that the format gives to a bank's id, an account's, a name and a memo.
const LONGEST_BANK: usize = 9;
const LONGEST_ACCOUNT: usize = 22;
const LONGEST_NAME: usize = 32;
const LONGEST_MEMO: usize = 255;

/// Written as it comes. Days stand without a time, which readers east of Greenwich take for the
/// same day.
pub(crate) struct Ofx<W: Write> {
    ids: EntryIds,
    heading: Heading,
    out: W,
}

impl<W: Write> Ofx<W> {
    pub(crate) fn begin(heading: Heading, mut out: W) -> Result<Self, ExportError> {
        let made = moment(heading.made_at);
        let account = heading.account.as_str();
        let request = id(&heading.provider, account, &format!("{} {}", heading.from, heading.to));
        let ok = "<STATUS><CODE>0</CODE><SEVERITY>INFO</SEVERITY></STATUS>";
        write!(
            out,
            "{DECLARATIONS}<OFX>\
             <SIGNONMSGSRSV1><SONRS>{ok}<DTSERVER>{made}</DTSERVER><LANGUAGE>RUS</LANGUAGE></SONRS>\
             </SIGNONMSGSRSV1>\n\
             <BANKMSGSRSV1><STMTTRNRS><TRNUID>{request}</TRNUID>{ok}<STMTRS><CURDEF>RUB</CURDEF>\n\
             <BANKACCTFROM><BANKID>{}</BANKID><ACCTID>{}</ACCTID><ACCTTYPE>CHECKING</ACCTTYPE>\
             </BANKACCTFROM>\n<BANKTRANLIST><DTSTART>{}</DTSTART><DTEND>{}</DTEND>\n",
            beginning(&plain_name(&heading.provider), LONGEST_BANK),
            beginning(&plain_name(account), LONGEST_ACCOUNT),
            day(heading.from),
            day(heading.to),
        )?;
        Ok(Self { ids: EntryIds::of(&heading), heading, out })
    }

    fn transaction(&mut self, month: Month, entry: &Entry) -> Result<(), ExportError> {
        let kind = if entry.amount.is_negative() { "DEBIT" } else { "CREDIT" };
        let words = one_line(entry.operation.trim());
        let name = beginning(&words, LONGEST_NAME).trim_end();
        write!(
            self.out,
            "<STMTTRN><TRNTYPE>{kind}</TRNTYPE><DTPOSTED>{}</DTPOSTED><TRNAMT>{}</TRNAMT>\
             <FITID>{}</FITID>",
            day(entry.date),
            entry.amount,
            self.ids.id(month, entry),
        )?;
        if !name.is_empty() {
            write!(self.out, "<NAME>{}</NAME>", escaped(name))?;
        }
        if name.len() < words.len() {
            write!(self.out, "<MEMO>{}</MEMO>", escaped(beginning(&words, LONGEST_MEMO)))?;
        }
        Ok(writeln!(self.out, "</STMTTRN>")?)
    }
}

impl<W: Write> Form for Ofx<W> {
    fn month(&mut self, month: &MonthStatement) -> Result<(), ExportError> {
        month.entries.iter().try_for_each(|entry| self.transaction(month.totals.month, entry))
    }

    fn end(mut self: Box<Self>, totals: &Totals) -> Result<(), ExportError> {
        let balance: Money = totals.closing;
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

fn moment(instant: DateTime<FixedOffset>) -> String {
    instant.to_utc().format("%Y%m%d%H%M%S").to_string()
}

fn escaped(text: &str) -> Cow<'_, str> {
    if !text.contains(['&', '<', '>']) {
        return text.into();
    }
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").into()
}
