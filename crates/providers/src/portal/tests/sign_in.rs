//! The sign-in form, its results and the choice of a city.

use super::*;

#[test]
fn the_sign_in_form_is_filled_in_as_a_customer_would() {
    let forms = [
        (
            "<form><input name=q><button>Найти</button></form><form method=post action=/auth><input type=hidden name=csrf value=t>\
             <input name=a><input type=password name=b><button name=go value=1>Войти</button></form>",
            "POST /auth csrf=t&a=12345678&b=%D0%BF%261&go=1",
        ),
        (
            "<form method=post><label for=l>Логин</label><input id=l name=x><div style='position:absolute;left:-9999px'><input name=trap></div>\
             <input type=password name=y><input type=submit value=Войти></form>",
            "POST /login x=12345678&trap=&y=%D0%BF%261",
        ),
        (
            "<div><p>Для юридических лиц</p><form method=post action=/b><input name=a><input type=password name=b></form></div>\
             <div><p>Для дома</p><form method=post action=/h><select name=city><option value=1>Исеть<option value=2>Талица</select>\
             <input name=a><input type=password name=b></form></div>",
            "POST /h city=2&a=12345678&b=%D0%BF%261",
        ),
        (
            "<table><form method=post action=/t><tr><td>Логин<td><input name=a><tr><td>Пароль<td><input type=password name=b>\
             <tr><td><input type=submit name=ok value=Войти></form></table>",
            "POST /t a=12345678&b=%D0%BF%261&ok=%D0%92%D0%BE%D0%B9%D1%82%D0%B8",
        ),
    ];
    for (html, sent) in forms {
        assert_eq!(filled(html).as_deref(), Ok(sent), "{html}");
    }
}

#[test]
fn a_sign_in_that_only_a_browser_can_pass_is_told() {
    let forms = [
        (
            "<form><input name=a><input type=password name=b><img src=/captcha.php></form>",
            BrowserReason::Captcha,
        ),
        (
            "<form><input name=a><input type=password name=b>Введите код с картинки<input name=c></form>",
            BrowserReason::Captcha,
        ),
        (
            "<div><input name=a><input type=password name=b><button onclick='send()'>Войти</button></div>",
            BrowserReason::ScriptOnly,
        ),
        (
            "<form onsubmit='send(); return false'><input name=a><input type=password name=b></form>",
            BrowserReason::ScriptOnly,
        ),
    ];
    for (html, reason) in forms {
        assert_eq!(filled(html), Err(ProviderError::NeedsBrowser { reason }), "{html}");
    }
    assert_eq!(filled("<p>Скоро"), Err(ProviderError::not_found(PortalPage::SignIn, "Пароль")));
}

#[test]
fn a_refusal_is_told_from_an_entry_in_all_its_ways() {
    let form = "<form><input name=a><input type=password name=b></form>";
    let refusals = [
        "<div class=error>Неверный логин или пароль</div>",
        "<font color=red>Договор не найден</font>",
        "Логин или пароль введен неверно",
        "Нет такого логина или пароль не тот",
        "<script>alert('Ошибка авторизации')</script>",
        "Неправильный пароль. Осталось попыток: 2",
        "{\"success\":false,\"message\":\"Неверный логин\"}",
    ];
    let outcome = |html: &str, forbidden| {
        let answer =
            Answer { document: Arc::new(document(html)), status: 200, forbidden, redirect_chain: Vec::new() };
        classify(&document(form), &answer, &labels().navigation)
    };
    for words in refusals {
        let outcome =
            outcome(&if words.starts_with('{') { words.to_owned() } else { format!("{words}{form}") }, false);
        assert!(matches!(outcome, SignInResult::WrongCredentials(_)), "{words}: {outcome:?}");
    }
    let refused = |kind| SignInResult::Refused(kind, None);
    assert_eq!(outcome(form, false), refused(SignInRefusal::FormAgain), "the form again, without a word");
    assert_eq!(outcome("<p>403", true), refused(SignInRefusal::AccessDenied));
    let with_way_out = format!("{form}<form method=post><button>Выйти</button></form>");
    assert_eq!(
        outcome(&with_way_out, false),
        refused(SignInRefusal::FormAgain),
        "a password field outweighs"
    );
    let with_captcha = "<form><input name=a><input type=password name=b><img src=/captcha.php></form>";
    assert_eq!(outcome(with_captcha, false), SignInResult::AsksForCaptcha);
    assert_eq!(outcome("<a href=/exit>Выйти</a> Неверный формат телефона", false), SignInResult::SignedIn);
    assert_eq!(outcome("<form>Введите код из СМС <input name=c></form>", false), SignInResult::AsksForCode);
    assert_eq!(outcome("<p>Добро пожаловать", false), SignInResult::Unclear);
    assert_eq!(outcome("<p>Форма устарела, обновите страницу", true), SignInResult::Expired);
    let debtor = "<p>Доступ ограничен. Внесите оплату</p><p>Баланс: -300,00 ₽</p>";
    assert_eq!(outcome(debtor, false), SignInResult::Unclear, "the service is limited, not the sign-in");
    for words in ["<p>Доступ в кабинет ограничен", &format!("{debtor}{form}")] {
        let is_locked =
            matches!(outcome(words, false), SignInResult::Refused(SignInRefusal::Locked, Some(_)));
        assert!(is_locked, "{words}");
    }
}

