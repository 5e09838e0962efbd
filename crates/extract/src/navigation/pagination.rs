//! Lists that continue over several pages.

use std::collections::{HashSet, VecDeque};
use std::sync::LazyLock;

use kabinet_domain::Month;
use regex::Regex;

use crate::effort::spend;
use crate::html::document::{Document, NodeId};
use crate::navigation::form;
use crate::navigation::form::{Control, ControlKind, Form, caption};
use crate::navigation::link;
use crate::navigation::link::Link;
use crate::navigation::request::Request;
use crate::text::date;
use crate::text::normalize::{normalize, pattern};

/// Texts of links to the next page.
pub const NEXT: [&str; 21] = [
    "следующая",
    "следующая страница",
    "следующие",
    "далее",
    "дальше",
    "вперед",
    "еще",
    "показать еще",
    "загрузить еще",
    "ранее",
    "более ранние",
    "более ранние месяцы",
    "предыдущие операции",
    "next",
    "старше",
    "показать все",
    "все операции",
    "показать остальные",
    "остальные операции",
    "показать полностью",
    "след",
];
/// Texts of buttons that only show something.
const SHOWING: [&str; 8] =
    ["показать", "ок", "выбрать", "применить", "перейти", "обновить", "посмотреть", "вывести"];
const ARROWS: [&str; 6] = ["»", "›", "→", ">>", ">", "⟩"];
const MOST_NUMBERS: usize = 27;
const MOST_PAGES: usize = 200;

static YEAR: LazyLock<Regex> = LazyLock::new(|| pattern(r"^20\d\d(?: год| г)?$"));
static DAYS: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:с )?\d{1,2}(?: по)? \d{1,2}(?: \p{L}+)?$"));
static MORE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:(?:показать|загрузить|смотреть) (?:еще|более ранние|остальные|предыдущие|следующие)(?: \p{L}+){0,3}(?: \d+)?|(?:еще|более ранние|остальные|прошлые) (?:\d+ )?(?:месяц(?:ы|ев|а)|операци[ий]|запис(?:и|ей)|платеж(?:и|ей)|строк[иа]?)|(?:показать )?(?:за |все за )?(?:весь период|все время|весь срок|всю историю))$",
    )
});

/// Pages of a list that are not read yet.
pub struct Pagination {
    by_year: bool,
    waiting: VecDeque<Request>,
    seen: HashSet<Request>,
    sent: HashSet<String>,
}

impl Pagination {
    /// Creates the queue of pages that the first page leads to.
    ///
    /// `seen` are the requests that led to the first page. With `by_year` the pages are years of a
    /// list of months; otherwise they are ranges of days.
    pub fn of(first: &Document, by_year: bool, seen: impl IntoIterator<Item = Request>) -> Self {
        let mut seen: HashSet<Request> = seen.into_iter().collect();
        seen.insert(Request::Get(first.address.clone()));
        let mut ahead = Self { by_year, waiting: VecDeque::new(), seen, sent: HashSet::new() };
        ahead.add(first);
        ahead
    }

    /// Queues the pages that a page with new rows leads to.
    ///
    /// They are its next page, its pages by number, its years or days. A form with the same number
    /// or year leads to the same page, whatever hidden fields the site adds each time.
    pub fn add(&mut self, page: &Document) {
        let is_known = |says: &str, ask: &Request, sent: &HashSet<String>| {
            matches!(ask, Request::Post { .. }) && sent.contains(says)
        };
        let mut further = further(page, self.by_year);
        further.retain(|(says, ask)| !is_known(says, ask, &self.sent));
        let is_place = |says: &str| says.starts_with(|c: char| c.is_ascii_digit());
        self.sent.extend(further.iter().map(|(says, _)| says.clone()).filter(|says| is_place(says)));
        self.waiting.extend(further.into_iter().map(|(_, ask)| ask));
    }

    /// Returns the next page, each once; the last one first if `from_end`.
    pub fn next(&mut self, from_end: bool) -> Option<Request> {
        loop {
            let next = if from_end { self.waiting.pop_back() } else { self.waiting.pop_front() }?;
            if self.seen.insert(next.clone()) {
                return Some(next);
            }
        }
    }

    /// Returns true after more requests than any list has pages.
    pub fn is_endless(&self) -> bool {
        self.seen.len() > MOST_PAGES
    }
}

/// Returns the text and the request of each link to another page of a list.
fn further(document: &Document, by_year: bool) -> Vec<(String, Request)> {
    let links = link::all(document);
    let numbered = numbered(document, &links);
    let leads_on = |link: &&Link| {
        is_next(document, link)
            || numbered.contains(&link.node)
            || (if by_year { &YEAR } else { &DAYS }).is_match(&link.says)
    };
    let asks = links.iter().filter(leads_on).filter_map(|link| Some((link.says.clone(), link.ask.clone()?)));
    let years = if by_year { years(document) } else { Vec::new() };
    let months = if by_year { longest_periods(document) } else { Vec::new() };
    asks.chain(years).chain(months).filter(|(_, ask)| is_of_one_list(document, ask)).collect()
}

