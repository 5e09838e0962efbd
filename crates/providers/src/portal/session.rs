//! The walk through the portal: the account page, «Статистика», the months, one month.

mod described_lists;
mod flat_statement;
mod left_open;
mod month;

use std::cell::LazyCell;
use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use chrono::NaiveDate;
use kabinet_domain::{AccountNumber, AccountSummary, Money, Month, MonthMarks, MonthTotals, Transaction};
use kabinet_extract::error::Missing;
use kabinet_extract::html::document::Document;
use kabinet_extract::navigation::pagination::Pagination;
use kabinet_extract::statement::candidate::Candidates;
use kabinet_extract::statement::month_list;
use kabinet_extract::statement::month_list::{MonthList, StatementRow};
use kabinet_extract::statement::month_page::MonthsBeside;
use kabinet_extract::{Request, Unreadable, table};
use secrecy::SecretString;
use url::Url;

use crate::http::Client;
use crate::portal::after_sign_in::{is_cut_off, landing_page, skip_notice, storable};
use crate::portal::form_purpose::PasswordForm;
use crate::portal::pages::{links_to, links_to_months, no_months, note_missing};
use crate::portal::{account_page, find_sign_in, outage, own_account, page_kind, session_end, sign_in_form};
use crate::profile::{Labels, NavigationLabels, PortalKind};
use crate::provider::MonthSource;
use crate::{
    BrowserSession, Credential, Credentials, KnownUrls, Limits, ListedMonth, OpenSession, PortalPage,
    Profile, ProviderError, Session, SignInTarget,
};

const MOST_TRIES: usize = 6;

/// The page with the list of months, and its rows.
type MonthsPage = (Arc<Document>, Vec<StatementRow>);

/// A signed-in session with a portal of HTML pages.
pub struct PortalSession {
    profile: Arc<Profile>,
    client: Client,
    today: NaiveDate,
    login: Option<AccountNumber>,
    /// The forms with a password that signed-in customers see too.
    outside: Vec<PasswordForm>,
    landing: Mutex<Option<Arc<Document>>>,
    account: Mutex<Arc<Document>>,
    number: Mutex<Option<AccountNumber>>,
    balance: Mutex<Option<Money>>,
    /// Pages that were searched for a list of months and have none.
    searched: Mutex<HashMap<Request, Arc<Document>>>,
    known_urls: Mutex<KnownUrls>,
    unread_months: Mutex<BTreeMap<Month, Vec<Missing>>>,
}

impl PortalSession {
    /// Opens a session with a password, or continues an open one or one begun in a browser.
    ///
    /// # Errors
    /// See [`crate::Provider::sign_in`].
    pub async fn enter(
        profile: Arc<Profile>,
        target: &SignInTarget,
        credentials: &Credentials,
        limits: Limits,
    ) -> Result<Self, ProviderError> {
        let site = &target.site;
        match &credentials.key {
            Credential::Password(password) => {
                if let Some(entered) = Self::reenter(&profile, target, &credentials.login, limits).await? {
                    return Ok(entered);
                }
                let client = Client::new(site, limits)?.with_visit_log(target.visit_log.clone());
                Self::sign_in(profile, client, target, &credentials.login, password).await
            }
            Credential::Session(session) => {
                let client =
                    Client::with_session(session, site, limits)?.with_visit_log(target.visit_log.clone());
                let login = AccountNumber::try_from(credentials.login.clone()).ok();
                Ok(Self { login, ..Self::resume(profile, client, target, session).await? })
            }
        }
    }

    /// Finds the sign-in form, at a known address if possible, and sends it.
    async fn sign_in(
        profile: Arc<Profile>,
        client: Client,
        target: &SignInTarget,
        login: &str,
        password: &SecretString,
    ) -> Result<Self, ProviderError> {
        let navigation = &profile.labels.navigation;
        let page = find_sign_in::sign_in_page(&client, navigation, target, login).await?;
        let (form, city) = (&page.document, target.city.as_deref());
        let request = sign_in_form::fill(form, navigation, (login, password), city, page.is_login_given)?;
        let answer = client.open(&request, Some(&form.address), PortalPage::SignIn).await?;
        let landing = skip_notice(&client, navigation, landing_page(navigation, form, answer)?).await?;
        let known_urls =
            KnownUrls { sign_in: storable(&page.address), months: target.known_urls.months.clone() };
        let login = AccountNumber::try_from(login.to_owned()).ok();
        Ok(Self { login, ..Self::at(landing, profile, client, target, known_urls) })
    }

