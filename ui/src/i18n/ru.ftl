## Даты, сроки, возраст данных

date = { $day } { $month ->
    [1] января
    [2] февраля
    [3] марта
    [4] апреля
    [5] мая
    [6] июня
    [7] июля
    [8] августа
    [9] сентября
    [10] октября
    [11] ноября
   *[12] декабря
}
short-date = { $day } { $month ->
    [1] янв
    [2] фев
    [3] мар
    [4] апр
    [5] мая
    [6] июн
    [7] июл
    [8] авг
    [9] сен
    [10] окт
    [11] ноя
   *[12] дек
}
month-of-year = { $month ->
    [1] Январь
    [2] Февраль
    [3] Март
    [4] Апрель
    [5] Май
    [6] Июнь
    [7] Июль
    [8] Август
    [9] Сентябрь
    [10] Октябрь
    [11] Ноябрь
   *[12] Декабрь
} { $year }
days-ahead = { $days ->
    [0] сегодня
    [1] завтра
    [one] через { $days } день
    [few] через { $days } дня
   *[other] через { $days } дней
}
age = { $days ->
    [0] сегодня в { $time }
    [1] вчера в { $time }
    [one] { $days } день назад
    [few] { $days } дня назад
   *[other] { $days } дней назад
}
date-and-time = { $date } в { $time }
months-count = { $months ->
    [one] { $months } месяц
    [few] { $months } месяца
   *[other] { $months } месяцев
}

## Разделы и рамка окна

screens = Разделы
overview = Обзор
statements = Выписка
settings = Настройки
close = Закрыть
cancel = Отмена
amount-hidden = сумма скрыта
unexpected-hint = Закройте Kabinet и откройте снова. Сохранённые данные целы.
retry = Повторить
loading = Загружается

account-switch = Лицевой счёт { $account }, логин { $login }. Выбрать другой
account-add = Добавить счёт

state-updating = Обновляется
updated = Обновлено { $age }
state-offline = Нет связи
state-failed = Не обновлено
state-nothing = Данных пока нет

example-banner = Это пример: счёт и все суммы вымышлены.
example-leave = Закрыть пример

## Вход

welcome-title = Вход в личный кабинет
welcome-lead = Kabinet читает баланс и выписку с сайта провайдера и хранит их на этом компьютере.
provider = Провайдер
city = Город
city-placeholder = Найти город
city-none = Такого города нет в списке провайдера
city-count = { $count ->
    [one] { $count } город
    [few] { $count } города
   *[other] { $count } городов
}
city-show = Показать список городов
login = Логин
login-note = Обычно это 8 цифр лицевого счёта
password = Пароль
password-show = Показать пароль
password-hide = Скрыть пароль
password-note = Хранится в хранилище паролей системы, а не в файлах программы
sign-in = Войти
signing-in = Входим
show-example = Показать на примере
show-example-note = Вымышленный счёт, без входа и без интернета
forgot = Забыли логин или пароль?
help-title = Где взять логин и пароль
help-login = Если вы его не меняли, логин — это номер лицевого счёта из 8 цифр. Он напечатан на последней странице договора или в акте подключения.
help-support = Логин и пароль подскажет поддержка: по телефону, в группе ВКонтакте или в чате мобильного приложения провайдера.
support-phone = Телефон поддержки
advanced = Дополнительно
site = Адрес сайта
site-note = Меняйте, только если провайдер назвал другой адрес
need-login = Введите логин
need-password = Введите пароль
need-city = Выберите город из списка

password-enter = Ввести пароль
password-title = Нужен пароль
password-lead = Логин { $login }. Пароль не сохранён в хранилище паролей, поэтому без него данные не обновить.

## Первое чтение и обновление

first-title = Читаем данные с сайта
first-lead = Прочитанное сохраняется сразу. Если остановить, в следующий раз чтение продолжится с того же места.
stage-signing-in = Входим в кабинет
stage-account = Читаем страницу счёта
stage-months = Читаем выписку
months-of = { $done } из { $of ->
    [one] { $of } месяца
   *[other] { $of } месяцев
}
stop = Остановить
refresh = Обновить
empty-title = По этому счёту пока ничего не прочитано
empty-lead = Здесь будут баланс, день списания и выписка.
empty-read = Прочитать данные
news-some = { $count ->
    [one] С прошлого раза: { $count } новая операция
    [few] С прошлого раза: { $count } новые операции
   *[other] С прошлого раза: { $count } новых операций
}
news-none = С прошлого раза новых операций нет

## Обзор

