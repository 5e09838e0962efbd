//! A skin is a folder: `skin.toml` tells the site's ways, and minijinja templates (`.html`) its
//! looks. Deliberately not here: code of any one skin's own.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use encoding_rs::{Encoding, UTF_8};
use kabinet_domain::Month;
use minijinja::Environment;
use minijinja::value::Serde;
use serde::{Deserialize, Serialize};

use crate::DemoError;
use crate::ledger::Ledger;
use crate::route::Route;
use crate::style::{self, MoneyStyle};
use crate::view::{Cabinet, View};

/// What a request asks the cabinet for.
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
    /// The sign-in form sent.
    SignInSent,
    /// «Забыли логин или пароль?»
    Forgotten,
    /// The account page.
    Account,
    /// The list of months.
    Months,
    /// One month's operations.
    Month,
    /// «ВЫЙТИ»
    SignOut,
    /// Where the button to pay leads.
    Pay,
    /// Where the button to change the tariff leads.
    ChangeTariff,
    /// A page with nothing of the account on it.
    Public,
    /// A page for signed-in customers that CABINET's screens do not include.
    Inner,
}

/// What keeps a program without a browser from signing in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NeedsBrowser {
    /// The figures on a picture.
    Captcha,
    /// A form that a script draws and sends.
    Script,
}

/// The looks and ways of one site.
#[derive(Debug, Clone)]
pub struct Skin {
    pub(crate) ways: Ways,
    pub(crate) charset: &'static Encoding,
    pub(crate) templates: Environment<'static>,
}

/// skin.toml.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Ways {
    note: String,
    needs_browser: Option<NeedsBrowser>,
    pub(crate) charset: Charset,
    pub(crate) session: SessionWays,
    pub(crate) city: Option<CityWays>,
    pub(crate) sign_in: SignInWays,
    #[serde(default)]
    pub(crate) account: AccountWays,
    pub(crate) months: MonthsWays,
    pub(crate) entries: EntriesWays,
    money: MoneyStyle,
    #[serde(rename = "route")]
    pub(crate) routes: Vec<Route>,
}