    async fn resume(
        profile: Arc<Profile>,
        client: Client,
        target: &SignInTarget,
        session: &BrowserSession,
    ) -> Result<Self, ProviderError> {
        let landing = find_sign_in::portal_page(&client, &profile.labels.navigation, target, session).await?;
        Ok(Self::at(landing, profile, client, target, target.known_urls.clone()))
    }

    fn at(
        landing: Arc<Document>,
        profile: Arc<Profile>,
        client: Client,
        target: &SignInTarget,
        known_urls: KnownUrls,
    ) -> Self {
        Self {
            profile,
            client,
            today: target.today,
            login: None,
            outside: PasswordForm::all(&landing),
            landing: Mutex::new(Some(Arc::clone(&landing))),
            account: Mutex::new(landing),
            number: Mutex::new(None),
            balance: Mutex::new(None),
            searched: Mutex::default(),
            known_urls: Mutex::new(known_urls),
            unread_months: Mutex::default(),
        }
    }
}

impl PortalSession {
    /// Fetches a page that only a signed-in customer sees.
    ///
    /// It must not name another account.
    async fn inner(
        &self,
        request: &Request,
        from: &Url,
        page: PortalPage,
    ) -> Result<Arc<Document>, ProviderError> {
        let answer = self.client.open(request, Some(from), page).await?;
        let sign_in = locked(&self.known_urls).sign_in.clone();
        if answer.forbidden
            || session_end::asks_again(&answer.document, self.navigation(), &self.outside, sign_in.as_ref())
        {
            return Err(ProviderError::SessionEnded);
        }
        if is_cut_off(&self.account(), &answer.document) {
            return Err(ProviderError::Unreadable { page, why: Unreadable::CutOff });
        }
        self.check_account(&answer.document, page)?;
        Ok(answer.document)
    }

    fn check_account(&self, document: &Document, page: PortalPage) -> Result<(), ProviderError> {
        let Some(expected) = locked(&self.number).clone() else { return Ok(()) };
        match own_account::other_account(document, self.labels(), self.today, &expected) {
            Some(shown) => Err(ProviderError::AnotherAccount { page, expected, shown }),
            None => Ok(()),
        }
    }

    /// Reads an account page and remembers its account number.
    fn read_account(&self, page: &Document) -> Result<Result<AccountSummary, Vec<Missing>>, ProviderError> {
        match account_page::summary(page, self.labels(), self.today, self.login.as_ref()) {
            Ok(summary) if outage::spoils_account(page, &summary, self.today) => {
                Err(ProviderError::Maintenance)
            }
            Ok(summary) => {
                if page_kind::text_of(page).contains(summary.account.as_str()) {
                    *locked(&self.number) = Some(summary.account.clone());
                }
                Ok(Ok(summary))
            }
            Err(missing) => Ok(Err(missing)),
        }
    }

    /// Returns the page after the sign-in the first time, and the current account page later.
    async fn landing(&self) -> Result<Arc<Document>, ProviderError> {
        if let Some(landing) = locked(&self.landing).take() {
            return Ok(landing);
        }
        let address = self.account().address.clone();
        self.inner(&Request::Get(address.clone()), &address, PortalPage::Account).await
    }

    fn account(&self) -> Arc<Document> {
        Arc::clone(&locked(&self.account))
    }

    /// Reads the account page: the page after the sign-in, or one behind a link there.
    async fn account_page(&self, landing: Arc<Document>) -> Result<AccountSummary, ProviderError> {
        let (mut nearest, mut best) = match self.read_account(&landing)? {
            Ok(summary) if summary.unread.is_empty() => return Ok(summary),
            Ok(summary) => (Vec::new(), Some((Arc::clone(&landing), summary))),
            Err(missing) => (missing, None),
        };
        if nearest.len() == self.labels().account.wanted().len() && page_kind::speaks_of_maintenance(&landing)
        {
            return Err(ProviderError::Maintenance);
        }
        let mut tried = HashSet::from([Request::Get(landing.address.clone())]);
        for (request, from) in
            links_to(&landing, &self.navigation().account_page).into_iter().take(MOST_TRIES)
        {
            if tried.insert(request.clone()) {
                let page = match self.inner(&request, &from, PortalPage::Account).await {
                    Ok(page) => page,
                    Err(_) if best.is_some() => break,
                    Err(error) => return Err(error),
                };
                match self.read_account(&page)? {
                    Ok(summary) if summary.unread.is_empty() => {
                        *locked(&self.account) = page;
                        return Ok(summary);
                    }
                    Ok(summary) => {
                        let is_fuller =
                            |(_, best): &(_, AccountSummary)| summary.unread.len() < best.unread.len();
                        if best.as_ref().is_none_or(is_fuller) {
                            best = Some((page, summary));
                        }
                    }
                    Err(missing) if missing.len() < nearest.len() => nearest = missing,
                    Err(_) => {}
                }
            }
        }
        if let Some((page, summary)) = best {
            *locked(&self.account) = page;
            return Ok(summary);
        }
        Err(ProviderError::SiteChanged { page: PortalPage::Account, missing: nearest })
    }

