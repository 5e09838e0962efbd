use std::borrow::Cow;

use encoding_rs::Encoding;
use url::Url;
use url::form_urlencoded::Serializer;

/// What following a link or sending a form asks the site for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Ask {
    /// An address.
    Get(Url),
    /// An address with a form's fields.
    Post {
        /// Where the form is sent.
        url: Url,
        /// The fields, url-encoded in the page's charset. They may hold a password.
        body: Body,
    },
}

/// The fields of a form. Never shown: they may hold a password.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Body(String);

impl Ask {
    /// Sending a form's fields.
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

    /// The address that is asked.
    pub fn url(&self) -> &Url {
        match self {
            Self::Get(url) | Self::Post { url, .. } => url,
        }
    }
}

impl Body {
    /// The fields as they are sent.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Body {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Body(..)")
    }
}
