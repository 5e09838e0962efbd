//! The portal behind the server: its answers before any fault.

use std::sync::{Mutex, MutexGuard, PoisonError};

use axum::http::{HeaderName, StatusCode, header};
use kabinet_domain::MonthStatement;
use minijinja::value::Serde;

use crate::city::{City, find_city};
use crate::customer::Customer;
use crate::format::format_date;
use crate::ledger::{ACCOUNT, Ledger};
use crate::request::Request;
use crate::route::{Bindings, Route, match_pattern};
use crate::screen::Screen;
use crate::session::{Session, Sessions};
use crate::skin::Skin;
use crate::skin_config::{CityStorage, Refusal, SessionStorage, Success, UnknownSession};
use crate::view::{AccountView, View};

/// The usual password of the demo customer.
pub const PASSWORD: &str = "demo";

/// The portal of one skin and one account.
#[derive(Debug)]
pub(crate) struct Site {
    pub(crate) skin: Skin,
    /// The password of the demo customer.
    password: String,
    state: Mutex<State>,
}

/// The account and the open sessions.
#[derive(Debug)]
pub(crate) struct State {
    pub(crate) ledger: Ledger,
    pub(crate) sessions: Sessions,
}

/// An answer before it is encoded in the site's charset.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: Vec<(HeaderName, String)>,
    pub(crate) text: String,
}

/// The handling of one request.
struct Call<'a> {
    skin: &'a Skin,
    /// The password of the demo customer.
    password: &'a str,
    state: &'a mut State,
    request: &'a Request,
    bindings: Bindings,
    city: Option<&'static City>,
    sid: Option<String>,
    cookies: Vec<String>,
}

impl Site {
    pub(crate) fn new(skin: Skin, ledger: Ledger, password: String) -> Self {
        Self { skin, password, state: Mutex::new(State { ledger, sessions: Sessions::default() }) }
    }

    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns the passwords of everybody who may sign in.
    pub(crate) fn passwords(&self) -> Vec<&str> {
        let customers = self.skin.customers.iter().map(|customer| customer.password.as_str());
        customers.chain([self.password.as_str()]).collect()
    }

    /// Returns the screen that a request asks for; `None` if the site has no such page.
    pub(crate) fn screen(&self, request: &Request) -> Option<Screen> {
        self.route(request).map(|(route, _)| route.screen)
    }

    pub(crate) fn answer(&self, request: &Request) -> Answer {
        match self.route(request) {
            Some((route, bindings)) => self.call(request, bindings, |call| call.answer(route)),
            None => Answer::new(StatusCode::NOT_FOUND, "<h1>404</h1><p>Страница не найдена</p>"),
        }
    }

    /// Returns the sign-in form, regardless of the requested page.
    pub(crate) fn sign_in_form(&self, request: &Request) -> Answer {
        let bindings = self.route(request).map(|(_, bindings)| bindings).unwrap_or_default();
        self.call(request, bindings, |call| call.sign_in_form(StatusCode::OK, false))
    }

    fn route(&self, request: &Request) -> Option<(&Route, Bindings)> {
        self.skin.config.routes.iter().find_map(|route| Some((route, route.match_request(request)?)))
    }

    fn call(
        &self,
        request: &Request,
        bindings: Bindings,
        answer: impl FnOnce(&mut Call<'_>) -> Answer,
    ) -> Answer {
        let mut state = self.state();
        let mut call = Call::new(self, &mut state, request, bindings);
        let mut answer = answer(&mut call);
        answer.headers.extend(call.cookies.into_iter().map(|cookie| (header::SET_COOKIE, cookie)));
        answer
    }
}

impl Answer {
    pub(crate) fn new(status: StatusCode, text: impl Into<String>) -> Self {
        Self { status, headers: Vec::new(), text: text.into() }
    }

