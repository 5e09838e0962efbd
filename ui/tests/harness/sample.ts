import type { AppInfo } from "../../src/bindings/AppInfo";
import type { Failure } from "../../src/bindings/Failure";
import type { MonthSummary } from "../../src/bindings/MonthSummary";
import type { Overview } from "../../src/bindings/Overview";
import type { Transaction } from "../../src/bindings/Transaction";
import type { UpdateOffer } from "../../src/bindings/UpdateOffer";

export const info: AppInfo = {
  accounts: [{ key: "sevencom/12345678", login: "12345678", provider: "sevencom", city: "Среднеуральск", account: "12345678", name: null, balance: "588.00", short: true, site: "https://www.sevencom.ru/", last_success: "2026-11-22T05:05:00Z", last_error: null, browser: false }],
  providers: [
    {
      id: "sevencom",
      name: "Sevencom",
      site: "https://www.sevencom.ru/",
      cities: ["Арамиль", "Верхняя Пышма", "Екатеринбург", "Исеть", "Полевской", "Среднеуральск", "Талица"],
      support_phone: "8-909-700-88-77",
      foreign_host: null,
    },
  ],
  preferences: { language: "system", look: "system", hide_amounts: false, close_to_tray: true, notify_changes: false, text_size: 100, tray_explained: true, hints_read: true, check_for_updates: true },
  locale: "ru",
  example: false,
  version: "0.1.0",
  updates_itself: true,
  update: null,
};

/** A new version with notes that are longer than their place. */
export const update: UpdateOffer = {
  version: "0.2.0",
  notes: `- The overview opens faster.\n${"- A year's statement is saved as one file, with every month on a sheet of its own.\n".repeat(12)}`,
  installed: false,
};

export const foreignKey: Failure = { code: "update_refused", message: "Файл новой версии подписали не разработчики Kabinet, поэтому он не установлен.", hint: "Сообщите об этом разработчикам Kabinet и попробуйте через несколько дней. Установленная версия работает как прежде.", unreachable: false, calm: false, remedy: null };

export const noUpdateServer: Failure = { code: "update_unreachable", message: "Нет связи с сайтом, где лежат новые версии Kabinet: github.com. Установленная версия работает как прежде.", hint: "Проверьте подключение к интернету и попробуйте позже.", unreachable: false, calm: true, remedy: null };

export const overview: Overview = {
  key: "sevencom/12345678",
  login: "12345678",
  account: "12345678",
  provider_name: "Sevencom",
  city: "Среднеуральск",
  balance: "588.00",
  tariff_price: "800.00",
  other_balances: [{ label: "Баланс ТВ", balance: "120.50" }],
  debit: { date: "2026-11-30", days_left: 8, amount: "800.00", shortfall: "212.00", pay_by: "2026-11-29", estimated: false, site_late: false, previous: "2026-10-31" },
  offers: [
    { months: 1, price: "800.00", per_month: "800.00", saving: null, saving_per_month: null, covered: false, best: false },
    { months: 3, price: "2328.00", per_month: "776.00", saving: "72.00", saving_per_month: "24.00", covered: true, best: false },
    { months: 6, price: "4512.00", per_month: "752.00", saving: "288.00", saving_per_month: "48.00", covered: false, best: false },
    { months: 12, price: "8448.00", per_month: "704.00", saving: "1152.00", saving_per_month: "96.00", covered: false, best: true },
  ],
  paid_until: null,
  services: [],
  unread: [],
  unread_months: [],
  can_pay: true,
  can_change_tariff: true,
  read_at: "2026-11-22T05:05:00Z",
  stale: false,
  last_failure: null,
  today: "2026-11-22",
};

const PAID = ["639.00", "589.00", "989.00", "589.00", "0.00", "1200.00", "589.00", "800.00"];
const CHARGED = ["639.00", "589.00", "989.00", "589.00", "589.00", "611.00", "589.00", "800.00"];
const CLOSING = ["0.00", "0.00", "0.00", "0.00", "-589.00", "0.00", "0.00", "588.00"];

export function months(count: number): MonthSummary[] {
  return Array.from({ length: count }, (_, back) => {
    const number = 2026 * 12 + 10 - back;
    const month = `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, "0")}`;
    const at = back % PAID.length;
    return { month, opening: CLOSING[(at + 1) % CLOSING.length] ?? "", paid: PAID[at] ?? "", charged: CHARGED[at] ?? "", closing: back === 0 ? "588.00" : (CLOSING[at] ?? ""), findings: back === 2 ? 2 : 0, doubt: null, derived: false, inexact: false };
  });
}

export const november: Transaction[] = [
  { date: "2021-11-09", time: "14:03:00", operation: "Оплата через cloudpayments", opening: "0.00", amount: "989.00", closing: "989.00", kind: "payment", kind_corrected: false },
  { date: "2021-11-10", time: null, operation: "Списание аб.платы по тарифу", opening: "989.00", amount: "-589.00", closing: "400.00", kind: "fee", kind_corrected: false },
  { date: "2021-11-10", time: null, operation: "За платные заявки", opening: "400.00", amount: "-400.00", closing: "0.00", kind: "one_off", kind_corrected: true },
];

