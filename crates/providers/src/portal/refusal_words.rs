//! The meaning of a sentence in the answer to a sign-in.

use std::sync::LazyLock;

use kabinet_extract::text::normalize::pattern;
use regex::Regex;

use crate::SignInRefusal;

/// The meaning of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// The login or the password is wrong.
    WrongCredentials,
    /// The customer is not let in for another reason.
    Refused(SignInRefusal),
    /// A captcha must be solved.
    Captcha,
    /// A code from a message must be entered.
    Code,
    /// The form or the session is no longer valid.
    Expired,
}

impl Meaning {
    /// Returns the rank of the meaning among the sentences of one page, the most certain first.
    pub fn rank(self) -> usize {
        PATTERNS.iter().position(|(meaning, _)| *meaning == self).unwrap_or(PATTERNS.len())
    }
}

/// The patterns of sentences, the most certain first.
///
/// A sentence that names another reason beside the word «ошибка» has this reason. Wrong credentials need
/// the login, the password or the account in the same sentence.
static PATTERNS: LazyLock<Vec<(Meaning, Regex)>> = LazyLock::new(|| {
    let refused = Meaning::Refused;
    let patterns = [
        (refused(SignInRefusal::TooManyAttempts), TOO_MANY_ATTEMPTS),
        (refused(SignInRefusal::PasswordExpired), PASSWORD_EXPIRED),
        (refused(SignInRefusal::ContractEnded), CONTRACT_ENDED),
        (refused(SignInRefusal::OwnNetworkOnly), OWN_NETWORK),
        (Meaning::WrongCredentials, WRONG_CREDENTIALS),
        (Meaning::Captcha, CAPTCHA),
        (Meaning::Code, CODE),
        (Meaning::Expired, EXPIRED),
        (refused(SignInRefusal::Locked), LOCKED),
        (refused(SignInRefusal::Unavailable), UNAVAILABLE),
        (Meaning::WrongCredentials, AUTHENTICATION_FAILED),
        (refused(SignInRefusal::AccessDenied), ACCESS_DENIED),
        (refused(SignInRefusal::FormAgain), NOT_SIGNED_IN),
    ];
    patterns.into_iter().map(|(meaning, text)| (meaning, pattern(text))).collect()
});

