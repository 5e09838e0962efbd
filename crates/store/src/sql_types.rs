//! Columns of the values of the domain.

use std::error::Error;
use std::fmt::Display;
use std::ops::Range;

use chrono::NaiveDate;
use kabinet_domain::{Money, MoneyError};
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, Type, ValueRef};
use rusqlite::{Row, RowIndex};

/// An amount as a column of whole kopecks.
pub(crate) struct Kopecks(pub(crate) Money);

/// A day as a column `2021-11-09`.
struct Day(NaiveDate);

/// A value as a column of its text.
pub(crate) struct TextColumn<T>(pub(crate) T);

pub(crate) fn money(row: &Row<'_>, column: impl RowIndex) -> rusqlite::Result<Money> {
    row.get(column).map(|Kopecks(money)| money)
}

pub(crate) fn money_if_shown(row: &Row<'_>, column: impl RowIndex) -> rusqlite::Result<Option<Money>> {
    Ok(row.get::<_, Option<Kopecks>>(column)?.map(|Kopecks(money)| money))
}

/// Reads a day without the grammar of chrono's formats, which takes longer than the rest of a row.
pub(crate) fn day(row: &Row<'_>, column: impl RowIndex) -> rusqlite::Result<NaiveDate> {
    row.get(column).map(|Day(day)| day)
}

pub(crate) fn text<T>(row: &Row<'_>, column: impl RowIndex) -> rusqlite::Result<T>
where
    TextColumn<T>: FromSql,
{
    row.get(column).map(|TextColumn(value)| value)
}

/// Returns the amount of a sum of kopecks over many rows.
///
/// Its error is damage, because no sum of valid rows is too large.
pub(crate) fn sum(kopecks: i128) -> rusqlite::Result<Money> {
    let money = i64::try_from(kopecks).map_err(|_| MoneyError::TooLarge).and_then(Money::from_kopecks);
    money.map_err(decode_error)
}

/// Returns the error of a column value that does not decode.
pub(crate) fn decode_error(why: impl Into<Box<dyn Error + Send + Sync>>) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(0, Type::Blob, why.into())
}

impl Kopecks {
    /// Returns the kopecks; fails if the amount could not be read back.
    pub(crate) fn whole(&self) -> rusqlite::Result<i64> {
        i64::try_from(self.0.kopecks())
            .map_err(|_| MoneyError::TooLarge)
            .and_then(|kopecks| Money::from_kopecks(kopecks).and(Ok(kopecks)))
            .map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))
    }
}

impl ToSql for Kopecks {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.whole()?.into())
    }
}

impl FromSql for Kopecks {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Money::from_kopecks(value.as_i64()?).map(Self).map_err(FromSqlError::other)
    }
}

impl FromSql for Day {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let written = value.as_str()?.as_bytes();
        let number = |digits: Range<usize>| -> Option<u32> {
            let digits = written.get(digits)?.iter();
            digits
                .map(|byte| char::from(*byte).to_digit(10))
                .try_fold(0, |sum, digit| Some(10 * sum + digit?))
        };
        let is_dashed = written.len() == 10 && written[4] == b'-' && written[7] == b'-';
        let parts = number(0..4).zip(number(5..7)).zip(number(8..10)).filter(|_| is_dashed);
        let day = parts
            .and_then(|((year, month), day)| NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day));
        day.map(Self).ok_or(FromSqlError::InvalidType)
    }
}

impl<T: Display> ToSql for TextColumn<T> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.to_string().into())
    }
}

impl<T> FromSql for TextColumn<T>
where
    T: TryFrom<String, Error: Error + Send + Sync + 'static>,
{
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        T::try_from(value.as_str()?.to_owned()).map(Self).map_err(FromSqlError::other)
    }
}