    pub(crate) fn redirect(status: StatusCode, to: String) -> Self {
        Self { status, headers: vec![(header::LOCATION, to)], text: String::new() }
    }
}

impl<'a> Call<'a> {
    fn new(site: &'a Site, state: &'a mut State, request: &'a Request, bindings: Bindings) -> Self {
        let skin = &site.skin;
        let session = &skin.config.session;
        let sid = match session.kept {
            SessionStorage::Cookie => request.cookies.get(&session.name),
            SessionStorage::Url => request.field(&session.name),
        };
        let sid = sid.filter(|sid| state.sessions.get(sid).is_some()).map(str::to_owned);
        let named = match skin.config.city.as_ref().map(|config| &config.kept) {
            Some(CityStorage::Cookie(name)) => request.cookies.get(name),
            Some(CityStorage::Path) => bindings.get("city").map(String::as_str),
            None => None,
        };
        let city = named.and_then(find_city);
        Self { skin, password: &site.password, state, request, bindings, city, sid, cookies: Vec::new() }
    }

    fn answer(&mut self, route: &Route) -> Answer {
        if !self.is_own_token(&self.bindings) {
            return self.forged();
        }
        match route.screen {
            Screen::Front
            | Screen::City
            | Screen::Forgotten
            | Screen::Pay
            | Screen::ChangeTariff
            | Screen::Public => self.public(route),
            Screen::ChooseCity => self.choose_city(),
            Screen::SignIn if self.lacks_city() => self.redirect_to(self.city_question()),
            Screen::SignIn => self.sign_in_form(StatusCode::OK, false),
            Screen::SignInSent => self.sign_in(),
            Screen::SignOut => self.sign_out(),
            Screen::Account | Screen::Months | Screen::Month | Screen::Destructive | Screen::Inner => {
                self.inner(route)
            }
        }
    }

    fn public(&mut self, route: &Route) -> Answer {
        self.ensure_session();
        self.page(route, StatusCode::OK, self.view())
    }

    fn choose_city(&mut self) -> Answer {
        let kept = self.skin.config.city.as_ref().map(|config| &config.kept);
        let chosen = self.bindings.get("city").and_then(|text| find_city(text));
        if let (Some(CityStorage::Cookie(name)), Some(city)) = (kept, chosen) {
            self.cookies.push(format!("{name}={}; Path=/", city.slug));
        }
        self.redirect_to(Screen::Front)
    }

    fn lacks_city(&self) -> bool {
        self.city.is_none() && self.skin.config.city.as_ref().is_some_and(|config| config.required)
    }

    fn city_question(&self) -> Screen {
        if self.skin.config.route_to(Screen::City).is_some() { Screen::City } else { Screen::Front }
    }

    fn sign_in_form(&mut self, status: StatusCode, refused: bool) -> Answer {
        self.ensure_session();
        let was_refused = self.session_mut().is_some_and(|session| {
            session.reshuffle();
            std::mem::take(&mut session.refused)
        });
        let mut view = self.view();
        view.message = (refused || was_refused)
            .then(|| self.skin.config.sign_in.words.clone())
            .or_else(|| self.skin.config.session.over.clone().filter(|_| self.names_ended_session()));
        self.screen(Screen::SignIn, status, view)
    }

    fn sign_in(&mut self) -> Answer {
        if self.lacks_city() {
            return self.redirect_to(self.city_question());
        }
        if !self.is_complete_form() {
            return self.forged();
        }
        let view = self.view();
        let sent = |field: &str| self.request.form.get(field);
        let (login, password) = (sent(&view.login_field), sent(&view.password_field));
        let skin = self.skin;
        let is_own = |customer: &&Customer| {
            Some(customer.login.as_str()) == login && Some(customer.password.as_str()) == password
        };
        match skin.customers.iter().find(is_own) {
            Some(customer) => self.accepted(Some(&customer.login)),
            None if login == Some(ACCOUNT)
                && password == Some(self.password)
                && skin.customers.is_empty() =>
            {
                self.accepted(None)
            }
            None => self.refused(),
        }
    }

