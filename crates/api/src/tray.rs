use fluent::{FluentArgs, fluent_args};
use kabinet_domain::Money;
use kabinet_store::{Account, Kept, Store};

use crate::accounts::error_since_success;
use crate::kabinet::local;
use crate::overview::debit;
use crate::wire::window::Debit;
use crate::{ApiError, Kabinet, Language};

/// What the tray shows: data to be compared and drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tray {
    /// The state that the icon tells.
    pub icon: TrayIcon,
    /// The menu, from its top.
    pub lines: Vec<TrayLine>,
}

/// How things stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TrayIcon {
    /// All is well.
    Fine,
    /// The money is short, and the debit is near.
    Attention,
    /// The provider cannot be reached.
    Offline,
    /// No account is signed in to.
    SignedOut,
}

/// A line of the menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TrayLine {
    /// Words that are only to be read.
    Words(String),
    /// Something to do.
    Action(TrayAction, String),
    /// A line between groups.
    Separator,
}

/// What can be done from the tray.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TrayAction {
    /// Read every account anew.
    Refresh,
    /// Open the window.
    Open,
    /// Open the page to pay on.
    Pay,
    /// End the program.
    Quit,
}

/// What is told of one account.
struct Told {
    lines: Vec<TrayLine>,
    icon: TrayIcon,
    can_pay: bool,
}

/// Failures that mean that the site was not reached.
const UNREACHED: [&str; 4] = ["offline", "site_down", "maintenance", "rate_limited"];

impl TrayAction {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Refresh, Self::Open, Self::Pay, Self::Quit];

    /// Its stable name.
    pub fn id(self) -> &'static str {
        match self {
            Self::Refresh => "refresh",
            Self::Open => "open",
            Self::Pay => "pay",
            Self::Quit => "quit",
        }
    }

    /// The action of that name.
    pub fn of_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|action| action.id() == id)
    }
}

impl Kabinet {
    /// What the tray shows now.
    ///
    /// # Errors
    /// Those of the database and its folder.
    pub fn tray(&self, language: Language, hide_amounts: bool) -> Result<Tray, ApiError> {
        let accounts = self.kept_accounts()?;
        if accounts.is_empty() {
            return Ok(drawn(Vec::new(), language));
        }
        let store = self.store()?;
        let is_one = accounts.len() == 1;
        let told = accounts
            .iter()
            .map(|account| self.told(&store, account, is_one, &Speech { language, hide_amounts }));
        let told: Vec<Told> = told.collect::<Result<_, _>>()?;
        Ok(drawn(told, language))
    }

    fn told(
        &self,
        store: &Store,
        account: &Account,
        is_one: bool,
        speech: &Speech,
    ) -> Result<Told, ApiError> {
        let status = error_since_success(store.refresh_status(account.id)?);
        let unreached = status.is_some_and(|failure| UNREACHED.contains(&failure.code.as_str()));
        let name = if is_one { String::new() } else { account.login.clone() };
        let Some(Kept { value, read_at }) = store.summary(account.id)? else {
            let lines = vec![TrayLine::Words(speech.nothing_read(&name))];
            return Ok(Told { lines, icon: offline_or(unreached, TrayIcon::Fine), can_pay: false });
        };
        // What is wrong with its description is told by those who read its cabinet.
        let provider = self.provider(&account.provider).ok();
        let debit = provider.as_ref().and_then(|provider| {
            let read_on = local(read_at, provider.declaration().time_zone).date();
            debit(&value, read_on, self.now_at(provider.as_ref()).date())
        });
        let near = store.reminder_rules(account.id)?.when_short.into_iter().max().unwrap_or(0);
        let short = debit.is_some_and(|debit| debit.shortfall.is_some() && debit.days_left <= near);
        let icon = if short { TrayIcon::Attention } else { offline_or(unreached, TrayIcon::Fine) };
        let balance = TrayLine::Words(speech.balance(&name, value.balance));
        let lines = [balance].into_iter().chain(debit.map(|debit| TrayLine::Words(speech.debit(&debit))));
        let declared = provider.as_ref().map(|provider| provider.declaration());
        let can_pay =
            value.pay_url.as_ref().is_some_and(|url| crate::links::allowed(url, &account.site, declared));
        Ok(Told { lines: lines.collect(), icon, can_pay })
    }
}

struct Speech {
    language: Language,
    hide_amounts: bool,
}

impl Speech {
    fn balance(&self, name: &str, balance: Money) -> String {
        let mut values = named(name);
        values.set("balance", self.sum(balance));
        self.language.say("tray-balance", &values)
    }

    fn nothing_read(&self, name: &str) -> String {
        self.language.say("tray-nothing-read", &named(name))
    }

    fn debit(&self, debit: &Debit) -> String {
        let values = fluent_args![
            "date" => self.language.date(debit.date),
            "ahead" => self.language.days_ahead(debit.days_left),
            "amount" => debit.amount.map_or_else(|| "?".to_owned(), |amount| self.sum(amount)),
        ];
        self.language.say("tray-debit", &values)
    }

    fn sum(&self, sum: Money) -> String {
        if self.hide_amounts { "•••".to_owned() } else { self.language.money(sum) }
    }
}

fn named(name: &str) -> FluentArgs<'static> {
    fluent_args!["name" => name.to_owned(), "named" => if name.is_empty() { "no" } else { "yes" }]
}

fn drawn(told: Vec<Told>, language: Language) -> Tray {
    let say = |id: &str| language.say(id, &FluentArgs::new());
    let action = |action: TrayAction| TrayLine::Action(action, say(&format!("tray-{}", action.id())));
    let icons = [TrayIcon::Attention, TrayIcon::Offline, TrayIcon::Fine];
    let icon = icons.into_iter().find(|icon| told.iter().any(|told| told.icon == *icon));
    let can_pay = told.iter().any(|told| told.can_pay);
    let signed_in = !told.is_empty();
    let mut lines: Vec<TrayLine> = told.into_iter().flat_map(|told| told.lines).collect();
    if !signed_in {
        lines.push(TrayLine::Words(say("tray-signed-out")));
    }
    lines.push(TrayLine::Separator);
    lines.extend(signed_in.then(|| action(TrayAction::Refresh)));
    lines.push(action(TrayAction::Open));
    lines.extend(can_pay.then(|| action(TrayAction::Pay)));
    lines.extend([TrayLine::Separator, action(TrayAction::Quit)]);
    Tray { icon: icon.unwrap_or(TrayIcon::SignedOut), lines }
}

fn offline_or(unreached: bool, otherwise: TrayIcon) -> TrayIcon {
    if unreached { TrayIcon::Offline } else { otherwise }
}