const TOO_MANY_ATTEMPTS: &str = concat!(
    r"(?:слишком|превыш|исчерп|много|лимит|после \d+)[^.!?]{0,40}(?:попыт|\bраз\b)",
    r"|попыт\p{L}*[^.!?]{0,40}(?:превыш|исчерп|лимит|закончил)|(?:блокир|заблокир)[^.!?]{0,60}попыт|too many",
);
const PASSWORD_EXPIRED: &str = concat!(
    r"срок[^.!?]{0,30}парол[^.!?]{0,30}(?:ист|законч|вышел)|парол\p{L}*[^.!?]{0,30}(?:истек|устарел|просроч)",
    r"|(?:смените|обновите|задайте новый|необходимо сменить|требуется смен\p{L}*|нужно сменить)[^.!?]{0,20}парол",
    r"|парол\p{L}*[^.!?]{0,30}(?:нужно|необходимо|требуется) (?:сменить|изменить|обновить)|password[^.!?]{0,20}expired",
);
const CONTRACT_ENDED: &str = concat!(
    r"договор\p{L}*[^.!?]{0,40}(?:расторг|закрыт|прекращ|завершен|аннулир|не действу)",
    r"|(?:расторг|прекращ|заверш)\p{L}*[^.!?]{0,40}договор|(?:вы|абонент)[^.!?]{0,20}больше не обслужива",
    r"|(?:учетн\p{L}* запис|лицев\p{L}* счет|аккаунт)[^.!?]{0,20}(?:закрыт|удален)",
);
const OWN_NETWORK: &str = concat!(
    r"(?:только|лишь|исключительно)[^.!?]{0,30}(?:из|внутри|в|с|для)\b[^.!?]{0,40}(?:сет[иь]|сетях|\bip\b|подключени|адрес\p{L}* провайдера)",
    r"|(?:вне|за предел\p{L}*|не из|из внешней)[^.!?]{0,30}сети|с (?:вашего|этого|данного) (?:ip|адрес)|\bip\b[^.!?]{0,30}(?:не разреш|запрещ|не вход|не принадлеж)",
);
const WRONG_CREDENTIALS: &str = concat!(
    r"(?:логин|парол|лицев\p{L}* счет|номер\p{L}* (?:договор|счет|лицев)|\bсчет|договор|абонент|пользовател|учетн\p{L}* (?:запис|данн)|аккаунт|\bимя\b|\bимени\b|\bпин\b|login|password|user ?name|\buser\b|credentials|account)",
    r"[^.!?]{0,60}(?:неверн|не верн|неправильн|не правильн|некорректн|ошибочн|с ошибк|не ?найден|не ?существ|не ?совпа|не ?подход|не ?подош|не ?принят|не ?зарегистр|не ?опознан|не ?распознан|не ?известн|не тот|не те\b|incorrect|invalid|wrong|not found|not match)",
    r"|(?:неверн|не верн|неправильн|не правильн|некорректн|ошибочн|ошибк\p{L}* в|не ?найден|не ?существ|не ?зарегистр|не ?известн|нет так|нет абонент|нет пользовател|не тот|проверьте|incorrect|invalid|wrong|unknown|bad)",
    r"[^.!?]{0,60}(?:логин|парол|лицев\p{L}* счет|номер\p{L}* (?:договор|счет|лицев)|договор|абонент|пользовател|учетн\p{L}* (?:запис|данн)|аккаунт|\bимя\b|\bпин\b|login|password|user ?name|\buser\b|credentials|account)",
);
const CAPTCHA: &str = r"(?:код|символ|цифр|текст|числ)\p{L}*[^.!?]{0,20}(?:картинк|изображени|рисунк)|капч|captcha|не робот|(?:проверочн|защитн)\p{L}* код";
const CODE: &str = r"код\p{L}* из (?:смс|sms|сообщения|письма)|(?:смс|sms)[- ]код|код подтверждения|одноразов\p{L}* (?:код|парол)";
const EXPIRED: &str = r"(?:форма|сессия|сеанс|страница|ключ|ссылка|время)(?: [\p{L}\d]+){0,5} (?:устарел|истек|недействител|завершен)|page expired|csrf|token mismatch|session (?:has )?expired";
const LOCKED: &str = r"заблокир|блокиров|\blocked\b|\bdisabled\b|(?:доступ|кабинет|учетн\p{L}* запис|аккаунт)[^.!?]{0,30}(?:приостанов|отключ|ограничен)";
const UNAVAILABLE: &str = concat!(
    r"недоступ|не доступ|обслуживани|(?:технически|профилактически|регламентны|плановы)\p{L}* (?:работ|перерыв|причин|неполад|сбо)|ведутся (?:\p{L}+ )?работы",
    r"|ошибк\p{L}*[^.!?]{0,20}(?:соединени|подключени|связи|базы|базой|сервер|систем|биллинг|запрос|обработк)|нет (?:связи|соединения|ответа)|не (?:отвечает|работает|удалось (?:соединиться|подключиться|связаться|получить))",
    r"|перегруж|внутренн\p{L}* ошибк|\bсбо[йя]\b|неполадк|(?:попробуйте|повторите|зайдите|войдите|вернитесь)[^.!?]{0,30}(?:позже|позднее|через)|maintenance|unavailable|internal (?:server )?error|database|sql|timeout|overload|try again later",
);
const AUTHENTICATION_FAILED: &str = r"(?:ошибка|отказ\p{L}*)[^.!?]{0,10}(?:авторизаци|аутентификаци)|(?:авторизаци|аутентификаци)\p{L}* (?:не (?:удал|прошл|пройден)|отклонен)|authentication failed|login failed";
const ACCESS_DENIED: &str = r"в доступе отказано|доступ\p{L}*[^.!?]{0,20}(?:запрещен|закрыт|отказан)|нет доступа|отказано во входе|access denied|forbidden|not authorized";
const NOT_SIGNED_IN: &str = r"не удалось войти|вход не выполнен|не получилось войти|ошибка (?:входа|доступа)|неудачн\p{L}* (?:попытка|вход)|вход отклонен|^ошибка";

