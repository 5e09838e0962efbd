//! HTTP client that stays on the provider's own site.
//!
//! Requests are encrypted and bounded in time, size and number, and share the cookies of one visit.
//! Redirects are followed here and not by the client library: a form's fields never leave the origin
//! that they were meant for, and no request leaves the site.

mod answer;
pub(crate) mod cookies;
pub(crate) mod redirect;
mod sent_values;
pub(crate) mod site;

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use bytes::Bytes;
use kabinet_extract::html::bounds::MOST_NODES;
use kabinet_extract::html::document::Document;
use kabinet_extract::navigation::request::Body;
use kabinet_extract::{Request, Unreadable};
use reqwest::header::{CONTENT_TYPE, LOCATION, REFERER};
use reqwest::multipart::{Form, Part};
use reqwest::{RequestBuilder, Response, StatusCode};
use secrecy::ExposeSecret;
use secrecy::zeroize::Zeroizing;
use tokio::sync::Semaphore;
use url::Url;

pub use crate::http::answer::Answer;
use crate::http::cookies::Cookies;
use crate::http::sent_values::SentValues;
use crate::http::site::Site;
use crate::visit_log::{VisitLog, VisitedPage, status_of};
use crate::{BrowserSession, OfflineCause, PortalPage, ProviderError, REQUESTS_AT_ONCE};

const LONGEST_WAIT: Duration = Duration::from_secs(10);
/// The maximum number of waits for one page that the site asks for with `Retry-After`.
const MOST_WAITS: usize = 5;
const MOST_HOPS: usize = 12;
const MOST_FRAMES: usize = 8;
const DEEPEST_FRAME: usize = 3;
const USER_AGENT: &str =
    concat!("Kabinet/", env!("CARGO_PKG_VERSION"), " (desktop client of the customer's own account)");

/// The timeouts of a client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The time to connect, encryption included.
    pub connect: Duration,
    /// The time until the whole answer has arrived, connecting included.
    pub answer: Duration,
}

/// A client for one visit to a provider's site.
pub struct Client {
    client: reqwest::Client,
    cookies: Arc<Cookies>,
    permits: Semaphore,
    site: Site,
    sent: SentValues,
    visit_log: Option<Arc<VisitLog>>,
}

enum Step {
    Arrived(Answer),
    Redirected(Request),
}

impl Default for Limits {
    fn default() -> Self {
        Self { connect: Duration::from_secs(10), answer: Duration::from_secs(30) }
    }
}

impl Client {
    /// Creates a client for the site at this address.
    ///
    /// # Errors
    /// [`ProviderError::Insecure`] for a plain http address of another machine, and
    /// [`ProviderError::Offline`] on a system without a list of certificate authorities.
    pub fn new(address: &Url, limits: Limits) -> Result<Self, ProviderError> {
        Self::with_cookies(address, Arc::default(), limits)
    }

    /// Creates a client that continues a session begun in a browser.
    ///
    /// # Errors
    /// [`ProviderError::Insecure`] for a plain http address of another machine, and
    /// [`ProviderError::Offline`] on a system without a list of certificate authorities.
    pub fn with_session(
        session: &BrowserSession,
        address: &Url,
        limits: Limits,
    ) -> Result<Self, ProviderError> {
        let cookies = Arc::<Cookies>::default();
        session.cookies.iter().for_each(|cookie| cookies.set(cookie.expose_secret(), &session.page));
        Self::with_cookies(address, cookies, limits)
    }

