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
duration = { $seconds } с
date-placeholder = дд.мм.гггг
need-date = Введите день: дд.мм.гггг

## Разделы и рамка окна

screens = Разделы
overview = Обзор
statements = Выписка
search = Поиск
forecast = Прогноз
settings = Настройки
diagnostics = Диагностика
close = Закрыть
cancel = Отмена
proceed = Продолжить
save = Сохранить
saving = Сохраняем
sum = Сумма
what = Что это
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

browser-sign-in = Войти на сайте
browser-wait-title = Войдите на сайте провайдера
browser-wait-lead = Страница входа открылась в отдельном окне. Введите там логин и пароль, как в браузере. Kabinet не видит, что вы вводите, и пароль не хранит.
browser-wait-state = Ждём, пока вы войдёте. Окно закроется само.

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
offer-saving-per-month = Выгода в месяц
offer-best = выгоднее всего
offer-covered = хватит нынешнего баланса
advice-best = Выгоднее всего заплатить сразу за { $term }.
advice-saving = Выгоднее всего заплатить сразу за { $term }: выгода { $saving }.

changes = Что изменилось
change-show = Показать
changes-more = { $count ->
    [one] Ещё { $count } изменение
    [few] Ещё { $count } изменения
   *[other] Ещё { $count } изменений
}

reminders = Напоминания
reminders-empty = Здесь появятся напоминания о списании.
reminders-next = Следующее придёт { $when }.
reminders-first = Здесь появятся напоминания. Первое придёт { $when }.
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

view = Вид выписки
view-months = Месяцы
view-years = Годы
view-balance = Баланс
findings-count = { $count ->
    [one] { $count } замечание к цифрам
    [few] { $count } замечания к цифрам
   *[other] { $count } замечаний к цифрам
}

years-caption = Итоги по годам
year = Год
last-year = 12 месяцев
kinds-of = Виды операций: { $period }
kinds-title = Месяцы по видам операций
kinds-how = Стрелки влево и вправо выбирают месяц
kind = Вид
kind-any = Все виды
operations = Операций
entries-none = Операций пока нет.
kind-payment = Оплата
kind-fee = Абонентская плата
kind-one-off = Разовая услуга
kind-correction = Корректировка
kind-refund = Возврат
kind-equipment = Оборудование
kind-bonus = Бонус
kind-other = Прочее
as-table = Таблицей

balance-title = Баланс по дням
balance-how = Стрелки влево и вправо выбирают день
balance-grew = баланс вырос
balance-fell = баланс уменьшился
foreseen = прогноз
foreseen-short = прогноз: денег не хватит
span-label = За какое время
span = { $months ->
    [one] За { $months } месяц
    [few] За { $months } месяца
   *[other] За { $months } месяцев
}
span-all = За всё время

calendar = В календарь
calendar-note = Дни списаний откроются в календаре системы
export = Сохранить в файл
export-title = Сохранить выписку в файл
export-format = Формат
export-period = Период
export-saved = Сохранено: { $path }
period-all = За всё время
period-own = Выбрать дни
period-from = С
period-to = По
period-order = Этот день раньше первого
format-xlsx = Excel
format-xlsx-note = Таблица с итогами, .xlsx
format-pdf = PDF
format-pdf-note = Чтобы напечатать или отправить
format-csv = CSV для Excel
format-csv-note = Точка с запятой, запятая в суммах
format-csv-plain = CSV обычный
format-csv-plain-note = Запятая между столбцами, для программ
format-ics = Календарь
format-ics-note = Дни списаний с напоминаниями, .ics
format-ofx = OFX
format-ofx-note = Для программ учёта: GnuCash, Money
format-qif = QIF
format-qif-note = Для старых программ учёта
format-hledger = hledger
format-hledger-note = Журнал двойной записи
format-json = JSON
format-json-note = Все данные, для своих программ

## Месяц

back = К выписке
back-to-overview = К обзору
back-to-search = К поиску
back-to-settings = К настройкам
findings-lead = Так эти цифры показывает кабинет. Kabinet их не исправляет.
finding-show = Показать
findings-more = { $count ->
    [one] Ещё { $count } замечание
    [few] Ещё { $count } замечания
   *[other] Ещё { $count } замечаний
}
audit-fine = Цифры выписки проверены: всё сходится.
kind-of = Вид: { $operation }
kind-correct = Выбрать другой вид
kind-corrected = Вид выбрали вы
kind-forget = Определять автоматически
kind-remembered = Вид запомнен для всех операций «{ $operation }».
kind-forgotten = Вид снова определяется автоматически.
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

