//! The pages of the demo portal's skins, also within a large site.

use std::path::Path;

use chrono::NaiveDate;
use kabinet_demo::{Ledger, Screen, Skin};
use kabinet_domain::{Month, MonthStatement, MonthTotals};

/// The newest closed months of a skin whose pages are read.
const MONTHS_OF_A_SKIN: usize = 3;
/// The length of a large site around a page, in bytes.
const LARGE_SITE: usize = 150 * 1024;

/// A page with the figures of a kind.
pub struct Page {
    /// The skin and the month.
    pub name: String,
    /// The kind of figures.
    pub kind: Kind,
    /// The bytes as a site sends them.
    pub bytes: Vec<u8>,
    /// The header that names their charset.
    pub content_type: String,
    /// True for a page within a large site.
    pub is_large: bool,
}

/// A kind of page.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The account page.
    Account,
    /// The list of months.
    Months,
    /// The page of one month, with the totals that prove it.
    Month(MonthTotals),
}

impl Kind {
    /// Returns the name of the kind.
    pub fn name(self) -> &'static str {
        match self {
            Self::Account => "account",
            Self::Months => "months",
            Self::Month(_) => "month",
        }
    }
}

/// Returns the day on which every page is read.
pub fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 20).expect("there is such a day")
}

/// Returns the pages of every skin that shows its months on pages of their own.
pub fn of_skins() -> Vec<Page> {
    let ledger = Ledger::until(today());
    skins().iter().flat_map(|(name, skin)| of_skin(name, skin, &ledger)).collect()
}

/// Returns the page that holds a whole statement of 61 months.
pub fn statement_on_one_page() -> Page {
    let (name, skin) = skins().into_iter().find(|(name, _)| name == "onepage").expect("there is such a skin");
    let html = skin.shown(&Ledger::until(today()), None, Screen::Months).expect("it is shown");
    page(name, Kind::Months, &skin, &html)
}

fn skins() -> Vec<(String, Skin)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../demo/skins");
    let folders = folder.read_dir().expect("the skins are there").filter_map(Result::ok);
    let mut skins: Vec<(String, Skin)> = folders
        .map(|folder| {
            let skin = Skin::load(&folder.path()).expect("the skin loads");
            (folder.file_name().to_string_lossy().into_owned(), skin)
        })
        .collect();
    skins.sort_by(|(one, _), (other, _)| one.cmp(other));
    skins
}

fn of_skin(name: &str, skin: &Skin, ledger: &Ledger) -> Vec<Page> {
    let closed = ledger.months().iter().rev().skip(1).filter(|month| month.transactions.len() > 1);
    let newest: Vec<&MonthStatement> = closed.take(MONTHS_OF_A_SKIN).collect();
    let month = |totals: &MonthTotals| (Kind::Month(*totals), Some(totals.month), Screen::Month);
    let months = newest.into_iter().map(|statement| month(&statement.totals));
    let others = [(Kind::Account, None, Screen::Account), (Kind::Months, None, Screen::Months)];
    let shown = |(kind, month, screen): (Kind, Option<Month>, Screen)| {
        let html = skin.shown(ledger, month, screen).ok()?;
        let name = month.map_or_else(|| name.to_owned(), |month| format!("{name} {month}"));
        let large = Page { is_large: true, ..page(name.clone(), kind, skin, &within_large_site(&html)) };
        Some([page(name, kind, skin, &html), large])
    };
    let pages: Vec<[Page; 2]> = others.into_iter().chain(months).filter_map(shown).collect();
    let has_month_pages = pages.len() > others.len();
    if has_month_pages { pages.into_iter().flatten().collect() } else { Vec::new() }
}

fn page(name: String, kind: Kind, skin: &Skin, html: &str) -> Page {
    let charset = skin.charset();
    let bytes = charset.encode(html).0.into_owned();
    Page {
        name,
        kind,
        bytes,
        content_type: format!("text/html; charset={}", charset.name()),
        is_large: false,
    }
}

/// Returns a page with the styles, scripts, menus and news of a large site around it.
fn within_large_site(html: &str) -> String {
    let menu = |name: &str| {
        let entry = |n: usize| {
            format!(
                "<li class='{name}-item level-{}'><a href='/{name}/{n}' title='Раздел {n}'>Услуги для дома</a></li>",
                n % 3
            )
        };
        format!("<nav class='{name}'><ul>{}</ul></nav>", (0..120).map(entry).collect::<String>())
    };
    let news = "<div class='teaser'><h3>Новый тариф</h3><p>Подключите тариф «Домашний» за 500 ₽ в месяц до \
        31.12.2026</p><a href='/news/7'>Подробнее</a></div>"
        .repeat(24);
    let rule =
        |n: usize| format!(".site-{n} .inner{{margin:0 auto;color:#{n:03}}}.block-{n}{{display:block}}\n");
    let style = format!("<style>{}</style>", (0..480).map(rule).collect::<String>());
    let around = [menu("top"), menu("side"), news, style].concat();
    let script = "for (var i = 0; i < n; i++) { load('<div class=x>' + i + '</div>'); } ";
    let scripts = script.repeat(LARGE_SITE.saturating_sub(around.len()) / script.len());
    let at = html.find("<body").or_else(|| html.find("<BODY"));
    let at = at.and_then(|body| Some(body + html[body..].find('>')? + 1)).unwrap_or(0);
    let (before, content) = html.split_at(at);
    format!("{before}<script>{scripts}</script>{around}<main>{content}</main>")
}
