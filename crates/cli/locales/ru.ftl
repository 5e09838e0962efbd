## Справка

help-usage = Запуск
help-commands = Команды
help-arguments = Что указать
help-options = Параметры
help-kabinet-cli = Kabinet: личный кабинет вашего интернет-провайдера в командной строке.
help-sign-in = Войти в кабинет и запомнить лицевой счёт
help-sync = Прочитать в кабинете то, что изменилось
help-summary = Показать баланс и ближайшее списание
help-statement = Показать выписку: все месяцы или один
help-kinds = Показать, на что ушли деньги: по видам операций и годам
help-set = Запомнить вид операций с такими словами
help-forget = Забыть вид операций с такими словами
help-audit = Проверить выписку: где её суммы противоречат друг другу
help-changes = Показать, что изменилось при последнем обновлении
help-forecast = Показать будущие списания и на сколько хватит денег
help-search = Найти операции во всех месяцах
help-export = Сохранить выписку или даты списаний для других программ
help-reminders = Показать напоминания, которым пришло время
help-accounts = Показать лицевые счета, которые запомнены
help-providers = Показать провайдеров, чьи кабинеты Kabinet умеет читать
help-doctor = Проверить, как читается кабинет, и сохранить отчёт для разработчиков
help-sign-out = Удалить пароль, а если нужно, и все данные
help-demo = Открыть демо-кабинет на этом компьютере, пока не нажать Ctrl+C
help-exit-codes = Коды завершения:
    {"  "}0  сделано
    {"  "}1  ответ не удалось вывести или записать
    {"  "}2  команда не понята или её нельзя выполнить
    {"  "}3  сайт не впустил
    {"  "}4  с сайтом нет связи или он не работает
    {"  "}5  страница не понята
    {"  "}6  войти можно только в браузере
    {"  "}7  не удалось открыть сохранённые данные
    {"  "}8  сайт показывает другой лицевой счёт
    {"  "}9  баланс прочитан, но прочитано не всё; в ответе сказано, что именно
help-formats = Кто читает форматы, и что при этом знать:
    {"  "}csv        Excel и LibreOffice с русскими настройками
    {"  "}csv-plain  pandas, Skrooge, свои программы; переименованную операцию Skrooge сочтёт новой, с OFX этого не будет
    {"  "}xlsx       Excel, LibreOffice, Gnumeric, pandas; месяцы и итоги на своих листах
    {"  "}pdf        для печати, просмотра и экранного диктора
    {"  "}ofx        GnuCash, KMyMoney, HomeBank, Skrooge, Actual; второй раз операции не добавятся; начальный остаток в Actual впишите сами
    {"  "}qif        GnuCash, Skrooge; начальный остаток есть только в файле с самой первой операцией; если GnuCash спросит порядок даты, это год, месяц, день; для Actual берите ofx: во втором qif он пропускает равные суммы той же недели
    {"  "}hledger    hledger, ledger, beancount через ledger2beancount; файлы за периоды подключайте строкой include: команда import сложит их начальные остатки
    {"  "}json       свои программы; суммы записаны строками, без округления
    {"  "}ics        календари; если день сдвинулся, импортируйте ещё раз: календарь, который узнаёт события по UID, передвинет старый; calcurse оставит оба и не напомнит