    /// Creates a client that sends and receives the cookies of an earlier visit.
    ///
    /// # Errors
    /// [`ProviderError::Insecure`] for a plain http address of another machine, and
    /// [`ProviderError::Offline`] on a system without a list of certificate authorities.
    pub fn with_cookies(address: &Url, cookies: Arc<Cookies>, limits: Limits) -> Result<Self, ProviderError> {
        let site = Site::new(address)?;
        // This fails only if the process has installed a provider of cryptography already.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let builder = reqwest::Client::builder()
            .user_agent(USER_AGENT)
            .cookie_provider(Arc::clone(&cookies))
            .redirect(reqwest::redirect::Policy::none())
            .referer(false)
            .connect_timeout(limits.connect)
            .timeout(limits.answer);
        // A proxy would see the fields of a plain http request, which needs no certificates either.
        let builder = if site.is_plain() { builder.no_proxy().tls_certs_only([]) } else { builder };
        let client = builder.build().map_err(|_| answer::offline(address, OfflineCause::NoAuthorities))?;
        Ok(Self {
            client,
            cookies,
            permits: Semaphore::new(REQUESTS_AT_ONCE),
            site,
            sent: SentValues::default(),
            visit_log: None,
        })
    }

    /// Returns the cookies of this visit.
    pub fn cookies(&self) -> Arc<Cookies> {
        Arc::clone(&self.cookies)
    }

    /// Returns the client with a log of its pages, if there is one.
    pub fn with_visit_log(self, visit_log: Option<Arc<VisitLog>>) -> Self {
        Self { visit_log, ..self }
    }

    /// Fetches a page and follows redirects within the site.
    ///
    /// The answer includes the content of the page's frames. `page` names the page in errors and in
    /// the log.
    ///
    /// # Errors
    /// Every [`ProviderError`] of the network, and of answers that are not pages.
    pub async fn open(
        &self,
        request: &Request,
        from: Option<&Url>,
        page: PortalPage,
    ) -> Result<Answer, ProviderError> {
        let started = Instant::now();
        let answer = self.open_with_frames(request, from, page).await;
        if let Some(log) = &self.visit_log {
            let arrived = answer.as_ref();
            log.record(VisitedPage {
                page,
                address: arrived.map_or(request.url(), |answer| &answer.document.address).clone(),
                status: arrived.map_or_else(status_of, |answer| Some(answer.status)),
                elapsed: started.elapsed(),
                document: arrived.ok().map(|answer| Arc::clone(&answer.document)),
            });
        }
        answer
    }

    async fn open_with_frames(
        &self,
        request: &Request,
        from: Option<&Url>,
        page: PortalPage,
    ) -> Result<Answer, ProviderError> {
        let mut answer = self.follow(request, from, page).await?;
        for _ in 0..DEEPEST_FRAME {
            let frames = answer.document.frames();
            if frames.is_empty() {
                break;
            }
            let mut content = HashMap::new();
            let mut whole = answer.document.len();
            for (node, address) in frames.into_iter().take(MOST_FRAMES) {
                let frame = self.open_frame(address, &answer.document.address, page).await?;
                whole += frame.len();
                if whole > MOST_NODES {
                    return Err(ProviderError::Unreadable { page, why: Unreadable::TooDeep });
                }
                content.insert(node, frame);
            }
            answer.document = Arc::new(answer.document.with_frames(&content));
        }
        Ok(answer)
    }

    /// Fetches the page of a frame.
    ///
    /// A frame of another site is empty.
    async fn open_frame(
        &self,
        address: Url,
        around: &Url,
        page: PortalPage,
    ) -> Result<Document, ProviderError> {
        match self.follow(&Request::Get(address.clone()), Some(around), page).await {
            Ok(answer) => Ok(Arc::unwrap_or_clone(answer.document)),
            Err(ProviderError::LeftSite { .. }) => Ok(Document::read("", &address, encoding_rs::UTF_8)),
            Err(error) => Err(error),
        }
    }

    async fn follow(
        &self,
        request: &Request,
        from: Option<&Url>,
        page: PortalPage,
    ) -> Result<Answer, ProviderError> {
        let mut next = request.clone();
        let mut redirect_chain: Vec<Url> = Vec::new();
        for _ in 0..MOST_HOPS {
            let here = next.url().clone();
            match self.step(next, redirect_chain.last().or(from), page).await? {
                Step::Arrived(answer) => return Ok(Answer { redirect_chain, ..answer }),
                Step::Redirected(request) => next = request,
            }
            redirect_chain.push(here);
        }
        Err(ProviderError::Unreadable { page, why: Unreadable::TooManyRedirects })
    }

