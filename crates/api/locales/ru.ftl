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
    [1] январь
    [2] февраль
    [3] март
    [4] апрель
    [5] май
    [6] июнь
    [7] июль
    [8] август
    [9] сентябрь
    [10] октябрь
    [11] ноябрь
   *[12] декабрь
} { $year }
days-ahead = { $days ->
    [0] сегодня
    [1] завтра
    [one] через { $days } день
    [few] через { $days } дня
   *[other] через { $days } дней
}
moment = { $date } в { $time }
age = { $days ->
    [0] сегодня в { $time }
    [1] вчера в { $time }
    [one] { $days } день назад
    [few] { $days } дня назад
   *[other] { $days } дней назад
}

## Напоминания

reminder-site-late = Сайт ещё показывает прошлое списание, поэтому день рассчитан.
reminder-short = { $estimated ->
    [yes] Примерно { $date }
   *[no] { $date }
} спишется { $amount }. На счёте { $balance }: не хватает { $shortfall }.
reminder-enough = { $estimated ->
    [yes] Примерно { $date }
   *[no] { $date }
} спишется { $amount }. На счёте { $balance }: хватает.
reminder-unknown-amount = { $estimated ->
    [yes] Примерно { $date }
   *[no] { $date }
} будет списание, его сумма на сайте не указана. На счёте { $balance }.

## Что спрошено не так

unknown_provider = Такого провайдера Kabinet не знает: { $id }.
    .hint = Выберите одного из известных: { $known }.
bad_description = Файл с описанием провайдера не подходит: { $file }, строка { $line }{ $key }. { $why }
    .hint = Исправьте эту строку или удалите файл. Как выглядит верное описание, показывает команда: kabinet-cli providers --show sevencom
fault-key = , ключ { $key }
fault-unreadable = Система не даёт прочитать файл: { $why }.
fault-not-plain = Это не обычный файл.
fault-open-to-others = Файл или его папку могут менять другие, а значит, и выбирать, куда уйдёт пароль. Оставьте право записи только себе: chmod go-w.
fault-too-long = Файл длиннее 256 КБ.
fault-bad-name = Имя файла — это название провайдера: до 32 строчных латинских букв, цифр и дефисов.
fault-malformed = Это не TOML или не то значение: { $why }.
fault-unknown-key = Такого ключа здесь нет.
fault-missing-key = Этого ключа не хватает.
fault-empty = Значение пустое.
fault-time-zone = Такого часового пояса нет: { $text }.
fault-address = Это не адрес сайта с шифрованием: { $text }.
fault-absent-and-said = Нужно одно из двух: слова в synonyms или absent = true.
fault-never-absent = Без этого ничего не прочитать: уберите absent и укажите слова в synonyms.
fault-other-kind = Этот ключ относится к kind = "{ $kind }": уберите его или измените kind.
fault-one-sided = Нет списка оплат или списка списаний: опишите оба или укажите kind = "account" без списков.
fault-shape = «{ $text }» — не вид номера: 9 — цифра, A — буква, + после них — одна или больше.
fault-currency = Суммы в валюте { $text } показать нельзя: читаются только рубли, currency = "RUB".
fault-no-months = Число месяцев — от 1.
fault-same = Слова «{ $text }» стоят и в ключе { $other }: одно от другого не отличить.
bad_address = Это не адрес сайта: { $text }.
    .hint = Адрес начинается с https:// и не содержит логина и пароля, например: https://www.sevencom.ru
insecure_address = Адрес без шифрования, пароль туда не отправлен: { $address }.
    .hint = Укажите адрес, который начинается с https://.
no_account = Ни одного лицевого счёта пока нет.
    .hint = Войдите в личный кабинет.
unknown_account = Лицевого счёта с таким логином нет: { $login }.
    .hint = Есть такие: { $kept }.
which_account = Лицевых счетов несколько, и не указано, какой нужен.
    .hint = Выберите один: { $kept }.
month_not_kept = Этот месяц не сохранён: { $month }.
    .hint = { $kept }
months-kept = Сохранены месяцы: { $first } — { $last }.
no-months-kept = Пока не сохранён ни один месяц: обновите данные.
not_a_bookmark = Следующая страница поиска не найдена.
    .hint = Повторите поиск с начала.