## Поиск

search-label = Что найти в выписке
search-placeholder = Слова, сумма или день
search-note = Слова можно не дописывать. Сумма: 500, >500, 100..500. День: 09.11.2021, месяц: 11.2021, год: 2021, промежуток: 01.10.2021..30.11.2021.
search-clear = Очистить
found-none = Ничего не найдено. Попробуйте короче: начала слова достаточно.
found-count = { $count ->
    [one] Найдена { $count } операция
    [few] Найдены { $count } операции
   *[other] Найдено { $count } операций
}
found-caption = Найденные операции, новые сверху
open-entry = Открыть в выписке: { $date }, { $operation }

## Прогноз

forecast-short = На списание { $date } денег не хватит
forecast-until = Денег хватит до { $date }
forecast-all = { $count ->
    [one] Денег хватит на { $count } ближайшее списание
   *[other] Денег хватит на { $count } ближайших списаний
}
forecast-now = Сейчас на счёте
forecast-debits = { $count ->
    [one] { $count } ближайшее списание
    [few] { $count } ближайших списания
   *[other] { $count } ближайших списаний
}
forecast-chart = Баланс после каждого списания
forecast-day = День
forecast-enough = Хватит ли
forecast-amount = Спишется
forecast-after = Останется
forecast-covered = хватает
forecast-lacking = не хватает
forecast-assumptions = Из чего исходит прогноз
until = Чтобы хватило до
until-past = Этот день уже прошёл
until-none = Здесь будет сумма, которую нужно заплатить.
until-nothing = Доплачивать не нужно
until-pay = Заплатите сейчас
regular = Регулярные списания
regular-how-often = Как часто
regular-next = Следующее
every-months = { $months ->
    [1] каждый месяц
    [one] раз в { $months } месяц
    [few] раз в { $months } месяца
   *[other] раз в { $months } месяцев
}

## Диагностика

diagnose-title = Проверка чтения
diagnose-lead = Kabinet пройдёт по страницам кабинета один раз и покажет, что на них нашлось. Сохранённые данные не изменятся.
diagnose = Проверить чтение
diagnosing = Читаем страницы
status = ответ { $status }
labels-found = { $count ->
    [one] найдено { $count } значение
    [few] найдены { $count } значения
   *[other] найдено { $count } значений
}
labels-missing = { $count ->
    [one] не найдено { $count } значение
    [few] не найдены { $count } значения
   *[other] не найдено { $count } значений
}
labels-caption = Что найдено: { $page }
label-sought = Что искали
label-by = По какой надписи найдено
label-score = Оценка
report-title = Отчёт для разработчиков
report-lead = В отчёте — устройство страниц: разметка и надписи полей. Все цифры, имена, адреса и пароли в нём заменены. Откройте файл и посмотрите, прежде чем отправлять.
report-save = Сохранить отчёт
refreshes = Последние обновления
refreshes-empty = Обновлений пока не было.
refresh-when = Когда
refresh-outcome = Чем кончилось
refresh-months = Месяцев
refresh-took = Время
refresh-fine = Прочитано

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
set-notify = Сообщать об изменениях
set-notify-note = Если обновление без вашего участия принесло новое списание или другую цену, придёт одно уведомление
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
set-sign-out-browser = Kabinet забудет вход, сделанный на сайте
sign-out = Выйти
sign-out-title = Выйти из счёта { $account }?
sign-out-lead = Пароль будет удалён из хранилища паролей этого компьютера.
sign-out-lead-browser = Kabinet забудет вход, сделанный на сайте. Пароля он не хранил.
sign-out-forget = Стереть и сохранённую выписку
set-diagnostics = Диагностика
set-diagnostics-note = Последние обновления, проверка чтения и отчёт, если страницы не читаются
set-diagnostics-open = Открыть
set-erase = Стереть всё
set-erase-note = Все счета, выписки, напоминания, настройки и пароли на этом компьютере. На сайте провайдера ничего не изменится
erase = Стереть всё
erase-title = Стереть всё на этом компьютере?
erase-lead = Будут стёрты счета, выписки, напоминания, настройки и пароли. Вернуть их нельзя; то, что ещё показывает сайт провайдера, можно прочитать заново.

set-about = О программе
about-version = Kabinet { $version }
about-lead = Независимая программа, не связана с провайдерами. Данные остаются на этом компьютере.
