//! Account numbers.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The number or login by which the provider knows the account (лицевой счёт).
///
/// It is text: leading zeros stay, and some portals show a short number or a login in letters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct AccountNumber(String);

/// Error for a text that is not an account number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("an account number has 1 to 64 characters and at least one digit or Latin letter")]
pub struct AccountNumberError;

impl AccountNumber {
    const MAX_CHARS: usize = 64;

    /// Returns the number as the provider writes it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for AccountNumber {
    type Error = AccountNumberError;

    fn try_from(text: String) -> Result<Self, AccountNumberError> {
        let fits = (1..=Self::MAX_CHARS).contains(&text.chars().count());
        let has_digit_or_letter = text.chars().any(|c| c.is_ascii_alphanumeric());
        if fits && has_digit_or_letter { Ok(Self(text)) } else { Err(AccountNumberError) }
    }
}

impl From<AccountNumber> for String {
    fn from(number: AccountNumber) -> Self {
        number.0
    }
}

impl fmt::Display for AccountNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_leading_zeros_and_refuses_what_names_no_account() {
        let number = AccountNumber::try_from("00012345".to_owned()).unwrap();
        assert_eq!(number.as_str(), "00012345");
        for short in ["5", "chisto"] {
            assert_eq!(AccountNumber::try_from(short.to_owned()).unwrap().as_str(), short);
        }
        assert_eq!(AccountNumber::try_from(String::new()), Err(AccountNumberError));
        assert_eq!(AccountNumber::try_from("нет".to_owned()), Err(AccountNumberError));
    }
}
