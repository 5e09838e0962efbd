//! Links that open a month, and forms to choose it in.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use kabinet_domain::Month;

use crate::Request;
use crate::effort::spend;
use crate::html::document::{Document, NodeId};
use crate::navigation::form;
use crate::navigation::form::{Control, ControlKind, Form, caption};
use crate::navigation::link;
use crate::statement::month_name::{ANY_YEAR, DETAILS, month_of};
use crate::table::Row;
use crate::text::date;
use crate::text::normalize::normalize;

/// The links and forms of a page that open months.
pub struct MonthLinks {
    links: Vec<link::Link>,
    /// The places of the links that may open a month.
    followed: Vec<usize>,
    forms: Vec<MonthForm>,
}

/// A form, with the months in its lists.
struct MonthForm {
    form: Form,
    button: Option<NodeId>,
    /// The first choice of each month: the name and the value of its field.
    months: BTreeMap<Month, (String, String)>,
}

const BUTTONS: [&str; 8] =
    ["показать", "сформировать", "вывести", "посмотреть", "найти", "ок", "выбрать", "применить"];
const SHOWS: &[&str] = BUTTONS.split_at(5).0;

impl MonthLinks {
    /// Finds the links and forms of a page.
    pub fn of(document: &Document) -> Self {
        let forms = form::all(document).into_iter().filter(|form| form.password().is_none());
        let forms = forms.map(|form| MonthForm::of(document, form)).collect();
        let links = link::all(document);
        let is_followed = |link: &link::Link| link.ask.is_some() && !is_off_the_way(&link.says);
        let followed = (0..links.len()).filter(|at| is_followed(&links[*at])).collect();
        Self { links, followed, forms }
    }

    /// Returns the request that opens the month of a row.
    ///
    /// A link that names the month comes first, then one for details, any other link in the row, the row
    /// itself, and a form that asks for the month. `None` if there is none of them.
    pub fn of_row(&self, document: &Document, row: &Row, month: Month) -> Option<Request> {
        let inside = self.inside(document, row);
        let names_month = |link: &&&link::Link| month_of(&document.text(link.node), None) == Some(month);
        let best = inside
            .iter()
            .find(names_month)
            .or_else(|| inside.iter().find(|link| DETAILS.contains(&link.says.as_str())));
        let around = || self.around(document, row);
        let found = best.or_else(|| inside.first()).and_then(|link| link.ask.clone());
        found.or_else(around).or_else(|| self.forms.iter().find_map(|form| form.asked(document, month)))
    }

    /// Returns the links in the cells of a row that may open a month, in the order of the page.
    fn inside(&self, document: &Document, row: &Row) -> Vec<&link::Link> {
        let within = |cell: NodeId| {
            let first = self.followed.partition_point(|at| self.links[*at].node < cell);
            let own = self.followed[first..].iter().map(|at| &self.links[*at]);
            own.take_while(move |link| document.is_within(link.node, cell)).inspect(|_| spend(1))
        };
        let mut inside: Vec<&link::Link> = row.cells.iter().flat_map(|cell| within(cell.node)).collect();
        inside.sort_by_key(|link| link.node);
        inside.dedup_by_key(|link| link.node);
        inside
    }

    /// Returns the request of a link that is the row or contains it alone.
    fn around(&self, document: &Document, row: &Row) -> Option<Request> {
        let cell = row.cells.first()?.node;
        let outer: Vec<_> = document.self_and_ancestors(cell).take(3).collect();
        let links =
            self.links.iter().filter(|link| outer.contains(&link.node) && document.name(link.node) != "body");
        links.filter_map(|link| link.ask.clone()).next()
    }
}

impl MonthForm {
    fn of(document: &Document, form: Form) -> Self {
        let mut months = BTreeMap::new();
        for (name, value, said) in choices(document, &form) {
            if let Some(month) = month_of(&said, None) {
                months.entry(month).or_insert((name, value));
            }
        }
        let button = form.button(document, &BUTTONS);
        Self { form, button, months }
    }

