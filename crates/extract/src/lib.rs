//! Reading of pages by their visible text: labels and values, tables and headers, links and forms.
//!
//! Not here: any id, class, URL or field name of a particular site.
//!
//! The rules, from the page to the figure. A wrong figure is worse than none, so anything doubtful
//! is refused, and the error names the label.
//!
//! 1. **Visible text counts** ([`html`]). Frames of the page's own origin and declarative shadow
//!    roots are part of the page. Struck-out text is not there. Text for screen readers counts only
//!    where no visible text beside it says the same. Hidden text counts less than visible text, and
//!    not at all once the page hides another value of a field than it shows.
//! 2. **Words identify, kinds decide** ([`field`], [`text`]). A label consists of the words of a
//!    field and of words without meaning. Its value is the whole text up to the end of the box, read
//!    by one strict grammar ([`text::value`]) in lines, cells, lists and cards alike: sign, digits,
//!    currency, unit and period, harmless remarks. `1,234` is no amount and an empty cell is not
//!    zero. Words that change the meaning and unknown words make the value doubtful.
//! 3. **Near things belong together** ([`field::adjacency`]). The value is in the label's own text,
//!    beside it, under it or around it, in this order. Labels and values of the same number are
//!    paired by position. Two different values that fit equally well are an error.
//! 4. **A table is its header** ([`table`]). Every column has a header cell of its own, in any order,
//!    among any others. Of columns of the same name the first is before the operation and the last
//!    after it. An amount may be in two columns, or in two tables. A table under the title of another
//!    service belongs to that service. Operations without a header are recognized by their parts.
//! 5. **No row is lost silently** ([`table`], [`statement`]). Every row is read, or is a total, a
//!    title or a filter, or is an error. So is an empty list on a page that names months. A note or
//!    an operation that is not booked yet is skipped if the month adds up without it.
//! 6. **Figures decide** ([`statement`]). The opening balance and the month's turnover give the
//!    closing balance; a row closes where the next one opens; the operations of a month begin, end
//!    and add up as its row in the list of months does. Amounts without signs take them from the
//!    balances. If exchanging two columns satisfies more of these rules, or less than half of the
//!    rows add up, the header was misread and the page is refused. A single contradiction is the
//!    portal's own and is kept as shown.

pub mod effort;
pub mod error;
pub mod field;
pub mod html;
pub mod navigation;
pub mod statement;
pub mod table;
pub mod text;
pub mod trace;
pub mod vocabulary;

pub use crate::error::{Missing, Problem, Unreadable};
pub use crate::navigation::request::Request;
