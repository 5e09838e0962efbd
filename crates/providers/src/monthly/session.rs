//! The way through the cabinet: the account page, «Статистика», the months, one month.

use std::collections::{HashSet, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use chrono::NaiveDate;
use kabinet_domain::{Entry, MonthTotals, Summary};
use secrecy::SecretString;
use url::Url;

use super::landing::{admitted, is_cut_off, memorable, past_notice};
use super::{parse, sign_in, signs, way_in};
use crate::cabinet::Whereabouts;
use crate::description::{Labels, Saying, Way};
use crate::error::Missing;
use crate::http::Visit;
use crate::page::dom::Document;
use crate::page::ledger::{MonthLine, Operations};
use crate::page::pages::{self, Ahead};
use crate::page::{Ask, links, tables};
use crate::{
    BegunSession, Credentials, Description, Entrance, Key, Limits, ListedMonth, Page, ProviderError, Session,
    Trail, Unreadable,
};

const MOST_TRIES: usize = 6;

/// A signed-in customer's visit.
pub struct MonthlySession {
    description: Arc<Description>,
    visit: Visit,
    today: NaiveDate,
    landing: Mutex<Option<Arc<Document>>>,
    account: Mutex<Arc<Document>>,
    trail: Mutex<Trail>,
}

impl MonthlySession {
    /// Comes to the cabinet with a password or with a session begun in a browser.
    ///
    /// # Errors
    /// See [`crate::Provider::sign_in`].
    pub async fn enter(
        description: Arc<Description>,
        entrance: &Entrance,
        credentials: &Credentials,
        limits: Limits,
    ) -> Result<Self, ProviderError> {
        let site = &entrance.site;
        match &credentials.key {
            Key::Password(password) => {
                let visit = Visit::new(site, limits)?.recorded_in(entrance.journal.clone());
                Self::sign_in(description, visit, entrance, &credentials.login, password).await
            }
            Key::Begun(begun) => {
                let visit = Visit::after(begun, site, limits)?.recorded_in(entrance.journal.clone());
                Self::go_on(description, visit, entrance, begun).await
            }
        }
    }

    /// Walks to the sign-in form, by the trail of an earlier visit if there is one, and signs in.
    async fn sign_in(
        description: Arc<Description>,
        visit: Visit,
        entrance: &Entrance,
        login: &str,
        password: &SecretString,
    ) -> Result<Self, ProviderError> {
        let way = &description.labels.way;
        let form = way_in::sign_in_page(&visit, way, entrance).await?;
        let ask = sign_in::fill(&form, way, login, password, entrance.city.as_deref())?;
        let answer = visit.open(&ask, Some(&form.address), Page::SignIn).await?;
        let landing = past_notice(&visit, way, admitted(way, &form, answer)?).await?;
        let trail = Trail { sign_in: memorable(&form.address), months: entrance.trail.months.clone() };
        Ok(Self::at(landing, description, visit, entrance, trail))
    }

    async fn go_on(
        description: Arc<Description>,
        visit: Visit,
        entrance: &Entrance,
        begun: &BegunSession,
    ) -> Result<Self, ProviderError> {
        let landing = way_in::cabinet_page(&visit, &description.labels.way, entrance, begun).await?;
        Ok(Self::at(landing, description, visit, entrance, entrance.trail.clone()))
    }

    fn at(
        landing: Arc<Document>,
        description: Arc<Description>,
        visit: Visit,
        entrance: &Entrance,
        trail: Trail,
    ) -> Self {
        Self {
            description,
            visit,
            today: entrance.today,
            landing: Mutex::new(Some(Arc::clone(&landing))),
            account: Mutex::new(landing),
            trail: Mutex::new(trail),
        }
    }
}

impl MonthlySession {
    /// A page within the cabinet, as one must be signed in to see it.
    async fn inner(&self, ask: &Ask, from: &Url, page: Page) -> Result<Arc<Document>, ProviderError> {
        let answer = self.visit.open(ask, Some(from), page).await?;
        let is_outside =
            signs::asks_for_password(&answer.document) && !signs::shows_way_out(&answer.document, self.way());
        if answer.forbidden || is_outside {
            return Err(ProviderError::SessionEnded);
        }
        if is_cut_off(&self.account(), &answer.document) {
            return Err(ProviderError::Unreadable { page, why: Unreadable::CutOff });
        }
        Ok(answer.document)
    }

    /// The page that signing in led to, the first time it is asked for; the account page as it is
    /// now after that.
    async fn landing(&self) -> Result<Arc<Document>, ProviderError> {
        if let Some(landing) = locked(&self.landing).take() {
            return Ok(landing);
        }
        let address = self.account().address.clone();
        self.inner(&Ask::Get(address.clone()), &address, Page::Account).await
    }

    fn account(&self) -> Arc<Document> {
        Arc::clone(&locked(&self.account))
    }

    /// The account page: where the customer landed, or behind a link there.
    async fn account_page(&self, landing: Arc<Document>) -> Result<Summary, ProviderError> {
        let mut nearest = match parse::summary(&landing, self.labels(), self.today) {
            Ok(summary) => return Ok(summary),
            Err(missing) => missing,
        };
        if nearest.len() == self.labels().account.wanted().len() && signs::speaks_of_maintenance(&landing) {
            return Err(ProviderError::Maintenance);
        }
        let mut tried = HashSet::from([Ask::Get(landing.address.clone())]);
        for (ask, from) in ways(&landing, &self.way().account_page).into_iter().take(MOST_TRIES) {
            if tried.insert(ask.clone()) {
                let page = self.inner(&ask, &from, Page::Account).await?;
                match parse::summary(&page, self.labels(), self.today) {
                    Ok(summary) => {
                        *locked(&self.account) = page;
                        return Ok(summary);
                    }
                    Err(missing) if missing.len() < nearest.len() => nearest = missing,
                    Err(_) => {}
                }
            }
        }
        Err(ProviderError::SiteChanged { page: Page::Account, missing: nearest })
    }

    /// The page with the list of months, and what it lists.
    async fn months_page(&self) -> Result<(Arc<Document>, Vec<MonthLine>), ProviderError> {
        let account = self.account();
        if let Some(lines) = self.listed(&account)? {
            return Ok((account, lines));
        }
        if let Some(found) = self.remembered_months(&account).await {
            return Ok(found);
        }
        let mut waiting: VecDeque<(Ask, Url)> = ways_to_months(&account, self.way()).into();
        let mut tried: HashSet<Ask> = HashSet::new();
        let mut nearest: Option<Vec<&str>> = None;
        while let Some((ask, from)) = waiting.pop_front() {
            if tried.len() >= MOST_TRIES || !tried.insert(ask.clone()) {
                continue;
            }
            let page = self.inner(&ask, &from, Page::Months).await?;
            if let Some(lines) = self.listed(&page)? {
                locked(&self.trail).months = memorable(&page.address);
                return Ok((page, lines));
            }
            if signs::is_maintenance(&page, self.way()) {
                return Err(ProviderError::Maintenance);
            }
            let missing = tables::missing(&page, &self.labels().months);
            note_missing(&page, &missing);
            if nearest.as_ref().is_none_or(|nearest| missing.len() < nearest.len()) {
                nearest = Some(missing);
            }
            waiting.extend(ways_to_months(&page, self.way()));
        }
        Err(no_months(self.way(), nearest))
    }

    /// The list of months where an earlier visit found it, if it is there still.
    async fn remembered_months(&self, account: &Document) -> Option<(Arc<Document>, Vec<MonthLine>)> {
        let known = Ask::Get(self.trail().months?);
        let page = self.inner(&known, &account.address, Page::Months).await.ok()?;
        let lines = self.listed(&page).ok()??;
        Some((page, lines))
    }

    /// All the months of a list that goes on over several pages, as long as they are news.
    async fn all_months(
        &self,
        known: &[MonthTotals],
    ) -> Result<Vec<(Arc<Document>, MonthLine)>, ProviderError> {
        let (first, lines) = self.months_page().await?;
        let mut found: Vec<(Arc<Document>, MonthLine)> =
            lines.into_iter().map(|line| (Arc::clone(&first), line)).collect();
        let ascends =
            found.first().zip(found.last()).is_some_and(|((_, a), (_, z))| a.totals.month < z.totals.month);
        let mut ahead = Ahead::of(&first, true, []);
        let is_news = |lines: &[MonthLine]| !lines.iter().any(|line| known.contains(&line.totals));
        let mut goes_on = ascends || is_news(&found.iter().map(|(_, line)| line.clone()).collect::<Vec<_>>());
        while let Some(ask) = ahead.next(ascends).filter(|_| goes_on) {
            if ahead.is_endless() {
                return Err(ProviderError::Unreadable { page: Page::Months, why: Unreadable::Endless });
            }
            let page = self.inner(&ask, &first.address, Page::Months).await?;
            let lines = self.listed(&page)?.unwrap_or_default();
            goes_on = is_news(&lines);
            let is_new =
                |line: &MonthLine| !found.iter().any(|(_, known)| known.totals.month == line.totals.month);
            let new: Vec<MonthLine> = lines.into_iter().filter(is_new).collect();
            if !new.is_empty() {
                ahead.add(&page);
            }
            found.extend(new.into_iter().map(|line| (Arc::clone(&page), line)));
        }
        Ok(found)
    }

    /// The operations of a month over all the pages that show them.
    async fn month_pages(&self, ask: &Ask, totals: &MonthTotals) -> Result<Operations, ProviderError> {
        let month = totals.month;
        let page = Page::Month(month);
        let first = self.inner(ask, &self.account().address, page).await?;
        let not_read = |missing| ProviderError::SiteChanged { page, missing };
        let Some(operations) = parse::entries(&first, self.labels(), totals).map_err(not_read)? else {
            if signs::is_maintenance(&first, self.way()) {
                return Err(ProviderError::Maintenance);
            }
            return no_entries(&first, self.labels(), totals);
        };
        let mut ahead = Ahead::of(&first, false, [ask.clone()]);
        let mut read = vec![operations.entries.clone()];
        let mut whole = operations;
        while let Some(next) = ahead.next(false) {
            if ahead.is_endless() {
                return Err(ProviderError::Unreadable { page, why: Unreadable::Endless });
            }
            let further = self.inner(&next, &first.address, page).await?;
            let more = parse::entries(&further, self.labels(), totals).map_err(not_read)?.unwrap_or_default();
            let is_own = more.entries.iter().any(|entry| month.contains(entry.date));
            if is_own && pages::add(&mut read, more.entries) {
                whole.passed_over.extend(more.passed_over);
                whole.elsewhere.extend(more.elsewhere);
                ahead.add(&further);
            }
        }
        let with = |entries: Vec<Entry>| Operations { entries, ..whole.clone() }.settled(totals);
        let ways = [with(read.concat()), with(pages::without_overlaps(&read))];
        let best = ways.iter().find(|way| way.are_sound(totals)).or(ways.iter().find(|way| way.fit(totals)));
        Ok(best.unwrap_or(&ways[1]).clone())
    }

    fn listed(&self, page: &Document) -> Result<Option<Vec<MonthLine>>, ProviderError> {
        let not_read = |missing| ProviderError::SiteChanged { page: Page::Months, missing };
        parse::months(page, self.labels())
            .inspect_err(|missing| page.notes.missing(missing))
            .map_err(not_read)
    }

    fn whereabouts(&self, page: &Document, line: MonthLine) -> Result<Whereabouts, ProviderError> {
        if let Some(ask) = line.ask {
            return Ok(Whereabouts::Behind(ask));
        }
        let month = line.totals.month;
        let not_read = |missing| ProviderError::SiteChanged { page: Page::Month(month), missing };
        let operations = parse::entries_beside(page, self.labels(), &line.totals).map_err(not_read)?;
        Ok(Whereabouts::Here(operations))
    }

    fn whole_month(&self, totals: &MonthTotals, operations: Operations) -> Result<Vec<Entry>, ProviderError> {
        let page = Page::Month(totals.month);
        let whole = parse::whole_month(self.labels(), totals, operations);
        whole.map_err(|missing| ProviderError::SiteChanged { page, missing })
    }

    fn labels(&self) -> &Labels {
        &self.description.labels
    }

    fn way(&self) -> &Way {
        &self.labels().way
    }
}

#[async_trait]
impl Session for MonthlySession {
    async fn summary(&self) -> Result<Summary, ProviderError> {
        self.account_page(self.landing().await?).await
    }

    async fn months(&self, known: &[MonthTotals]) -> Result<Vec<ListedMonth>, ProviderError> {
        let found = self.all_months(known).await?;
        let mut months: Vec<ListedMonth> = Vec::new();
        for (page, line) in found {
            months.push(ListedMonth { totals: line.totals, whereabouts: self.whereabouts(&page, line)? });
        }
        months.sort_by_key(|month| std::cmp::Reverse(month.totals.month));
        Ok(months)
    }

    async fn entries(&self, month: &ListedMonth) -> Result<Vec<Entry>, ProviderError> {
        let totals = &month.totals;
        let ask = match &month.whereabouts {
            Whereabouts::Here(operations) => return self.whole_month(totals, operations.clone()),
            Whereabouts::Behind(ask) => ask,
        };
        let operations = self.month_pages(ask, totals).await?;
        if operations.fit(totals) {
            return self.whole_month(totals, operations);
        }
        let again = self.month_pages(ask, totals).await?;
        self.whole_month(totals, again)
    }

    fn trail(&self) -> Trail {
        locked(&self.trail).clone()
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Pages of the cabinet that may be the wanted one: those that links of these sayings lead to.
fn ways(from: &Document, wanted: &Saying) -> Vec<(Ask, Url)> {
    let links = links::all(from);
    followed(from, links::saying(&links, &wanted.synonyms))
}

/// The same for the list of months: it may also be an entry of the menu «Статистика», and rather
/// one that speaks of money.
fn ways_to_months(from: &Document, way: &Way) -> Vec<(Ask, Url)> {
    let links = links::all(from);
    let mut menu = links::under(from, &links, &way.statistics.synonyms);
    menu.retain(|link| !way.way_out.synonyms.contains(&link.says));
    menu.sort_by_key(|link| !way.about_money.iter().any(|word| link.says.contains(word.as_str())));
    let named = links::saying(&links, &way.statistics.synonyms).into_iter().filter(|link| link.ask.is_some());
    let named =
        named.inspect(|link| way.statistics.note(from, &link.says)).filter_map(|link| link.ask.clone());
    named.map(|ask| (ask, from.address.clone())).chain(followed(from, menu)).collect()
}

fn followed(from: &Document, links: Vec<&links::Link>) -> Vec<(Ask, Url)> {
    let asks = links.into_iter().filter_map(|link| link.ask.clone());
    asks.filter(|ask| matches!(ask, Ask::Get(_))).map(|ask| (ask, from.address.clone())).collect()
}

fn no_months(way: &Way, nearest: Option<Vec<&str>>) -> ProviderError {
    match nearest {
        None => ProviderError::not_found(Page::Account, &way.statistics.name),
        Some(missing) => {
            let missing = missing.into_iter().map(Missing::not_found).collect();
            ProviderError::SiteChanged { page: Page::Months, missing }
        }
    }
}

fn note_missing(page: &Document, columns: &[&str]) {
    let missing: Vec<Missing> = columns.iter().map(|column| Missing::not_found(column)).collect();
    page.notes.missing(&missing);
}

/// A page without a table is the page of a month in which nothing was paid or charged, if it says so or
/// shows no day of that month either.
fn no_entries(
    document: &Document,
    labels: &Labels,
    totals: &MonthTotals,
) -> Result<Operations, ProviderError> {
    let shows_nothing = || parse::says_empty(document) || !parse::names_day_of(document, totals.month);
    if !parse::moved(totals) && shows_nothing() {
        return Ok(Operations::default());
    }
    let missing = tables::missing(document, &labels.entries);
    note_missing(document, &missing);
    let missing = missing.into_iter().map(Missing::not_found).collect();
    Err(ProviderError::SiteChanged { page: Page::Month(totals.month), missing })
}
