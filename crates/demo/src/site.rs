use std::sync::{Mutex, MutexGuard, PoisonError};

use axum::http::{HeaderName, StatusCode, header};
use kabinet_domain::MonthStatement;
use minijinja::value::Serde;

use crate::asked::Asked;
use crate::city::{City, city};
use crate::ledger::{ACCOUNT, Ledger};
use crate::route::{Bound, Route, fit};
use crate::skin::{CityKept, Refusal, Screen, SessionKept, Skin, Success, Unknown};
use crate::style::dated;
use crate::view::{Cabinet, View};
use crate::visit::Visits;

/// The password that the demo customer signs in with.
pub const PASSWORD: &str = "demo";

/// The cabinet behind the server: what it answers, before any fault.
#[derive(Debug)]
pub(crate) struct Site {
    pub(crate) skin: Skin,
    memory: Mutex<Memory>,
}

#[derive(Debug)]
pub(crate) struct Memory {
    pub(crate) ledger: Ledger,
    pub(crate) visits: Visits,
}

/// An answer before it is written in the site's charset.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: Vec<(HeaderName, String)>,
    pub(crate) text: String,
}

/// One request's way through the site.
struct Call<'a> {
    skin: &'a Skin,
    memory: &'a mut Memory,
    asked: &'a Asked,
    bound: Bound,
    city: Option<&'static City>,
    sid: Option<String>,
    cookies: Vec<String>,
}

impl Site {
    pub(crate) fn new(skin: Skin, ledger: Ledger) -> Self {
        Self { skin, memory: Mutex::new(Memory { ledger, visits: Visits::default() }) }
    }

    pub(crate) fn memory(&self) -> MutexGuard<'_, Memory> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What the request asks for; nothing if the site has no such page.
    pub(crate) fn screen(&self, asked: &Asked) -> Option<Screen> {
        self.route(asked).map(|(route, _)| route.screen)
    }

    pub(crate) fn answer(&self, asked: &Asked) -> Answer {
        match self.route(asked) {
            Some((route, bound)) => self.call(asked, bound, |call| call.answer(route)),
            None => Answer::new(StatusCode::NOT_FOUND, "<h1>404</h1><p>Страница не найдена</p>"),
        }
    }

    /// The sign-in form, whatever was asked for.
    pub(crate) fn sign_in_form(&self, asked: &Asked) -> Answer {
        let bound = self.route(asked).map(|(_, bound)| bound).unwrap_or_default();
        self.call(asked, bound, |call| call.sign_in_form(StatusCode::OK, false))
    }

    fn route(&self, asked: &Asked) -> Option<(&Route, Bound)> {
        self.skin.ways.routes.iter().find_map(|route| Some((route, route.matched(asked)?)))
    }

