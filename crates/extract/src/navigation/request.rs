//! Requests that links and forms make.

use std::borrow::Cow;

use encoding_rs::Encoding;
use url::Url;
use url::form_urlencoded::Serializer;
use zeroize::Zeroize;

/// A request made by following a link or submitting a form.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Request {
    /// A GET request.
    Get(Url),
    /// A POST request with a form's fields.
    Post {
        /// The action of the form.
        url: Url,
        /// The fields in the page's charset.
        ///
        /// They may hold a password.
        body: Body,
    },
}

/// The fields of a form.
///
/// They may hold a password: `Debug` does not print them, and they are wiped when they are dropped.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Body {
    encoded: String,
    parts: Option<Parts>,
}

/// The names of fields and their values in the page's charset.
type Parts = Vec<(String, Vec<u8>)>;

/// The way in which a form is submitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// The fields are in the URL.
    Get,
    /// The fields are in the body, URL-encoded.
    Post,
    /// The fields are in the body, each as a part: `multipart/form-data`.
    PostParts,
}

impl Request {
    /// Creates the request that submits a form's fields.
    pub fn send(
        method: Method,
        action: &Url,
        fields: &[(String, String)],
        charset: &'static Encoding,
    ) -> Self {
        let encode: &dyn for<'t> Fn(&'t str) -> Cow<'t, [u8]> = &|text| charset.encode(text).0;
        // A string that grows would leave copies behind.
        let unwritten = String::with_capacity(longest_encoded(fields));
        let encoded =
            Serializer::new(unwritten).encoding_override(Some(encode)).extend_pairs(fields).finish();
        let mut url = action.clone();
        let part = |(name, value): &(String, String)| (name.clone(), encode(value).into_owned());
        let parts = match method {
            Method::Get => {
                url.set_query(Some(encoded.as_str()).filter(|query| !query.is_empty()));
                return Self::Get(url);
            }
            Method::Post => None,
            Method::PostParts => Some(fields.iter().map(part).collect()),
        };
        Self::Post { url, body: Body { encoded, parts } }
    }

    /// Returns the requested URL.
    pub fn url(&self) -> &Url {
        match self {
            Self::Get(url) | Self::Post { url, .. } => url,
        }
    }
}

/// Returns the most bytes of URL-encoded fields.
///
/// A character outside the charset becomes the number of an HTML entity, each byte of it encoded.
fn longest_encoded(fields: &[(String, String)]) -> usize {
    const LONGEST_CHARACTER: usize = 3 * "&#1114111;".len();
    let longest = |text: &String| LONGEST_CHARACTER * text.chars().count();
    fields.iter().map(|(name, value)| longest(name) + longest(value) + "=&".len()).sum()
}

impl Drop for Body {
    fn drop(&mut self) {
        self.encoded.zeroize();
        self.parts.iter_mut().flatten().for_each(|(_, value)| value.zeroize());
    }
}

impl Body {
    /// Returns the URL-encoded fields.
    pub fn expose(&self) -> &str {
        &self.encoded
    }

    /// Returns the fields of a form that is sent in parts; `None` for a URL-encoded one.
    pub fn parts(&self) -> Option<&[(String, Vec<u8>)]> {
        self.parts.as_deref()
    }
}

impl std::fmt::Debug for Body {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Body(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(method: Method) -> Request {
        let fields = [("login".to_owned(), "п&1".to_owned())];
        Request::send(method, &Url::parse("http://localhost/in").unwrap(), &fields, encoding_rs::WINDOWS_1251)
    }

    #[test]
    fn fields_are_sent_in_the_charset_of_the_page() {
        assert_eq!(sent(Method::Get).url().as_str(), "http://localhost/in?login=%EF%261");
        let Request::Post { body, .. } = sent(Method::Post) else { panic!("a GET") };
        assert_eq!((body.expose(), body.parts()), ("login=%EF%261", None));
        let Request::Post { body, .. } = sent(Method::PostParts) else { panic!("a GET") };
        assert_eq!(body.parts(), Some([("login".to_owned(), b"\xEF&1".to_vec())].as_slice()));
        assert!(!format!("{body:?}").contains("login"));
    }
}
