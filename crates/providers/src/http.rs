//! The way a request goes: to the provider's own site only, encrypted, bounded in time, size and
//! number, with the cookies of one visit.
//!
//! Redirects are followed here and not by the client library, because what may follow one differs:
//! a form's fields never leave the origin that they were meant for, and nothing leaves the site.

use std::collections::HashMap;
use std::error::Error;
use std::io;
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::DateTime;
use reqwest::header::{CONTENT_TYPE, DATE, HeaderMap, LOCATION, REFERER, RETRY_AFTER};
use reqwest::{Response, StatusCode};
use secrecy::ExposeSecret;
use tokio::sync::Semaphore;
use url::Url;

use crate::journal::{Journal, SeenPage, status_of};
use crate::page::dom::Document;
use crate::page::{Ask, decode, guard};
use crate::{BegunSession, LONGEST_PAGE, OfflineCause, Page, ProviderError, REQUESTS_AT_ONCE, Unreadable};

mod cookies;
mod forwarding;
mod site;

use cookies::Cookies;
pub use site::Site;

const PARSE_TIMEOUT: Duration = Duration::from_secs(10);
const LONGEST_WAIT: Duration = Duration::from_secs(10);
const LONGEST_RETRY: Duration = Duration::from_secs(24 * 60 * 60);
const MOST_HOPS: usize = 12;
const MOST_FRAMES: usize = 8;
const DEEPEST_FRAME: usize = 3;
const USER_AGENT: &str =
    concat!("Kabinet/", env!("CARGO_PKG_VERSION"), " (desktop client of the customer's own account)");

/// How long a site is waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Until it is connected to, with encryption set up.
    pub connect: Duration,
    /// Until the whole of an answer has come, counted from before the connecting.
    pub answer: Duration,
}

/// One visit to a provider's site.
pub struct Visit {
    client: reqwest::Client,
    gate: Semaphore,
    site: Site,
    journal: Option<Arc<Journal>>,
}

/// An answer.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The page, at the address where it was found in the end.
    pub document: Arc<Document>,
    /// Its HTTP status.
    pub status: u16,
    /// Whether the site answered that this page is not to be seen without signing in (401, 403).
    pub forbidden: bool,
    /// The addresses that sent on to it, in order; the one first asked is among them.
    pub passed: Vec<Url>,
}

enum Step {
    Arrived(Answer),
    On(Ask),
}

impl Default for Limits {
    fn default() -> Self {
        Self { connect: Duration::from_secs(10), answer: Duration::from_secs(30) }
    }
}

impl Visit {
    /// A visit to the site at this address.
    ///
    /// # Errors
    /// [`ProviderError::Insecure`].
    pub fn new(address: &Url, limits: Limits) -> Result<Self, ProviderError> {
        Self::with_cookies(address, Cookies::default(), limits)
    }

    /// A visit to the site at this address, on which a browser was before.
    ///
    /// # Errors
    /// [`ProviderError::Insecure`].
    pub fn after(begun: &BegunSession, address: &Url, limits: Limits) -> Result<Self, ProviderError> {
        let cookies = Cookies::default();
        begun.cookies.iter().for_each(|cookie| cookies.set(cookie.expose_secret(), &begun.page));
        Self::with_cookies(address, cookies, limits)
    }

    fn with_cookies(address: &Url, cookies: Cookies, limits: Limits) -> Result<Self, ProviderError> {
        let site = Site::new(address)?;
        // Somebody may have chosen a provider of cryptography for the process before: then that one serves.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = reqwest::Client::builder()
            .user_agent(USER_AGENT)
            .cookie_provider(Arc::new(cookies))
            .redirect(reqwest::redirect::Policy::none())
            .referer(false)
            .connect_timeout(limits.connect)
            .timeout(limits.answer)
            .build()
            .map_err(|_| offline(address, OfflineCause::Certificate))?;
        Ok(Self { client, gate: Semaphore::new(REQUESTS_AT_ONCE), site, journal: None })
    }

    /// The same visit, of which a journal is kept, if there is one.
    pub fn recorded_in(self, journal: Option<Arc<Journal>>) -> Self {
        Self { journal, ..self }
    }

    /// What the site answers, wherever it forwards to within itself, with what its frames show.
    ///
    /// # Errors
    /// Every [`ProviderError`] of the network and of answers that are no pages; `page` names what
    /// was asked for.
    pub async fn open(&self, ask: &Ask, from: Option<&Url>, page: Page) -> Result<Answer, ProviderError> {
        let begun = Instant::now();
        let answer = self.whole(ask, from, page).await;
        if let Some(journal) = &self.journal {
            let came = answer.as_ref();
            journal.record(SeenPage {
                page,
                address: came.map_or(ask.url(), |answer| &answer.document.address).clone(),
                status: came.map_or_else(status_of, |answer| Some(answer.status)),
                took: begun.elapsed(),
                document: came.ok().map(|answer| Arc::clone(&answer.document)),
            });
        }
        answer
    }

