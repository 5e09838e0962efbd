//! The kinds of requests that a portal answers.

use serde::{Deserialize, Serialize};

/// The page or action that a request asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Screen {
    /// The site's front page.
    Front,
    /// The page that asks for the city, where it is not the front page.
    City,
    /// The choice of a city.
    ChooseCity,
    /// The sign-in form.
    SignIn,
    /// The submission of the sign-in form.
    SignInSent,
    /// The page behind «Забыли логин или пароль?».
    Forgotten,
    /// The account page.
    Account,
    /// The list of months.
    Months,
    /// The transactions of one month.
    Month,
    /// The link «ВЫЙТИ».
    SignOut,
    /// The target of the button to pay.
    Pay,
    /// The target of the button to change the tariff.
    ChangeTariff,
    /// A page without any account data.
    Public,
    /// A link that spends money or changes the account as soon as it is opened.
    Destructive,
    /// Any other page for signed-in customers.
    Inner,
}