/// Adds a page to the pages read, and returns true if it brings anything new.
///
/// A site may show a page again under another URL, or a longer page that begins with the rows of
/// an earlier one.
pub fn add<T: PartialEq>(pages: &mut Vec<Vec<T>>, page: Vec<T>) -> bool {
    spend(page.len() * pages.len());
    if pages.contains(&page) {
        return false;
    }
    pages.retain(|known| !page.starts_with(known));
    pages.push(page);
    true
}

/// Joins the pages of a list, without the rows that a page repeats from the end of the one before.
///
/// A last page may be filled up, or rows may move on while the pages are read.
pub fn without_overlaps<T: PartialEq + Clone>(pages: &[Vec<T>]) -> Vec<T> {
    pages.iter().fold(Vec::new(), |mut whole, page| {
        let longest = page.len().min(whole.len());
        spend(longest);
        let repeated = (0..=longest).rev().find(|count| whole.ends_with(&page[..*count]));
        whole.extend_from_slice(&page[repeated.unwrap_or_default()..]);
        whole
    })
}

/// Returns the years that forms offer, only of forms that show something: others order papers.
fn years(document: &Document) -> Vec<(String, Request)> {
    let forms = form::all(document).into_iter().filter(|form| form.password().is_none());
    forms.flat_map(|form| of_years(document, &form)).collect()
}

/// Returns the longest period that each form offers by a list of first and one of last months.
fn longest_periods(document: &Document) -> Vec<(String, Request)> {
    let forms = form::all(document).into_iter().filter(|form| form.password().is_none());
    forms.filter_map(|form| longest_period(document, &form)).collect()
}

fn longest_period(document: &Document, form: &Form) -> Option<(String, Request)> {
    let button = form.button(document, &SHOWING)?;
    let is_harmless = SHOWING.contains(&normalize(&caption(document, button)).as_str());
    let lists = form.controls.iter().filter(|control| control.kind == ControlKind::Choice);
    let mut of_months = lists.filter_map(|list| Some((list, months_offered(document, list)?)));
    let [(from, first), (to, last)] = [of_months.next()?, of_months.next()?];
    let oldest = first.iter().min_by_key(|(month, _)| *month)?;
    let newest = last.iter().max_by_key(|(month, _)| *month)?;
    let given =
        [(from, oldest), (to, newest)].map(|(list, (_, value))| (list.name().to_owned(), value.clone()));
    let is_shown = from.value() == oldest.1 && to.value() == newest.1;
    let ask = form.send(document, &given, Some(button))?;
    (is_harmless && !is_shown && of_months.next().is_none()).then(|| (oldest.0.to_string(), ask))
}

/// Returns the months that a list offers, each with its value; `None` if it offers anything else.
fn months_offered(document: &Document, list: &Control) -> Option<Vec<(Month, String)>> {
    let options = form::options(document, list.node).into_iter();
    let months: Option<Vec<_>> =
        options.map(|(value, says)| Some((date::whole_month(&says)?, value))).collect();
    months.filter(|months| months.len() > 1)
}

fn of_years(document: &Document, form: &Form) -> Vec<(String, Request)> {
    let button = form.button(document, &SHOWING);
    let is_harmless =
        button.is_none_or(|button| SHOWING.contains(&normalize(&caption(document, button)).as_str()));
    if !is_harmless {
        return Vec::new();
    }
    let lists = form.controls.iter().filter(|control| control.kind == ControlKind::Choice);
    let choices = lists.map(|list| (list, form::options(document, list.node)));
    let of_years =
        choices.filter(|(_, options)| options.iter().all(|(_, says)| YEAR.is_match(&normalize(says))));
    let asks = of_years.flat_map(|(list, options)| {
        options.into_iter().filter(|(value, _)| value != list.value()).filter_map(|(value, says)| {
            let ask = form.send(document, &[(list.name().to_owned(), value)], button)?;
            Some((normalize(&says), ask))
        })
    });
    asks.collect()
}

fn is_next(document: &Document, link: &Link) -> bool {
    let says = NEXT.contains(&link.says.as_str()) || MORE.is_match(&link.says);
    let points = link.says.is_empty() && ARROWS.contains(&caption(document, link.node).as_str());
    says || points || document.attribute(link.node, "rel") == Some("next")
}