    async fn whole(&self, ask: &Ask, from: Option<&Url>, page: Page) -> Result<Answer, ProviderError> {
        let mut answer = self.arrive(ask, from, page).await?;
        for _ in 0..DEEPEST_FRAME {
            let frames = answer.document.frames();
            if frames.is_empty() {
                break;
            }
            let mut shown = HashMap::new();
            for (node, address) in frames.into_iter().take(MOST_FRAMES) {
                shown.insert(node, self.framed(address, &answer.document.address, page).await?);
            }
            answer.document = Arc::new(answer.document.with_frames(&shown));
        }
        Ok(answer)
    }

    /// The page in a frame; nothing, if another site has it.
    async fn framed(&self, address: Url, around: &Url, page: Page) -> Result<Document, ProviderError> {
        match self.arrive(&Ask::Get(address.clone()), Some(around), page).await {
            Ok(answer) => Ok(Arc::unwrap_or_clone(answer.document)),
            Err(ProviderError::LeftSite { .. }) => Ok(Document::read("", &address, encoding_rs::UTF_8)),
            Err(error) => Err(error),
        }
    }

    async fn arrive(&self, ask: &Ask, from: Option<&Url>, page: Page) -> Result<Answer, ProviderError> {
        let mut next = ask.clone();
        let mut passed: Vec<Url> = Vec::new();
        for _ in 0..MOST_HOPS {
            let here = next.url().clone();
            match self.step(next, passed.last().or(from), page).await? {
                Step::Arrived(answer) => return Ok(Answer { passed, ..answer }),
                Step::On(ask) => next = ask,
            }
            passed.push(here);
        }
        Err(ProviderError::Unreadable { page, why: Unreadable::TooManyRedirects })
    }

    async fn step(&self, ask: Ask, from: Option<&Url>, page: Page) -> Result<Step, ProviderError> {
        let permit = self.gate.acquire().await;
        let response = self.patiently(&ask, from).await?;
        if response.status().is_redirection()
            && let Some(location) = location(&response)
        {
            return self.redirected(&ask, response.status(), &location).map(Step::On);
        }
        let answer = arrived(response, page).await?;
        drop(permit);
        match forwarding::target(&answer.document) {
            Some(url) if !answer.forbidden && ask != Ask::Get(url.clone()) => {
                self.site.check(ask.url(), &url)?;
                Ok(Step::On(Ask::Get(url)))
            }
            _ => Ok(Step::Arrived(answer)),
        }
    }

    fn redirected(&self, ask: &Ask, status: StatusCode, location: &Url) -> Result<Ask, ProviderError> {
        self.site.check(ask.url(), location)?;
        let keeps_method = matches!(status, StatusCode::TEMPORARY_REDIRECT | StatusCode::PERMANENT_REDIRECT);
        match ask {
            Ask::Post { body, .. } if keeps_method => {
                self.site.check_same_origin(ask.url(), location)?;
                Ok(Ask::Post { url: location.clone(), body: body.clone() })
            }
            Ask::Post { .. } | Ask::Get(_) => Ok(Ask::Get(location.clone())),
        }
    }

    /// Asks, and once more if the site is busy for no longer than a customer would wait.
    async fn patiently(&self, ask: &Ask, from: Option<&Url>) -> Result<Response, ProviderError> {
        let response = self.ask(ask, from).await?;
        let busy =
            matches!(response.status(), StatusCode::SERVICE_UNAVAILABLE | StatusCode::TOO_MANY_REQUESTS);
        match retry_after(response.headers()).filter(|wait| busy && *wait <= LONGEST_WAIT) {
            Some(wait) if matches!(ask, Ask::Get(_)) => {
                tokio::time::sleep(wait).await;
                refused(self.ask(ask, from).await?)
            }
            _ => refused(response),
        }
    }

    async fn ask(&self, ask: &Ask, from: Option<&Url>) -> Result<Response, ProviderError> {
        self.site.check(ask.url(), ask.url())?;
        let request = match ask {
            Ask::Get(url) => self.client.get(url.clone()),
            Ask::Post { url, body } => self
                .client
                .post(url.clone())
                .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
                .body(body.expose().to_owned()),
        };
        let own = from.filter(|from| from.origin() == ask.url().origin());
        let request = match own {
            Some(from) => request.header(REFERER, from.as_str()),
            None => request,
        };
        request.send().await.map_err(|error| offline(ask.url(), cause(&error)))
    }
}