    fn call(&self, asked: &Asked, bound: Bound, answer: impl FnOnce(&mut Call<'_>) -> Answer) -> Answer {
        let mut memory = self.memory();
        let mut call = Call::new(&self.skin, &mut memory, asked, bound);
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
    fn new(skin: &'a Skin, memory: &'a mut Memory, asked: &'a Asked, bound: Bound) -> Self {
        let session = &skin.ways.session;
        let sid = match session.kept {
            SessionKept::Cookie => asked.cookies.get(&session.name),
            SessionKept::Url => asked.field(&session.name),
        };
        let sid = sid.filter(|sid| memory.visits.get(sid).is_some()).map(str::to_owned);
        let named = match skin.ways.city.as_ref().map(|ways| &ways.kept) {
            Some(CityKept::Cookie(name)) => asked.cookies.get(name),
            Some(CityKept::Path) => bound.get("city").map(String::as_str),
            None => None,
        };
        let city = named.and_then(city);
        Self { skin, memory, asked, bound, city, sid, cookies: Vec::new() }
    }

    fn answer(&mut self, route: &Route) -> Answer {
        if !self.is_own_token(&self.bound) {
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
            Screen::Account | Screen::Months | Screen::Month | Screen::Inner => self.inner(route),
        }
    }

    fn public(&mut self, route: &Route) -> Answer {
        self.ensure_visit();
        self.page(route, StatusCode::OK, self.view())
    }

    fn choose_city(&mut self) -> Answer {
        let kept = self.skin.ways.city.as_ref().map(|ways| &ways.kept);
        let chosen = self.bound.get("city").and_then(|named| city(named));
        if let (Some(CityKept::Cookie(name)), Some(city)) = (kept, chosen) {
            self.cookies.push(format!("{name}={}; Path=/", city.slug));
        }
        self.redirect_to(Screen::Front)
    }

    fn lacks_city(&self) -> bool {
        self.city.is_none() && self.skin.ways.city.as_ref().is_some_and(|ways| ways.required)
    }

    fn city_question(&self) -> Screen {
        if self.skin.route_to(Screen::City).is_some() { Screen::City } else { Screen::Front }
    }

    fn sign_in_form(&mut self, status: StatusCode, refused: bool) -> Answer {
        self.ensure_visit();
        let visit = self.sid.as_ref().and_then(|sid| self.memory.visits.get_mut(sid));
        let was_refused = visit.is_some_and(|visit| {
            visit.reshuffle();
            std::mem::take(&mut visit.refused)
        });
        let mut view = self.view();
        view.message = (refused || was_refused).then(|| self.skin.ways.sign_in.words.clone());
        self.screen(Screen::SignIn, status, view)
    }

    fn sign_in(&mut self) -> Answer {
        if self.lacks_city() {
            return self.redirect_to(self.city_question());
        }
        if !self.is_whole_form() {
            return self.forged();
        }
        let view = self.view();
        let sent = |field: &str| self.asked.form.get(field);
        if sent(&view.login_field) == Some(ACCOUNT) && sent(&view.password_field) == Some(PASSWORD) {
            self.accepted()
        } else {
            self.refused()
        }
    }

    /// Whether everything came back that the form had, from the visitor it was given to.
    fn is_whole_form(&self) -> bool {
        let ways = &self.skin.ways.sign_in;
        let came_back = |(field, value): (&String, &String)| {
            let mut bound = Bound::new();
            let sent = self.asked.form.get(field);
            sent.is_some_and(|sent| fit(value, sent, &mut bound)) && self.is_own_token(&bound)
        };
        ways.requires.iter().all(came_back) && (self.asked.has_referer || !ways.referer)
    }

    fn is_own_token(&self, bound: &Bound) -> bool {
        let visit = self.sid.as_ref().and_then(|sid| self.memory.visits.get(sid));
        bound.get("token").is_none_or(|sent| visit.is_some_and(|visit| visit.token == *sent))
    }

    fn forged(&self) -> Answer {
        Answer::new(StatusCode::FORBIDDEN, "<h1>403</h1><p>Форма устарела, откройте страницу заново</p>")
    }

    fn accepted(&mut self) -> Answer {
        self.ensure_visit();
        if self.skin.ways.session.renewed {
            self.sid = self.sid.as_ref().and_then(|sid| self.memory.visits.renew(sid));
            self.hand_over_sid();
        }
        if let Some(visit) = self.sid.as_ref().and_then(|sid| self.memory.visits.get_mut(sid)) {
            visit.signed_in = true;
        }
        match self.skin.ways.sign_in.success {
            Success::Found => Answer::redirect(StatusCode::FOUND, self.location(Screen::Account)),
            Success::SeeOther => Answer::redirect(StatusCode::SEE_OTHER, self.location(Screen::Account)),
            Success::Interstitial => self.template("signed_in.html", StatusCode::OK, self.view()),
            Success::Account => self
                .skin
                .route_to(Screen::Account)
                .map_or_else(|| Answer::new(StatusCode::NOT_FOUND, ""), |route| self.inner(route)),
        }
    }

    fn refused(&mut self) -> Answer {
        match self.skin.ways.sign_in.refusal {
            Refusal::Form => self.sign_in_form(StatusCode::OK, true),
            Refusal::Unauthorized => self.sign_in_form(StatusCode::UNAUTHORIZED, true),
            Refusal::Forbidden => self.sign_in_form(StatusCode::FORBIDDEN, true),
            Refusal::Redirect => {
                self.ensure_visit();
                if let Some(visit) = self.sid.as_ref().and_then(|sid| self.memory.visits.get_mut(sid)) {
                    visit.refused = true;
                }
                self.redirect_to(Screen::SignIn)
            }
        }
    }

    fn sign_out(&mut self) -> Answer {
        if let Some(sid) = self.sid.take() {
            self.memory.visits.end(&sid);
        }
        self.redirect_to(Screen::Front)
    }

    fn inner(&mut self, route: &Route) -> Answer {
        let signed_in = self
            .sid
            .as_ref()
            .and_then(|sid| self.memory.visits.get(sid))
            .is_some_and(|visit| visit.signed_in);
        if !signed_in {
            return match self.skin.ways.session.unknown {
                Unknown::Redirect => self.redirect_to(Screen::SignIn),
                Unknown::SignInPage => self.sign_in_form(StatusCode::OK, false),
            };
        }
        let Some(cabinet) = self.cabinet(route.screen) else {
            return Answer::new(StatusCode::NOT_FOUND, "<h1>404</h1><p>Нет такого месяца</p>");
        };
        self.page(route, StatusCode::OK, View { cabinet: Some(cabinet), ..self.view() })
    }

    fn cabinet(&self, screen: Screen) -> Option<Cabinet> {
        let (ledger, ways) = (&self.memory.ledger, &self.skin.ways);
        let page =
            self.bound.get("page").map_or(Some(1), |page| page.parse().ok()).filter(|page| *page > 0)?;
        if screen != Screen::Month {
            return Some(Cabinet::months(ledger, ways, page));
        }
        let key = self.bound.get("month")?;
        let asked = |month: &&MonthStatement| dated(&ways.months.key, month.totals.month.first_day()) == *key;
        Some(Cabinet::month(ledger, ways, ledger.months().iter().find(asked)?, page))
    }
}

impl Call<'_> {
    fn view(&self) -> View {
        let ways = &self.skin.ways;
        let view = View::new(self.memory.ledger.today(), ways, self.city);
        let visit = self.sid.as_ref().and_then(|sid| Some((sid, self.memory.visits.get(sid)?)));
        let view = visit.map_or(view.clone(), |(sid, visit)| view.of(sid, visit));
        View { location: self.location(Screen::Account), ..view }
    }

    /// Begins a visit if the request belongs to none.
    fn ensure_visit(&mut self) {
        if self.sid.is_none() {
            self.sid = Some(self.memory.visits.begin());
            self.hand_over_sid();
        }
    }

    fn hand_over_sid(&mut self) {
        let session = &self.skin.ways.session;
        if let (SessionKept::Cookie, Some(sid)) = (session.kept, &self.sid) {
            self.cookies.push(format!("{}={sid}; Path=/; HttpOnly", session.name));
        }
    }

    fn redirect_to(&self, screen: Screen) -> Answer {
        Answer::redirect(StatusCode::FOUND, self.location(screen))
    }

    /// The address of a screen for this visitor.
    fn location(&self, screen: Screen) -> String {
        let session = &self.skin.ways.session;
        let address = self.skin.route_to(screen).map_or_else(String::new, |route| route.address(&self.bound));
        match (&self.sid, session.kept) {
            (Some(sid), SessionKept::Url) => {
                let mark = if address.contains('?') { '&' } else { '?' };
                format!("{address}{mark}{}={sid}", session.name)
            }
            (_, SessionKept::Url | SessionKept::Cookie) => address,
        }
    }

    fn screen(&self, screen: Screen, status: StatusCode, view: View) -> Answer {
        let route = self.skin.route_to(screen);
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
