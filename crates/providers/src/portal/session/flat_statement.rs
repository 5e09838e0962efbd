//! Statements without months: one list of transactions, or a list of payments and one of charges.

use std::collections::{HashSet, VecDeque};
use std::sync::Arc;

use chrono::{Days, Months, NaiveDate};
use kabinet_domain::{Money, Month, MonthMarks, MonthStatement, MonthTotals, Transaction};
use kabinet_extract::error::Missing;
use kabinet_extract::html::document::Document;
use kabinet_extract::navigation::pagination;
use kabinet_extract::navigation::pagination::Pagination;
use kabinet_extract::statement::credit_debit::Side;
use kabinet_extract::statement::derived_months::{DerivedStatement, FlatList, derive_months};
use kabinet_extract::statement::flat_list;
use kabinet_extract::statement::flat_list::{FlatPage, ListKind};
use kabinet_extract::statement::month_link::asked_for_days;
use kabinet_extract::{Request, Unreadable};

use crate::portal::list_links::{links_to_lists, says_whole, side_of};
use crate::portal::outage;
use crate::portal::session::{PortalSession, locked};
use crate::profile::Kopecks;
use crate::provider::MonthSource;
use crate::{ListedMonth, PortalPage, ProviderError};

/// The most pages that are searched for a list.
const MOST_PAGES: usize = 8;

/// The months of the periods to request, the longest first, because some sites refuse long ones.
const LONGEST_PERIODS: [u32; 3] = [240, 12, 3];

/// The days between the beginnings of two lists after which one of them is cut off.
const CUT_OFF_DAYS: Days = Days::new(40);

/// The first page of a list.
pub(super) struct FirstPage {
    pub(super) document: Arc<Document>,
    /// The side that the link to the page names.
    pub(super) side: Option<Side>,
    pub(super) list: FlatPage,
    /// True if the list is known to show the whole history.
    pub(super) is_whole: bool,
    /// The first day that the list is known to cover; `None` if unknown or the whole history.
    pub(super) covers_from: Option<NaiveDate>,
}

/// A list over all its pages.
#[derive(Default)]
struct WholeList {
    list: FlatList,
    unread_rows: Vec<Missing>,
    /// True if the pages say that they show the whole history.
    says_whole: bool,
}

impl FirstPage {
    /// Returns the day of the oldest transaction on it.
    fn begins(&self) -> Option<NaiveDate> {
        self.list.transactions.iter().map(|it| it.date).min()
    }

    /// Returns true if the list goes on over more pages.
    fn leads_on(&self) -> bool {
        Pagination::of(&self.document, true, []).next(false).is_some()
    }
}

impl PortalSession {
    /// Derives months from lists of transactions; `None` if the portal shows none.
    ///
    /// The lists are read back to the months in `known`.
    pub(super) async fn derived_months(
        &self,
        known: &[MonthTotals],
    ) -> Result<Option<Vec<ListedMonth>>, ProviderError> {
        let Some(balance) = *locked(&self.balance) else { return Ok(None) };
        let firsts = if self.labels().lists.is_empty() {
            self.widened(chosen(self.first_pages().await?), known).await?
        } else {
            self.described_pages().await?
        };
        let mut lists = Vec::new();
        for first in &firsts {
            lists.push(self.whole_list(first, known).await?);
        }
        let Some(months) = self.derived(lists, balance)? else { return Ok(None) };
        let totals: Vec<MonthTotals> = months.iter().map(|month| month.totals).collect();
        if firsts.iter().any(|first| outage::spoils_months(&first.document, &totals, self.today)) {
            return Err(ProviderError::Maintenance);
        }
        Ok(Some(months))
    }

    /// Reads the first pages of the lists that links lead to, and the account page last.
    async fn first_pages(&self) -> Result<Vec<FirstPage>, ProviderError> {
        let account = self.account();
        let mut waiting: VecDeque<(String, Request)> = links_to_lists(&account, self.navigation()).into();
        let mut tried = HashSet::from([Request::Get(account.address.clone())]);
        let mut found = Vec::new();
        while let Some((says, request)) = waiting.pop_front() {
            if tried.len() > MOST_PAGES || !tried.insert(request.clone()) {
                continue;
            }
            let page = match self.list_page(&request, &account).await {
                Ok(page) => page,
                Err(error) if is_final(&error) => return Err(error),
                Err(_) => continue,
            };
            waiting.extend(links_to_lists(&page, self.navigation()));
            found.extend(self.first_page(page, side_of(&says)));
        }
        if found.is_empty() {
            found.extend(self.first_page(account, None));
        }
        Ok(found)
    }