fn refused(response: Response) -> Result<Response, ProviderError> {
    let host = host(response.url());
    let retry_after = retry_after(response.headers());
    match response.status() {
        StatusCode::TOO_MANY_REQUESTS => Err(ProviderError::RateLimited { host, retry_after }),
        status if status.is_server_error() => {
            Err(ProviderError::SiteDown { host, status: status.as_u16(), retry_after })
        }
        _ => Ok(response),
    }
}

async fn arrived(mut response: Response, page: Page) -> Result<Answer, ProviderError> {
    let address = response.url().clone();
    let status = response.status().as_u16();
    let forbidden = matches!(response.status(), StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN);
    let content_type =
        response.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| broken_off(&error, &address, page))? {
        if bytes.len() + chunk.len() > LONGEST_PAGE {
            return Err(ProviderError::Unreadable { page, why: Unreadable::TooLarge });
        }
        bytes.extend_from_slice(&chunk);
    }
    let document = parse(bytes, content_type, address, page).await?;
    Ok(Answer { document: Arc::new(document), status, forbidden, passed: Vec::new() })
}

/// What is wrong with a body that does not come to its end: the connection, or how it is packed.
fn broken_off(error: &reqwest::Error, address: &Url, page: Page) -> ProviderError {
    let below = chain(error).find(|error| !error.is::<reqwest::Error>());
    match below.and_then(|error| error.downcast_ref::<io::Error>()).map(io::Error::kind) {
        Some(io::ErrorKind::UnexpectedEof) => ProviderError::Unreadable { page, why: Unreadable::CutOff },
        Some(_) => ProviderError::Unreadable { page, why: Unreadable::NotText },
        None => offline(address, cause(error)),
    }
}

/// Parses apart from what waits for the network, and not for ever.
async fn parse(
    bytes: Vec<u8>,
    content_type: Option<String>,
    address: Url,
    page: Page,
) -> Result<Document, ProviderError> {
    let parsing = tokio::task::spawn_blocking(move || {
        let (text, charset) = decode::text(&bytes, content_type.as_deref())?;
        guard::check(&text)?;
        Ok(Document::read(&text, &address, charset))
    });
    let read = tokio::time::timeout(PARSE_TIMEOUT, parsing).await;
    let document = read.ok().and_then(Result::ok).unwrap_or(Err(Unreadable::TooDeep));
    document.map_err(|why| ProviderError::Unreadable { page, why })
}

fn location(response: &Response) -> Option<Url> {
    let location = response.headers().get(LOCATION)?;
    response.url().join(&String::from_utf8_lossy(location.as_bytes())).ok()
}

/// How long the site asks to wait: in seconds, or until a time by its own clock. More than a day
/// is taken for a day.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let wait = text(RETRY_AFTER)?;
    if let Ok(seconds) = wait.trim().parse() {
        return Some(Duration::from_secs(seconds).min(LONGEST_RETRY));
    }
    let until = DateTime::parse_from_rfc2822(wait).ok()?;
    let now = DateTime::parse_from_rfc2822(text(DATE)?).ok()?;
    (until - now).to_std().ok().map(|wait| wait.min(LONGEST_RETRY))
}

fn host(url: &Url) -> String {
    url.host_str().unwrap_or_default().to_owned()
}

fn offline(url: &Url, cause: OfflineCause) -> ProviderError {
    ProviderError::Offline { host: host(url), cause }
}

fn cause(error: &reqwest::Error) -> OfflineCause {
    let is_of = |failed: fn(&rustls::Error) -> bool| {
        chain(error).any(|error| error.downcast_ref::<rustls::Error>().is_some_and(failed))
    };
    if error.is_timeout() {
        OfflineCause::Timeout
    } else if is_of(|failure| matches!(failure, rustls::Error::InvalidCertificate(_))) {
        OfflineCause::Certificate
    } else if is_of(|_| true) {
        OfflineCause::Encryption
    } else if chain(error).any(|error| error.to_string().contains("dns error")) {
        OfflineCause::UnknownHost
    } else {
        OfflineCause::Connection
    }
}

/// An error and what is behind it.
fn chain(error: &reqwest::Error) -> impl Iterator<Item = &(dyn Error + 'static)> {
    std::iter::successors(Some(error as &(dyn Error + 'static)), |error| behind(*error))
}

/// An error of input and output shows what it wraps only if it is asked for that.
fn behind<'e>(error: &'e (dyn Error + 'static)) -> Option<&'e (dyn Error + 'static)> {
    let wrapped = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
    wrapped.map(|wrapped| wrapped as &(dyn Error + 'static)).or(error.source())
}
