//! The tray: its icon and its menu as data.

use fluent::{FluentArgs, fluent_args};
use kabinet_domain::Money;

use crate::view::{Debit, LastError};
use crate::{AccountContext, Api, ApiError, Language};

/// The icon and the menu of the tray, as data to compare and draw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tray {
    /// The icon.
    pub icon: TrayIcon,
    /// The menu, from its top.
    pub lines: Vec<TrayItem>,
    /// The text beside the pointer, one line for each account.
    pub tooltip: String,
}

/// An icon of the tray.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TrayIcon {
    /// No account needs attention.
    Ok,
    /// The money is short and the debit is near, or a reminder was not seen.
    Attention,
    /// The provider cannot be reached.
    Offline,
    /// No account is signed in to.
    SignedOut,
}

/// An item of the menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TrayItem {
    /// A text.
    Label(String),
    /// An action with its text.
    Action(TrayAction, String),
    /// A line between groups.
    Separator,
}

/// An action of the menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TrayAction {
    /// Refresh every account.
    Refresh,
    /// Open the window.
    Open,
    /// Open the page to pay on.
    Pay,
    /// Hide the amounts everywhere, or show them again.
    Amounts,
    /// Open the settings.
    Settings,
    /// Open the settings at the words on the program.
    About,
    /// End the program.
    Quit,
}

/// The part of one account in the tray.
struct AccountTray {
    items: Vec<TrayItem>,
    tooltip: String,
    icon: TrayIcon,
    can_pay: bool,
}

/// The language of the tray, and whether it hides amounts.
struct TrayText {
    language: Language,
    hide_amounts: bool,
}

impl TrayAction {
    /// Every action.
    pub const ALL: [Self; 7] =
        [Self::Refresh, Self::Open, Self::Pay, Self::Amounts, Self::Settings, Self::About, Self::Quit];

    /// Returns the stable id.
    pub fn id(self) -> &'static str {
        match self {
            Self::Refresh => "refresh",
            Self::Open => "open",
            Self::Pay => "pay",
            Self::Amounts => "amounts",
            Self::Settings => "settings",
            Self::About => "about",
            Self::Quit => "quit",
        }
    }

    /// Returns the action of an id.
    pub fn of_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|action| action.id() == id)
    }
}

impl Api {
    /// Returns the icon and the menu of the tray, also while the data wait for their passphrase.
    ///
    /// # Errors
    /// [`ApiError::Database`] and [`ApiError::DataFolder`] if the database cannot be read.
    pub fn tray(&self, language: Language, hide_amounts: bool) -> Result<Tray, ApiError> {
        let text = TrayText { language, hide_amounts };
        match self.map_accounts(|account| account.tray(&text)) {
            Err(ApiError::PassphraseNeeded) => Ok(build_menu(Vec::new(), "tray-locked", &text)),
            accounts => Ok(build_menu(accounts?, "tray-signed-out", &text)),
        }
    }
}

impl AccountContext {
    fn tray(&self, text: &TrayText) -> Result<AccountTray, ApiError> {
        let id = self.account.id;
        let error = LastError::since_success(&self.store.refresh_status(id)?);
        let unreachable = error.is_some_and(|error| error.code.is_unreachable());
        let calm = if unreachable { TrayIcon::Offline } else { TrayIcon::Ok };
        let Some(summary) = self.store.summary(id)? else {
            let tooltip = text.nothing_read(&self.name()?);
            let items = vec![TrayItem::Label(tooltip.clone())];
            return Ok(AccountTray { items, tooltip, icon: calm, can_pay: false });
        };
        // A damaged description file is reported where the site is read.
        let debit = self.next_debit(&summary);
        let value = summary.value;
        let is_short = debit.map_or(Ok(false), |debit| self.is_short(&debit))?;
        let balance = text.balance(&self.name()?, value.balance);
        let unseen = self.unseen_reminders()?;
        let tooltip = text.tooltip(&balance, debit.as_ref());
        let items = [balance].into_iter().chain(debit.map(|debit| text.debit(&debit)));
        let items = items.chain((unseen > 0).then(|| text.unseen(unseen)));
        Ok(AccountTray {
            items: items.map(TrayItem::Label).collect(),
            tooltip,
            icon: if is_short || unseen > 0 { TrayIcon::Attention } else { calm },
            can_pay: value.pay_url.as_ref().is_some_and(|url| self.may_open(url)),
        })
    }

