//! A skin: the looks of one site as minijinja templates, and its behaviour as `skin.toml`.
//!
//! Not here: code of a single skin.

use std::fs;
use std::path::Path;

use encoding_rs::{Encoding, UTF_8};
use kabinet_domain::Month;
use minijinja::Environment;
use minijinja::value::Serde;

use crate::customer::{Customer, CustomersFile};
use crate::error::DemoError;
use crate::format;
use crate::ledger::Ledger;
use crate::route::Route;
use crate::screen::Screen;
use crate::skin_config::{NeedsBrowser, SkinConfig, Success};
use crate::view::{AccountView, View};

/// The looks and the behaviour of one site.
#[derive(Debug, Clone)]
pub struct Skin {
    pub(crate) config: SkinConfig,
    pub(crate) charset: &'static Encoding,
    pub(crate) templates: Environment<'static>,
    /// The customers; empty if the skin shows the demo account.
    pub(crate) customers: Vec<Customer>,
}

impl Skin {
    /// Loads the skin in a folder.
    ///
    /// # Errors
    /// Every [`DemoError`] except `Listen`, if the folder is not a complete skin.
    pub fn load(folder: &Path) -> Result<Self, DemoError> {
        let config = read(&folder.join("skin.toml"))?;
        let names = fs::read_dir(folder)
            .and_then(|files| {
                files.map(|file| Ok(file?.file_name().to_string_lossy().into_owned())).collect()
            })
            .map_err(|source| DemoError::File { path: folder.to_owned(), source });
        let names: Vec<String> = names?;
        let templates = names.into_iter().filter(|name| name.ends_with(".html"));
        let templates = templates.map(|name| Ok((name.clone(), read(&folder.join(name))?)));
        let skin = Self::new(&config, templates.collect::<Result<_, DemoError>>()?)?;
        Ok(Self { customers: customers(&folder.join("customers.toml"))?, ..skin })
    }

    /// Returns its difference from other skins, in one line.
    pub fn note(&self) -> &str {
        &self.config.note
    }

    /// Returns the charset of its pages.
    pub fn charset(&self) -> &'static Encoding {
        self.charset
    }

    /// Returns the reason why only a browser can sign in; `None` if a program can.
    pub fn needs_browser(&self) -> Option<NeedsBrowser> {
        self.config.needs_browser
    }

    /// Renders a page for a signed-in customer, without a server.
    ///
    /// It shows the account page, the first page of the months, or the first page of the
    /// transactions of `month`.
    ///
    /// # Errors
    /// [`DemoError::NoRoute`] if the skin has no such page, [`DemoError::NoTemplate`] if the page
    /// has no template, [`DemoError::Template`] if the template fails.
    pub fn shown(&self, ledger: &Ledger, month: Option<Month>, screen: Screen) -> Result<String, DemoError> {
        let route = self.config.routes.iter().rfind(|route| route.screen == screen);
        let name = route.and_then(Route::template).ok_or(DemoError::NoRoute(screen))?;
        let template = self.templates.get_template(&name).map_err(|_| DemoError::NoTemplate(name))?;
        let statement = ledger.months().iter().find(|statement| Some(statement.totals.month) == month);
        let account = match statement {
            Some(statement) => AccountView::month(ledger, &self.config, statement, 1),
            None => AccountView::months(ledger, &self.config, 1),
        };
        let view = View::new(ledger.today(), &self.config, None);
        Ok(template.render(Serde(&View { signed_in: true, account: Some(account), ..view }))?)
    }

    fn new(config: &str, templates: Vec<(String, String)>) -> Result<Self, DemoError> {
        let config: SkinConfig = toml::from_str(config)?;
        let label = &config.charset.encoding;
        let charset =
            Encoding::for_label(label.as_bytes()).ok_or_else(|| DemoError::Charset(label.clone()))?;
        let mut environment = Environment::new();
        format::add_filters(&mut environment, config.money.clone());
        for (name, source) in templates {
            environment.add_template_owned(name, source)?;
        }
        let skin = Self { config, charset, templates: environment, customers: Vec::new() };
        skin.check()?;
        Ok(skin)
    }

    /// Checks that every needed page exists, so that a skin fails when it is loaded, not when used.
    fn check(&self) -> Result<(), DemoError> {
        let needed = [Screen::Front, Screen::SignIn, Screen::SignInSent, Screen::Account, Screen::Months];
        for screen in needed {
            self.config.route_to(screen).ok_or(DemoError::NoRoute(screen))?;
        }
        let templates = self.config.routes.iter().filter_map(Route::template);
        let interstitial =
            (self.config.sign_in.success == Success::Interstitial).then(|| "signed_in.html".to_owned());
        let lacking = templates.chain(interstitial).find(|name| self.templates.get_template(name).is_err());
        lacking.map_or(Ok(()), |name| Err(DemoError::NoTemplate(name)))
    }
}

impl Default for Skin {
    /// Returns the one skin that is compiled into the program.
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

/// Reads the customers of a skin; none if there is no such file.
fn customers(path: &Path) -> Result<Vec<Customer>, DemoError> {
    if !path.exists() {
        return Ok(Vec::new());
    }
    let file: CustomersFile = toml::from_str(&read(path)?)?;
    Ok(file.customers)
}

fn read(path: &Path) -> Result<String, DemoError> {
    let bytes = fs::read(path).map_err(|source| DemoError::File { path: path.to_owned(), source })?;
    Ok(UTF_8.decode(&bytes).0.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const CONFIG: &str = include_str!("../skins/default/skin.toml");

    #[test]
    fn an_incomplete_skin_fails_when_it_is_loaded() {
        let none = Skin::new(CONFIG, Vec::new()).unwrap_err();
        assert!(matches!(none, DemoError::NoTemplate(name) if name == "front.html"));

        let pathless = CONFIG.replace("screen = \"account\"", "screen = \"inner\"");
        let lost = Skin::new(&pathless, Vec::new()).unwrap_err();
        assert!(matches!(lost, DemoError::NoRoute(Screen::Account)));

        let unheard = CONFIG.replace("encoding = \"utf-8\"", "encoding = \"utf-9\"");
        let charset = Skin::new(&unheard, Vec::new()).unwrap_err();
        assert!(matches!(charset, DemoError::Charset(label) if label == "utf-9"));

        let misspelt = CONFIG.replace("[entries]", "[entires]");
        assert!(matches!(Skin::new(&misspelt, Vec::new()), Err(DemoError::Description(_))));
    }
}