    /// Finds the page with the list of months and reads it.
    ///
    /// The inner error is the reason why the portal seems to have no such page.
    async fn months_page(&self) -> Result<Result<MonthsPage, ProviderError>, ProviderError> {
        let account = self.account();
        if let Some(lines) = self.listed(&account)? {
            return Ok(Ok((account, lines)));
        }
        if let Some(found) = self.remembered_months(&account).await {
            return Ok(Ok(found));
        }
        let mut waiting: VecDeque<(Request, Url)> = links_to_months(&account, self.navigation()).into();
        let mut tried: HashSet<Request> = HashSet::new();
        let columns = self.labels().statement.months.all();
        let mut nearest: Option<Vec<&str>> = None;
        while let Some((request, from)) = waiting.pop_front() {
            if tried.len() >= MOST_TRIES || !tried.insert(request.clone()) {
                continue;
            }
            let page = self.inner(&request, &from, PortalPage::Months).await?;
            if let Some(lines) = self.listed(&page)? {
                locked(&self.known_urls).months = storable(&page.address);
                return Ok(Ok((page, lines)));
            }
            if page_kind::is_maintenance(&page, self.navigation()) {
                return Err(ProviderError::Maintenance);
            }
            locked(&self.searched).insert(request, Arc::clone(&page));
            let missing = table::missing(&page, &columns);
            note_missing(&page, &missing);
            if nearest.as_ref().is_none_or(|nearest| missing.len() < nearest.len()) {
                nearest = Some(missing);
            }
            waiting.extend(links_to_months(&page, self.navigation()));
        }
        Ok(Err(no_months(self.navigation(), nearest)))
    }

    /// Reads the list of months at its known address; `None` if it is not there.
    async fn remembered_months(&self, account: &Document) -> Option<MonthsPage> {
        let known = Request::Get(self.known_urls().months?);
        let page = self.inner(&known, &account.address, PortalPage::Months).await.ok()?;
        let lines = self.listed(&page).ok()??;
        Some((page, lines))
    }

    /// Reads the paginated list of months until it reaches a month in `known`.
    async fn all_months(
        &self,
        (first, lines): MonthsPage,
        known: &[MonthTotals],
    ) -> Result<Vec<(Arc<Document>, StatementRow)>, ProviderError> {
        let mut found: Vec<(Arc<Document>, StatementRow)> =
            lines.into_iter().map(|line| (Arc::clone(&first), line)).collect();
        let ascends =
            found.first().zip(found.last()).is_some_and(|((_, a), (_, z))| a.totals.month < z.totals.month);
        let mut ahead = Pagination::of(&first, true, []);
        let is_news = |lines: &[StatementRow]| !lines.iter().any(|line| known.contains(&line.totals));
        let mut goes_on = ascends || is_news(&found.iter().map(|(_, line)| line.clone()).collect::<Vec<_>>());
        while let Some(request) = ahead.next(ascends).filter(|_| goes_on) {
            if ahead.is_endless() {
                return Err(ProviderError::Unreadable { page: PortalPage::Months, why: Unreadable::Endless });
            }
            let page = self.inner(&request, &first.address, PortalPage::Months).await?;
            let lines = self.listed(&page)?.unwrap_or_default();
            goes_on = is_news(&lines);
            let is_new =
                |line: &StatementRow| !found.iter().any(|(_, known)| known.totals.month == line.totals.month);
            let new: Vec<StatementRow> = lines.into_iter().filter(is_new).collect();
            if !new.is_empty() {
                ahead.add(&page);
            }
            found.extend(new.into_iter().map(|line| (Arc::clone(&page), line)));
        }
        Ok(found)
    }