    /// Returns true if the request names a session that is not open.
    fn names_ended_session(&self) -> bool {
        let name = &self.skin.config.session.name;
        let named = self.request.query.get(name).or_else(|| self.request.cookies.get(name));
        named.is_some_and(|sid| !sid.is_empty() && self.sid.as_deref() != Some(sid))
    }

    /// Returns true if every required field of the form was sent, and by the form's own visitor.
    fn is_complete_form(&self) -> bool {
        let config = &self.skin.config.sign_in;
        let is_right = |(field, value): (&String, &String)| {
            let mut bindings = Bindings::new();
            let sent = self.request.form.get(field);
            sent.is_some_and(|sent| match_pattern(value, sent, &mut bindings)) && self.is_own_token(&bindings)
        };
        config.requires.iter().all(is_right)
            && (self.request.has_referer || !config.referer)
            && (self.request.is_in_parts || !config.in_parts)
    }

    fn is_own_token(&self, bindings: &Bindings) -> bool {
        let session = self.session();
        bindings.get("token").is_none_or(|sent| session.is_some_and(|session| session.token == *sent))
    }

    fn forged(&self) -> Answer {
        Answer::new(StatusCode::FORBIDDEN, "<h1>403</h1><p>Форма устарела, откройте страницу заново</p>")
    }

    fn accepted(&mut self, login: Option<&str>) -> Answer {
        if let Some(login) = login.filter(|_| self.skin.config.session.single) {
            self.state.sessions.end_of(login);
        }
        self.ensure_session();
        if self.skin.config.session.renewed {
            self.sid = self.sid.as_ref().and_then(|sid| self.state.sessions.renew(sid));
            self.set_cookie();
        }
        if let Some(session) = self.session_mut() {
            session.signed_in = true;
            session.login = login.map(str::to_owned);
        }
        match self.skin.config.sign_in.success {
            Success::Found => Answer::redirect(StatusCode::FOUND, self.location(Screen::Account)),
            Success::SeeOther => Answer::redirect(StatusCode::SEE_OTHER, self.location(Screen::Account)),
            Success::Interstitial => self.template("signed_in.html", StatusCode::OK, self.view()),
            Success::Account => self
                .skin
                .config
                .route_to(Screen::Account)
                .map_or_else(|| Answer::new(StatusCode::NOT_FOUND, ""), |route| self.inner(route)),
        }
    }

    fn refused(&mut self) -> Answer {
        match self.skin.config.sign_in.refusal {
            Refusal::Form => self.sign_in_form(StatusCode::OK, true),
            Refusal::Unauthorized => self.sign_in_form(StatusCode::UNAUTHORIZED, true),
            Refusal::Forbidden => self.sign_in_form(StatusCode::FORBIDDEN, true),
            Refusal::Redirect => {
                self.note_refusal();
                self.redirect_to(Screen::SignIn)
            }
            Refusal::Interstitial => {
                self.note_refusal();
                self.template("signed_in.html", StatusCode::OK, self.view())
            }
        }
    }

    /// Remembers the refusal for the next page with the form.
    fn note_refusal(&mut self) {
        self.ensure_session();
        if let Some(session) = self.session_mut() {
            session.refused = true;
        }
    }

    fn sign_out(&mut self) -> Answer {
        if let Some(sid) = self.sid.take() {
            self.state.sessions.end(&sid);
        }
        self.redirect_to(Screen::Front)
    }

    fn inner(&mut self, route: &Route) -> Answer {
        if !self.session().is_some_and(|session| session.signed_in) {
            return match self.skin.config.session.unknown {
                UnknownSession::Redirect => self.redirect_to(Screen::SignIn),
                UnknownSession::SignInPage => self.sign_in_form(StatusCode::OK, false),
            };
        }
        if !self.skin.customers.is_empty() {
            return self.page(route, StatusCode::OK, self.view());
        }
        let Some(account) = self.account(route.screen) else {
            return Answer::new(StatusCode::NOT_FOUND, "<h1>404</h1><p>Нет такого месяца</p>");
        };
        self.page(route, StatusCode::OK, View { account: Some(account), ..self.view() })
    }

