//! Links to the pages of a portal, and pages that lack the expected tables.

use kabinet_domain::MonthTotals;
use kabinet_extract::error::Missing;
use kabinet_extract::html::document::Document;
use kabinet_extract::navigation::link;
use kabinet_extract::statement::candidate::Candidates;
use kabinet_extract::statement::empty_month;
use kabinet_extract::text::other_services::names_other_service;
use kabinet_extract::{Request, table};
use url::Url;

use crate::portal::statement_link;
use crate::profile::{Labels, LinkLabel, NavigationLabels};
use crate::{PortalPage, ProviderError};

/// Returns the requests behind the links with these labels.
pub fn links_to(from: &Document, wanted: &LinkLabel) -> Vec<(Request, Url)> {
    let links = link::all(from);
    followed(from, link::saying(&links, &wanted.labels))
}

/// Returns the requests that may lead to the list of months.
///
/// The profile's words come first. Entries of a menu «Статистика» count too, the ones about money first,
/// and links that name a history of the account in other words.
pub fn links_to_months(from: &Document, navigation: &NavigationLabels) -> Vec<(Request, Url)> {
    let links = link::all(from);
    let mut menu = link::under(from, &links, &navigation.statistics.labels);
    menu.retain(|link| !navigation.sign_out.labels.contains(&link.says) && !names_other_service(&link.says));
    menu.sort_by_key(|link| !navigation.about_money.iter().any(|word| link.says.contains(word.as_str())));
    let named =
        link::saying(&links, &navigation.statistics.labels).into_iter().filter(|link| link.ask.is_some());
    let named = named
        .inspect(|link| navigation.statistics.note(from, &link.says))
        .filter_map(|link| link.ask.clone());
    let opened = |request: Request| (request, from.address.clone());
    let in_other_words = links.iter().filter_map(|link| opened_in_other_words(from, link)).map(opened);
    named.map(opened).chain(followed(from, menu)).chain(in_other_words).collect()
}

/// Returns the request of a link that names a history of the account.
///
/// A button that sends a form may do more than show something, unlike a link.
fn opened_in_other_words(from: &Document, link: &link::Link) -> Option<Request> {
    let request = link.ask.clone().filter(|_| statement_link::is_named(&link.says))?;
    (matches!(request, Request::Get(_)) || from.name(link.node) == "a").then_some(request)
}

fn followed(from: &Document, links: Vec<&link::Link>) -> Vec<(Request, Url)> {
    let asks = links.into_iter().filter_map(|link| link.ask.clone());
    asks.filter(|request| matches!(request, Request::Get(_)))
        .map(|request| (request, from.address.clone()))
        .collect()
}

/// Returns the error for a portal without a list of months.
///
/// `nearest` holds the missing columns of the page that came closest; `None` if no page was tried.
pub fn no_months(navigation: &NavigationLabels, nearest: Option<Vec<&str>>) -> ProviderError {
    match nearest {
        None => ProviderError::not_found(PortalPage::Account, &navigation.statistics.name),
        Some(missing) => {
            let missing = missing.into_iter().map(Missing::not_found).collect();
            ProviderError::SiteChanged { page: PortalPage::Months, missing }
        }
    }
}

/// Records missing columns in the trace of a page.
pub fn note_missing(page: &Document, columns: &[&str]) {
    let missing: Vec<Missing> = columns.iter().map(|column| Missing::not_found(column)).collect();
    page.trace.missing(&missing);
}

/// Returns no transactions for a page without a table, if the month had none.
///
/// The page must say so, or show no date of that month.
///
/// # Errors
/// [`ProviderError::SiteChanged`] with the missing columns otherwise.
pub fn no_entries(
    document: &Document,
    labels: &Labels,
    totals: &MonthTotals,
) -> Result<Candidates, ProviderError> {
    let shows_nothing =
        || empty_month::says_empty(document) || !empty_month::names_day_of(document, totals.month);
    if !totals.has_turnover() && shows_nothing() {
        return Ok(Candidates::default());
    }
    let columns = labels.statement.transactions.all();
    let missing = table::missing(document, &columns);
    note_missing(document, &missing);
    let missing = missing.into_iter().map(Missing::not_found).collect();
    Err(ProviderError::SiteChanged { page: PortalPage::Month(totals.month), missing })
}
