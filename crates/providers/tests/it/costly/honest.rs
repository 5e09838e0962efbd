//! The longest honest pages, with many years on one and a large site around it.

use std::path::Path;

use chrono::NaiveDate;
use kabinet_demo::{Ledger, Screen, Skin};

use super::reading::Place;

/// More months than any portal shows on a page.
const MONTHS: usize = 260;
/// The months of a page that shows all their transactions too.
const MONTHS_IN_FULL: usize = 36;
/// The length of the menus and scripts around a page of a large site, in bytes.
const TEMPLATE: usize = 150 * 1024;
/// The entries of its menus, and its teasers and news.
const ENTRIES: usize = 120;
const TEASERS: usize = 40;

/// Returns the pages of every skin, each with its name and the places where it stands.
pub fn pages() -> Vec<(String, &'static [Place], String)> {
    let skins = Path::new(env!("CARGO_MANIFEST_DIR")).join("../demo/skins");
    let ledgers = [MONTHS, MONTHS_IN_FULL]
        .map(|months| Ledger::of_months(NaiveDate::from_ymd_opt(2026, 11, 20).expect("it is a day"), months));
    let screens: [(Screen, &[Place]); 4] = [
        (Screen::Front, &[Place::Way]),
        (Screen::Account, &[Place::Way, Place::Account, Place::Months]),
        (Screen::Months, &[Place::Months]),
        (Screen::Month, &[Place::Month]),
    ];
    let mut pages = Vec::new();
    for folder in skins.read_dir().expect("the skins are there").filter_map(Result::ok) {
        let skin = Skin::load(&folder.path()).expect("the skin loads");
        let [long, short] = &ledgers;
        let month = |ledger: &Ledger| ledger.months().last().map(|last| last.totals.month);
        let has_month_pages = skin.shown(long, month(long), Screen::Month).is_ok();
        let ledger = if has_month_pages { long } else { short };
        for (screen, places) in screens {
            let month = month(ledger).filter(|_| screen == Screen::Month);
            let name = format!("{} {screen:?}", folder.file_name().display());
            pages.extend(
                skin.shown(ledger, month, screen).ok().map(|html| (name, places, within_template(&html))),
            );
        }
    }
    pages
}

/// Returns a page with the menus, texts, scripts and drawings of a large site around it.
fn within_template(html: &str) -> String {
    let menu =
        "<li class='menu item'><a href='/page/1' title='Раздел'>Услуги для дома</a></li>".repeat(ENTRIES);
    let teasers =
        "<div class='teaser'><h3>Новый тариф</h3><p>Подключите тариф «Домашний» за 500 ₽ в месяц до \
        31.12.2026</p><a href='/news/7'>Подробнее</a></div>"
            .repeat(TEASERS);
    let script = "for (var i = 0; i < n; i++) { load('<div class=x>' + i + '</div>'); } ";
    let left = TEMPLATE.saturating_sub(menu.len() + teasers.len());
    let scripts = format!("<script>{}</script>", script.repeat(left / script.len()));
    let at = html.find("<body").and_then(|body| Some(body + html[body..].find('>')? + 1)).unwrap_or(0);
    let (before, content) = html.split_at(at);
    format!("{before}<nav><ul>{menu}</ul></nav>{scripts}{content}<footer>{teasers}</footer>")
}