    /// Returns a page that may have a list, which may have been searched for months before.
    async fn list_page(&self, request: &Request, account: &Document) -> Result<Arc<Document>, ProviderError> {
        let searched = locked(&self.searched).get(request).cloned();
        match searched {
            Some(page) => Ok(page),
            None => self.inner(request, &account.address, PortalPage::Months).await,
        }
    }

    fn first_page(&self, document: Arc<Document>, side: Option<Side>) -> Option<FirstPage> {
        let list = self.flat_page(&document, ListKind::Both)?;
        let list = Some(list).filter(|list| !list.transactions.is_empty())?;
        Some(FirstPage { document, side, list, is_whole: false, covers_from: None })
    }

    /// Reads longer periods of lists that show one period and have a form to choose another.
    ///
    /// A refresh needs the days from the month before the newest known one; without any, the longest
    /// period that the site answers.
    async fn widened(
        &self,
        firsts: Vec<FirstPage>,
        known: &[MonthTotals],
    ) -> Result<Vec<FirstPage>, ProviderError> {
        let mut widened = Vec::new();
        for first in firsts {
            let is_enough = first.begins().is_some_and(|begins| reaches(begins, known));
            widened.push(if is_enough { first } else { self.of_longer_period(first, known).await? });
        }
        Ok(widened)
    }

    /// Reads a longer period of a list, or returns the list if the site shows none.
    ///
    /// A first page that begins no later and leads on to others may still show more in the end.
    async fn of_longer_period(
        &self,
        first: FirstPage,
        known: &[MonthTotals],
    ) -> Result<FirstPage, ProviderError> {
        let begins = first.begins();
        let wanted = known.iter().map(|known| known.month).max().map(|newest| newest.previous().first_day());
        let ago = |months| self.today.checked_sub_months(Months::new(months));
        let days = if wanted.is_some() { vec![wanted] } else { LONGEST_PERIODS.map(ago).to_vec() };
        for day in days.into_iter().flatten() {
            let Some(request) = asked_for_days(&first.document, day, self.today) else { break };
            let page = match self.inner(&request, &first.document.address, PortalPage::Months).await {
                Ok(page) => page,
                Err(error) if is_final(&error) => return Err(error),
                Err(_) => continue,
            };
            let Some(longer) = self.first_page(page, first.side) else { continue };
            let is_earlier = longer.begins() < begins;
            if is_earlier || (longer.begins() == begins && longer.leads_on()) {
                let covers_from = wanted.filter(|_| is_earlier);
                return Ok(FirstPage { covers_from, is_whole: first.is_whole, ..longer });
            }
        }
        Ok(first)
    }

    pub(super) fn flat_page(&self, page: &Document, kind: ListKind) -> Option<FlatPage> {
        flat_list::read(page, &self.labels().statement.transactions, kind, self.today)
    }

    /// Reads a list over its pages, from a first page that was chosen.
    async fn whole_list(&self, first: &FirstPage, known: &[MonthTotals]) -> Result<WholeList, ProviderError> {
        let kind = first.side.map_or(ListKind::Both, ListKind::OneSide);
        let page = self.flat_page(&first.document, kind).unwrap_or_default();
        let list =
            FlatList { is_signed: page.is_signed, covers_from: first.covers_from, ..FlatList::default() };
        let says_it = first.is_whole || says_whole(&first.document);
        let mut whole = WholeList { list, says_whole: says_it, unread_rows: page.unread_rows };
        let mut pages = vec![page.transactions];
        let mut ahead = Pagination::of(&first.document, true, []);
        while let Some(request) = ahead.next(false) {
            if let Some(oldest) = oldest(&pages).filter(|oldest| reaches(*oldest, known)) {
                whole.list.covers_from = Some(oldest);
                break;
            }
            if ahead.is_endless() {
                return Err(ProviderError::Unreadable { page: PortalPage::Months, why: Unreadable::Endless });
            }
            let document = self.inner(&request, &first.document.address, PortalPage::Months).await?;
            let Some(page) = self.flat_page(&document, kind) else { continue };
            if pagination::add(&mut pages, page.transactions) {
                whole.list.is_signed |= page.is_signed;
                whole.says_whole |= says_whole(&document);
                whole.unread_rows.extend(page.unread_rows);
                ahead.add(&document);
            }
        }
        whole.list.transactions = joined(&pages);
        Ok(whole)
    }