nothing_read = Данные по этому логину ещё не загружены: { $login }.
    .hint = Обновите данные.
password_needed = Нужен пароль, логин: { $login }. { $why }
    .hint = Введите пароль.

## Что ответил сайт

kept-data = Сохранённые данные прежние, от { $date }.
bad_credentials = Сайт { $provider } не принял логин или пароль.{ $said }
    .hint = Введите пароль ещё раз: Kabinet попробовал один раз, чтобы сайт не заблокировал вход. Поддержка { $provider }: { $phone }.
sign_in_form_again = Сайт { $provider } снова показал форму входа и не сказал почему.{ $said }
    .hint = Проверьте логин и пароль. Сохранённый пароль не удалён; войдите в браузере, чтобы узнать причину: { $site }
sign_in_unavailable = Сайт { $provider } сейчас не может никого впустить.{ $said }
    .hint = Попробуйте позже. Пароль ни при чём и остался сохранённым.
too_many_attempts = Сайт { $provider } насчитал слишком много попыток входа.{ $said }
    .hint = Подождите, сколько просит сайт, и попробуйте снова. Пароль остался сохранённым.
account_locked = Сайт { $provider } сообщает, что вход заблокирован.{ $said }
    .hint = Позвоните в поддержку { $provider }: { $phone }. Пароль остался сохранённым.
password_expired = Срок действия пароля на сайте { $provider } истёк.{ $said }
    .hint = Смените пароль на сайте и войдите с новым: { $site }
own_network_only = Сайт { $provider } впускает только из сети провайдера.{ $said }
    .hint = Подключитесь через { $provider } и обновите данные. Пароль остался сохранённым.
contract_ended = Сайт { $provider } сообщает, что договор больше не действует.{ $said }
    .hint = Сохранённые данные остались на этом компьютере. Поддержка { $provider }: { $phone }.
access_denied = Сайт { $provider } отказал в доступе и не сказал почему.{ $said }
    .hint = Попробуйте позже или войдите в браузере: { $site } Пароль остался сохранённым.
site-said = {" "}Ответ сайта: «{ $said }».
offline = { $cause ->
    [host] Адрес сайта не найден: { $host }.
    [timeout] Сайт не ответил вовремя: { $host }.
    [certificate] Сайт не подтвердил, что он настоящий, пароль туда не отправлен: { $host }.
    [encryption] Сайт не предлагает надёжного шифрования, пароль туда не отправлен: { $host }.
    [head] Сайт ответил, но прислал слишком много служебных заголовков, например cookie, или испортил их: { $host }.
   *[connection] С сайтом нет связи: { $host }.
}
    .hint = { $cause ->
    [certificate] Проверьте дату и время на компьютере и адрес сайта. Если они верны, попробуйте в другой сети.
    [encryption] Проверьте адрес сайта. Если он верен, попробуйте в другой сети и позже: исправить сайт может только провайдер.
    [head] Сеть в порядке. Попробуйте позже; если не поможет, сообщите провайдеру: исправить сайт может только он.
   *[other] Проверьте подключение к интернету и попробуйте позже.
}
site_down = Сайт не работает: { $host }, ответ { $status }.
    .hint = { $later }
rate_limited = Сайт временно ограничил обращения: { $host }.
    .hint = { $later }
maintenance = На сайте { $provider } идут работы.
    .hint = Попробуйте позже.
try-again-later = Попробуйте позже.
try-again-in = Попробуйте через { $minutes ->
    [one] { $minutes } минуту
    [few] { $minutes } минуты
   *[other] { $minutes } минут
}.
site_changed = { $page } на сайте { $provider } изменилась, Kabinet её не узнал: { $missing }.
    .hint = Посмотрите данные в браузере: { $site } Сообщите эти надписи разработчикам Kabinet, чтобы страницу научились читать; логин и пароль сообщать не нужно.