    fn account(&self, screen: Screen) -> Option<AccountView> {
        let (ledger, config) = (&self.state.ledger, &self.skin.config);
        let page =
            self.bindings.get("page").map_or(Some(1), |page| page.parse().ok()).filter(|page| *page > 0)?;
        if screen != Screen::Month {
            return Some(AccountView::months(ledger, config, page));
        }
        let key = self.bindings.get("month")?;
        let has_key =
            |month: &&MonthStatement| format_date(&config.months.key, month.totals.month.first_day()) == *key;
        Some(AccountView::month(ledger, config, ledger.months().iter().find(has_key)?, page))
    }
}

impl Call<'_> {
    fn view(&self) -> View {
        let view = View::new(self.state.ledger.today(), &self.skin.config, self.city);
        let session = self.sid.as_ref().and_then(|sid| Some((sid, self.state.sessions.get(sid)?)));
        let view = session.map_or(view.clone(), |(sid, session)| view.with_session(sid, session));
        let login = self.session().and_then(|session| session.login.as_deref());
        let customer = self.skin.customers.iter().find(|customer| Some(customer.login.as_str()) == login);
        View {
            location: self.location(Screen::Account),
            origin: format!("http://{}", self.request.host),
            asked: self.bindings.clone(),
            customer: customer.cloned(),
            ..view
        }
    }

    fn session(&self) -> Option<&Session> {
        self.state.sessions.get(self.sid.as_ref()?)
    }

    fn session_mut(&mut self) -> Option<&mut Session> {
        self.state.sessions.get_mut(self.sid.as_ref()?)
    }

    /// Opens a session if the request belongs to none.
    fn ensure_session(&mut self) {
        if self.sid.is_none() {
            self.sid = Some(self.state.sessions.open());
            self.set_cookie();
        }
    }

    fn set_cookie(&mut self) {
        let session = &self.skin.config.session;
        if let (SessionStorage::Cookie, Some(sid)) = (session.kept, &self.sid) {
            self.cookies.push(format!("{}={sid}; Path=/; HttpOnly", session.name));
        }
    }

    fn redirect_to(&self, screen: Screen) -> Answer {
        Answer::redirect(StatusCode::FOUND, self.location(screen))
    }

    /// Returns the address of a screen for this visitor.
    fn location(&self, screen: Screen) -> String {
        let session = &self.skin.config.session;
        let address =
            self.skin.config.route_to(screen).map_or_else(String::new, |route| route.address(&self.bindings));
        match (&self.sid, session.kept) {
            (Some(sid), SessionStorage::Url) => {
                let mark = if address.contains('?') { '&' } else { '?' };
                format!("{address}{mark}{}={sid}", session.name)
            }
            (_, SessionStorage::Url | SessionStorage::Cookie) => address,
        }
    }

    fn screen(&self, screen: Screen, status: StatusCode, view: View) -> Answer {
        let route = self.skin.config.route_to(screen);
        route.map_or_else(|| Answer::new(StatusCode::NOT_FOUND, ""), |route| self.page(route, status, view))
    }

    fn page(&self, route: &Route, status: StatusCode, view: View) -> Answer {
        self.template(&route.template().unwrap_or_default(), status, view)
    }

    fn template(&self, name: &str, status: StatusCode, view: View) -> Answer {
        let template = self.skin.templates.get_template(name);
        match template.and_then(|template| template.render(Serde(&view))) {
            Ok(text) => Answer::new(status, text),
            Err(error) => Answer::new(StatusCode::INTERNAL_SERVER_ERROR, format!("{error:#}")),
        }
    }
}