/// Returns the links that are page numbers, not days of a calendar.
fn numbered(document: &Document, links: &[Link]) -> Vec<NodeId> {
    let number = |link: &&Link| link.says.parse::<usize>().is_ok_and(|number| (1..1000).contains(&number));
    let numbers: Vec<&Link> = links.iter().filter(number).collect();
    let in_cell = |id: NodeId| document.self_and_ancestors(id).take(3).any(|id| document.name(id) == "td");
    let few = numbers.len() <= MOST_NUMBERS || !numbers.iter().any(|link| in_cell(link.node));
    numbers.iter().filter(|_| few).map(|link| link.node).collect()
}

/// Returns true if a request is for a URL near the page: another page of the same list.
fn is_of_one_list(document: &Document, ask: &Request) -> bool {
    let folder = |path: &str| path.rsplit_once('/').map_or(String::new(), |(folder, _)| folder.to_owned());
    let (here, there) = (document.address.path(), ask.url().path());
    ask.url().origin() == document.address.origin()
        && (there == here || there.starts_with(here.trim_end_matches('/')) || folder(here) == folder(there))
}

#[cfg(test)]
mod tests {
    use url::Url;

    use super::*;

    fn further_of(html: &str) -> Vec<String> {
        let document =
            Document::read(html, &Url::parse("http://localhost/lk/stat?p=1").unwrap(), encoding_rs::UTF_8);
        further(&document, true).iter().map(|(_, ask)| ask.url().to_string()).collect()
    }

    #[test]
    fn pages_are_followed_by_word_arrow_number_and_year() {
        let second = ["http://localhost/lk/stat?p=2"];
        for link in [
            "Следующая",
            "Далее &rarr;",
            "&raquo;",
            "2",
            "Показать ещё 12",
            "Показать более ранние операции месяца (ещё 7)",
            "2025",
            "2025 год",
        ] {
            assert_eq!(further_of(&format!("<a href='/lk/stat?p=2'>{link}</a>")), second, "{link}");
        }
    }

    #[test]
    fn years_are_chosen_in_a_form() {
        let form = "<form action=/lk/stat><select name=y><option selected>2026<option>2025</select><button>Показать</button></form>";
        assert_eq!(further_of(form), ["http://localhost/lk/stat?y=2025"]);
        assert_eq!(further_of(&form.replace("<option>2025", "<option>Все")), [""; 0]);
        assert_eq!(further_of(&form.replace("Показать", "Заказать справку")), [""; 0]);
    }

    #[test]
    fn a_page_that_is_shown_again_or_grows_is_read_once() {
        let mut pages = vec![vec![1, 2]];
        assert!(!add(&mut pages, vec![1, 2]), "the first page under another address");
        assert!(add(&mut pages, vec![3, 4]));
        assert!(add(&mut pages, vec![1, 2, 5]), "what was shown, and more");
        assert_eq!(pages, [vec![3, 4], vec![1, 2, 5]]);
    }

    #[test]
    fn rows_that_a_page_repeats_of_the_one_before_count_once() {
        assert_eq!(without_overlaps(&[vec![1, 2, 3], vec![3, 4, 5], vec![4, 5, 6]]), [1, 2, 3, 4, 5, 6]);
        assert_eq!(without_overlaps(&[vec![1, 2], vec![3, 1, 2]]), [1, 2, 3, 1, 2]);
        assert_eq!(without_overlaps::<u32>(&[]), [0; 0]);
    }

    #[test]
    fn a_page_by_number_is_sent_for_once_whatever_is_sent_with_it() {
        let page = |state: &str| {
            let links =
                |number| format!("<a href=\"javascript:__doPostBack('g','Page${number}')\">{number}</a>");
            let html = format!(
                "<form method=post><input type=hidden name=s value={state}>{}{}</form>",
                links(2),
                links(3)
            );
            Document::read(&html, &Url::parse("http://localhost/lk/").unwrap(), encoding_rs::UTF_8)
        };
        let mut ahead = Pagination::of(&page("a"), false, []);
        ahead.add(&page("b"));
        let asked = std::iter::from_fn(|| ahead.next(false)).count();
        assert_eq!(asked, 2);
    }

    #[test]
    fn what_is_no_page_of_the_list_is_not_followed() {
        let calendar: String =
            (1..=30).map(|day| format!("<td><a href='/lk/day?d={day}'>{day}</a>")).collect();
        let others = [
            "<a href='/lk/stat?p=0'>Назад</a>",
            "<a href='/lk/stat?m=2'>Следующий месяц</a>",
            "<a href='#'>Следующая</a>",
            "<a href='/news/5'>Далее</a>",
            &format!("<table><tr>{calendar}</table>"),
        ];
        for html in others {
            assert_eq!(further_of(html), [""; 0], "{html}");
        }
    }
}
