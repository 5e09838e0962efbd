//! A site with pages given by a test, and the store of its customer.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex};

use kabinet_demo::CANARY;
use kabinet_domain::{Month, MonthStatement};
use kabinet_providers::Provider;
use kabinet_store::{AccountId, Store};
use kabinet_sync::{ProgressObserver, RefreshRequest, Refreshed, Scope, SignIn, SyncError, refresh, sign_in};
use secrecy::SecretString;
use tempfile::TempDir;

use crate::support::hours_later;
use crate::support::page_site::{PageSite, Received, Reply};

const SIGN_IN: &str =
    "<h3>Вход в личный кабинет</h3><form method=post action=/lk/login>Логин <input name=user>
    Пароль <input type=password name=pw><button>Войти</button></form>";

/// The pages by their paths, and pages to be shown once before them.
#[derive(Default)]
struct Pages {
    lasting: BTreeMap<String, String>,
    once: BTreeMap<String, VecDeque<String>>,
}

/// A site with given pages, and its customer 12345678.
pub struct LocalSite {
    pub store: Store,
    pub id: AccountId,
    site: PageSite,
    pages: Arc<Mutex<Pages>>,
    provider: Arc<dyn Provider>,
    _folder: TempDir,
}

impl LocalSite {
    /// Signs in at a site with these pages; the account page is at /home.
    pub async fn signed_in(pages: &[(&str, String)]) -> Self {
        let shown = Arc::new(Mutex::new(Pages::default()));
        let served = Arc::clone(&shown);
        let site = PageSite::start(move |request| answer(request, &served));
        for (path, body) in pages {
            shown.lock().unwrap().lasting.insert((*path).to_owned(), body.clone());
        }
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::open(&folder.path().join("kabinet.sqlite")).unwrap();
        let provider = kabinet_providers::find("sevencom").unwrap();
        let new = SignIn { site: site.url.clone(), city: None, login: "12345678".to_owned() };
        let password = SecretString::from(CANARY);
        let id = sign_in(&mut store, provider.as_ref(), new, password, hours_later(0)).await.unwrap();
        Self { store, id, site, pages: shown, provider, _folder: folder }
    }

    /// Shows another page at a path from now on.
    pub fn show(&self, path: &str, body: impl Into<String>) {
        self.pages.lock().unwrap().lasting.insert(path.to_owned(), body.into());
    }

    /// Shows another page at a path to the next request alone.
    pub fn show_once(&self, path: &str, body: impl Into<String>) {
        let mut pages = self.pages.lock().unwrap();
        pages.once.entry(path.to_owned()).or_default().push_back(body.into());
    }

    /// Returns the number of requests for a path so far.
    pub fn requests_for(&self, path: &str) -> usize {
        self.site.received().iter().filter(|request| request.path == path).count()
    }

    pub async fn refresh(&mut self, hour: i64) -> Result<Refreshed, SyncError> {
        let request = RefreshRequest {
            account: self.id,
            credential: SecretString::from(CANARY).into(),
            now: hours_later(hour),
            scope: Scope::Changed,
        };
        refresh(&mut self.store, self.provider.as_ref(), request, &ProgressObserver::default()).await
    }

    /// Returns the stored months, newest first.
    pub fn statements(&self) -> Vec<MonthStatement> {
        self.store.statements(self.id, None).unwrap()
    }

    /// Returns the stored version of a month that is in view.
    pub fn statement(&self, month: &str) -> Option<MonthStatement> {
        let month: Month = month.parse().unwrap();
        self.store.statements(self.id, Some(month)).unwrap().pop()
    }

    /// Returns the stored balance.
    pub fn balance(&self) -> String {
        self.store.summary(self.id).unwrap().unwrap().value.balance.to_string()
    }
}

fn answer(request: &Received, pages: &Mutex<Pages>) -> Reply {
    let page = |body: &str| Reply::Page(200, format!("<html><body>{body}</body></html>"));
    match (request.method.as_str(), request.path.as_str()) {
        ("GET", "/" | "/lk") => page(SIGN_IN),
        ("POST", "/lk/login") => Reply::Redirect("/home".to_owned()),
        (_, path) => {
            let mut pages = pages.lock().unwrap();
            let once = pages.once.get_mut(path).and_then(VecDeque::pop_front);
            let body = once.or_else(|| pages.lasting.get(path).cloned());
            body.map_or(Reply::Page(404, "<p>Нет такой страницы</p>".to_owned()), |body| {
                page(&body)
            })
        }
    }
}