option-data_dir = Папка с данными; её можно указать и в переменной KABINET_DATA_DIR
option-json = Отвечать в формате JSON
option-help = Показать справку
option-version = Показать версию
option-provider = Провайдер, например sevencom
option-site = Адрес главной страницы сайта; если не указан, берётся сайт провайдера
option-city = Город, который сайт просит выбрать
option-login = Логин
option-password_stdin = Взять пароль из первой строки стандартного ввода
option-no_keyring = Не сохранять пароль
option-account = Логин лицевого счёта, если их несколько
option-show = Показать описание этого провайдера: как файл, который можно исправить
option-report = Файл, в который сохранить отчёт: в нём нет ни логина, ни имён, ни сумм
option-full = Прочитать все месяцы заново
option-month = Месяц, например 2021-11
option-words = Операция словами кабинета
option-kind = Вид операции
option-until = До какого дня должно хватить денег
option-query = Что искать: слова, сумма «500» или «>500», дата «09.11.2021», «2021» или «10.2021..11.2021»
option-format = Формат: csv (для Excel), csv-plain, xlsx, pdf, ics (даты списаний для календаря), ofx, qif, hledger или json
option-from = Первый день, например 2021-11-01
option-to = Последний день
option-output = Файл; если не указан, выписка идёт в стандартный вывод
option-now = Считать, что сейчас это время, например 2026-11-27T10:00:00+05:00
option-forget = Стереть и всё, что было прочитано
option-port = Порт; если не указан, берётся любой свободный
option-today = День, который показывает демо-кабинет
option-skin = Папка с другим видом демо-кабинета

## Ошибки

usage = { $kind ->
    [unknown] Такого параметра нет: { $what }.
    [no-such-command] Такой команды нет: { $what }.
    [no-command] Не указана команда.
    [missing] Не указано то, без чего нельзя: { $what }.
    [value] Значение { $value } не подходит: { $what }.
    [twice] Это указано дважды или вместе с тем, с чем нельзя: { $what }.
   *[other] Команда записана не так, как нужно.
}
    .hint = Справка: kabinet-cli --help
password_needed = Нужен пароль, а спросить его негде: это не терминал.
    .hint = Передайте пароль первой строкой стандартного ввода: --password-stdin
no_password = Пароль не получен.
    .hint = Введите пароль или передайте его первой строкой стандартного ввода: --password-stdin
which_account = Пароль передан один, а лицевых счетов несколько.
    .hint = Укажите логин: --account ЛОГИН
no_data_folder = В системе не нашлось места для данных.
    .hint = Укажите папку: --data-dir ПАПКА
binary_to_terminal = В терминале этот формат не прочитать.
    .hint = Укажите файл: -o ФАЙЛ
demo_not_started = Демо-кабинет не открылся. Причина: { $why }.
    .hint = Проверьте порт и папку с видом кабинета или запустите его без параметров.
output_failed = Ответ не удалось записать. Причина: { $why }.
    .hint = Проверьте, есть ли место на диске, и повторите.
system_failed = Система не дала программе запуститься. Причина: { $why }.
    .hint = Закройте лишние программы и повторите.

hint-no_account = Войдите в кабинет: kabinet-cli sign-in --provider sevencom --login ЛОГИН
hint-which_account = Укажите логин: --account ЛОГИН. Есть такие: { $kept }.
hint-nothing_read = Обновите данные: kabinet-cli sync
hint-password_needed = Запустите команду в терминале или передайте пароль первой строкой стандартного ввода: --password-stdin
hint-another_account = Проверьте логин. Чтобы заменить счёт, сначала забудьте прежний: kabinet-cli sign-out --forget
hint-database_damaged = Загрузите данные с сайта заново: kabinet-cli sync. Если счёта больше нет в kabinet-cli accounts, сначала войдите: kabinet-cli sign-in
hint-database_key_lost = Войдите снова, и данные загрузятся с сайта: kabinet-cli sign-in
hint-data_folder = Проверьте, есть ли у вас право писать в неё, или укажите другую: --data-dir ПАПКА

## Вход, обновление, выход

ask-password = Пароль для { $login }:{" "}
progress = { $login }: { $step ->
    [signing-in] вход
    [account] страница лицевого счёта
   *[months] месяцы
}
signed-in = Вход выполнен. Лицевой счёт: { $account }.
signed-out = { $forgotten ->
    [yes] Данные стёрты, лицевой счёт забыт: { $account }.
   *[no] Выход выполнен, прочитанные данные остались. Лицевой счёт: { $account }.
}
unread-hint = Чтобы узнать, что не так, и сохранить отчёт для разработчиков: kabinet-cli doctor --report ФАЙЛ
refreshed = Лицевой счёт { $account } обновлён. Прочитано месяцев: { $months }, новых операций: { $entries }.
demo-open = Демо-кабинет открыт: { $url }
    Логин: { $login }
    Пароль: { $password }
    Чтобы закрыть его, нажмите Ctrl+C.

