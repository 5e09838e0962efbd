//! Values of sent forms, which must not travel on in a `Referer`.

use std::sync::{Mutex, PoisonError};

use secrecy::zeroize::Zeroizing;
use url::Url;

/// The values that forms have sent in one visit, url-encoded.
#[derive(Default)]
pub struct SentValues(Mutex<Vec<Zeroizing<String>>>);

/// Shorter values, such as a city's number, are no secrets.
const SHORTEST_SECRET: usize = 4;

impl SentValues {
    /// Remembers the values of a url-encoded form.
    pub fn remember(&self, body: &str) {
        let values = body.split('&').filter_map(|pair| pair.split_once('=')).map(|(_, value)| value);
        let secrets = values.filter(|value| value.len() >= SHORTEST_SECRET);
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.extend(secrets.map(|value| Zeroizing::new(value.to_owned())));
    }

    /// Returns true if the query of an address holds a sent value.
    pub fn stand_in(&self, address: &Url) -> bool {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let pairs = address.query().unwrap_or_default().split('&');
        let mut values = pairs.map(|pair| pair.split_once('=').map_or(pair, |(_, value)| value));
        values.any(|value| known.iter().any(|secret| secret.as_str() == value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_with_a_sent_value_is_recognised() {
        let sent = SentValues::default();
        sent.remember("city=3&login=12345678&password=Pa55%2Dw0rd");
        let holds = |text: &str| sent.stand_in(&Url::parse(text).unwrap());
        assert!(holds("http://localhost/lk?login=12345678&x=1"));
        assert!(holds("http://localhost/lk?p=Pa55%2Dw0rd"));
        assert!(!holds("http://localhost/lk?city=3"), "a city is no secret");
        assert!(!holds("http://localhost/12345678"));
    }
}
