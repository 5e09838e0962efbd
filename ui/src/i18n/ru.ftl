## Даты, сроки, возраст данных

date = { $day }{ "\u00A0" }{ $month ->
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
short-date = { $day }{ "\u00A0" }{ $month ->
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
    [one] через{ "\u00A0" }{ $days }{ "\u00A0" }день
    [few] через{ "\u00A0" }{ $days }{ "\u00A0" }дня
   *[other] через{ "\u00A0" }{ $days }{ "\u00A0" }дней
}
age = { $days ->
    [0] сегодня в{ "\u00A0" }{ $time }
    [1] вчера в{ "\u00A0" }{ $time }
    [one] { $days }{ "\u00A0" }день назад
    [few] { $days }{ "\u00A0" }дня назад
   *[other] { $days }{ "\u00A0" }дней назад
}
date-and-time = { $date } в{ "\u00A0" }{ $time }
months-count = { $months ->
    [one] { $months } месяц
    [few] { $months } месяца
   *[other] { $months } месяцев
}
duration = { $seconds } с
date-placeholder = дд.мм.гггг
need-date = Введите дату, например 30.11.2026

## Разделы и рамка окна

screens = Разделы
overview = Обзор
statements = Выписка
forecast = Прогноз
settings = Настройки
diagnostics = Диагностика
close = Закрыть
cancel = Отмена
proceed = Продолжить
save = Сохранить
saving = Сохраняем
sum = Сумма
description = Что это
amount-hidden = сумма скрыта
unexpected-hint = Закройте Kabinet и откройте снова. Сохранённые данные целы.
retry = Повторить
loading = Загружается

account-switch = Лицевой счёт { $account }, логин { $login }. Выбрать другой
account-add = Добавить счёт

state-updating = Обновляется
updated = Обновлено { $age }
updated-today = Обновлено в{ "\u00A0" }{ $time }
state-offline = Нет связи
state-failed = Обновить не удалось
state-nothing = Данных пока нет

example-banner = Это пример: счёт и все суммы вымышлены.
example-leave = Закрыть пример

## Вход

welcome-title = Вход в личный кабинет
welcome-lead = Kabinet показывает баланс и выписку с сайта провайдера и напоминает о списании. Данные остаются на этом компьютере.
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
password-goes-to = Пароль уйдёт на сайт { $host }: так указано в файле с описанием провайдера. Если этот файл не ваш, не входите.
password-note-session = Хранилища паролей здесь нет: Kabinet помнит пароль, пока не закрыт
password-note = Пароль бережёт сама система, в файлы программы он не попадает
sign-in = Войти
signing-in = Входим
show-example = Посмотреть на примере
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
browser-sign-in-title = Войдите на сайте провайдера
browser-sign-in-lead = Страница входа открылась в отдельном окне. Введите там логин и пароль, как в браузере. Kabinet не видит, что вы вводите, и пароль не хранит.
browser-sign-in-state = Ждём, пока вы войдёте. Окно закроется само.
browser-sign-in-show = Показать окно

## Первое чтение и обновление

initial-sync-title = Загружаем данные с сайта
initial-sync-lead = Можно остановить: загрузка продолжится с этого же места.
keyring-asking = Хранилище паролей задаёт вопрос в своём окне: ответьте там, Kabinet подождёт две минуты.
stage-signing-in = Входим в личный кабинет
stage-account = Загружаем баланс
stage-months = Загружаем выписку
months-of = { $done } из { $of ->
    [one] { $of } месяца
   *[other] { $of } месяцев
}
stop = Остановить
refresh = Обновить
empty-title = Данные по этому счёту ещё не загружены
empty-lead = Здесь будут баланс, день списания и выписка.
empty-read = Загрузить данные
new-transactions = { $count ->
    [one] { $count } новая операция с прошлого обновления
    [few] { $count } новые операции с прошлого обновления
   *[other] { $count } новых операций с прошлого обновления
}
new-transactions-none = Данные свежие: новых операций нет

## Обзор

balance = Баланс
next-debit = Следующее списание
debit-unknown = День списания на сайте не указан
debit-amount-unknown = Сумма списания на сайте не указана
debit-site-late = Дата рассчитана: сайт ещё показывает прошлое списание.
debit-estimated = Дата примерная: после прошлого списания данные не обновлялись.
enough = Денег хватает
shortfall-by = Не хватает { $sum }: пополните до{ "\u00A0" }{ $date }
shortfall = Не хватает { $sum }
pay = Пополнить
pay-note = Откроется сайт провайдера
debit-timeline = Прошлое списание { $previous }, сегодня { $today }, следующее { $next }
today = сегодня
tariff = Тариф
a-month = в месяц
paid-until = Оплачено до
service = Услуга
service-debit = списание { $date }
tariff-unknown = цена на сайте не указана
change-tariff = Сменить тариф
account-is-login = логин: номер счёта на сайте не указан
account-number = Лицевой счёт
copy = Копировать
copied = Скопировано
provider-and-city = { $provider }, { $city }
offers = Оплата вперёд
offers-note = Выгода по сравнению с помесячной оплатой
offer-term = Срок
offer-price = Сумма
offer-per-month = В месяц
offer-saving = Выгода
offer-saving-per-month = Выгода в месяц
offer-best = выгоднее всего
offer-covered = хватит денег на счёте
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
reminder-unseen = Не увидено:
reminders-unread = Есть непрочитанное напоминание
reminders-more = { $count ->
    [one] Ещё { $count } напоминание
    [few] Ещё { $count } напоминания
   *[many] Ещё { $count } напоминаний
}
reminders-empty = Здесь появятся напоминания о списании.
reminders-next = Следующее придёт { $when }.
reminders-next-here = Следующее придёт { $when } по часам этого компьютера.
reminders-first = Здесь появятся напоминания. Первое придёт { $when }.
snoozed = Отложены до { $when }.
snooze-resume = Возобновить

## Выписка

statements-empty = Здесь будет выписка по месяцам. Нажмите «Обновить», чтобы её загрузить.
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
discrepancies-count = { $count ->
    [one] { $count } расхождение в цифрах провайдера
    [few] { $count } расхождения в цифрах провайдера
   *[other] { $count } расхождений в цифрах провайдера
}

years-caption = Итоги по годам
year = Год
last-year = Последние 12 месяцев
categories-of = На что ушли деньги: { $period }
categories-title = По месяцам
categories-how = Стрелки влево и вправо выбирают месяц
category = Вид
category-any = Все виды
transactions = Операций
transactions-none = Операций пока нет.
category-payment = Ваша оплата
category-fee = Абонентская плата
category-one-off = Разовая услуга
category-correction = Корректировка
category-refund = Возврат
category-equipment = Оборудование
category-bonus = Бонус
category-other = Прочее
as-table = Показать таблицей

balance-title = Баланс по дням
balance-how = Стрелки влево и вправо выбирают день
balance-grew = пополнение
balance-fell = списание
in-forecast = прогноз
in-forecast-short = прогноз: денег не хватит

calendar = Добавить в календарь
calendar-note = Дни списаний откроются в календаре системы. Если день сдвинется, добавьте их ещё раз: календарь, который узнаёт события по UID, передвинет старые. calcurse оставит и старые дни, и не напомнит: удалите их в нём сами.
export = Скачать выписку
export-title = Скачать выписку
export-format = Формат
export-period = Период
export-saved = Сохранено: { $path }
period-all = За всё время
period-own = Выбрать дни
period-from = С
period-to = По
period-order = Этот день раньше первого
format-xlsx = Excel
format-xlsx-note = Excel, LibreOffice, Gnumeric, pandas. Месяцы и итоги на своих листах.
format-pdf = PDF
format-pdf-note = Чтобы напечатать, отправить или слушать с экранным диктором.
format-csv = CSV для Excel
format-csv-note = Excel и LibreOffice с русскими настройками.
format-csv-plain = CSV с запятыми
format-csv-plain-note = pandas, Skrooge и свои программы. Для Skrooge лучше OFX: переименованную операцию он сочтёт новой.
format-ofx = OFX
format-ofx-note = GnuCash, KMyMoney, HomeBank, Skrooge, Actual. Операции не задвоятся. Начальный остаток в Actual впишите сами.
format-qif = QIF
format-qif-note = GnuCash и Skrooge, для Actual лучше OFX. Начальный остаток есть только в файле с первой операцией. Порядок даты: год, месяц, день.
format-hledger = hledger
format-hledger-note = hledger, ledger, beancount через ledger2beancount. Файлы за периоды подключайте через include: import сложит их начальные остатки.
format-json = JSON
format-json-note = Все данные, для своих программ. Суммы записаны строками, без округления.

## Месяц

back = К выписке
back-to-overview = К обзору
back-to-settings = К настройкам
discrepancies-lead = Так указано на сайте провайдера. Программа цифры не исправляет.
discrepancy-show = Показать
discrepancies-more = { $count ->
    [one] Ещё { $count } расхождение
    [few] Ещё { $count } расхождения
   *[other] Ещё { $count } расхождений
}
audit-fine = Цифры выписки проверены: всё сходится.
category-of = Вид: { $operation }
category-correct = Выбрать другой вид
category-corrected = Вид выбрали вы
category-forget = Определять автоматически
category-remembered = Вид «{ $category }» для всех операций «{ $operation }»
category-forgotten = Вид операций «{ $operation }» снова определяется автоматически
previous-month = Предыдущий: { $month }
next-month = Следующий: { $month }
no-previous = Более ранних месяцев нет
no-next = Более поздних месяцев нет
transactions-caption = Операции, сначала ранние
transaction-date = Дата
transaction-description = Операция
transaction-paid = Оплата
transaction-charged = Расход
transaction-balance = Остаток
transactions-empty = В этом месяце операций нет.

## Поиск

search-label = Что найти в выписке
search-placeholder = Слова, сумма или день: 400 ноябрь 2021
search-clear = Очистить
found-count = { $count ->
    [one] Найдена { $count } операция
    [few] Найдены { $count } операции
   *[other] Найдено { $count } операций
}
found-caption = Найденные операции, новые сверху
open-transaction = Открыть в выписке: { $date }, { $operation }

## Прогноз

forecast-short = На списание { $date } не хватает { $sum }
forecast-until = { $count ->
    [one] Хватит на { $count } списание
    [few] Хватит на { $count } списания
   *[other] Хватит на { $count } списаний
}. { $date } не хватит { $sum }
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
forecast-enough = Внести к этому дню
forecast-amount = Спишется
forecast-after = Будет на счёте
forecast-covered = хватает
forecast-assumptions = На чём основан прогноз
until = Чтобы денег хватило до
until-past = Этот день уже прошёл
until-none = Здесь будет сумма, которую нужно внести.
until-nothing = Доплачивать не нужно
until-pay = Нужно внести
recurring = Регулярные списания
recurring-frequency = Как часто
recurring-next = Следующее
every-months = { $months ->
    [1] каждый месяц
    [one] раз в { $months } месяц
    [few] раз в { $months } месяца
   *[other] раз в { $months } месяцев
}

## Диагностика

diagnose-title = Проверка сайта
diagnose-lead = Kabinet один раз пройдёт по страницам сайта провайдера и покажет, что на них нашлось. Сохранённые данные не изменятся.
diagnose = Проверить
diagnosing = Проверяем страницы
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
sign-in-report-lead = Если логин и пароль верны, разработчикам поможет отчёт об этой попытке. Все цифры, имена, адреса и пароли в нём заменены.
refreshes = Последние обновления
refreshes-empty = Обновлений пока не было.
refresh-when = Когда
refresh-outcome = Результат
refresh-months = Месяцев
refresh-took = Время
refresh-fine = Успешно

## Настройки

set-reminders = Напоминания
set-reminders-lead = Kabinet напомнит о списании, даже если окно закрыто, пока его значок виден возле часов.
set-short = Напоминать, если денег не хватает
set-enough = Напоминать, если денег хватает
days-before = { $days ->
    [0] в день списания
    [one] за { $days } день
    [few] за { $days } дня
   *[other] за { $days } дней
}
set-at = Время напоминания
set-at-note = По времени города { $city }
set-quiet = Тихие часы
set-quiet-note = Напоминания придут после этого времени
quiet-from = С
quiet-to = До
set-snooze = Отложить напоминания
set-snooze-note = Напоминания не придут, пока срок не пройдёт
snooze-days = { $days ->
    [one] На { $days } день
    [few] На { $days } дня
   *[other] На { $days } дней
}
set-test = Пробное напоминание
set-test-note = Чтобы увидеть, как оно выглядит
test = Показать
test-done = Отправлено. Не появилось? Проверьте уведомления в настройках системы.

set-window = Окно и запуск
set-autostart = Запускать при входе в систему
set-autostart-note = Без окна: только значок возле часов
set-notify = Сообщать об изменениях
set-notify-note = Сообщит, если при обновлении нашлось новое списание или изменилась цена
set-tray = Оставаться возле часов, когда окно закрыто
set-tray-note = Окно закроется, напоминания будут приходить
set-tray-none = В этой системе негде показать значок, поэтому закрытое окно завершает программу

set-look = Внешний вид
set-language = Язык
language-system = Как в системе
language-ru = Русский
language-en = English
set-theme = Тема
look-system = Как в системе
look-light = Светлая
look-dark = Тёмная
set-hide = Скрывать суммы
set-hide-note = Вместо сумм на экране точки: удобно, когда рядом люди

set-account = Счёт и данные
set-sign-out = Отключить счёт { $account }
set-sign-out-note = Пароль удаляется из хранилища паролей
set-sign-out-browser = Kabinet забудет вход, сделанный на сайте
sign-out = Отключить
sign-out-title = Отключить счёт { $account }?
sign-out-lead = Пароль будет удалён из хранилища паролей этого компьютера.
sign-out-lead-browser = Kabinet забудет вход, сделанный на сайте. Пароля он не хранил.
sign-out-forget = Удалить и сохранённую выписку
set-diagnostics = Диагностика
set-diagnostics-note = Последние обновления, проверка сайта и отчёт, если данные не загружаются
set-protection = Защита данных
protection-keyring = Ключ в хранилище паролей
protection-keyring-note = Данные зашифрованы, ключ к ним лежит в хранилище паролей
protection-passphrase = Парольная фраза
protection-passphrase-note = Данные зашифрованы, парольную фразу Kabinet спрашивает при каждом запуске
protection-nothing = Без шифрования
protection-nothing-note = Данные не зашифрованы: их прочтёт любой, у кого есть доступ к файлам
passphrase-change = Сменить фразу
protect = Зашифровать
protect-title = Зашифровать данные парольной фразой?
protect-lead = Придумайте парольную фразу и запишите её: Kabinet спросит её при каждом запуске, и без неё данные не открыть никому.
unprotect = Хранить без шифрования
unprotect-title = Хранить данные без шифрования?
unprotect-lead = Данные прочтёт любой, у кого есть доступ к файлам этого компьютера. Контрольные суммы останутся: повреждение не будет показано как сумма.
unlock = Открыть
unlock-title = Данные защищены парольной фразой
unlock-lead = Введите её, чтобы открыть сохранённые данные. Kabinet помнит её, пока не закрыт.
forgotten = Фраза забыта
forgotten-accept = Отложить
forgotten-title = Отложить сохранённые данные?
forgotten-lead = Без парольной фразы их не открыть. Файл останется в папке с данными под другим именем, а Kabinet загрузит данные с сайта заново, когда вы войдёте.
new-data = Как хранить данные
new-data-lead = Хранилища паролей на этом компьютере нет, поэтому ключ к данным хранить негде.
new-data-passphrase = Зашифровать парольной фразой: её нужно вводить при каждом запуске
new-data-nothing = Хранить без шифрования: данные прочтёт любой, у кого есть доступ к файлам
set-backup = Резервная копия
set-backup-note = Один файл со всеми данными под вашей парольной фразой. Паролей от кабинетов в нём нет
set-copies = Автоматическая копия
set-copies-kept = { $date }, хранится копий: { $count }. Если файл с данными повредится, данные вернутся из неё
set-copies-none = Появится после следующего обновления и будет делаться раз в неделю
back-up = Сохранить копию
restore = Вернуть из копии
back-up-title = Сохранить резервную копию?
back-up-lead = Придумайте парольную фразу и запишите её: без неё копию не открыть никому.
restore-title = Вернуть данные из копии?
restore-lead = Копия сначала проверяется, потом занимает место нынешних данных. Нынешние данные откладываются в папку с данными.
passphrase = Парольная фраза
passphrase-again = Парольная фраза ещё раз
passphrase-empty = Введите парольную фразу.
passphrase-differs = Фразы не совпали. Введите одну и ту же дважды.
set-erase = Удалить всё
set-erase-note = Все счета, выписки, напоминания, настройки и пароли на этом компьютере. На сайте провайдера ничего не изменится
erase = Удалить всё
erase-title = Удалить всё с этого компьютера?
erase-lead = Будут удалены счета, выписки, напоминания, настройки и пароли. Вернуть их нельзя; то, что ещё показывает сайт провайдера, можно загрузить заново.

set-about = О программе
about-version = Kabinet { $version }
about-lead = Независимая программа, не связана с провайдерами. Данные остаются на этом компьютере.

## Долг, сумма к оплате, лестница прогноза

debt = Долг
debt-lead = Пополните на { $sum }, чтобы счёт вышел в ноль
open-site = Открыть сайт провайдера
open-site-short = Открыть сайт
copy-sum = Копировать сумму
amounts-show = Показать суммы
amounts-hide = Скрыть суммы
amount-hold = Нажмите и держите, чтобы увидеть сумму
sync-later = Появится, когда выписка загрузится.
autostart-offer = Готово, выписка загружена. Запускать Kabinet вместе с системой, чтобы напоминания о списании приходили?
yes = Да
not-now = Не сейчас
hints = Что здесь ещё есть
hint-search = Выписка ищет по словам, суммам и датам: «400{ "\u00A0" }ноябрь{ "\u00A0" }2021», «больше{ "\u00A0" }500».
hint-search-try = Попробовать
hint-reminders = О списании Kabinet напомнит сам. За сколько дней и в какое время, решаете вы.
hint-reminders-set = Настроить
hint-keys = Одна клавиша скрывает суммы, когда рядом люди: { $keys }.
hint-keys-show = Все клавиши
hints-read = Понятно
ladder = Сколько внести
ladder-next = До { $date }
ladder-months = { $months ->
    [6] На полгода
    [12] На год
    [one] На { $months } месяц
    [few] На { $months } месяца
   *[other] На { $months } месяцев
}
ladder-offer = { $months ->
    [one] За { $months } месяц вперёд
    [few] За { $months } месяца вперёд
   *[other] За { $months } месяцев вперёд
} { $price }, выгода{ "\u00A0" }{ $saving }
other-day = Другой день
days-number = За сколько дней
days-add = Добавить
show-all = Показать все { $count }

## Годы, месяцы, файл

year-all = Все
years-more = Прежние годы
received = Поступило
spent = Списано
categories-total = Всего поступило { $received }, списано { $spent }
month-derived = Остатки и суммы месяца посчитаны по операциям: на сайте их нет.
months-derived = Остатки и суммы месяцев посчитаны по операциям: на сайте их нет.
month-inexact = Копейки в месяце неточные: сайт их обрезает.
months-inexact = Копейки неточные: сайт их обрезает.
month-choose = Выбрать месяц
period-this-year = Этот год
period-last-months = Последние 12 месяцев
other-formats = Другие форматы

## Программа

actions = Действия
undo = Отменить
undone = Отменено
copy-row = Копировать строку
find-similar = Найти похожие
account-new = Новый счёт
welcome-trust = Пароль уходит только на сайт провайдера по защищённому соединению
keys = Клавиши
keys-screens = Разделы по порядку
keys-search = Найти в выписке
keys-refresh = Обновить
keys-settings = Настройки
keys-month = Предыдущий и следующий месяц
keys-back = Назад, закрыть, очистить поле поиска
keys-hide = Скрыть или показать суммы
keys-export = Скачать выписку
keys-print = Напечатать
keys-undo = Отменить смену вида
keys-zoom = Крупнее, мельче, обычный размер текста
keys-account = Следующий счёт
keys-close = Закрыть окно, напоминания продолжат приходить
keys-quit = Закрыть Kabinet совсем
keys-help = Список клавиш
with-keys = { $text } ({ $keys })
diagnosis-fine = Всё читается
diagnosis-missing = Не читается: { $labels }
details = Подробности
text-size = Размер текста
text-larger = Крупнее
text-smaller = Мельче
found-none = Таких операций нет.
found-without = Без условия: { $term } ({ $count ->
    [one] { $count } операция
    [few] { $count } операции
   *[other] { $count } операций
})
back-to-found = К найденному
search-understood = Понято так:
search-examples = Например:
search-example = больше 500
search-drop = Убрать условие: { $term }
period-last = 12 месяцев
period-shown = То, что на экране
export-more = Ещё…
export-shown = Сохранить то, что на экране: { $format }
open = Открыть
show-in-folder = Показать в папке
account-short = денег не хватает
account-rename = Назвать счёт…
account-name = Название счёта
account-name-note = Например: Дача или Мама
data-folder = Папка с данными
data-folder-show = Показать папку
data-folder-note = Скопированные отсюда зашифрованные данные без ключа не открыть: для переноса сохраните резервную копию
news = Что нового
licence = Лицензии
problem = Сообщить о проблеме
problem-note = Отчёт о страницах сайта без ваших данных

## Новая версия программы

set-updates = Проверять обновления
set-updates-note = Раз в день. Сайту с новыми версиями сообщается только номер установленной
update-check = Проверить сейчас
update-checking = Проверяется…
update-found = Вышла новая версия: она показана вверху
update-none = Установлена последняя версия
update-title = Вышла версия { $version }
update-accept = Обновить
update-installing = Новая версия загружается и проверяется. Это может занять несколько минут.
update-installed = Версия { $version } установлена
update-installed-lead = Она откроется, когда вы запустите Kabinet снова.
update-restart = Перезапустить сейчас
