//! Requests that links and forms make.

use std::borrow::Cow;

use encoding_rs::Encoding;
use url::Url;
use url::form_urlencoded::Serializer;

/// A request made by following a link or submitting a form.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Request {
    /// A GET request.
    Get(Url),
    /// A POST request with a form's fields.
    Post {
        /// The action of the form.
        url: Url,
        /// The fields, URL-encoded in the page's charset.
        ///
        /// They may hold a password.
        body: Body,
    },
}

/// The fields of a form. `Debug` does not print them, because they may hold a password.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Body(String);

impl Request {
    /// Creates the request that submits a form's fields.
    pub fn send(post: bool, action: &Url, fields: &[(String, String)], charset: &'static Encoding) -> Self {
        let encode: &dyn for<'t> Fn(&'t str) -> Cow<'t, [u8]> = &|text| charset.encode(text).0;
        let query =
            Serializer::new(String::new()).encoding_override(Some(encode)).extend_pairs(fields).finish();
        let mut url = action.clone();
        if post {
            return Self::Post { url, body: Body(query) };
        }
        url.set_query(Some(query.as_str()).filter(|query| !query.is_empty()));
        Self::Get(url)
    }

    /// Returns the requested URL.
    pub fn url(&self) -> &Url {
        match self {
            Self::Get(url) | Self::Post { url, .. } => url,
        }
    }
}

impl Body {
    /// Returns the encoded fields.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Body {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Body(..)")
    }
}
