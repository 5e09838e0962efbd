//! Dates, months and counts of days as pages write them.

use proptest::prelude::*;

use super::*;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 1, 10).unwrap()
}

fn read(text: &str) -> Option<String> {
    whole(text, today()).map(|moment| match moment.time {
        Some(time) => format!("{} {time}", moment.date),
        None => moment.date.to_string(),
    })
}

#[test]
fn dates_are_read_as_pages_write_them() {
    let cases = [
        ("2024-03-05", "2024-03-05"),
        ("05.03.24", "2024-03-05"),
        ("5.3.2024", "2024-03-05"),
        ("05.03.2024 г.", "2024-03-05"),
        ("05/03/2024", "2024-03-05"),
        ("5 марта 2024 г.", "2024-03-05"),
        ("5 мар 2024", "2024-03-05"),
        ("пн, 5 мая 2025", "2025-05-05"),
        ("30 ноября 2026 года", "2026-11-30"),
        ("5 окт 26", "2026-10-05"),
        ("1.XII.2026", "2026-12-01"),
        ("9 XI 2026 г.", "2026-11-09"),
        ("1-мар-2026", "2026-03-01"),
        ("1.мар.26", "2026-03-01"),
        ("5 ноября 26 г.", "2026-11-05"),
        ("5 января, пятница", "2024-01-05"),
        ("5 января 14:03", "2024-01-05 14:03:00"),
        ("05.01.2024 (пт)", "2024-01-05"),
        ("09.11.2021 14:03", "2021-11-09 14:03:00"),
        ("09.11.2021, 14:03:59", "2021-11-09 14:03:59"),
        ("2021-11-09T14:03:59", "2021-11-09 14:03:59"),
        ("Втр, 24/11/2026 - 20:06", "2026-11-24 20:06:00"),
        ("Срд, 02/12/2026", "2026-12-02"),
        ("пнд 05.01.2024 – 9:30", "2024-01-05 09:30:00"),
        ("09.11.2026 0:00:00", "2026-11-09 00:00:00"),
        ("28 декабря", "2023-12-28"),
        ("3 февраля", "2024-02-03"),
    ];
    for (text, date) in cases {
        assert_eq!(read(text).as_deref(), Some(date), "{text:?}");
    }
}

#[test]
fn a_year_may_be_left_out_on_the_page_of_a_month() {
    let within = |text| whole_within(text, today()).map(|moment| moment.date.to_string());
    assert_eq!(within("05.01").as_deref(), Some("2024-01-05"));
    assert_eq!(within("31.12 14:03").as_deref(), Some("2023-12-31"));
    assert_eq!(within("05.07"), None, "of another time of the year");
    assert_eq!(within("5.01"), None, "rather a sum");
    assert_eq!(within("32.01"), None);
}

#[test]
fn what_is_no_day_is_not_read() {
    for text in [
        "32.13.2024",
        "29.02.2023",
        "0000-00-00",
        "",
        "11.2021",
        "05.03-2024",
        "05.03.20245",
        "09.11.2021 25:00",
        "5 мартобря",
        "1.XIII.2026",
        "1.XII-2026",
        "5-мар.2024",
        "5-мар-20245",
    ] {
        assert_eq!(read(text), None, "{text:?}");
    }
}

#[test]
fn two_months_are_none() {
    for text in ["11.2021 подробно за декабрь 2021 года", "11.2021 12.2021", "11.2021 подробно"]
    {
        assert_eq!(whole_month(text), None, "{text:?}");
    }
}

#[test]
fn months_are_read_in_figures_words_and_ranges() {
    let november = [
        "Ноябрь 2021",
        "11.2021",
        "2021-11",
        "11/2021",
        "202111",
        "нояб. 2021 г.",
        "ноя 2021",
        "2021 ноябрь",
        "за ноябрь 2021 года",
        "01.11.2021 – 30.11.2021",
        "› Ноябрь, 2021 »",
        "11.2021 — подробно за ноябрь 2021 года",
        "Ноябрь 2021 11.2021",
        "11.2021 (текущий)",
        "11.2021 на 27.11.2021",
        "11.2021 текущий, не закрыт",
        "Ноябрь 2021, ещё не закончен*",
    ];
    for text in november {
        assert_eq!(whole_month(text).map(|month| month.to_string()).as_deref(), Some("2021-11"), "{text:?}");
    }
    let names = [
        "Январь",
        "Февраль",
        "Март",
        "Апрель",
        "Май",
        "Июнь",
        "Июль",
        "Август",
        "Сентябрь",
        "Октябрь",
        "Ноябрь",
        "Декабрь",
    ];
    for (index, name) in names.iter().enumerate() {
        let expected = format!("2022-{:02}", index + 1);
        assert_eq!(whole_month(&format!("{name} 2022")).map(|month| month.to_string()), Some(expected));
    }
    for text in [
        "",
        "13.2021",
        "202113",
        "112021",
        "00.2021",
        "Итого",
        "2021",
        "Ноябрь",
        "11.21",
        "01.11.2021 – 30.12.2021",
        "09.11.2021",
    ] {
        assert_eq!(whole_month(text), None, "{text:?}");
    }
    let apart = |spaces: usize| format!("11.2021{}г.", " ".repeat(spaces));
    assert!(whole_month(&apart(LONGEST_MONTH - "11.2021г.".len())).is_some());
    assert_eq!(whole_month(&apart(LONGEST_MONTH)), None, "no name of a month is as long");
}

#[test]
fn days_are_counted() {
    let days = |text, bare| days_at_start(text, bare).map(|(days, _)| days);
    for text in ["5 дней", "через 5 дн.", "Осталось: 5 дней", "5 сут."] {
        assert_eq!(days(text, false), Some(5), "{text:?}");
    }
    assert_eq!(days("остался 1 день", false), Some(1));
    assert_eq!(days("5", true), Some(5));
    for text in ["5", "5 ₽", "05.11", "5.5 дней", "через"] {
        assert_eq!(days(text, false), None, "{text:?}");
    }
}

proptest! {
    #[test]
    fn a_written_date_reads_back(days in 0_i64..100_000) {
        let date = NaiveDate::from_ymd_opt(1900, 1, 1).unwrap() + chrono::Duration::days(days);
        for format in ["%d.%m.%Y", "%Y-%m-%d", "%d/%m/%Y"] {
            let text = date.format(format).to_string();
            prop_assert_eq!(whole(&text, today()), Some(Moment { date, time: None }), "{}", text);
        }
    }

    #[test]
    fn a_plain_date_is_one_of_the_grammar(text in "[0-9]{1,2}[.][0-9]{1,2}[.](19|20|21|22)?[0-9]{2}") {
        if let Some(date) = plain(&text) {
            let read = at_start(&text, today());
            prop_assert_eq!(read, Some((Moment { date, time: None }, String::new())));
        }
        if let Some((year, month)) = plain_month(&text[text.find('.').unwrap() + 1..]) {
            let named = Month::new(year, month).ok();
            prop_assert_eq!(one_month(&text[text.find('.').unwrap() + 1..]), named);
        }
    }

    #[test]
    fn no_text_panics(text in ".*", figures in "[0-9 .:/а-яT-]{0,30}") {
        for text in [text, figures] {
            let _ = (whole(&text, today()), whole_month(&text), days_at_start(&text, true));
        }
    }
}