export const frozen: Partial<Overview> = {
  balance: "120.00",
  debit: null,
  tariff_price: null,
  offers: [],
  unread: [
    { field: "next_debit", absent: true, text: "не указано на сайте («услуга приостановлена до 20.12.2026»)" },
    { field: "tariff_price", absent: true, text: "не указано на сайте" },
  ],
};

export const misread: Partial<Overview> = {
  debit: null,
  tariff_price: null,
  offers: [],
  unread: [
    { field: "account", absent: true, text: "не указано на сайте" },
    { field: "next_debit", absent: false, text: "не удалось прочитать («31.04.2027»)" },
    { field: "tariff_price", absent: false, text: "не удалось прочитать, другая единица или другой период («26,30 ₽ в сутки»)" },
    { field: "offers", absent: false, text: "не удалось прочитать («3 мес. — 2 328 (акция до 01.12)»)" },
  ],
  unread_months: ["Не удалось прочитать месяцы: октябрь 2026. Прежние данные за них не изменились."],
};

export const LONG_NAME = "Общество с ограниченной ответственностью «Уральская телекоммуникационная компания Екатеринбург-Верхняя Пышма»";

export const long: Partial<Overview> = {
  provider_name: LONG_NAME,
  city: LONG_NAME,
  account: "12345678901234567890",
  other_balances: [{ label: LONG_NAME, balance: "-1234567.89" }],
  services: [{ name: LONG_NAME, price: "1234567.89", next_debit: "2026-11-30" }],
};

export const services: Partial<Overview> = {
  paid_until: "2026-12-14",
  tariff_price: "1150.00",
  services: [
    { name: "Интернет 100", price: "800.00", next_debit: "2026-11-30" },
    { name: "Телевидение «Семейное с очень длинным названием»", price: "350.00", next_debit: "2026-12-05" },
  ],
};

export const outage: Partial<Overview> = {
  unread_months: ["Сайт показал за закрытые месяцы другие суммы или пустоту: октябрь 2026, сентябрь 2026, август 2026, июль 2026, июнь 2026, май 2026 и ещё 12. Такое бывает при сбое, поэтому показаны прежние данные."],
};

export const offline: Failure = {
  code: "offline",
  message: "С сайтом нет связи: www.sevencom.ru. Сохранённые данные прежние, от 21 ноября.",
  hint: "Проверьте подключение к интернету и попробуйте позже.",
  unreachable: true, calm: true, remedy: "retry",
};

export const refusedPassword: Failure = {
  code: "bad_credentials",
  message: "Сайт Sevencom не принял логин или пароль. Ответ сайта: «Неверный логин или пароль».",
  hint: "Введите пароль ещё раз: Kabinet попробовал один раз, чтобы сайт не заблокировал вход. Поддержка Sevencom: 8-909-700-88-77.",
  unreachable: false, calm: false, remedy: "enter_password",
};

export const changedSite: Failure = {
  code: "site_changed",
  message: "Страница лицевого счёта на сайте Sevencom изменилась, Kabinet её не узнал: не найдено «Текущий баланс интернет».",
  hint: "Посмотрите данные в браузере: https://www.sevencom.ru/ Сообщите эти надписи разработчикам Kabinet, чтобы страницу научились читать; логин и пароль сообщать не нужно.",
  unreachable: false, calm: false, remedy: "open_site",
};

export const needsBrowser: Failure = {
  code: "needs_browser",
  message: "Сайт Sevencom просит ввести код с картинки: программа этого не может.",
  hint: "Войдите на сайте в окне Kabinet: данные прочитаются после входа.",
  unreachable: false, calm: true, remedy: "sign_in_in_browser",
};

export const damaged: Failure = {
  code: "database_damaged",
  message: "Файл с сохранёнными данными повреждён. Причина: database disk image is malformed.",
  hint: "Переместите файл kabinet.db в другое место и войдите снова: данные загрузятся с сайта.",
  unreachable: false, calm: false, remedy: "open_data_folder",
};

export const passphraseNeeded: Failure = { code: "passphrase_needed", message: "Сохранённые данные защищены парольной фразой.", hint: "Введите парольную фразу.", unreachable: false, calm: true, remedy: "enter_passphrase" };
export const wrongPassphrase: Failure = { code: "wrong_passphrase", message: "Парольная фраза не подходит к сохранённым данным. Они остались как были.", hint: "Проверьте раскладку и регистр и повторите. Если фраза забыта, данные можно отложить и загрузить с сайта заново.", unreachable: false, calm: false, remedy: null };

export const diskFull: Failure = { code: "file_not_written", message: "Файл не записан: на диске нет места.", hint: "Освободите место или выберите другую папку.", unreachable: false, calm: false, remedy: null };

export const nothingRead: Failure = { code: "nothing_read", message: "По этому логину пока ничего не прочитано: 12345678.", hint: "Обновите данные.", unreachable: false, calm: false, remedy: null };

export const hostile = [
  "<script>window.hacked = 1</script>",
  "<img src=x onerror=window.hacked=1>",
  '"\'`</td></tr></table>',
  "\u202eытнемуколбо\u202c оплата",
  "مدفوعات ١٢٣ عبر الإنترنت",
  "👩‍👩‍👧‍👦 🇷🇺 оплата 💸",
  "Ж".repeat(3000),
  "слово ".repeat(500),
];