    fn listed(&self, page: &Document) -> Result<Option<Vec<StatementRow>>, ProviderError> {
        let not_read = |missing| ProviderError::SiteChanged { page: PortalPage::Months, missing };
        let list = month_list::months(page, &self.labels().statement.months);
        let list = list.inspect_err(|missing| page.trace.missing(missing)).map_err(not_read)?;
        let Some(MonthList { rows, unread }) = list else { return Ok(None) };
        unread.iter().for_each(|row| page.trace.missing(&row.missing));
        let totals: Vec<MonthTotals> = rows.iter().map(|row| row.totals).collect();
        if outage::spoils_months(page, &totals, self.today) {
            return Err(ProviderError::Maintenance);
        }
        locked(&self.unread_months).extend(unread.into_iter().map(|row| (row.month, row.missing)));
        Ok(Some(rows))
    }

    fn labels(&self) -> &Labels {
        &self.profile.labels
    }

    fn navigation(&self) -> &NavigationLabels {
        &self.labels().navigation
    }
}

#[async_trait]
impl Session for PortalSession {
    async fn summary(&self) -> Result<AccountSummary, ProviderError> {
        let summary = self.account_page(self.landing().await?).await?;
        *locked(&self.balance) = Some(summary.balance);
        Ok(summary)
    }

    async fn months(&self, known: &[MonthTotals]) -> Result<Vec<ListedMonth>, ProviderError> {
        match self.profile.kind {
            PortalKind::AccountOnly => return Ok(Vec::new()),
            PortalKind::Lists => return Ok(self.derived_months(known).await?.unwrap_or_default()),
            PortalKind::Monthly => {}
        }
        let page = match self.months_page().await? {
            Ok(page) => page,
            Err(error) => return self.derived_months(known).await?.ok_or(error),
        };
        let found = self.all_months(page, known).await?;
        let mut months: Vec<ListedMonth> = Vec::new();
        for of_page in found.chunk_by(|(one, _), (other, _)| Arc::ptr_eq(one, other)) {
            let beside =
                LazyCell::new(|| MonthsBeside::of(&of_page[0].0, &self.labels().statement.transactions));
            let listed =
                |(_, line): &(_, StatementRow)| listed_month(line, |totals| beside.transactions(totals));
            months.extend(of_page.iter().map(listed));
        }
        months.sort_by_key(|month| std::cmp::Reverse(month.totals.month));
        Ok(months)
    }

    async fn transactions(&self, month: &ListedMonth) -> Result<Vec<Transaction>, ProviderError> {
        let totals = &month.totals;
        let request = match &month.source {
            MonthSource::Inline(operations) => {
                let page = PortalPage::Month(totals.month);
                let operations = operations.clone();
                let operations =
                    operations.map_err(|missing| ProviderError::SiteChanged { page, missing })?;
                return self.whole_month(totals, operations);
            }
            MonthSource::Derived(transactions) => {
                let page = PortalPage::Month(totals.month);
                return transactions.clone().map_err(|missing| ProviderError::SiteChanged { page, missing });
            }
            MonthSource::Link(request) => request,
        };
        let operations = self.month_pages(request, totals).await?;
        if operations.match_totals(totals) {
            return self.whole_month(totals, operations);
        }
        let again = self.month_pages(request, totals).await?;
        self.whole_month(totals, again)
    }

    fn unread_months(&self) -> Vec<(Month, ProviderError)> {
        let error = |missing| ProviderError::SiteChanged { page: PortalPage::Months, missing };
        let unread = locked(&self.unread_months).clone();
        unread.into_iter().map(|(month, missing)| (month, error(missing))).collect()
    }

    fn known_urls(&self) -> KnownUrls {
        locked(&self.known_urls).clone()
    }

    fn leave_open(&self) -> Option<OpenSession> {
        self.left_open()
    }
}

/// Returns a month of the list, whose transactions are behind a link or beside the list.
fn listed_month(
    line: &StatementRow,
    read_beside: impl FnOnce(&MonthTotals) -> Result<Candidates, Vec<Missing>>,
) -> ListedMonth {
    let inline = || MonthSource::Inline(read_beside(&line.totals));
    let source = line.ask.clone().map_or_else(inline, MonthSource::Link);
    ListedMonth { totals: line.totals, marks: MonthMarks::default(), source }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
