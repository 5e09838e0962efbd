//! Error codes as they are stored.

use kabinet_domain::ErrorCode;
use rusqlite::types::{FromSql, FromSqlResult, ToSql, ToSqlOutput, ValueRef};

/// The code of an error that this or another release recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StoredCode {
    /// A code of this release.
    Known(ErrorCode),
    /// The name of a code that only another release has.
    Unknown(String),
}

impl StoredCode {
    /// Returns the stable name of the code.
    pub fn name(&self) -> &str {
        match self {
            Self::Known(code) => code.name(),
            Self::Unknown(name) => name,
        }
    }

    /// Returns the code of this release that says the most.
    ///
    /// It is [`ErrorCode::DatabaseNewer`] for a name that only another release can explain.
    pub fn code(&self) -> ErrorCode {
        match self {
            Self::Known(code) => *code,
            Self::Unknown(_) => ErrorCode::DatabaseNewer,
        }
    }
}

impl From<ErrorCode> for StoredCode {
    fn from(code: ErrorCode) -> Self {
        Self::Known(code)
    }
}

impl ToSql for StoredCode {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.name().into())
    }
}

impl FromSql for StoredCode {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let name = value.as_str()?;
        Ok(ErrorCode::of_name(name).map_or_else(|| Self::Unknown(name.to_owned()), Self::Known))
    }
}
