//! Reading a page by what a person sees on it: labels and their values, tables by their headers,
//! links and forms by what they say. No id, class, path or field name of any site is known here.
//!
//! The rules, from the page to the figure. What they leave in doubt is refused, and the error names
//! the label; a wrong figure is worse than none.
//!
//! 1. **Seen is what counts** ([`dom`], `style`, [`layout`]). Frames of the page's own origin and
//!    shadow roots it declares are part of it. What is struck out is not there; what is only read aloud
//!    is, where nothing is seen beside it that it could repeat. What is hidden counts less than what
//!    is seen; and not at all once the page hides another value of a field than it shows, for then it
//!    hides another state of the account.
//! 2. **Words name, kinds decide** ([`labels`], [`values`], [`amounts`], [`dates`]). A label says a
//!    synonym of a field and nothing else of meaning. Beside it counts only what is whole a value of
//!    the field's kind, by a strict grammar: `1,234` is none, an empty cell is not zero.
//! 3. **Near is what belongs together** ([`neighbours`]). Inside the label's own text, beside, under,
//!    around, in this order. As many labels as values are paired by place, if nothing stands between.
//!    Of places that fit about as well, two different values are a refusal.
//! 4. **A table is its header** ([`tables`]). A cell of its own for every column, in any order, among
//!    any others. Of columns of one name the first is before the operation and the last after it. An
//!    amount may stand in two columns, what came and what went, or in two tables (`ledger/shapes.rs`). A
//!    table under the title of another service is that service's. Operations without a header are told
//!    by what their parts look like (`ledger/feed.rs`).
//! 5. **No row is lost in silence** ([`tables`], [`ledger`]). Whatever stands among the rows, above the
//!    header, or under a header that is nearly one, is read, is plainly a total, a title or a filter,
//!    or is a refusal. A list with no row on a page that names months is one too. A note, or what is not
//!    booked yet, is passed over if the month adds up without it (`ledger/passed_over.rs`).
//! 6. **The figures have the last word** (`ledger/arithmetic.rs`). Opening and what came to it give the
//!    closing; a row closes where the next one opens; a month's operations begin, end and add up as its
//!    line says. If exchanging two columns keeps more of these rules, or fewer than half of the rows add
//!    up, the header was misread and the page is refused. Sums shown without signs take them from the
//!    balances. Of several tables of one month those count that fit its line, and so do days named
//!    without a year. Operations that lack balances count only if those they have lead from the month's
//!    opening to its closing, or paid and charged come to what its line says. What breaks a rule here and
//!    there is the cabinet's own doing and is kept as shown.
//!
//! `mutations.rs` tries these rules on changed pages of every skin of the demo cabinet.

pub mod amounts;
mod ask;
pub mod dates;
pub mod decode;
pub mod dom;
pub mod forms;
pub mod guard;
pub mod labels;
pub mod layout;
pub mod ledger;
pub mod links;
pub mod neighbours;
pub mod notes;
pub mod pages;
mod services;
pub mod style;
pub mod tables;
pub mod text;
pub mod values;

pub use ask::Ask;

/// Words that stand by figures, and those of sign-in forms that only a browser passes.
const BESIDE: &str = "\
    через осталось остался остались еще день дня дней дн сутки суток сут год года г месяц месяца \
    месяцев мес при оплате сразу долг задолженность коп руб rub нет не установлена данных с до по \
    на в за email captcha recaptcha hcaptcha smartcaptcha turnstile пн вт ср чт пт сб вс показать \
    загрузить бонус бонусный начало конец";

/// Words that reading hangs on and that no description names: what stands around labels and
/// figures, in dates, in the rows and links of lists.
pub fn words() -> impl Iterator<Item = &'static str> {
    let labels = labels::FILLERS.iter().chain(&labels::INNER_FILLERS).chain(&services::OTHER_SERVICES);
    let lists =
        tables::CURRENCY.iter().chain(&tables::BEGINNINGS).chain(&ledger::DETAILS).chain(&pages::NEXT);
    labels.chain(lists).chain(dates::MONTHS.as_flattened()).copied().chain(BESIDE.split(' '))
}