page-front = Главная страница
page-city = Страница выбора города
page-sign-in = Страница входа
page-account = Страница лицевого счёта
page-months = Страница со списком месяцев
page-month = Страница за { $month }
missing-not-found = не найдено «{ $label }»
missing-empty = у «{ $label }» нет значения
missing-other-currency = «{ $label }» в другой валюте: «{ $text }»
missing-rounded = сайт округляет «{ $label }» до рублей: «{ $text }»
missing-other-unit = «{ $label }» в других единицах или за другой период: «{ $text }»
missing-not-read = у «{ $label }» непонятное значение «{ $text }»
missing-ambiguous = для «{ $label }» подходит несколько значений: { $values }
left_site = Сайт { $from } направил на другой сайт, туда ничего не отправлено: { $to }.
    .hint = Проверьте адрес сайта. Если он верен, войдите на сайт в браузере и сообщите об этом разработчикам Kabinet.
unreadable = { $page } на сайте { $provider } не похожа на страницу: { $why ->
    [large] она слишком велика
    [deep] она слишком запутана
    [costly] на это уйдёт слишком много работы
    [binary] это не текст
    [circle] переходы идут по кругу
    [cut] она обрывается на полуслове
   *[endless] у списка нет конца
}.
    .hint = Попробуйте позже. Если не поможет, посмотрите данные в браузере: { $site }
session_ended = Сайт { $provider } снова и снова просит войти.
    .hint = Попробуйте позже. Если не поможет, войдите в браузере: { $site }
needs_browser = Войти на этот сайт можно только в браузере: { $reason ->
    [captcha] сайт просит ввести символы с картинки
    [script] форму входа отправляет программа на странице
    [over] прошлый вход уже не действует
   *[code] сайт просит одноразовый код
}.
    .hint = Посмотрите данные на сайте: { $site }
another_account = Сайт показывает другой лицевой счёт: { $shown }. Сохранён счёт { $stored }, его данные не тронуты.
    .hint = Проверьте логин. Чтобы заменить счёт, сначала отключите прежний.
sign_in_given_up = Окно сайта закрыто, а вход не выполнен. Данные на этом компьютере прежние.
    .hint = Чтобы войти, откройте окно сайта снова.
cancelled = Обновление остановлено. Загруженные месяцы сохранены.
    .hint = Чтобы дочитать остальное, запустите его снова.

## Что не прочитано

unread-figure = { $reason ->
    [not_shown] не указано на сайте
    [other_currency] не удалось прочитать, другая валюта
    [other_unit] не удалось прочитать, другая единица или другой период
    [ambiguous] не удалось прочитать, на странице несколько значений
   *[not_understood] не удалось прочитать
}
unread-text = {" "}(«{ $text }»)
unread-field = { $field ->
    [account] Номер лицевого счёта
    [tariff_price] Цена тарифа
    [next_debit] Следующее списание
   *[offers] Оплата вперёд
}
unread-list = Список месяцев не прочитан, показаны прежние месяцы. { $why }
unread-month = Не удалось прочитать. { $why }
unread-again = Не удалось прочитать заново, показаны прежние данные. { $why }
unread-months = Не удалось прочитать месяцы: { $months }{ $more }. Прежние данные за них не изменились.
held-back-months = Сайт показал за закрытые месяцы другие суммы или пустоту: { $months }{ $more }. Такое бывает при сбое, поэтому показаны прежние данные.
held-back-month = Сайт показал за этот месяц другие суммы или пустоту. Показаны прежние данные.
derived-month = Месяц посчитан по операциям: помесячных остатков сайт не показывает.
inexact-month = Копейки неточные: сайт их обрезает, поэтому остатки и операции могут расходиться на копейки.
audit-inexact = Сайт обрезает копейки, поэтому остатки и операции расходятся на копейки: { $months }{ $more }. Противоречия в этом нет.
months-more = {" "}и ещё { $count }

## База данных

data_folder = Папку с данными не удалось открыть: { $folder }. Причина: { $why }.
    .hint = Проверьте, есть ли у вас право писать в неё, или укажите другую.
database_damaged = Файл с сохранёнными данными повреждён. Причина: { $why }.
    .hint = Переместите файл kabinet.db в другое место и войдите снова: данные загрузятся с сайта.
database_newer = Сохранённые данные записаны более новой версией Kabinet.
    .hint = Обновите Kabinet. Файл оставлен как есть.