    async fn step(
        &self,
        request: Request,
        from: Option<&Url>,
        page: PortalPage,
    ) -> Result<Step, ProviderError> {
        let permit = self.permits.acquire().await;
        let response = self.send_with_retry(&request, from).await?;
        if response.status().is_redirection()
            && let Some(location) = location(&response)
        {
            return self.redirect(&request, response.status(), &location).map(Step::Redirected);
        }
        let answer = answer::read(response, page).await?;
        drop(permit);
        let is_form_answer = matches!(request, Request::Post { .. });
        match redirect::target(&answer.document, is_form_answer) {
            Some(url) if !answer.forbidden && request != Request::Get(url.clone()) => {
                self.site.check(request.url(), &url)?;
                Ok(Step::Redirected(Request::Get(url)))
            }
            _ => Ok(Step::Arrived(answer)),
        }
    }

    /// Returns the request that a redirect asks for.
    fn redirect(
        &self,
        request: &Request,
        status: StatusCode,
        location: &Url,
    ) -> Result<Request, ProviderError> {
        self.site.check(request.url(), location)?;
        let keeps_method = matches!(status, StatusCode::TEMPORARY_REDIRECT | StatusCode::PERMANENT_REDIRECT);
        match request {
            Request::Post { body, .. } if keeps_method => {
                self.site.check_same_origin(request.url(), location)?;
                Ok(Request::Post { url: location.clone(), body: body.clone() })
            }
            Request::Post { .. } | Request::Get(_) => Ok(Request::Get(location.clone())),
        }
    }

    /// Sends a request, and again while the site asks for a short wait.
    ///
    /// A form is never sent twice.
    async fn send_with_retry(
        &self,
        request: &Request,
        from: Option<&Url>,
    ) -> Result<Response, ProviderError> {
        let mut response = self.send(request, from).await?;
        for _ in 0..MOST_WAITS {
            let wait = answer::wait_before_retry(&response).filter(|wait| *wait <= LONGEST_WAIT);
            let Some(wait) = wait.filter(|_| matches!(request, Request::Get(_))) else { break };
            tokio::time::sleep(wait).await;
            response = self.send(request, from).await?;
        }
        answer::check_status(response)
    }

    async fn send(&self, request: &Request, from: Option<&Url>) -> Result<Response, ProviderError> {
        self.site.check(request.url(), request.url())?;
        let sent = match request {
            Request::Get(url) => self.client.get(url.clone()),
            Request::Post { url, body } => with_fields(self.client.post(url.clone()), body),
        };
        if let Request::Post { body, .. } = request {
            self.sent.remember(body.expose());
        }
        let is_own = |from: &&Url| from.origin() == request.url().origin();
        let referer = from.filter(is_own).filter(|from| !self.sent.stand_in(from));
        let sent = match referer {
            Some(from) => sent.header(REFERER, from.as_str()),
            None => sent,
        };
        sent.send().await.map_err(|error| answer::offline(request.url(), answer::cause(&error)))
    }
}

/// Adds the fields of a form to a request.
fn with_fields(request: RequestBuilder, body: &Body) -> RequestBuilder {
    let Some(parts) = body.parts() else {
        let request = request.header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        return request.body(Bytes::from_owner(Zeroizing::new(body.expose().as_bytes().to_vec())));
    };
    let parts = parts.iter().map(|(name, value)| (name.clone(), Part::bytes(value.clone())));
    request.multipart(parts.fold(Form::new(), |form, (name, value)| form.part(name, value)))
}

fn location(response: &Response) -> Option<Url> {
    let location = response.headers().get(LOCATION)?;
    response.url().join(&String::from_utf8_lossy(location.as_bytes())).ok()
}