/// Returns the meaning of a sentence in lower case; `None` if it says nothing about the sign-in.
pub fn meaning(said: &str) -> Option<Meaning> {
    PATTERNS.iter().find(|(_, pattern)| pattern.is_match(said)).map(|(meaning, _)| *meaning)
}

#[cfg(test)]
mod tests {
    use kabinet_extract::text::normalize::fold_case;

    use super::*;

    fn meanings(sentences: &[&str]) -> Vec<Option<Meaning>> {
        sentences.iter().map(|said| meaning(&fold_case(said))).collect()
    }

    fn assert_all(expected: Meaning, sentences: &[&str]) {
        for (said, found) in sentences.iter().zip(meanings(sentences)) {
            assert_eq!(found, Some(expected), "{said}");
        }
    }

    #[test]
    fn only_words_about_the_login_or_the_password_reject_them() {
        assert_all(
            Meaning::WrongCredentials,
            &[
                "Неверный логин или пароль",
                "Договор не найден",
                "Логин или пароль введен неверно",
                "Нет такого логина или пароль не тот",
                "Неправильный пароль. Осталось попыток: 2",
                "Отказано: счёт или пароль набраны с ошибкой.",
                "Логин и пароль не подходят друг к другу",
                "Неудачная попытка входа. Проверьте логин и пароль",
                "Пользователь не найден или заблокирован.",
                "Такой абонент не зарегистрирован",
                "Ошибка авторизации",
                "Wrong login or password",
            ],
        );
    }

    #[test]
    fn trouble_of_the_site_is_no_wrong_password() {
        assert_all(
            Meaning::Refused(SignInRefusal::Unavailable),
            &[
                "На сервере ведутся технические работы. Попробуйте войти позже.",
                "Сервис на обслуживании",
                "Биллинг недоступен",
                "Ошибка соединения с базой данных",
                "Нет соединения с RADIUS. Повторите попытку позднее.",
                "Сервис авторизации временно недоступен. Повторите вход через некоторое время.",
                "Внутренняя ошибка сервера",
                "Не удалось получить ответ от сервера",
                "Сервер перегружен, зайдите через несколько минут",
            ],
        );
    }

    #[test]
    fn other_reasons_are_told_apart() {
        let refused = Meaning::Refused;
        assert_all(
            refused(SignInRefusal::TooManyAttempts),
            &[
                "Слишком много попыток, через 15 минут",
                "Вы ввели неверный пароль слишком много раз. Попробуйте через 10 минут.",
                "Превышено число попыток входа",
                "Вход заблокирован на 30 минут из-за неудачных попыток",
            ],
        );
        assert_all(
            refused(SignInRefusal::Locked),
            &["Учётная запись заблокирована", "Доступ в кабинет приостановлен администратором"],
        );
        assert_all(
            refused(SignInRefusal::PasswordExpired),
            &["Срок действия пароля истёк", "Ваш пароль устарел, смените его", "Необходимо сменить пароль"],
        );
        assert_all(
            refused(SignInRefusal::OwnNetworkOnly),
            &["Вход только из сети провайдера", "Вход в кабинет возможен только с IP-адресов нашей сети"],
        );
        assert_all(refused(SignInRefusal::ContractEnded), &["Договор расторгнут", "Ошибка: договор закрыт"]);
        assert_all(refused(SignInRefusal::AccessDenied), &["Доступ запрещён", "Access denied"]);
        assert_all(Meaning::Captcha, &["Введите код с картинки", "Неверный код с картинки"]);
        assert_all(Meaning::Expired, &["Сессия устарела", "Форма устарела. Обновите страницу"]);
        assert_all(refused(SignInRefusal::FormAgain), &["Не удалось войти", "Ошибка"]);
        assert_eq!(meanings(&["Добро пожаловать", "Новости", "Скидка 10 %"]), [None; 3]);
    }
}