    /// Returns true if a debit is near and the balance does not cover it.
    fn is_short(&self, debit: &Debit) -> Result<bool, ApiError> {
        let rules = self.store.reminder_rules(self.account.id)?;
        let near = rules.days_before_if_short.into_iter().max().unwrap_or(0);
        Ok(debit.shortfall.is_some() && debit.days_left <= near)
    }

    fn unseen_reminders(&self) -> Result<usize, ApiError> {
        let (shown, now) = (self.store.shown_reminders(self.account.id)?, self.api.clock.now());
        Ok(shown.iter().filter(|reminder| reminder.is_unseen(now)).count())
    }

    /// Returns the name that tells the account from the others; empty if there are none.
    fn name(&self) -> Result<String, ApiError> {
        let accounts = self.store.accounts()?;
        let is_shared = accounts.iter().filter(|it| it.login == self.account.login).count() > 1;
        Ok(match (accounts.len(), is_shared) {
            (1, _) => String::new(),
            _ if self.account.name.is_some() => self.account.name.clone().unwrap_or_default(),
            (_, false) => self.account.login.clone(),
            (_, true) => self.key().to_string(),
        })
    }
}

impl TrayText {
    fn balance(&self, name: &str, balance: Money) -> String {
        let mut args = name_args(name);
        args.set("balance", self.money(balance));
        self.language.text("tray-balance", &args)
    }

    fn nothing_read(&self, name: &str) -> String {
        self.language.text("tray-nothing-read", &name_args(name))
    }

    fn debit(&self, debit: &Debit) -> String {
        let args = fluent_args![
            "date" => self.language.date(debit.date),
            "ahead" => self.language.days_ahead(debit.days_left),
            "amount" => debit.amount.map_or_else(|| "?".to_owned(), |amount| self.money(amount)),
        ];
        self.language.text("tray-debit", &args)
    }

    fn unseen(&self, count: usize) -> String {
        self.language.text("tray-unseen", &fluent_args!["count" => count])
    }

    /// Returns «Баланс: 588,00 ₽ · спишется 30 ноября · не хватает 212,00 ₽».
    fn tooltip(&self, balance: &str, debit: Option<&Debit>) -> String {
        let Some(debit) = debit else { return balance.to_owned() };
        let args = fluent_args!["date" => self.language.date(debit.date)];
        let day = self.language.text("tray-tooltip-debit", &args);
        let lacking = debit
            .shortfall
            .map(|sum| self.language.text("tray-tooltip-short", &fluent_args!["sum" => self.money(sum)]));
        let parts = [Some(balance.to_owned()), Some(day), lacking];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }

    fn money(&self, amount: Money) -> String {
        if self.hide_amounts { "•••".to_owned() } else { self.language.money(amount) }
    }
}

fn name_args(name: &str) -> FluentArgs<'static> {
    fluent_args!["name" => name.to_owned(), "named" => if name.is_empty() { "no" } else { "yes" }]
}

/// Builds the menu; `reason` is the text of a menu without accounts.
fn build_menu(accounts: Vec<AccountTray>, reason: &str, text: &TrayText) -> Tray {
    let hidden = fluent_args!["hidden" => if text.hide_amounts { "yes" } else { "no" }];
    let text = |id: &str| text.language.text(id, &hidden);
    let action = |action: TrayAction| TrayItem::Action(action, text(&format!("tray-{}", action.id())));
    let icons = [TrayIcon::Attention, TrayIcon::Offline, TrayIcon::Ok];
    let icon = icons.into_iter().find(|icon| accounts.iter().any(|account| account.icon == *icon));
    let can_pay = accounts.iter().any(|account| account.can_pay);
    let is_signed_in = !accounts.is_empty();
    let tooltips: Vec<String> = accounts.iter().map(|account| account.tooltip.clone()).collect();
    let mut lines: Vec<TrayItem> = accounts.into_iter().flat_map(|account| account.items).collect();
    if !is_signed_in {
        lines.push(TrayItem::Label(text(reason)));
    }
    lines.push(TrayItem::Separator);
    lines.extend(is_signed_in.then(|| action(TrayAction::Refresh)));
    lines.push(action(TrayAction::Open));
    lines.extend(can_pay.then(|| action(TrayAction::Pay)));
    if is_signed_in {
        lines.push(TrayItem::Separator);
        lines.extend([TrayAction::Amounts, TrayAction::Settings, TrayAction::About].map(action));
    }
    lines.extend([TrayItem::Separator, action(TrayAction::Quit)]);
    let tooltip = if is_signed_in { tooltips.join("\n") } else { text(reason) };
    Tray { icon: icon.unwrap_or(TrayIcon::SignedOut), lines, tooltip }
}
