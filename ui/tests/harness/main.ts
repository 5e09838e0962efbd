// The screens on made-up data, without the shell. `?state=` selects the answers of the shell;
// the commands in `?slow=` never answer, and those in `?broken=` fail.

import { emit } from "@tauri-apps/api/event";
import { mockIPC, mockWindows } from "@tauri-apps/api/mocks";

import type { AppInfo } from "../../src/bindings/AppInfo";
import type { Failure } from "../../src/bindings/Failure";
import type { Selection } from "../../src/bindings/Selection";
import * as ledger from "./ledger";
import * as sample from "./sample";

const query = new URLSearchParams(location.search);
const state = query.get("state") ?? "overview";
const info: AppInfo = structuredClone(sample.info);
info.locale = query.get("locale") === "en" ? "en" : "ru";
info.preferences.hide_amounts = /hidden/.test(state);
info.example = state === "example";
if (state === "foreign-host") info.providers = info.providers.map((provider) => ({ ...provider, foreign_host: "lk.sevencom-billing.example" }));
if (/^(welcome|welcome-no-keyring|foreign-host|refused|bad-address|unknown|browser)$/.test(state)) info.accounts = [];
if (/^(first|nothing)/.test(state)) info.accounts = info.accounts.map((account) => ({ ...account, last_success: null }));

if (state === "long") info.accounts = info.accounts.map((account) => ({ ...account, name: sample.LONG_NAME, city: sample.LONG_NAME }));
if (/^update/.test(state)) info.update = { ...sample.update, installed: state === "update-installed" };
if (state === "no-tray") info.updates_itself = false;
if (state === "hints") info.preferences.hints_read = false;

if (state === "accounts") {
  const names = ["Дача", null, "Квартира с очень длинным названием для списка", null];
  info.accounts = names.map((name, at) => ({ ...info.accounts[0]!, key: `sevencom/1234567${8 - at}`, account: `1234567${8 - at}`, login: `1234567${8 - at}`, name, balance: ["588.00", "-1234567.89", "2000.00", null][at] ?? null, short: at < 2 }));
}

const never = () => new Promise(() => {});
const fail = (failure: Failure) => Promise.reject(failure);

const passwordNeeded: Failure = { code: "password_needed", message: "Нужен пароль", hint: "", unreachable: false, calm: false, remedy: null };
const badAddress: Failure = { code: "bad_address", message: "Это не адрес сайта: sevencom", hint: "Адрес начинается с https://.", unreachable: false, calm: false, remedy: "correct_address" };
const cancelled: Failure = { code: "cancelled", message: "Вход отменён.", hint: "", unreachable: false, calm: true, remedy: null };

const answers: Record<string, (args: Record<string, unknown>) => unknown> = {
  startup: () => (state === "damaged" ? fail(sample.damaged) : state === "locked" ? fail(sample.passphraseNeeded) : { start: info, first: null }),
  app_info: () => structuredClone(info),
  sign_in: () => (state === "bad-address" ? fail(badAddress) : state === "unknown" ? fail(sample.changedSite) : state === "browser" ? fail(sample.needsBrowser) : fail(sample.refusedPassword)),
  overview_screen: () => read(overviewScreen()),
  month: ({ month }) => monthView(String(month)),
  refresh: () => (state === "password" ? fail(passwordNeeded) : refresh()),
  audit: () => read({ findings: state === "findings" ? ["2026-11", "2026-09", "2026-05", "2025-12", "2025-10", "2025-08"].flatMap(ledger.discrepancies) : /^(enough|empty)/.test(state) ? [] : ledger.discrepancies("2026-09") }),
  years: () => read(ledger.years(empty).map((each) => (state === "millions" ? { ...each, totals: { ...each.totals, opening: MILLIONS, paid: "1234567.89", charged: "1234567.89", closing: MILLIONS } } : each))),
  categories_by_month: () => read(empty ? [] : ledger.categoriesByMonth(Number(query.get("months") ?? 18))),
  balance_history: () => read(empty ? [] : ledger.balanceHistory(Number(query.get("months") ?? 18)).map((each, at) => (state === "millions" ? { ...each, balance: at % 2 === 0 ? MILLIONS : "1234567.89" } : each))),
  forecast: ({ until }) => read(forecast(until as string | null)),
  set_category: ({ kind }) => void (isCorrected = kind !== null),
  period: ({ from, to }) => read(empty ? null : { ...ledger.period(from as string | null, to as string | null), ...(state === "millions" ? { opening: MILLIONS, paid: "1234567.89", charged: "1234567.89", closing: MILLIONS } : {}) }),
  search: ({ selection, after }) => read(search(selection as Selection, after as string | null)),
  export_statement: () => (state === "disk" ? fail(sample.diskFull) : "/home/user/Документы/Выписка 12345678.xlsx"),
  refresh_log: () => read(empty ? [] : ledger.refreshLog),
  diagnose: () => (state === "busy" ? never() : state === "password" ? fail(passwordNeeded) : state === "offline" ? fail(sample.offline) : state === "unknown-page" ? ledger.brokenDiagnosis : ledger.diagnosis),
  save_sign_in_report: () => "/home/user/Отчёт Kabinet.txt",
  save_report: () => "/home/user/Документы/kabinet-report.txt",
  browser_sign_in: () => new Promise((_, refuse) => (cancel = () => refuse(cancelled))),
  cancel_browser_sign_in: () => cancel(),
  reminder_rules: () => ({ when_short: [7, 3, 1, 0], when_enough: [1], at: "10:00", quiet_from: "22:00", quiet_to: "08:00" }),
  set_preferences: ({ preferences }) => void Object.assign(info, { preferences }),
  about: () => ({ news: "# Changes\n\n## 0.1.0\n\n- The first version.\n".repeat(20), licence: "Permission is hereby granted, free of charge.\n".repeat(60) }),
  has_tray: () => state !== "no-tray",
  protection: () => ({ by: state === "not-secret" ? "nothing" : state === "passphrase" ? "passphrase" : "keyring", newest_copy: "2026-11-28", copies: 4 }),
  has_keyring: () => state !== "welcome-no-keyring",
  unlock: () => fail(sample.wrongPassphrase),
  autostart: () => true,
  check_for_updates: () => (state === "offline" ? fail(sample.noUpdateServer) : info.update),
  install_update: () => (state === "update-refused" ? fail(sample.foreignKey) : never()),
};