    /// Returns the request of the form for a month.
    ///
    /// The month is chosen from a list of months, from a list of names and one of years, or by its first
    /// and last day. `None` if the form offers none of these.
    fn asked(&self, document: &Document, month: Month) -> Option<Request> {
        let by_list = self.months.get(&month).map(|(name, value)| vec![(name.clone(), value.clone())]);
        let given = by_list
            .or_else(|| by_name_and_year(document, &self.form, month))
            .or_else(|| by_days(document, &self.form, month).filter(|_| only_shows(document, self.button)))?;
        self.form.send(document, &given, self.button)
    }
}

fn is_off_the_way(says: &str) -> bool {
    ["скачать", "печать", "pdf", "excel", "оплат", "пополн"].iter().any(|word| says.contains(word))
}

/// Returns the request of a form that shows the transactions of a period; `None` if there is none.
///
/// The form has a field for the first and one for the last day, and a button that plainly shows something.
pub fn asked_for_days(document: &Document, first: NaiveDate, last: NaiveDate) -> Option<Request> {
    let forms = form::all(document).into_iter().filter(|form| form.password().is_none());
    let asked = |form: Form| {
        let button = form.button(document, &BUTTONS).filter(|button| only_shows(document, Some(*button)))?;
        let [from, to] = day_fields(document, &form)?;
        let given = [(from, first), (to, last)];
        let given = given.map(|(field, day)| (field.name().to_owned(), written(document, field, day)));
        form.send(document, &given, Some(button))
    };
    forms.filter_map(asked).next()
}

/// Returns true for a button that plainly shows something.
fn only_shows(document: &Document, button: Option<NodeId>) -> bool {
    button.is_some_and(|button| SHOWS.contains(&normalize(&caption(document, button)).as_str()))
}

type Given = Vec<(String, String)>;

fn by_name_and_year(document: &Document, form: &Form, month: Month) -> Option<Given> {
    let first = month.first_day();
    let names = |says: &str| {
        month_of(says, Some(ANY_YEAR)).is_some_and(|named| named.first_day().month() == first.month())
    };
    let name = chosen(document, form, |says| !says.contains(char::is_numeric) && names(says))?;
    let year = chosen(document, form, |says| says == first.year().to_string())?;
    Some(vec![name, year])
}

/// Returns the name and value of the first choice in the form that `says` accepts.
fn chosen(document: &Document, form: &Form, says: impl Fn(&str) -> bool) -> Option<(String, String)> {
    let mut meant = choices(document, form).filter(|(_, _, said)| says(said));
    meant.next().map(|(name, value, _)| (name, value))
}

/// Returns the name and value of every choice in the form, with its text.
fn choices<'f>(
    document: &'f Document,
    form: &'f Form,
) -> impl Iterator<Item = (String, String, String)> + 'f {
    let lists = form.controls.iter().filter(|control| control.kind == ControlKind::Choice);
    lists.flat_map(|list| {
        let options = form::options(document, list.node).into_iter();
        options.map(|(value, said)| (list.name().to_owned(), value, said))
    })
}

/// Fills the fields of a period if the form has exactly two for days.
///
/// A last day proposed by the site is kept if it is of the month, which may not be over.
fn by_days(document: &Document, form: &Form, month: Month) -> Option<Given> {
    let [from, to] = day_fields(document, form)?;
    let proposed = Some(to.value()).filter(|value| {
        date::whole(value, month.first_day()).is_some_and(|moment| month.contains(moment.date))
    });
    let last = proposed.map_or_else(|| written(document, to, month.last_day()), str::to_owned);
    Some(vec![
        (from.name().to_owned(), written(document, from, month.first_day())),
        (to.name().to_owned(), last),
    ])
}

/// Returns the fields for the first and the last day of a form that has no other text fields.
fn day_fields<'f>(document: &Document, form: &'f Form) -> Option<[&'f Control; 2]> {
    let mut texts = form.controls.iter().filter(|control| control.kind == ControlKind::Text);
    let fields = [texts.next()?, texts.next()?];
    let takes_days = fields.iter().all(|field| takes_day(document, field));
    (takes_days && texts.next().is_none()).then_some(fields)
}

