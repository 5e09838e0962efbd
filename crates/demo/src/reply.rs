//! An HTTP answer given as data.

use axum::body::Body;
use axum::http::StatusCode;
use axum::response::Response;

/// A complete HTTP answer, sent as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// The names and values of the headers.
    pub headers: Vec<(&'static str, String)>,
    /// The bytes of the body.
    pub body: Vec<u8>,
}

impl Reply {
    /// Creates a page in UTF-8.
    pub fn page(html: impl Into<String>) -> Self {
        let body = html.into().into_bytes();
        Self { status: 200, headers: Vec::new(), body }.with("content-type", "text/html; charset=utf-8")
    }

    /// Creates the short page that servers show for a status.
    pub fn status(status: u16) -> Self {
        Self { status, ..Self::page(format!("<html><body><h1>{status}</h1></body></html>")) }
    }

    /// Sets a header.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.retain(|(other, _)| *other != name);
        self.headers.push((name, value.into()));
        self
    }

    pub(crate) fn into_response(self) -> Response {
        let mut response = Response::new(Body::from(self.body));
        *response.status_mut() = StatusCode::from_u16(self.status).unwrap_or_default();
        for (name, value) in self.headers {
            let (Ok(name), Ok(value)) = (name.parse(), value.parse()) else { continue };
            response.headers_mut().insert::<axum::http::HeaderName>(name, value);
        }
        response
    }
}