/// What the pages are written in. A template may name it in a `<meta>`, rightly or not.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Charset {
    encoding: String,
    /// What the header `Content-Type` says it is, rightly or not; nothing if left out.
    pub(crate) header: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SessionWays {
    pub(crate) kept: SessionKept,
    /// The name of the cookie, or of the parameter in the address.
    pub(crate) name: String,
    /// Whether signing in begins a session under a new id.
    #[serde(default)]
    pub(crate) renewed: bool,
    pub(crate) unknown: Unknown,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum SessionKept {
    Cookie,
    Url,
}

/// What an inner page shows to a visitor who is not signed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Unknown {
    /// A redirect to the sign-in form.
    Redirect,
    /// The sign-in form in its place.
    SignInPage,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CityWays {
    pub(crate) kept: CityKept,
    /// Whether the sign-in form is shown only in a city.
    #[serde(default)]
    pub(crate) required: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum CityKept {
    /// A cookie of this name holds it.
    Cookie(String),
    /// Every address of the city's pages holds it as `{city}`.
    Path,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SignInWays {
    /// The login's field. `{random}` in a name changes with every page load.
    pub(crate) login: String,
    pub(crate) password: String,
    /// Other fields that must be sent. `{token}` is the visitor's secret, `*` anything at all.
    #[serde(default)]
    pub(crate) requires: BTreeMap<String, String>,
    /// Whether the form must be sent with a Referer.
    #[serde(default)]
    pub(crate) referer: bool,
    pub(crate) success: Success,
    pub(crate) refusal: Refusal,
    /// What a refusal says.
    pub(crate) words: String,
}

/// What follows when the site accepts the password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Success {
    /// A redirect with status 302.
    Found,
    /// A redirect with status 303.
    SeeOther,
    /// The template `signed_in.html`, which leads on by a meta refresh or a script.
    Interstitial,
    /// The account page itself.
    Account,
}

/// What follows when the site refuses the password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Refusal {
    /// The form again with the words, and status 200.
    Form,
    /// The same with status 401.
    Unauthorized,
    /// The same with status 403.
    Forbidden,
    /// A redirect to the form, which then shows the words.
    Redirect,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct AccountWays {
    pub(crate) next_debit: NextDebit,
    /// Whether the balances of other services are shown.
    pub(crate) other_balances: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum NextDebit {
    /// The page names the day.
    Date,
    /// The page counts the days left.
    Days,
    /// It does both.
    Both,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MonthsWays {
    /// How a month is named in a request, as a pattern of the filter `date`.
    #[serde(default)]
    pub(crate) key: String,
    pub(crate) order: Order,
    /// 0 for all on one page.
    #[serde(default)]
    pub(crate) per_page: usize,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EntriesWays {
    pub(crate) order: Order,
    /// 0 for all on one page.
    #[serde(default)]
    pub(crate) per_page: usize,
    /// Whether the time of day is shown.
    #[serde(default)]
    pub(crate) times: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Order {
    /// Oldest first.
    Asc,
    /// Newest first.
    Desc,
}

impl Skin {
    /// The skin in a folder.
    ///
    /// # Errors
    /// Every [`DemoError`] but `Listen`.
    pub fn load(folder: &Path) -> Result<Self, DemoError> {
        let description = read(&folder.join("skin.toml"))?;
        let names = fs::read_dir(folder)
            .and_then(|files| {
                files.map(|file| Ok(file?.file_name().to_string_lossy().into_owned())).collect()
            })
            .map_err(|source| DemoError::File { path: folder.to_owned(), source });
        let names: Vec<String> = names?;
        let templates = names.into_iter().filter(|name| name.ends_with(".html"));
        let templates = templates.map(|name| Ok((name.clone(), read(&folder.join(name))?)));
        Self::new(&description, templates.collect::<Result<_, DemoError>>()?)
    }

    /// What makes it unlike other skins, in one line.
    pub fn note(&self) -> &str {
        &self.ways.note
    }

    /// Why only a browser can sign in, if that is so.
    pub fn needs_browser(&self) -> Option<NeedsBrowser> {
        self.ways.needs_browser
    }

    /// What a signed-in customer is shown of an account, without a server: the account page, the
    /// first page of the months, or of the operations of one.
    ///
    /// # Errors
    /// [`DemoError::NoTemplate`], [`DemoError::Template`].
    pub fn shown(&self, ledger: &Ledger, month: Option<Month>, screen: Screen) -> Result<String, DemoError> {
        let route = self.ways.routes.iter().rfind(|route| route.screen == screen);
        let name = route.and_then(Route::template).ok_or(DemoError::NoRoute(screen))?;
        let template = self.templates.get_template(&name).map_err(|_| DemoError::NoTemplate(name))?;
        let statement = ledger.months().iter().find(|statement| Some(statement.totals.month) == month);
        let cabinet = match statement {
            Some(statement) => Cabinet::month(ledger, &self.ways, statement, 1),
            None => Cabinet::months(ledger, &self.ways, 1),
        };
        let view = View::new(ledger.today(), &self.ways, None);
        Ok(template.render(Serde(&View { signed_in: true, cabinet: Some(cabinet), ..view }))?)
    }

    pub(crate) fn route_to(&self, screen: Screen) -> Option<&Route> {
        self.ways.routes.iter().find(|route| route.screen == screen)
    }

    fn new(description: &str, templates: Vec<(String, String)>) -> Result<Self, DemoError> {
        let ways: Ways = toml::from_str(description)?;
        let label = &ways.charset.encoding;
        let charset =
            Encoding::for_label(label.as_bytes()).ok_or_else(|| DemoError::Charset(label.clone()))?;
        let mut environment = Environment::new();
        style::add_filters(&mut environment, ways.money.clone());
        for (name, source) in templates {
            environment.add_template_owned(name, source)?;
        }
        let skin = Self { ways, charset, templates: environment };
        skin.check()?;
        Ok(skin)
    }

    /// That the way leads through, so that a skin fails when it is loaded and not when it is read.
    fn check(&self) -> Result<(), DemoError> {
        let needed = [Screen::Front, Screen::SignIn, Screen::SignInSent, Screen::Account, Screen::Months];
        for screen in needed {
            self.route_to(screen).ok_or(DemoError::NoRoute(screen))?;
        }
        let shown = self.ways.routes.iter().filter_map(Route::template);
        let interstitial =
            (self.ways.sign_in.success == Success::Interstitial).then(|| "signed_in.html".to_owned());
        let lacking = shown.chain(interstitial).find(|name| self.templates.get_template(name).is_err());
        lacking.map_or(Ok(()), |name| Err(DemoError::NoTemplate(name)))
    }
}

impl Default for Skin {
    /// The one skin that the program itself carries.
    fn default() -> Self {
        let templates = [
            ("layout.html", include_str!("../skins/default/layout.html")),
            ("cabinet.html", include_str!("../skins/default/cabinet.html")),
            ("front.html", include_str!("../skins/default/front.html")),
            ("sign_in.html", include_str!("../skins/default/sign_in.html")),
            ("forgotten.html", include_str!("../skins/default/forgotten.html")),
            ("account.html", include_str!("../skins/default/account.html")),
            ("months.html", include_str!("../skins/default/months.html")),
            ("month.html", include_str!("../skins/default/month.html")),
            ("pay.html", include_str!("../skins/default/pay.html")),
            ("change_tariff.html", include_str!("../skins/default/change_tariff.html")),
        ];
        let owned = templates.map(|(name, source)| (name.to_owned(), source.to_owned()));
        Self::new(include_str!("../skins/default/skin.toml"), owned.into())
            .expect("the default skin is complete, as its test shows")
    }
}

impl Charset {
    pub(crate) fn content_type(&self) -> String {
        self.header.as_ref().map_or("text/html".to_owned(), |charset| format!("text/html; charset={charset}"))
    }
}

impl Default for AccountWays {
    fn default() -> Self {
        Self { next_debit: NextDebit::Date, other_balances: true }
    }
}

impl Order {
    /// Arranges what is oldest first.
    pub(crate) fn arrange<T>(self, mut rows: Vec<T>) -> Vec<T> {
        if self == Self::Desc {
            rows.reverse();
        }
        rows
    }
}

fn read(path: &Path) -> Result<String, DemoError> {
    let bytes = fs::read(path).map_err(|source| DemoError::File { path: path.to_owned(), source })?;
    Ok(UTF_8.decode(&bytes).0.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const DESCRIPTION: &str = include_str!("../skins/default/skin.toml");

    #[test]
    fn a_skin_that_does_not_lead_through_fails_when_it_is_loaded() {
        let none = Skin::new(DESCRIPTION, Vec::new()).unwrap_err();
        assert!(matches!(none, DemoError::NoTemplate(name) if name == "front.html"));

        let pathless = DESCRIPTION.replace("screen = \"account\"", "screen = \"inner\"");
        let lost = Skin::new(&pathless, Vec::new()).unwrap_err();
        assert!(matches!(lost, DemoError::NoRoute(Screen::Account)));

        let unheard = DESCRIPTION.replace("encoding = \"utf-8\"", "encoding = \"utf-9\"");
        let charset = Skin::new(&unheard, Vec::new()).unwrap_err();
        assert!(matches!(charset, DemoError::Charset(label) if label == "utf-9"));

        let misspelt = DESCRIPTION.replace("[entries]", "[entires]");
        assert!(matches!(Skin::new(&misspelt, Vec::new()), Err(DemoError::Description(_))));
    }
}