const databaseFailed: Failure = { code: "database_busy", message: "Сохранённые данные сейчас занимает другая программа.", hint: "Подождите немного и повторите.", unreachable: false, calm: false, remedy: "retry" };

const MILLIONS = "-1234567.89";
const empty = /^(empty|nothing|first)/.test(state);
let isCorrected = true;
let isReminderMissed = state === "reminders";
let cancel = () => {};

function read<T>(value: T) {
  return state === "loading" ? never() : state === "error" ? fail(databaseFailed) : value;
}

function answer(command: string, args: Record<string, unknown>) {
  const isNamed = (list: string) => query.get(list)?.split(",").includes(command);
  if (isNamed("slow")) return never();
  return isNamed("broken") ? fail(databaseFailed) : answers[command]?.(args);
}

function forecast(until: string | null) {
  if (state === "nothing") return fail(sample.nothingRead);
  if (state === "empty" || state === "frozen") return { ...ledger.forecast, why_not: "Прогноза нет: день списания на сайте не указан, а в истории его не видно.", debits: [], assumptions: [] };
  if (state === "debt") return { ...ledger.shortForecast, until: until ?? ledger.shortForecast.until };
  if (state === "millions") return { ...ledger.forecast, balance: MILLIONS, debits: ledger.forecast.debits.map((debit) => ({ ...debit, amount: "1234567.89", balance_after: "-12345678.90", covered: false })), runs_out: "2026-11-30" };
  if (state === "enough") return { ...ledger.forecast, runs_out: null, to_pay: "0.00", debits: ledger.forecast.debits.map((debit) => ({ ...debit, covered: true })) };
  return { ...ledger.forecast, until: until ?? ledger.forecast.until, to_pay: until === null ? ledger.forecast.to_pay : "1812.00" };
}

function search(selection: Selection, after: string | null) {
  const results = ledger.search(selection, after, state === "hostile" ? sample.hostile : []);
  if (state !== "millions") return results;
  return { ...results, paid: "123456789.01", charged: "123456789.01", entries: results.entries.map((each) => ({ ...each, amount: MILLIONS, closing: MILLIONS })) };
}

function overviewScreen() {
  const plain = sample.months(Number(query.get("months") ?? (empty ? 0 : 18)));
  const months = state === "millions" ? plain.map((month) => ({ ...month, opening: MILLIONS, paid: "1234567.89", charged: "1234567.89", closing: MILLIONS })) : plain;
  const unread_months = state === "misread" ? [{ month: "2025-05", text: doubt("2026-10") ?? "" }] : [];
  return { overview: /^(first$|nothing)/.test(state) ? null : overview(), months: months.map((each) => ({ ...each, doubt: doubt(each.month) })), unread_months, changes: changes(), reminders: reminders() };
}

