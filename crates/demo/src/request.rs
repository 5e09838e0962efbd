//! An HTTP request, decoded in the site's charset.

use axum::body::{Body, to_bytes};
use axum::extract::{FromRequest, Multipart};
use axum::http::{self, HeaderMap, HeaderName, HeaderValue, header};
use encoding_rs::Encoding;

use crate::canary::percent_decode;

/// The most bytes of a form that are read.
const MAX_FORM: usize = 64 * 1024;

/// A request, decoded in the site's charset.
#[derive(Debug)]
pub(crate) struct Request {
    pub(crate) method: String,
    pub(crate) path: String,
    /// The path and its query as received.
    pub(crate) target: String,
    pub(crate) query: Fields,
    pub(crate) form: Fields,
    /// True if the form was sent in parts.
    pub(crate) is_in_parts: bool,
    pub(crate) cookies: Fields,
    pub(crate) has_referer: bool,
    /// The header lines as received.
    pub(crate) head: Vec<u8>,
    /// The body as received.
    pub(crate) body: Vec<u8>,
    /// The header `Host`; empty if the request has none.
    pub(crate) host: String,
}

/// Names and values in the order received.
#[derive(Debug, Default)]
pub(crate) struct Fields(Vec<(String, String)>);

impl Request {
    pub(crate) async fn read(request: http::Request<Body>, charset: &'static Encoding) -> Self {
        let (parts, body) = request.into_parts();
        let body = to_bytes(body, MAX_FORM).await.unwrap_or_default();
        let is_in_parts = is_in_parts(&parts.headers);
        let form = if is_in_parts {
            let request = http::Request::from_parts(parts.clone(), Body::from(body.clone()));
            Fields::of_parts(request, charset).await
        } else {
            Fields::urlencoded(&body, charset)
        };
        Self {
            method: parts.method.to_string(),
            path: parts.uri.path().to_owned(),
            target: parts.uri.path_and_query().map_or_else(String::new, ToString::to_string),
            query: Fields::urlencoded(parts.uri.query().unwrap_or_default().as_bytes(), charset),
            form,
            is_in_parts,
            cookies: Fields::cookies(&parts.headers),
            has_referer: parts.headers.contains_key(header::REFERER),
            host: host(&parts.headers),
            head: head(&parts.headers),
            body: body.to_vec(),
        }
    }

    /// Returns a parameter of the query, or else a field of the form.
    pub(crate) fn field(&self, name: &str) -> Option<&str> {
        self.query.get(name).or_else(|| self.form.get(name))
    }
}

fn is_in_parts(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with("multipart/form-data"))
}

fn head(headers: &HeaderMap) -> Vec<u8> {
    let line = |(name, value): (&HeaderName, &HeaderValue)| {
        [name.as_str().as_bytes(), b": ", value.as_bytes(), b"\n"].concat()
    };
    headers.iter().flat_map(line).collect()
}

fn host(headers: &HeaderMap) -> String {
    headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default().to_owned()
}

impl Fields {
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    fn urlencoded(bytes: &[u8], charset: &'static Encoding) -> Self {
        let text = |bytes: &[u8]| charset.decode(&percent_decode(bytes)).0.into_owned();
        let pairs = bytes.split(|byte| *byte == b'&').filter(|pair| !pair.is_empty());
        let pair = |pair: &[u8]| {
            let (name, value) = split_at_byte(pair, b'=');
            (text(name), text(value))
        };
        Self(pairs.map(pair).collect())
    }

    /// Reads a form that was sent in parts, up to the first part that cannot be read.
    async fn of_parts(request: http::Request<Body>, charset: &'static Encoding) -> Self {
        let Ok(mut parts) = Multipart::from_request(request, &()).await else { return Self::default() };
        let mut fields = Vec::new();
        while let Ok(Some(part)) = parts.next_field().await {
            let name = part.name().unwrap_or_default().to_owned();
            let Ok(value) = part.bytes().await else { break };
            fields.push((name, charset.decode(&value).0.into_owned()));
        }
        Self(fields)
    }

    fn cookies(headers: &HeaderMap) -> Self {
        let lines = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
        let pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
        Self(pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect())
    }
}

/// Splits at the first `separator`; the second part is empty if there is none.
fn split_at_byte(bytes: &[u8], separator: u8) -> (&[u8], &[u8]) {
    let position = bytes.iter().position(|byte| *byte == separator);
    position.map_or((bytes, &[][..]), |position| (&bytes[..position], &bytes[position + 1..]))
}