set-aside-database_damaged = Файл с сохранёнными данными повреждён. Он отложен, ничего из него не показано: { $file }.
    .hint = { $copy ->
        [none] { $accounts ->
                [0] Войдите снова: данные загрузятся с сайта. То, чего на сайте уже нет, можно вернуть из резервной копии.
               *[other] Обновите данные: они загрузятся с сайта. То, чего на сайте уже нет, можно вернуть из резервной копии.
            }
       *[other] Данные возвращены из автоматической копии за { $copy }. Обновите их: новое загрузится с сайта.
    }
set-aside-database_newer = Сохранённые данные записаны более новой версией Kabinet. Файл отложен: { $file }.
    .hint = { $copy ->
        [none] Обновите Kabinet, а пока обновите данные или войдите снова: они загрузятся с сайта.
       *[other] Обновите Kabinet. Пока показаны данные из автоматической копии за { $copy }.
    }
set-aside-database_key_lost = Ключа к сохранённым данным в хранилище паролей больше нет. Файл отложен: { $file }.
    .hint = Войдите снова: данные загрузятся с сайта. То, чего на сайте уже нет, можно вернуть из резервной копии.
database_key_lost = Ключа к сохранённым данным в хранилище паролей больше нет.
    .hint = Войдите снова: данные загрузятся с сайта.
database_locked = Сохранённые данные зашифрованы, а ключ к ним не получен. { $why }
    .hint = Откройте хранилище паролей и повторите. Данные целы.
not_a_backup = Это не резервная копия Kabinet, или она повреждена.
    .hint = Выберите другой файл. Сохранённые данные остались как были.
wrong_passphrase = Парольная фраза не подходит к этой резервной копии, или копия повреждена.
    .hint = Введите фразу, с которой делали копию, или выберите другой файл. Сохранённые данные остались как были.
database_busy = Сохранённые данные сейчас занимает другая программа.
    .hint = Подождите немного и повторите.
disk_full = На диске нет места. То, что было сохранено раньше, цело.
    .hint = Освободите место и повторите.
database = Сохранённые данные не удалось прочитать или записать. Причина: { $why }.
    .hint = Проверьте, есть ли у вас право писать в папку с данными, и повторите.

## Хранилище паролей

password_not_kept = Вход выполнен, но пароль не сохранён. { $why }
    .hint = При обновлении Kabinet снова спросит пароль.
session-not-kept = Вход выполнен, но сеанс на сайте не сохранён. { $why }
    .hint = После закрытия Kabinet войдите на сайте ещё раз.
password_not_deleted = Пароль, возможно, остался в хранилище паролей. { $why }
    .hint = Удалите его там сами: запись называется «Kabinet».
keyring-no-bus = Хранилище паролей недоступно без рабочего стола.
keyring-no-service = В системе нет хранилища паролей.
keyring-no-collection = В хранилище паролей не создана связка ключей.
keyring-locked = Хранилище паролей заперто.
keyring-dismissed = Вопрос хранилища паролей закрыт без ответа.
keyring-timed-out = Вопрос хранилища паролей остался без ответа.
keyring-unresponsive = Хранилище паролей не отвечает.
keyring-not-kept = В хранилище паролей его нет.
keyring-failed = Хранилище паролей не ответило как следует. Причина: { $why }.

## Окно и значок

no_link = Такой кнопки сейчас нет на сайте.
    .hint = Откройте сайт провайдера в браузере.
system_refused = Система не выполнила просьбу программы. Причина: { $why }.
    .hint = Повторите позже.
