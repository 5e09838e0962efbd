//! Refreshes of every skin of the demo portal.

use std::path::{Path, PathBuf};

use kabinet_demo::{NeedsBrowser, Skin};
use kabinet_domain::ErrorCode;
use kabinet_providers::{BrowserReason, ProviderError};
use kabinet_sync::{ProgressObserver, Scope, SyncError};

use crate::support::{Customer, cabinet_in};

/// Enough for every list that a skin parts into pages to have several.
const MONTHS: usize = 40;

#[tokio::test]
async fn every_skin_is_read_to_the_kopeck() {
    let skins = readable();
    assert!(skins.len() >= 20, "{} skins", skins.len());
    let mut misread = Vec::new();
    for skin in &skins {
        misread.extend(misreading(skin).await);
    }
    assert!(misread.is_empty(), "{} of {}:\n{}", misread.len(), skins.len(), misread.join("\n"));
}

#[tokio::test]
async fn a_refused_password_is_told_in_every_skin() {
    for skin in readable() {
        let demo = cabinet_in(&skin, 1);
        let mut customer = Customer::of(&demo).await;
        let before = demo.stats().sign_in_attempts();
        let refused = customer.refresh_with("wrong", 1, Scope::Changed, &ProgressObserver::default()).await;
        let code = refused.map_err(|error| error.code());
        // Some sites only show the form again, and then the password may be right.
        assert!(
            matches!(code, Err(ErrorCode::BadCredentials | ErrorCode::SignInFormAgain)),
            "{}: {code:?}",
            skin.display()
        );
        assert_eq!(demo.stats().sign_in_attempts() - before, 1, "{}", skin.display());
    }
}

#[tokio::test]
async fn a_skin_that_needs_a_browser_is_refused_with_the_reason() {
    let mut told = Vec::new();
    for skin in skins() {
        let Some(need) = needs_browser(&skin) else { continue };
        let demo = cabinet_in(&skin, 1);
        let refusal = Customer::signed_in(&demo).await.err();
        let expected = match need {
            NeedsBrowser::Captcha => BrowserReason::Captcha,
            NeedsBrowser::Script => BrowserReason::ScriptOnly,
        };
        let Some(SyncError::Provider(ProviderError::NeedsBrowser { reason })) = refusal else {
            panic!("{}: {refusal:?}", skin.display());
        };
        assert_eq!(reason, expected, "{}", skin.display());
        assert_eq!(demo.stats().sign_in_attempts(), 0, "{}: no password is sent", skin.display());
        told.push(reason);
    }
    assert_eq!(told.len(), 2, "{told:?}");
}

async fn misreading(skin: &Path) -> Option<String> {
    let demo = cabinet_in(skin, MONTHS);
    let read = async {
        let mut customer = Customer::signed_in(&demo).await?;
        customer.refresh(0).await.map(|_| customer)
    };
    let customer = match read.await {
        Ok(customer) => customer,
        Err(error) => return Some(format!("{}: {error}", skin.display())),
    };
    let ((summary, months), (shown, shown_months)) = (customer.kept(), customer.shown());
    let differs = months.iter().zip(&shown_months).find(|(kept, shown)| kept != shown);
    let same = summary == shown && months == shown_months;
    let name = skin.display();
    (!same).then(|| {
        format!(
            "{name}: {} of {} months\n{summary:?}\n{shown:?}\n{differs:?}",
            months.len(),
            shown_months.len()
        )
    })
}

/// Returns the skins that can be read without a browser.
fn readable() -> Vec<PathBuf> {
    skins().into_iter().filter(|skin| needs_browser(skin).is_none()).collect()
}

fn needs_browser(skin: &Path) -> Option<NeedsBrowser> {
    Skin::load(skin).unwrap().needs_browser()
}

fn skins() -> Vec<PathBuf> {
    let folders = std::fs::read_dir("../demo/skins").unwrap().map(|entry| entry.unwrap().path());
    let mut skins: Vec<PathBuf> = folders.filter(|path| path.is_dir()).collect();
    skins.sort();
    skins
}