balance = Баланс
next-debit = Следующее списание
debit-unknown = День списания кабинет не показывает
debit-amount-unknown = Сумму списания кабинет не показывает
debit-estimated = Дата примерная: данные старше прошлого списания. Обновите их.
enough = Денег хватает
short-by = Не хватает { $sum }: пополните до { $date }
short = Не хватает { $sum }
pay = Пополнить
pay-note = Откроется сайт провайдера
days-line = Прошлое списание { $previous }, сегодня { $today }, следующее { $next }
today = сегодня
tariff = Тариф
a-month = в месяц
tariff-unknown = цену кабинет не показывает
change-tariff = Сменить тариф
account-number = Лицевой счёт
copy = Копировать
copied = Скопировано
provider-and-city = { $provider }, { $city }
offers = Оплата вперёд
offers-note = Выгода — по сравнению с оплатой каждый месяц
offer-term = За сколько
offer-price = Сумма
offer-per-month = В месяц
offer-saving = Выгода
offer-no-saving = нет

reminders = Напоминания
reminders-empty = Здесь появятся напоминания о списании.
reminders-next = Следующее придёт { $when }.
reminders-first = Здесь появятся напоминания. Первое придёт { $when }.
reminders-hidden = Списание { $date }
snoozed = Отложены до { $when }.
snooze-resume = Возобновить

## Выписка

statements-empty = Здесь появится выписка по месяцам. Она читается при обновлении.
chart-title = Оплата и расход по месяцам
chart-how = Стрелки влево и вправо выбирают месяц, Enter открывает его
chart-paid = оплата
chart-charged = расход
chart-closing = остаток на конец
months-caption = Месяцы, новые сверху
month = Месяц
opening = Остаток на начало
paid = Оплата
charged = Расход
closing = Остаток на конец
open-month = Открыть: { $month }

## Месяц

back = К выписке
previous-month = Предыдущий: { $month }
next-month = Следующий: { $month }
no-previous = Более ранних месяцев нет
no-next = Более поздних месяцев нет
entries-caption = Операции, сначала ранние
entry-date = Дата
entry-operation = Операция
entry-paid = Оплата
entry-charged = Расход
entry-balance = Остаток
entries-empty = В этом месяце операций нет.

## Настройки

set-reminders = Напоминания
set-reminders-lead = Kabinet напомнит о списании, даже если окно закрыто, пока его значок виден возле часов.
set-short = Когда денег не хватает
set-enough = Когда денег хватает
days-before = { $days ->
    [0] в день списания
    [one] за { $days } день
    [few] за { $days } дня
   *[other] за { $days } дней
}
set-at = Время напоминания
set-at-note = По местному времени провайдера
set-quiet = Тихие часы
set-quiet-note = В это время напоминания ждут
quiet-from = С
quiet-to = До
set-snooze = Отложить напоминания
set-snooze-note = Например, если вы уже решили, когда заплатите
snooze-days = { $days ->
    [one] На { $days } день
    [few] На { $days } дня
   *[other] На { $days } дней
}
set-test = Проверка
set-test-note = Покажет напоминание сейчас, чтобы увидеть, как оно выглядит
test = Показать пробное
test-done = Показано

set-window = Окно и запуск
set-autostart = Запускать при входе в систему
set-autostart-note = Без окна: только значок возле часов
set-tray = Закрывать в значок возле часов
set-tray-note = Кнопка закрытия убирает окно, а напоминания продолжают приходить
set-tray-none = В этой системе негде показать значок, поэтому закрытое окно завершает программу

set-look = Вид
set-language = Язык
language-system = Как в системе
language-ru = Русский
language-en = English
set-theme = Оформление
look-system = Как в системе
look-light = Светлое
look-dark = Тёмное
set-hide = Скрывать суммы
set-hide-note = Вместо сумм на экране точки: удобно, когда рядом люди

set-account = Счёт и данные
set-sign-out = Выйти из счёта { $account }
set-sign-out-note = Пароль удаляется из хранилища паролей
sign-out = Выйти
sign-out-title = Выйти из счёта { $account }?
sign-out-lead = Пароль будет удалён из хранилища паролей этого компьютера.
sign-out-forget = Стереть и сохранённую выписку
set-erase = Стереть всё
set-erase-note = Все счета, выписки, напоминания, настройки и пароли на этом компьютере. На сайте провайдера ничего не изменится
erase = Стереть всё
erase-title = Стереть всё на этом компьютере?
erase-lead = Будут стёрты счета, выписки, напоминания, настройки и пароли. Вернуть их нельзя; то, что ещё показывает сайт провайдера, можно прочитать заново.

set-about = О программе
about-version = Kabinet { $version }
about-lead = Независимая программа, не связана с провайдерами. Данные остаются на этом компьютере.