last-failure = { $code ->
    [bad_credentials] Сайт не принял логин или пароль.
    [sign_in_form_again] Сайт снова показал форму входа и не сказал почему.
    [sign_in_unavailable] Сайт сейчас не может никого впустить.
    [too_many_attempts] Сайт насчитал слишком много попыток входа.
    [account_locked] Сайт сообщает, что вход заблокирован.
    [password_expired] Срок действия пароля на сайте истёк.
    [own_network_only] Сайт впускает только из сети провайдера.
    [contract_ended] Сайт сообщает, что договор больше не действует.
    [access_denied] Сайт отказал в доступе и не сказал почему.
    [needs_browser] Войти можно только в браузере.
    [offline] С сайтом нет связи.
    [site_down] Сайт не работает.
    [rate_limited] Сайт временно ограничил обращения.
    [maintenance] На сайте идут работы.
    [site_changed] Страница сайта изменилась, Kabinet её не узнал.
    [another_account] Сайт показывает другой лицевой счёт.
    [cancelled] Обновление остановлено.
   *[other] Обновить данные не удалось.
}
    .hint = { $code ->
    [bad_credentials] Kabinet попробовал один раз, чтобы сайт не заблокировал вход. Введите пароль ещё раз.
    [sign_in_form_again] Войдите в браузере, чтобы узнать причину; пароль остался сохранённым.
    [account_locked] Позвоните в поддержку провайдера; пароль остался сохранённым.
    [password_expired] Смените пароль на сайте и войдите с новым.
    [contract_ended] Сохранённые данные остались на этом компьютере.
    [needs_browser] Посмотрите данные на сайте.
    [site_changed] Посмотрите данные на сайте и сообщите об этом разработчикам Kabinet.
    [another_account] Проверьте логин.
   *[other] Данные на экране прежние. Kabinet попробует ещё раз сам.
}
tray-balance = { $named ->
    [no] Баланс
   *[yes] { $name }
}: { $balance }
tray-nothing-read = { $named ->
    [no] Баланс
   *[yes] { $name }
}: ещё не загружен
tray-debit = { $date }, { $ahead }: спишется { $amount }
tray-unseen = Не увидено напоминаний: { $count }
tray-signed-out = Вход не выполнен
tray-refresh = Обновить
tray-open = Открыть окно
tray-pay = Пополнить
tray-quit = Закрыть Kabinet

## Что значат суммы

finding-amount = { $date }, «{ $operation }»: остаток изменился на { $expected }, а сумма операции { $shown }.
finding-closing = { $date }, «{ $operation }»: после операции должно остаться { $expected }, а показано { $shown }.
finding-opening = { $date }, «{ $operation }»: перед операцией оставалось { $expected }, а показано { $shown }.
finding-left = { $date }, «{ $operation }»: после операции показано { $shown }, а дальше счёт идёт от { $expected }.
finding-month-sum = В строке за { $month } { $figure ->
    [opening] остаток на начало { $shown }, а по остальным суммам выходит { $expected }
    [paid] оплачено { $shown }, а по операциям { $expected }
    [charged] израсходовано { $shown }, а по операциям { $expected }
   *[closing] остаток на конец { $shown }, а по остальным суммам выходит { $expected }
}.
finding-month-chain = Месяц { $month } начинается с { $shown }, а предыдущий закончился на { $expected }.
finding-twin = { $date }, «{ $operation }», { $shown }: такая операция в этот день уже есть.
finding-zero-sum = { $date }, «{ $operation }»: сумма операции нулевая, а остаток изменился на { $expected }.
finding-zero = { $date }, «{ $operation }»: сумма операции нулевая.
finding-outside = { $date }, «{ $operation }»: операция стоит в выписке за { $month }, а дата у неё из другого месяца.
finding-rewritten = { $date }, «{ $operation }»: когда месяц закончился, сумма была { $expected }, теперь { $shown }.
finding-appeared = { $date }, «{ $operation }», { $shown }: когда месяц закончился, этой операции не было.
finding-vanished = { $date }, «{ $operation }», { $expected }: когда месяц закончился, эта операция была, теперь её нет.
finding-line-rewritten = В строке за { $month } { $figure ->
    [opening] остаток на начало
    [paid] оплата
    [charged] расход
   *[closing] остаток на конец
}: когда месяц закончился, здесь было { $expected }, теперь { $shown }.

change-new-entries = { $count ->
    [one] { $count } новая операция
    [few] { $count } новые операции
   *[other] { $count } новых операций
}: оплачено { $paid }, списано { $charged }.
change-price = Цена тарифа изменилась: было { $was } в месяц, стало { $now }.
change-new-kind = Новое списание, { $date }: «{ $operation }», { $amount }. Раньше такого не было.
change-unusual = Необычная сумма, { $date }: «{ $operation }», { $amount }. Обычно { $usual }.
change-returned = Платёж возвращён, { $date }: «{ $operation }», { $amount }.
change-vanished = Операция пропала с сайта, { $date }: «{ $operation }», { $amount }.