function doubt(month: string): string | null {
  if (state === "misread" && month === "2026-10") return "Не удалось прочитать. Страница сайта изменилась, Kabinet её не узнал.";
  return state === "outage" && month < "2026-11" ? "Сайт показал за этот месяц другие суммы или пустоту. Показаны прежние данные." : null;
}

function changes() {
  if (/^(empty|enough|debt)/.test(state)) return null;
  return state === "hostile" ? { ...ledger.changes, items: sample.hostile.map((text) => ({ ...ledger.changes.items[0]!, text })) } : ledger.changes;
}

function overview() {
  const shown = structuredClone(sample.overview);
  if (state === "enough") shown.debit = { ...shown.debit!, shortfall: null, pay_by: null, days_left: 8 };
  if (state === "enough") shown.balance = "1234567.05";
  if (state === "millions") Object.assign(shown, { balance: MILLIONS, tariff_price: "1234567.89" });
  if (state === "debt") Object.assign(shown, { balance: "-1589.40", debit: null, offers: [], can_pay: false });
  if (state === "frozen") Object.assign(shown, sample.frozen);
  if (state === "misread") Object.assign(shown, sample.misread);
  if (state === "services") Object.assign(shown, sample.services);
  if (state === "outage") Object.assign(shown, sample.outage);
  if (state === "site-late") shown.debit = { ...shown.debit!, estimated: true, site_late: true };
  if (state === "offline") Object.assign(shown, { stale: true, read_at: "2026-11-20T05:05:00Z", last_failure: { ...sample.offline, at: "2026-11-22T05:05:00Z" } });
  if (state === "refused-later") Object.assign(shown, { last_failure: { ...sample.refusedPassword, at: "2026-11-22T05:05:00Z" } });
  if (state === "session-ended") Object.assign(shown, { last_failure: { ...sample.needsBrowser, at: "2026-11-22T05:05:00Z" } });
  if (state === "long") Object.assign(shown, sample.long);
  if (state === "hostile") Object.assign(shown, { provider_name: sample.hostile[0], city: sample.hostile[6], other_balances: sample.hostile.map((label) => ({ label, balance: "-1.00" })), last_failure: { ...sample.changedSite, message: sample.hostile.join(" "), at: "2026-11-22T05:05:00Z" } });
  return shown;
}

function monthView(month: string) {
  const findings = state === "findings" || month === "2026-09" ? ledger.discrepancies(month) : [];
  const totals = { month, opening: "0.00", paid: "989.00", charged: "989.00", closing: "0.00", findings: findings.length, doubt: doubt(month) };
  const many = Array.from({ length: Number(query.get("entries") ?? 3) }, (_, at) => ({ ...sample.november[at % 3]!, kind_corrected: at % 3 === 2 && isCorrected }));
  if (state === "hostile") many.push(...sample.hostile.map((operation) => ({ ...sample.november[1]!, operation })));
  if (state === "loading") return never();
  if (state === "millions") return { totals: { ...totals, opening: MILLIONS, paid: "1234567.89", charged: "1234567.89", closing: MILLIONS }, entries: many.map((each) => ({ ...each, amount: MILLIONS, closing: MILLIONS })), previous: null, next: null, findings };
  return { totals, entries: state === "empty" ? [] : many, previous: "2021-10", next: state === "empty" ? null : "2021-12", findings };
}

function reminders() {
  const text = "30 ноября спишется 800,00 ₽. На счёте 588,00 ₽: не хватает 212,00 ₽.";
  const count = state === "empty" || state === "enough" ? 0 : state === "reminders" ? 12 : 1;
  const shown = Array.from({ length: count }, (_, at) => ({ debit_date: "2026-11-30", shown_at: `2026-11-${22 - at}T05:00:00Z`, text, unseen: isReminderMissed && at === 0 }));
  return { shown, next: { at: "2026-11-27T05:00:00Z", text: null }, snoozed_until: state === "snoozed" ? "2026-11-25T05:00:00Z" : null };
}

function refresh() {
  const stage = query.get("stage") ?? "months";
  if (state === "refreshed") return Promise.resolve({ account: "12345678", login: "12345678", months_read: 1, new_entries: 3 });
  setTimeout(() => void emit("progress", { stage, done: 7, of: 24 }), 20);
  return never();
}

/** Changes what the shell answers, and tells the window so. */
Object.assign(globalThis, {
  enlarge: (percent: number) => {
    info.preferences.text_size = percent;
    return emit("preferences");
  },
  missReminder: () => {
    isReminderMissed = true;
    return emit("changed", sample.overview.key);
  },
});

mockWindows("main");
mockIPC((command, args) => answer(command, args as Record<string, unknown>), { shouldMockEvents: true });

await import("../../src/main");
