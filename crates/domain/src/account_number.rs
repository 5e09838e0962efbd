use std::fmt;

use serde::{Deserialize, Serialize};

/// The number that the provider knows the account by (лицевой счёт). Text, not a number: leading
/// zeros stay.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct AccountNumber(String);

/// Why a text is not an account number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("an account number has 1 to 32 characters and at least one digit")]
pub struct AccountNumberError;

impl AccountNumber {
    const LONGEST: usize = 32;

    /// The number as the provider writes it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for AccountNumber {
    type Error = AccountNumberError;

    fn try_from(text: String) -> Result<Self, AccountNumberError> {
        let fits = (1..=Self::LONGEST).contains(&text.chars().count());
        let has_digit = text.chars().any(|c| c.is_ascii_digit());
        if fits && has_digit { Ok(Self(text)) } else { Err(AccountNumberError) }
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
        assert_eq!(AccountNumber::try_from(String::new()), Err(AccountNumberError));
        assert_eq!(AccountNumber::try_from("нет".to_owned()), Err(AccountNumberError));
    }
}