#[test]
fn a_form_that_stood_beside_the_sign_in_form_does_not_ask_again() {
    let beside = "<form method=post action=/?a=1><input name=nick><input type=password name=pw><button>На сайт</button></form>";
    let own =
        "<form method=post action=/lk>Кабинет абонента<input name=a><input type=password name=b></form>";
    let before = document(&format!("{beside}{own}"));
    let outcome = |html: &str| {
        let (document, redirect_chain) = (Arc::new(document(html)), Vec::new());
        let answer = Answer { document, status: 200, forbidden: false, redirect_chain };
        classify(&before, &answer, &labels().navigation)
    };
    let later = beside.replace("a=1", "a=2");
    assert_eq!(outcome(&format!("{later}<p>Здравствуйте! Баланс 5,00")), SignInResult::Unclear);
    assert_eq!(outcome(&format!("{later}<a href=/bye>Уйти</a>")), SignInResult::SignedIn);
    let form_again = SignInResult::Refused(SignInRefusal::FormAgain, None);
    assert_eq!(outcome(&format!("{later}{own}")), form_again, "the sign-in form itself");
    let wrong = outcome(&format!("{later}{own}<p>Неверный пароль"));
    assert!(matches!(wrong, SignInResult::WrongCredentials(_)), "{wrong:?}");
    let unknown = "<form method=post action=/new><input name=a><input type=password name=c></form>";
    assert_eq!(outcome(&format!("{later}{unknown}")), form_again, "a form that was not there before");
}

#[test]
fn a_session_that_is_lost_at_once_is_no_refusal() {
    let form = "<form><input name=a><input type=password name=b></form>";
    let address =
        |path: &str| Url::parse("http://localhost").expect("an address").join(path).expect("a path");
    let outcome = |redirect_chain: &[&str]| {
        let redirect_chain = redirect_chain.iter().map(|path| address(path)).collect();
        let answer =
            Answer { document: Arc::new(document(form)), status: 200, forbidden: false, redirect_chain };
        classify(&document(form), &answer, &labels().navigation)
    };
    let form_again = SignInResult::Refused(SignInRefusal::FormAgain, None);
    assert_eq!(outcome(&["/auth"]), form_again, "sent back at once");
    assert_eq!(outcome(&["/auth", "/my"]), SignInResult::Expired, "let in, and sent back from there");
}

#[test]
fn the_city_is_chosen_by_a_link_an_option_or_a_dot() {
    let pages = [
        (
            "<div>Выберите ваш город<ul><li><a href=/ta>Талица</a><li><a href=/is>Исеть</a></ul></div>",
            "http://localhost/ta",
        ),
        (
            "<form action=/c><select name=city><option>Исеть<option>Талица</select><button>ОК</button></form>",
            "http://localhost/c?city=%D0%A2%D0%B0%D0%BB%D0%B8%D1%86%D0%B0",
        ),
        (
            "<form action=/c><input type=radio name=c value=1> Исеть <input type=radio name=c value=2> Талица <button>ОК</button></form>",
            "http://localhost/c?c=2",
        ),
    ];
    for (html, address) in pages {
        assert_eq!(
            city::choose(&document(html), &labels().navigation, "ТАЛИЦА")
                .map(|ask| ask.url().to_string())
                .as_deref(),
            Some(address),
            "{html}"
        );
    }
    let footer = "<footer>Наши офисы: <a href=/office>Талица</a></footer>";
    assert_eq!(
        city::choose(&document(footer), &labels().navigation, "Талица"),
        None,
        "a link that nobody asks to choose"
    );
}
