//! The faults, each with the kind of its end.

use std::time::Duration;

use kabinet_demo::{Fault, Reply, Screen, Trouble};

use super::tls::Proof;
use super::wire::Step;

/// One fault.
pub struct Row {
    pub name: String,
    pub site: Site,
    /// The kind of the end; `read` if everything is read in spite of the fault.
    pub expected: String,
    /// The timeout of an answer; `None` for the default one.
    pub patience: Option<Duration>,
    /// True if the visit begins at the front page instead of a known address.
    pub walks: bool,
}

/// The place of the fault.
pub enum Site {
    /// The demo portal.
    Demo(Vec<Trouble>),
    /// A site below HTTP, at an address with this beginning.
    Wire(&'static str, Vec<Step>),
    /// The certificate of a site.
    Tls(Proof),
    /// Nobody listens.
    Closed,
    /// Connections are not accepted.
    Crowded,
    /// The address itself.
    At(&'static str),
}

const PATIENCE: Duration = Duration::from_secs(2);
const SECOND: Duration = Duration::from_secs(1);
const ELSEWHERE: &str = "http://127.0.0.2:9/lk";

/// Every page on the way with its name in errors, where the page after the sign-in belongs to it.
const WAY: [(Screen, &str); 6] = [
    (Screen::Front, "the front page"),
    (Screen::SignIn, SIGN_IN),
    (Screen::SignInSent, SIGN_IN),
    (Screen::Account, SIGN_IN),
    (Screen::Months, MONTHS),
    (Screen::Month, MONTH),
];
const SIGN_IN: &str = "the sign-in page";
const ACCOUNT: &str = "the account page";
const MONTHS: &str = "the list of months";
const MONTH: &str = "the page of 2026-11";

/// Screens whose answers have a body; the sign-in is answered by a redirect.
const BODIES: [Screen; 5] = [Screen::Front, Screen::SignIn, Screen::Account, Screen::Months, Screen::Month];

const HALF_A_PAGE: &str =
    "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9999\r\n\r\n<html><body>";

/// Returns a row for a site without a fault.
pub fn in_order() -> Row {
    row("a site in order", Site::Demo(Vec::new()), "read")
}

pub fn rows() -> Vec<Row> {
    [connections(), encryption(), waiting(), statuses(), bodies(), pages(), ways_out(), charsets()]
        .into_iter()
        .flatten()
        .collect()
}

fn connections() -> Vec<Row> {
    let broken = |name, script: Vec<Step>| wire(name, script, "offline: no connection");
    let bad = |name, script: Vec<Step>| wire(name, script, "offline: bad headers");
    let headers = || say("HTTP/1.1 200 OK\r\n");
    let body = |text: &str| say(&format!("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{text}"));
    let mut rows = vec![
        row("connection refused", Site::Closed, "offline: no connection"),
        row("a host that is not there", Site::At("https://no-such-host.invalid/"), "offline: unknown host"),
        row("plain http to another machine", Site::At("http://kabinet.example/"), "insecure_address"),
        broken("reset before a word", vec![Step::Await]),
        broken("closed before a word", vec![Step::Hear]),
        broken("reset within the headers", vec![Step::Await, headers()]),
        broken("closed within the headers", vec![Step::Hear, headers()]),
        broken("reset within the body", vec![Step::Await, say(HALF_A_PAGE)]),
        broken("closed within the body", vec![Step::Hear, say(HALF_A_PAGE)]),
        broken("no HTTP at all", vec![Step::Hear, say("220 mail.example ESMTP\r\n")]),
        bad(
            "a header without an end",
            vec![Step::Hear, headers(), say("X: "), Step::Repeat(vec![b'x'; 4096])],
        ),
        bad("headers without an end", vec![Step::Hear, headers(), Step::Repeat(b"X: x\r\n".repeat(512))]),
        bad("300 cookies", vec![Step::Hear, headers(), say(&"Set-Cookie: a=b\r\n".repeat(300)), say("\r\n")]),
        broken("a chunk of no size", vec![Step::Hear, body("zz\r\nhello\r\n")]),
        broken("a chunk that is cut off", vec![Step::Hear, body("ff\r\nhello")]),
    ];
    let packed = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 9999\r\n\r\n";
    let half = [packed.as_bytes(), &[0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 255]].concat();
    rows.push(broken("closed within a packed body", vec![Step::Hear, Step::Say(half)]));
    rows.extend(
        WAY.map(|(screen, _)| {
            demo("the connection hangs up", Fault::HangUp, screen, "offline: no connection")
        }),
    );
    rows.extend(BODIES.map(|screen| {
        demo("the connection breaks", Fault::BreaksOff(700), screen, "offline: no connection")
    }));
    rows
}

fn encryption() -> Vec<Row> {
    use Proof::{Early, Expired, OfAnotherHost, OfUnknownAuthority, SelfSigned};
    let proven = |proof| row(&format!("{proof:?}"), Site::Tls(proof), "offline: untrusted certificate");
    let mut rows: Vec<Row> =
        [Expired, Early, OfAnotherHost, SelfSigned, OfUnknownAuthority].map(proven).into();
    let alert = Step::Say(vec![21, 3, 1, 0, 2, 2, 70]);
    rows.extend([
        row("a certificate as it should be", Site::Tls(Proof::Good), "maintenance"),
        secure("TLS that is too old", vec![Step::Hear, alert], "offline: no encryption"),
        secure("no TLS at all", vec![Step::Hear, say(HALF_A_PAGE)], "offline: no encryption"),
        secure("closed within the handshake", vec![Step::Hear], "offline: no connection"),
    ]);
    rows
}

fn waiting() -> Vec<Row> {
    let slow = |name, script: Vec<Step>| wire(name, script, "offline: timeout");
    let early = "HTTP/1.1 103 Early Hints\r\n\r\n";
    let mut rows = vec![
        row("connections that are not taken up", Site::Crowded, "offline: timeout"),
        secure("silence in the handshake", vec![Step::Hear, Step::Fall], "offline: timeout"),
        slow("silence", vec![Step::Hear, Step::Fall]),
        slow("silence within the headers", vec![Step::Hear, say("HTTP/1.1 200 OK\r\nDate"), Step::Fall]),
        slow("silence within the body", vec![Step::Hear, say(HALF_A_PAGE), Step::Fall]),
        slow("headers at a byte a second", vec![Step::Hear, Step::Drip(HALF_A_PAGE.into(), SECOND)]),
        slow(
            "early hints without an end",
            vec![Step::Hear, Step::Drip(early.repeat(9999).into(), SECOND / 1000)],
        ),
        demo("a minute's silence", Fault::Latency(60 * SECOND), Screen::Account, "offline: timeout"),
    ];
    rows.extend(
        BODIES.map(|screen| demo("a byte a second", Fault::Drip(SECOND), screen, "offline: timeout")),
    );
    rows.into_iter().map(|row| Row { patience: Some(PATIENCE), ..row }).collect()
}

fn statuses() -> Vec<Row> {
    let busy = |status, wait: &str| Reply::status(status).with("retry-after", wait);
    let dated = |wait: &str| busy(503, wait).with("date", "Fri, 20 Nov 2026 07:00:00 GMT");
    let on = |screen, name: &str, reply, expected: &str| demo(name, Fault::Reply(reply), screen, expected);
    let once = |name: &str, reply, screen| {
        row(name, Site::Demo(vec![Fault::Reply(reply).on(screen).times(1)]), "read")
    };
    use Screen::{Account, Front, Month, Months, SignInSent};
    let mut rows = vec![
        on(Account, "429", Reply::status(429), "rate_limited: 429"),
        on(Account, "429 with Retry-After", busy(429, "120"), "rate_limited: 429, 120 s"),
        on(Account, "503", Reply::status(503), "site_down: 503"),
        on(Account, "503 with Retry-After", busy(503, "3600"), "site_down: 503, 3600 s"),
        on(Account, "503 with a Retry-After that it does not keep", busy(503, "1"), "site_down: 503, 1 s"),
        on(Account, "503 until a time", dated("Fri, 20 Nov 2026 08:00:00 GMT"), "site_down: 503, 3600 s"),
        on(
            Account,
            "503 until a time that is past",
            dated("Fri, 20 Nov 2026 06:00:00 GMT"),
            "site_down: 503",
        ),
        on(Account, "503 with nonsense in Retry-After", busy(503, "soon"), "site_down: 503"),
        on(Account, "503 beyond all time", busy(503, "18446744073709551615"), "site_down: 503, 86400 s"),
        once("503 with a Retry-After that it keeps", busy(503, "1"), Account),
        once("429 with a Retry-After that it keeps", busy(429, "1"), Months),
        on(SignInSent, "429 to the password", busy(429, "1"), "rate_limited: 429, 1 s"),
        on(SignInSent, "401 to the password", Reply::status(401), "access_denied"),
        on(SignInSent, "403 to the password", Reply::status(403), "access_denied"),
        on(SignInSent, "404 to the password", Reply::status(404), &changed(ACCOUNT)),
        on(Front, "403", Reply::status(403), &changed("the front page")),
    ];
    for (screen, page, ended) in [
        (Account, ACCOUNT, "access_denied"),
        (Months, MONTHS, "session_ended"),
        (Month, MONTH, "session_ended"),
    ] {
        rows.push(on(screen, "401", Reply::status(401), ended));
        rows.push(on(screen, "403", Reply::status(403), ended));
        rows.push(on(screen, "404", Reply::status(404), &changed(page)));
    }
    let down = |(screen, _)| on(screen, "502", Reply::status(502), "site_down: 502");
    rows.extend(WAY.map(down));
    rows.extend([500, 504, 521].map(|status| {
        on(Month, &status.to_string(), Reply::status(status), &format!("site_down: {status}"))
    }));
    rows
}

fn bodies() -> Vec<Row> {
    let unreadable = |page: &str, why: &str| format!("unreadable: {page} {why}");
    let mut rows = Vec::new();
    for (screen, page) in [WAY[0], WAY[3], WAY[5]] {
        let large = Reply::page("<p>Баланс: 588,00 руб.</p>".repeat(10 * 1024 * 1024 / 36));
        let too_large = |name, fault| demo(name, fault, screen, unreadable(page, "too large"));
        rows.extend([
            too_large("no end", Fault::Endless),
            too_large("a gzip bomb", Fault::GzipBomb),
            too_large("a brotli bomb", Fault::BrotliBomb),
            too_large("10 MB", Fault::Reply(large)),
        ]);
    }
    rows.push(demo("no end", Fault::Endless, Screen::SignInSent, "read"));
    let packed =
        |how: &str| Fault::Reply(Reply::page("<html><body>Личный кабинет").with("content-encoding", how));
    rows.extend([
        demo("nested div", Fault::Nested("div"), Screen::Account, unreadable(SIGN_IN, "nested too deep")),
        demo("nested font", Fault::Nested("font"), Screen::Months, unreadable(MONTHS, "nested too deep")),
        demo("nested table", Fault::Nested("table"), Screen::Month, unreadable(MONTH, "nested too deep")),
        demo("what is no gzip", packed("gzip"), Screen::Account, unreadable(SIGN_IN, "not text")),
        demo("what is no brotli", packed("br"), Screen::Account, unreadable(SIGN_IN, "not text")),
    ]);
    let cut_off = |(screen, page)| {
        demo("an end after 1800 bytes", Fault::EndsEarly(1800), screen, unreadable(page, "cut off"))
    };
    rows.extend([(Screen::Account, ACCOUNT), (Screen::Months, MONTHS), (Screen::Month, MONTH)].map(cut_off));
    rows
}

fn pages() -> Vec<Row> {
    let json = || {
        Reply::page(r#"{"balance":"588.00","account":"12345678"}"#).with("content-type", "application/json")
    };
    let picture = || Reply {
        body: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".repeat(100),
        ..Reply::page("").with("content-type", "image/png")
    };
    let empty = || Reply { headers: Vec::new(), ..Reply::page("") };
    let mut rows = Vec::new();
    for (screen, page) in WAY {
        let lacking = if matches!(screen, Screen::SignInSent | Screen::Account) { ACCOUNT } else { page };
        rows.extend([
            demo("maintenance with status 200", Fault::Maintenance, screen, "maintenance"),
            demo("an empty page", Fault::Reply(empty()), screen, changed(lacking)),
            demo("JSON", Fault::Reply(json()), screen, changed(lacking)),
            demo("a picture", Fault::Reply(picture()), screen, format!("unreadable: {page} not text")),
        ]);
    }
    rows.extend(
        [Screen::Months, Screen::Month]
            .map(|screen| demo("the sign-in form", Fault::SignInPage, screen, "session_ended")),
    );
    rows.extend(
        [Screen::SignInSent, Screen::Account]
            .map(|screen| demo("the sign-in form", Fault::SignInPage, screen, "sign_in_form_again")),
    );
    rows.push(row("a captcha", Site::Demo(vec![Fault::Captcha.into()]), "needs_browser: a captcha"));
    rows
}

fn ways_out() -> Vec<Row> {
    use Screen::{Account, Front, Month, Months, SignIn, SignInSent};
    let mut rows = Vec::new();
    for status in [301, 302, 303, 307, 308] {
        let away = || Fault::Redirect(status, ELSEWHERE.to_owned());
        rows.extend(
            [SignInSent, Month]
                .map(|screen| demo(&format!("{status} to another site"), away(), screen, "left_site")),
        );
        let itself = Fault::Redirect(status, "/lk/statistics".to_owned());
        rows.push(demo(
            &format!("{status} to itself"),
            itself,
            Months,
            format!("unreadable: {MONTHS} too many redirects"),
        ));
    }
    let away = || Fault::Redirect(302, ELSEWHERE.to_owned());
    rows.extend([SignIn, Account].map(|screen| demo("302 to another site", away(), screen, "left_site")));
    let refresh =
        |to: &str| Fault::Reply(Reply::page(format!("<meta http-equiv=refresh content='0;url={to}'>")));
    let script = |to: &str| Fault::Reply(Reply::page(format!("<script>location.href = '{to}'</script>")));
    for screen in [Front, Account] {
        rows.push(demo("a refresh to another site", refresh(ELSEWHERE), screen, "left_site"));
        rows.push(demo("a script to another site", script(ELSEWHERE), screen, "left_site"));
    }
    let turned = |from: &str, to: &str| Fault::Replace(from.to_owned(), to.replace("/lk", ELSEWHERE));
    rows.extend([
        demo("a form to another site", turned("action=\"/lk/login\"", "action=\"/lk\""), SignIn, "left_site"),
        demo("a base at another site", turned("<head>", "<head><base href=\"/lk\">"), SignIn, "left_site"),
        demo("a link to another site", turned("href=\"/lk\"", "href=\"/lk\""), Front, "left_site"),
        demo("a redirect without an address", Fault::Reply(Reply::status(302)), Account, changed(ACCOUNT)),
        demo(
            "a redirect to a file",
            Fault::Redirect(302, "file:///etc/passwd".to_owned()),
            Account,
            "left_site",
        ),
        demo(
            "a redirect to another port",
            Fault::Redirect(302, "http://127.0.0.1:9/lk".to_owned()),
            Account,
            "left_site",
        ),
    ]);
    rows.extend([
        round("two pages that redirect to each other", |to| Fault::Redirect(302, to.to_owned())),
        round("two pages that refresh to each other", refresh),
        round("two pages with scripts that lead to each other", script),
    ]);
    rows
}

fn charsets() -> Vec<Row> {
    let charset = |(written, declared)| {
        let name = format!("{written} said to be {declared}");
        row(&name, Site::Demo(vec![Fault::Charset { written, declared }.into()]), "read")
    };
    let lies = [
        ("utf-8", "windows-1251"),
        ("utf-8", "utf-16le"),
        ("utf-8", "utf-7"),
        ("windows-1251", "utf-8"),
        ("windows-1251", "koi8-r"),
        ("windows-1251", "no-such-charset"),
        ("koi8-r", "windows-1251"),
        ("ibm866", "utf-8"),
    ];
    let mut rows: Vec<Row> = lies.map(charset).into();
    let lost = Fault::Charset { written: "iso-8859-1", declared: "iso-8859-1" };
    rows.push(demo("letters that the charset lacks", lost, Screen::Account, "read"));
    rows
}

fn row(name: &str, site: Site, expected: impl Into<String>) -> Row {
    Row { name: name.to_owned(), site, expected: expected.into(), patience: None, walks: false }
}

/// Returns a row for a fault of the demo portal.
///
/// Once the balance is read, a fault costs only the list of months or the month.
fn demo(name: &str, fault: Fault, screen: Screen, expected: impl Into<String>) -> Row {
    let walks = screen == Screen::Front;
    let expected: String = expected.into();
    let code = expected.split(':').next().unwrap_or_default();
    let expected = if matches!(code, "read" | "session_ended") {
        expected
    } else if screen == Screen::Months {
        format!("no list: {code}")
    } else if screen == Screen::Month {
        format!("no month 2026-11: {code}")
    } else {
        expected
    };
    Row { walks, ..row(&format!("{name} on {screen:?}"), Site::Demo(vec![fault.on(screen)]), expected) }
}

/// Returns a row for two pages of the portal that lead to each other.
fn round(name: &str, to: impl Fn(&str) -> Fault) -> Row {
    let troubles = vec![to("/lk").on(Screen::Months), to("/lk/statistics").on(Screen::Account)];
    row(name, Site::Demo(troubles), format!("unreadable: {SIGN_IN} too many redirects"))
}

fn wire(name: &str, script: Vec<Step>, expected: &str) -> Row {
    row(name, Site::Wire("http://127.0.0.1", script), expected)
}

fn secure(name: &str, script: Vec<Step>, expected: &str) -> Row {
    row(name, Site::Wire("https://localhost", script), expected)
}

fn say(text: &str) -> Step {
    Step::Say(text.into())
}

fn changed(page: &str) -> String {
    format!("site_changed: {page}")
}