## Лицевые счета

no-accounts = Здесь появятся лицевые счета. Первый: kabinet-cli sign-in --provider sevencom --login ЛОГИН
login = Логин
account-number = Лицевой счёт
provider = Провайдер
provider-name = Название
site = Сайт
time-zone = Часовой пояс
described-in = Описание
compiled-in = в программе
city = Город
refreshed-at = Обновление
read = { $read }
read-then-failed = { $read }; { $failed } не удалось ({ $code })
only-failed = { $failed } не удалось ({ $code })
never-read = ещё не было

## Сводка

account = лицевой счёт { $account }
service = Услуга
service-price = {"  "}{ $name }: { $price } в месяц, { $date }
balance = Баланс: { $balance } ({ $age })
next-debit = Следующее списание: { $date }, { $ahead }.
debit-site-late = Списание было назначено на { $date }, а следующее сайт ещё не показывает.
debit-is-over = Списание было назначено на { $date }. Обновите данные, чтобы узнать следующее.
enough = { $price }: денег хватает.
not-enough = { $price }: не хватает { $shortfall }.
paid-until = Оплачено до
tariff = Тариф в месяц
offer = При оплате за { $months ->
    [one] { $months } месяц
    [few] { $months } месяца
   *[other] { $months } месяцев
}: { $price }
pay = Оплатить
change-tariff = Сменить тариф

## Выписка

month-unread = { $month }: { $why }
no-months = Здесь появится выписка. Обновите данные: kabinet-cli sync
no-entries = Операций не было.
month = Выписка за { $month }
    Остаток на начало { $opening }, оплата { $paid }, расход { $charged }, остаток на конец { $closing }
date = Дата
operation = Операция
opening = Остаток до
amount = Сумма
closing = Остаток после

## Поиск

nothing-found = Ничего не нашлось. Попробуйте короче: начало слова, сумму «от и до» или только год.
found = Найдено операций: { $count }. Оплата { $paid }, расход { $charged }.

## Напоминания

no-reminders = Сейчас напоминать не о чем.
next-reminder = Следующее напоминание: { $moment }.

## Что значат суммы

no-findings = Противоречий в выписке нет.
no-changes = С первого обновления ничего не изменилось.
runs-out = Денег хватит до { $date }.
to-pay = Чтобы хватило по { $date }, заплатите сейчас: { $amount }.
regular = Регулярно: «{ $operation }», { $amount }, { $months ->
    [1] каждый месяц
    [few] каждые { $months } месяца
   *[other] каждые { $months } месяцев
}. Ближайшее: { $date }.
year = { $is ->
    [last] Последние 12 месяцев
   *[calendar] { $year } год
}
    Остаток на начало { $opening }, оплата { $paid }, расход { $charged }, остаток на конец { $closing }
kind = Вид
count = Операций
kind-name = { $kind ->
    [payment] Оплата
    [fee] Абонентская плата
    [one_off] Разовая услуга
    [correction] Корректировка
    [refund] Возврат
    [equipment] Оборудование
    [bonus] Бонус
   *[other] Прочее
}

## Выписка в файле

exported = { $entries ->
    [one] Сохранена { $entries } запись
    [few] Сохранено { $entries } записи
   *[other] Сохранено { $entries } записей
}: { $file }

doctor-page = { $page }: { $address }
  ответ { $status }, { $time } мс
doctor-found = {"  "}✓ «{ $label }»: по словам «{ $by }», { $score }
doctor-found-alone = {"  "}✓ «{ $label }»: { $score }
outcome = Итог
months-read = Месяцев
took-ms = мс
went-well = прочитано
report-saved = Отчёт сохранён: { $file }. Все цифры, имена и адреса в нём заменены, его можно отправить разработчикам.