    /// Derives the months that the lists cover; `None` if there is no list or no whole month.
    fn derived(
        &self,
        lists: Vec<WholeList>,
        balance: Money,
    ) -> Result<Option<Vec<ListedMonth>>, ProviderError> {
        let not_read = |missing| ProviderError::SiteChanged { page: PortalPage::Months, missing };
        let says_whole = lists.iter().all(|list| list.says_whole);
        let unread: Vec<Missing> = lists.iter().flat_map(|list| list.unread_rows.clone()).collect();
        let lists = cut_off(lists.into_iter().map(|list| list.list).collect());
        if lists.iter().all(|list| list.transactions.is_empty()) {
            return Ok(None);
        }
        // Without balances a row that was not read would shift every balance before it.
        if !unread.is_empty() && !lists.iter().all(shows_balances) {
            return Err(not_read(unread));
        }
        let columns = &self.labels().statement.transactions;
        let mut derived = derive_months(&lists, balance, self.today, columns).map_err(not_read)?;
        let has_history_before =
            |first: &MonthStatement| first.totals.opening_balance != Money::ZERO && !says_whole;
        if !derived.is_cut_off && derived.months.first().is_some_and(has_history_before) {
            derived.months.remove(0);
        }
        let is_inexact = self.labels().kopecks != Kopecks::Exact || derived.is_inexact();
        let months = listed(derived, &unread, is_inexact);
        Ok((!months.is_empty()).then_some(months))
    }
}

/// Returns derived months as listed ones, newest first.
///
/// A month whose balances do not join, while rows could not be read, is not read.
fn listed(derived: DerivedStatement, unread: &[Missing], is_inexact: bool) -> Vec<ListedMonth> {
    let has_gap = |month: Month| derived.unexplained.iter().any(|gap| month.contains(gap.date));
    let listed = |month: &MonthStatement| {
        let is_unread = !unread.is_empty() && has_gap(month.totals.month);
        let source = if is_unread { Err(unread.to_vec()) } else { Ok(month.transactions.clone()) };
        ListedMonth {
            totals: month.totals,
            marks: MonthMarks { is_derived: true, is_inexact },
            source: MonthSource::Derived(source),
        }
    };
    derived.months.iter().rev().map(listed).collect()
}

/// Chooses the lists that together hold every transaction; none if one side is missing.
///
/// A list of payments beside one of charges comes first, then a list with both signs.
fn chosen(mut firsts: Vec<FirstPage>) -> Vec<FirstPage> {
    let has = |side: Side| firsts.iter().any(|first| first.side == Some(side));
    if has(Side::Credit) && has(Side::Debit) {
        let mut sides = Vec::new();
        firsts.retain(|first| {
            let is_new = first.side.is_some() && !sides.contains(&first.side);
            sides.push(first.side);
            is_new
        });
        return firsts;
    }
    firsts.retain(|first| has_both_sides(&first.list));
    let longest = firsts.into_iter().max_by_key(|first| first.list.transactions.len());
    longest.into_iter().map(|first| FirstPage { side: None, ..first }).collect()
}

/// Returns true if a list shows payments and charges, or balances that tell them apart.
fn has_both_sides(list: &FlatPage) -> bool {
    let amounts = || list.transactions.iter().map(|it| it.amount);
    let shows_balance = |it: &Transaction| it.balance_before.or(it.balance_after).is_some();
    let has_signs = amounts().any(Money::is_negative) && amounts().any(|amount| !amount.is_negative());
    has_signs || list.transactions.iter().all(shows_balance)
}

/// Returns true for an error after which no other page helps.
fn is_final(error: &ProviderError) -> bool {
    matches!(error, ProviderError::SessionEnded | ProviderError::AnotherAccount { .. })
}

fn shows_balances(list: &FlatList) -> bool {
    list.transactions.iter().all(|it| it.balance_before.or(it.balance_after).is_some())
}

/// Marks a list that begins much later than another one as cut off at its beginning.
fn cut_off(mut lists: Vec<FlatList>) -> Vec<FlatList> {
    let begins = |list: &FlatList| list.transactions.iter().map(|it| it.date).min();
    let first = lists.iter().filter_map(begins).min();
    for list in &mut lists {
        let is_late = |date: &NaiveDate| first.is_some_and(|first| *date > first + CUT_OFF_DAYS);
        list.covers_from = list.covers_from.or(begins(list).filter(is_late));
    }
    lists
}

fn oldest(pages: &[Vec<Transaction>]) -> Option<NaiveDate> {
    pages.iter().flatten().map(|it| it.date).min()
}

/// Returns true if a list that goes back to a day shows every month after the known ones.
///
/// The newest known month and the one before it are read again.
fn reaches(oldest: NaiveDate, known: &[MonthTotals]) -> bool {
    let newest = known.iter().map(|known| known.month).max();
    newest.is_some_and(|newest| oldest < newest.previous().first_day())
}

/// Joins the pages of a list; only balances prove that a row is the same as on the page before.
fn joined(pages: &[Vec<Transaction>]) -> Vec<Transaction> {
    let shows_balance = |it: &Transaction| it.balance_before.or(it.balance_after).is_some();
    if pages.iter().flatten().all(shows_balance) {
        return pagination::without_overlaps(pages);
    }
    pages.concat()
}