fn is_calendar(document: &Document, field: &Control) -> bool {
    document.attribute(field.node, "type").is_some_and(|kind| kind.trim().eq_ignore_ascii_case("date"))
}

fn takes_day(document: &Document, field: &Control) -> bool {
    let hint = document.attribute(field.node, "placeholder").unwrap_or_default().to_lowercase();
    is_calendar(document, field)
        || ["дд.мм", "dd.mm"].iter().any(|shape| hint.starts_with(shape))
        || date::whole(field.value(), NaiveDate::MIN).is_some()
}

/// Writes a day in the form that the field has or a calendar sends.
fn written(document: &Document, field: &Control, day: NaiveDate) -> String {
    let is_iso = is_calendar(document, field) || field.value().find('-') == Some(4);
    day.format(if is_iso { "%Y-%m-%d" } else { "%d.%m.%Y" }).to_string()
}

#[cfg(test)]
mod tests {
    use url::Url;

    use super::*;

    fn asked(fields: &str, month: u32) -> Option<String> {
        by_button(fields, month, "Показать")
    }

    fn by_button(fields: &str, month: u32, button: &str) -> Option<String> {
        let html = format!("<form action=/m>{fields}<button>{button}</button></form>");
        let document = Document::read(&html, &Url::parse("http://localhost/").unwrap(), encoding_rs::UTF_8);
        let month = Month::new(2026, month).unwrap();
        let form = form::all(&document).swap_remove(0);
        MonthForm::of(&document, form).asked(&document, month).map(|ask| ask.url().to_string())
    }

    #[test]
    fn a_period_is_asked_for_by_its_days() {
        let asked = |fields: &str| {
            let html = format!("<form action=/m>{fields}</form>");
            let document =
                Document::read(&html, &Url::parse("http://localhost/").unwrap(), encoding_rs::UTF_8);
            let day = |text: &str| text.parse().unwrap();
            asked_for_days(&document, day("2016-11-01"), day("2026-11-28")).map(|ask| ask.url().to_string())
        };
        let days = "<input name=f value=01.11.2026> <input name=t value=28.11.2026>
            <select name=k><option value=0>все<option value=1>зачисления</select>";
        let whole = asked(&format!("{days}<button>Показать</button>"));
        assert_eq!(whole.as_deref(), Some("http://localhost/m?f=01.11.2016&t=28.11.2026&k=0"));
        assert_eq!(asked(&format!("{days}<button>Заказать</button>")), None);
        assert_eq!(asked("<input name=sum value=500><button>Показать</button>"), None);
    }

    #[test]
    fn a_month_is_chosen_from_lists_or_by_its_days() {
        let list = "<select name=m><option value=1>Октябрь 2026<option value=2>Ноябрь 2026</select>";
        assert_eq!(asked(list, 11).as_deref(), Some("http://localhost/m?m=2"));
        assert_eq!(asked(list, 9), None);
        let two = "<select name=m><option value=10>Октябрь<option value=11>Ноябрь</select>
            <select name=y><option>2025<option>2026</select>";
        assert_eq!(asked(two, 11).as_deref(), Some("http://localhost/m?m=11&y=2026"));
        let days = "с <input name=f value=01.11.2026> по <input name=t value=28.11.2026>";
        assert_eq!(asked(days, 9).as_deref(), Some("http://localhost/m?f=01.09.2026&t=30.09.2026"));
        assert_eq!(asked(days, 11).as_deref(), Some("http://localhost/m?f=01.11.2026&t=28.11.2026"));
        assert_eq!(by_button(days, 11, "Приостановить"), None, "not a form that shows something");
        let calendars = "<input type=date name=f><input type=date name=t>";
        assert_eq!(asked(calendars, 2).as_deref(), Some("http://localhost/m?f=2026-02-01&t=2026-02-28"));
        assert_eq!(asked("<input name=sum value=500><input name=card>", 11), None);
    }
}
