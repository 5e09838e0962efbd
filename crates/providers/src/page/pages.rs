//! Lists that go on over several pages.

use std::sync::LazyLock;

use regex::Regex;

use super::Ask;
use super::dom::{Document, NodeId};
use super::forms::caption;
use super::links::{self, Link};
use super::text::pattern;

pub(super) const NEXT: [&str; 14] = [
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
    "предыдущие операции",
    "next",
    "старше",
];
const ARROWS: [&str; 6] = ["»", "›", "→", ">>", ">", "⟩"];
const MOST_NUMBERS: usize = 27;

static YEAR: LazyLock<Regex> = LazyLock::new(|| pattern(r"^20\d\d(?: год| г)?$"));
static MORE: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:показать|загрузить) еще \d+"));

/// Where a list goes on: its next page, its pages by number and, if it is one of months, its years.
pub fn further(document: &Document, by_year: bool) -> Vec<Ask> {
    let links = links::all(document);
    let numbered = numbered(document, &links);
    let leads_on = |link: &&Link| {
        is_next(document, link) || numbered.contains(&link.node) || (by_year && YEAR.is_match(&link.says))
    };
    let asks = links.iter().filter(leads_on).filter_map(|link| link.ask.clone());
    asks.filter(|ask| is_of_one_list(document, ask)).collect()
}

/// Adds a page of a list to those read; whether it brings anything new. A site shows a page again under
/// another address, and one that shows more and more begins with what it showed before.
pub fn add<T: PartialEq>(pages: &mut Vec<Vec<T>>, page: Vec<T>) -> bool {
    if pages.contains(&page) {
        return false;
    }
    pages.retain(|known| !page.starts_with(known));
    pages.push(page);
    true
}

/// The pages of a list as one, where a page begins with rows that the one before it ended with: a last
/// page that is filled up, or rows that moved on while the pages were read.
pub fn without_overlaps<T: PartialEq + Clone>(pages: &[Vec<T>]) -> Vec<T> {
    pages.iter().fold(Vec::new(), |mut whole, page| {
        let longest = page.len().min(whole.len());
        let repeated = (0..=longest).rev().find(|count| whole.ends_with(&page[..*count]));
        whole.extend_from_slice(&page[repeated.unwrap_or_default()..]);
        whole
    })
}

fn is_next(document: &Document, link: &Link) -> bool {
    let says = NEXT.contains(&link.says.as_str()) || MORE.is_match(&link.says);
    let points = link.says.is_empty() && ARROWS.contains(&caption(document, link.node).as_str());
    says || points || document.attribute(link.node, "rel") == Some("next")
}

/// Links that are page numbers: not the days of a calendar.
fn numbered(document: &Document, links: &[Link]) -> Vec<NodeId> {
    let number = |link: &&Link| link.says.parse::<usize>().is_ok_and(|number| (1..1000).contains(&number));
    let numbers: Vec<&Link> = links.iter().filter(number).collect();
    let in_cell = |id: NodeId| document.self_and_ancestors(id).take(3).any(|id| document.name(id) == "td");
    let few = numbers.len() <= MOST_NUMBERS || !numbers.iter().any(|link| in_cell(link.node));
    numbers.iter().filter(|_| few).map(|link| link.node).collect()
}

/// Whether what is asked for is near the page in the site: another page of the same list.
fn is_of_one_list(document: &Document, ask: &Ask) -> bool {
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
        further(&document, true).iter().map(|ask| ask.url().to_string()).collect()
    }

    #[test]
    fn pages_are_followed_by_word_arrow_number_and_year() {
        let second = ["http://localhost/lk/stat?p=2"];
        for link in ["Следующая", "Далее &rarr;", "&raquo;", "2", "Показать ещё 12", "2025", "2025 год"]
        {
            assert_eq!(further_of(&format!("<a href='/lk/stat?p=2'>{link}</a>")), second, "{link}");
        }
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
