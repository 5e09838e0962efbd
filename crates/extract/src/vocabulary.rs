//! Words that the reading of pages depends on.

use crate::navigation::pagination;
use crate::statement::month_name;
use crate::text::{date, other_services};
use crate::{field, table};

/// Words beside figures, and words of sign-in forms that need a browser.
const BESIDE: &str = "\
    через осталось остался остались еще день дня дней дн сутки суток сут год года г месяц месяца \
    месяцев мес при оплате сразу долг задолженность коп руб rub нет не установлена данных с до по \
    на в за email captcha recaptcha hcaptcha smartcaptcha turnstile пн вт ср чт пт сб вс показать \
    загрузить бонус бонусный начало конец";

/// Returns the words that reading depends on and that no profile names.
///
/// They stand around labels and figures, in dates, and in rows and links of lists.
pub fn words() -> impl Iterator<Item = &'static str> {
    let labels =
        field::STOP_WORDS.iter().chain(&field::INNER_STOP_WORDS).chain(&other_services::OTHER_SERVICES);
    let lists =
        table::CURRENCY.iter().chain(&table::BEGINNINGS).chain(&month_name::DETAILS).chain(&pagination::NEXT);
    labels.chain(lists).chain(date::MONTHS.as_flattened()).copied().chain(BESIDE.split(' '))
}
