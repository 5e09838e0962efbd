//! Answers of a site, and the errors that they stand for.

use std::error::Error;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use chrono::DateTime;
use kabinet_extract::Unreadable;
use kabinet_extract::effort;
use kabinet_extract::html::charset;
use kabinet_extract::html::document::Document;
use reqwest::header::{CONTENT_TYPE, DATE, HeaderMap, RETRY_AFTER};
use reqwest::{Response, StatusCode};
use url::Url;

use crate::{LONGEST_PAGE, OfflineCause, PortalPage, ProviderError};

/// The texts of hyper for the head of an answer that it does not take.
const BAD_HEADS: [&str; 2] = ["message head is too large", "invalid HTTP header parsed"];
const LONGEST_RETRY: Duration = Duration::from_secs(24 * 60 * 60);

/// An answer that is a page.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The page at its final address.
    pub document: Arc<Document>,
    /// The HTTP status.
    pub status: u16,
    /// True if the site refused access without a sign-in (401 or 403).
    pub forbidden: bool,
    /// The addresses that redirected to the page, in order, from the requested one on.
    pub redirect_chain: Vec<Url>,
}

/// Returns the wait that a busy site asks for; `None` if it is not busy or names no time.
pub fn wait_before_retry(response: &Response) -> Option<Duration> {
    let is_busy =
        matches!(response.status(), StatusCode::SERVICE_UNAVAILABLE | StatusCode::TOO_MANY_REQUESTS);
    retry_after(response.headers()).filter(|_| is_busy)
}

/// Checks that the status is not one of an overloaded or broken site.
///
/// # Errors
/// [`ProviderError::RateLimited`] for 429, and [`ProviderError::SiteDown`] for a server error.
pub fn check_status(response: Response) -> Result<Response, ProviderError> {
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

/// Reads and parses the body of a response.
///
/// # Errors
/// [`ProviderError::Unreadable`] if the body is too large, cut off or not a page, and
/// [`ProviderError::Offline`] if the connection broke.
pub async fn read(mut response: Response, page: PortalPage) -> Result<Answer, ProviderError> {
    let address = response.url().clone();
    let status = response.status();
    let forbidden = matches!(status, StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN);
    let content_type =
        response.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| body_error(&error, &address, page))? {
        if bytes.len() + chunk.len() > LONGEST_PAGE {
            return Err(ProviderError::Unreadable { page, why: Unreadable::TooLarge });
        }
        bytes.extend_from_slice(&chunk);
    }
    let document = parse(&bytes, content_type.as_deref(), &address);
    let document = Arc::new(document.map_err(|why| ProviderError::Unreadable { page, why })?);
    Ok(Answer { document, status: status.as_u16(), forbidden, redirect_chain: Vec::new() })
}

/// Returns the error for a body that did not arrive whole.
fn body_error(error: &reqwest::Error, address: &Url, page: PortalPage) -> ProviderError {
    let source = chain(error).find(|error| !error.is::<reqwest::Error>());
    match source.and_then(|error| error.downcast_ref::<io::Error>()).map(io::Error::kind) {
        Some(io::ErrorKind::UnexpectedEof) => ProviderError::Unreadable { page, why: Unreadable::CutOff },
        Some(_) => ProviderError::Unreadable { page, why: Unreadable::NotText },
        None => offline(address, cause(error)),
    }
}

/// Parses a page, whose work begins here.
fn parse(bytes: &[u8], content_type: Option<&str>, address: &Url) -> Result<Document, Unreadable> {
    effort::begin_page();
    let (text, charset) = charset::text(bytes, content_type)?;
    Document::within_bounds(&text, address, charset)
}

/// Returns the wait that `Retry-After` gives, at most a day.
///
/// The header gives seconds, or a time by the site's clock.
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

/// Creates the error of a host that could not be reached.
pub fn offline(url: &Url, cause: OfflineCause) -> ProviderError {
    ProviderError::Offline { host: host(url), cause }
}

/// Returns the cause of a failed request.
pub fn cause(error: &reqwest::Error) -> OfflineCause {
    let has_source = |matches: fn(&rustls::Error) -> bool| {
        chain(error).any(|error| error.downcast_ref::<rustls::Error>().is_some_and(matches))
    };
    if error.is_timeout() {
        OfflineCause::Timeout
    } else if has_source(|failure| matches!(failure, rustls::Error::InvalidCertificate(_))) {
        OfflineCause::Certificate
    } else if has_source(|_| true) {
        OfflineCause::Encryption
    } else if chain(error).any(|error| error.to_string().contains("dns error")) {
        OfflineCause::UnknownHost
    } else if chain(error).any(|error| BAD_HEADS.contains(&error.to_string().as_str())) {
        OfflineCause::BadHead
    } else {
        OfflineCause::Connection
    }
}

/// Returns an error followed by its sources.
fn chain(error: &reqwest::Error) -> impl Iterator<Item = &(dyn Error + 'static)> {
    std::iter::successors(Some(error as &(dyn Error + 'static)), |error| source(*error))
}

/// Returns the source of an error. `io::Error` gives its inner error only by `get_ref`.
fn source<'e>(error: &'e (dyn Error + 'static)) -> Option<&'e (dyn Error + 'static)> {
    let inner = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
    inner.map(|inner| inner as &(dyn Error + 'static)).or(error.source())
}