forecast-covered = { $date } спишется { $amount } ({ $charges }), останется { $left }.
forecast-short = { $date } спишется { $amount } ({ $charges }), не хватит { $lacking }.
charge-tariff = тариф
charge-regular = «{ $operation }»
charge-promise = возврат обещанного платежа
assumed-monthly = Тариф списывается каждый месяц { $day } числа, а в коротких месяцах в последний день: { $amount }.
assumed-every-days = Тариф списывается каждые { $days } дн.: { $amount }.
assumed-day = День списания взят из истории: на сайте он не указан.
assumed-price = Цена тарифа взята из истории: на сайте она не указана.
assumed-others = { $count ->
    [one] Ещё { $count } регулярное списание продолжится
    [few] Ещё { $count } регулярных списания продолжатся
   *[other] Ещё { $count } регулярных списаний продолжатся
} как раньше.
assumed-short = Истории мало, месяцев: { $months }. Другие регулярные списания по ней не видны.
assumed-varying = Списание «{ $operation }» регулярное, но сумма каждый раз другая: оно не учтено.
assumed-promise = Обещанный платёж { $amount } будет возвращён при ближайшем списании.
no-forecast-day = Прогноза нет: день списания на сайте не указан, а в истории его не видно.
no-forecast-price = Прогноза нет: цена тарифа на сайте не указана, а в истории её не видно.
no-forecast-outdated = Прогноза нет: данные загружены до списания { $date }. Обновите их.
no-forecast-site-late = Прогноза нет: списание { $date } уже прошло, а сайт ещё не показывает следующее.

## Выписка в файле

nothing_to_export = По логину { $login } за эти дни ничего не сохранено, поэтому файл не создан.
    .hint = Укажите другие дни или обновите данные.
too_many_rows = Операций больше, чем строк на листе Excel.
    .hint = Укажите дни, за которые их меньше, или выберите CSV.
not_exported = Выписку не удалось составить. Причина: { $why }.
    .hint = Попробуйте другой формат.
file_not_written = Файл не записан: { $file }. Причина: { $why }.
    .hint = Проверьте, есть ли место на диске и право писать в эту папку, или выберите другую.
file-of-statement = Выписка
file-of-operations = Операции
file-of-debits = Списания
statement-statement = Выписка
statement-account = Лицевой счёт
statement-period = Период
statement-selection = Отбор
statement-created = Составлена
statement-month = Месяц
statement-months = Месяцы
statement-date = Дата
statement-time = Время
statement-description = Операция
statement-category = Категория
statement-transactions = Операции
statement-balance-before = Остаток до
statement-amount = Сумма
statement-balance-after = Остаток после
statement-opening-balance = Остаток на начало
statement-paid = Оплата
statement-charged = Расход
statement-closing-balance = Остаток на конец
statement-total = Итого
statement-discrepancy = Расхождение в выписке провайдера
statement-page = Страница { $number } из { $of }
category-payment = Оплата
category-fee = Абонентская плата
category-one-off = Разовая услуга
category-correction = Корректировка
category-refund = Возврат
category-equipment = Оборудование
category-bonus = Бонус
category-other = Прочее
calendar-debit = { $provider }: спишется { $amount }
calendar-unsure-debit = { $provider }: списание
calendar-unsure = День примерный: обновите данные, чтобы его уточнить.

## Условия поиска

term-word = «{ $text }»
term-sum = сумма { $sum }
term-above = больше { $sum }
term-below = меньше { $sum }
term-at-least = от { $sum }
term-at-most = до { $sum }
term-between = от { $least } до { $most }
term-every-year = { $day }, любой год
term-year = { $year } год
term-since = с { $day }
term-until = по { $day }
reminder-title-short = Не хватает { $sum } до { $date }
reminder-title-amount = { $date } спишется { $sum }
reminder-title-day = { $date } будет списание
tray-tooltip-debit = спишется { $date }
tray-tooltip-short = не хватает { $sum }
tray-amounts = { $hidden ->
    [yes] Показать суммы
   *[no] Скрыть суммы
}
tray-settings = Настройки
tray-about = О программе
