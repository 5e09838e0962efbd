// The statement, forecast and diagnostics of the made-up account.

import type { BalancePoint } from "../../src/bindings/BalancePoint";
import type { Changes } from "../../src/bindings/Changes";
import type { Diagnosis } from "../../src/bindings/Diagnosis";
import type { Discrepancy } from "../../src/bindings/Discrepancy";
import type { Forecast } from "../../src/bindings/Forecast";
import type { ForecastDebit } from "../../src/bindings/ForecastDebit";
import type { FoundTransaction } from "../../src/bindings/FoundTransaction";
import type { MonthCategories } from "../../src/bindings/MonthCategories";
import type { RefreshRecord } from "../../src/bindings/RefreshRecord";
import type { Period } from "../../src/bindings/Period";
import type { SearchResults } from "../../src/bindings/SearchResults";
import type { Selection } from "../../src/bindings/Selection";
import type { YearTotals } from "../../src/bindings/YearTotals";

const PAGE = 100;
const RESULT_COUNT = 340;

export const changes: Changes = {
  at: "2026-11-22T05:05:00Z",
  since: "2026-11-21T05:05:00Z",
  items: [
    { what: "new_kind", text: "Списание, каких раньше не было: «За платные заявки», 400,00 ₽, 10 ноября.", month: "2026-11", position: 2 },
    { what: "price", text: "Цена тарифа изменилась: было 589,00 ₽ в месяц, стало 800,00 ₽.", month: null, position: null },
    { what: "new_entries", text: "3 новые операции в ноябре 2026.", month: "2026-11", position: 0 },
    { what: "returned", text: "Оплата 639,00 ₽ от 5 ноября возвращена.", month: "2026-11", position: 1 },
  ],
};

export function years(empty: boolean): YearTotals[] {
  if (empty) return [];
  const kinds = [
    { kind: "payment" as const, count: 13, sum: "9188.00" },
    { kind: "fee" as const, count: 12, sum: "-7600.00" },
    { kind: "one_off" as const, count: 2, sum: "-800.00" },
    { kind: "correction" as const, count: 1, sum: "-200.00" },
  ];
  return [null, 2026, 2025].map((year) => ({
    year,
    totals: { from: year === null ? "2025-12" : `${year}-01`, to: year === null ? "2026-11" : `${year}-12`, months: 12, opening: "0.00", paid: "9188.00", charged: "8600.00", closing: "588.00", kinds: year === 2025 ? kinds.slice(0, 2) : kinds },
  }));
}

/** Returns the totals of any period, which begins and ends where it is asked to. */
export function period(from: string | null, to: string | null): Period {
  const totals = years(false)[0]!.totals;
  return { ...totals, from: from?.slice(0, 7) ?? "2000-01", to: to?.slice(0, 7) ?? "2026-11" };
}

export function categoriesByMonth(count: number): MonthCategories[] {
  return monthsBack(count).map((month, at) => ({
    month,
    kinds: [
      { kind: "payment" as const, count: 1, sum: at % 5 === 3 ? "0.00" : "989.00" },
      { kind: "fee" as const, count: 1, sum: "-589.00" },
      ...(at % 4 === 1 ? [{ kind: "one_off" as const, count: 1, sum: "-400.00" }] : []),
      ...(at % 6 === 2 ? [{ kind: "refund" as const, count: 1, sum: "150.00" }, { kind: "equipment" as const, count: 1, sum: "-250.00" }] : []),
    ],
  }));
}

export function balanceHistory(count: number): BalancePoint[] {
  const balances = [["-589.00", "400.00"], ["400.00", "0.00"], ["611.00", "22.00"], ["1177.00", "588.00"]];
  return monthsBack(count).flatMap((month, at) => ["09", "10"].map((day, half) => ({ date: `${month}-${day}`, balance: balances[at % 4]?.[half] ?? "0.00" })));
}

const debits: ForecastDebit[] = Array.from({ length: 12 }, (_, at) => {
  const number = 2026 * 12 + 10 + at;
  const date = `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, "0")}-${number % 12 === 1 ? "28" : "30"}`;
  const after = `${2588 - 800 * (at + 1)}.00`;
  return { date, amount: "800.00", balance_after: after, covered: at < 3, text: `Спишется 800,00 ₽, останется ${after.replace(".", ",").replace("-", "−")} ₽.` };
});

export const forecast: Forecast = {
  why_not: null,
  assumptions: ["Тариф стоит 800,00 ₽ в месяц, и цена не меняется.", "Списание бывает раз в месяц, 30-го числа или в последний день месяца.", "Разовые услуги не учтены."],
  today: "2026-11-22",
  balance: "2588.00",
  debits,
  runs_out: "2027-02-28",
  regular: [
    { operation: "Списание аб.платы по тарифу", amount: "800.00", every_months: 1, next: "2026-11-30" },
    { operation: "Аренда оборудования", amount: "250.00", every_months: 3, next: "2027-01-30" },
  ],
  until: "2027-10-30",
  to_pay: "7012.00",
};

export const shortForecast: Forecast = { ...forecast, balance: "588.00", runs_out: "2026-11-30", debits: debits.map((debit) => ({ ...debit, covered: false })) };

export function discrepancies(month: string): Discrepancy[] {
  const none = { position: null, date: null, operation: null };
  return [
    { rule: "operation_sum", month, position: 0, date: `${month}-09`, operation: "Оплата через cloudpayments", expected: "989.00", shown: "1989.00", text: "9 ноября, «Оплата через cloudpayments»: остаток 0,00 ₽ и сумма 1 989,00 ₽ дают 1 989,00 ₽, а показан остаток 989,00 ₽." },
    { rule: "month_sum", month, ...none, expected: "1989.00", shown: "989.00", text: "За месяц показана оплата 989,00 ₽, а по операциям выходит 1 989,00 ₽." },
  ];
}

export function search({ query }: Selection, after: string | null, texts: string[]): SearchResults {
  const words = query.split(" ").filter(Boolean);
  const isEmpty = words.includes("нет");
  const terms = words.map((word, at) => ({ label: /^\d+$/.test(word) ? `сумма ${word},00 ₽` : `«${word}»`, rest: words.toSpliced(at, 1).join(" "), count: isEmpty ? (word === "нет" ? 12 : 0) : null }));
  if (isEmpty) return { entries: [], next: null, count: 0, paid: "0.00", charged: "0.00", terms };
  const count = texts.length || (query === "" || query === "все" ? RESULT_COUNT : 12);
  const from = Number(after ?? 0);
  const entries = Array.from({ length: Math.min(PAGE, count - from) }, (_, at) => transaction(from + at, texts));
  return { entries, next: from + PAGE < count ? String(from + PAGE) : null, count, paid: "98900.00", charged: "98312.00", terms };
}

function transaction(at: number, texts: string[]): FoundTransaction {
  const month = monthsBack(Math.floor(at / 3) + 1)[0] ?? "";
  const kinds = ["one_off", "fee", "payment"] as const;
  const descriptions = ["За платные заявки", "Списание аб.платы по тарифу", "Оплата через cloudpayments"];
  const which = at % 3;
  return { month, position: 2 - which, date: `${month}-10`, time: null, operation: texts[at] ?? descriptions[which] ?? "", amount: ["-400.00", "-589.00", "989.00"][which] ?? "", closing: ["0.00", "400.00", "989.00"][which] ?? null, kind: kinds[which] ?? "other" };
}

export const refreshLog: RefreshRecord[] = [
  { at: "2026-11-22T05:05:00Z", code: null, message: null, months_read: 1, duration_ms: 1340 },
  { at: "2026-11-21T23:01:00Z", code: "offline", message: "С сайтом нет связи: www.sevencom.ru.", months_read: null, duration_ms: 10020 },
  { at: "2026-11-21T05:05:00Z", code: null, message: null, months_read: 24, duration_ms: 8200 },
  { at: "2025-11-20T05:05:00Z", code: "site_changed", message: "Страница лицевого счёта на сайте Sevencom изменилась, Kabinet её не узнал: не найдено «Текущий баланс интернет».", months_read: null, duration_ms: null },
];

export const diagnosis: Diagnosis = {
  failure: null,
  pages: [
    { page: "Форма входа", address: "https://www.sevencom.ru/lk/", status: 200, duration_ms: 210, found: [{ label: "Логин", by: "Логин", score: 12 }, { label: "Пароль", by: "Пароль", score: 12 }], missing: [] },
    { page: "Страница лицевого счёта", address: "https://www.sevencom.ru/lk/account", status: 200, duration_ms: 480, found: [{ label: "Баланс", by: "Текущий баланс интернет", score: 14 }, { label: "Цена тарифа", by: "Стоимость Вашего тарифного плана", score: 11 }, { label: "День списания", by: "Дата ближайшего списания", score: 12 }], missing: [] },
    { page: "Список месяцев", address: "https://www.sevencom.ru/lk/months", status: 200, duration_ms: 390, found: [{ label: "Столбцы", by: "Месяц, Остаток на начало, Оплата, Расход, Остаток на конец", score: 20 }], missing: [] },
  ],
};

export const brokenDiagnosis: Diagnosis = {
  failure: { code: "site_changed", message: "Страница лицевого счёта на сайте Sevencom изменилась, Kabinet её не узнал: не найдено «Текущий баланс интернет».", hint: "Сохраните отчёт и отправьте его разработчикам Kabinet.", unreachable: false, calm: false, remedy: "open_site" },
  pages: [
    diagnosis.pages[0]!,
    { page: "Страница лицевого счёта", address: "https://www.sevencom.ru/lk/account", status: 200, duration_ms: 480, found: [{ label: "Цена тарифа", by: "Стоимость Вашего тарифного плана", score: 11 }], missing: [{ label: "Баланс", problem: "две разные суммы подходят одинаково: «Баланс» и «Баланс интернет»" }, { label: "День списания", problem: "нет ни одной похожей надписи" }] },
    { page: "Список месяцев", address: "https://www.sevencom.ru/lk/months", status: null, duration_ms: 10000, found: [], missing: [{ label: "Столбцы", problem: "страница не ответила" }] },
  ],
};

/** Returns the last `count` months, oldest first. */
function monthsBack(count: number): string[] {
  return Array.from({ length: count }, (_, at) => {
    const number = 2026 * 12 + 10 - (count - 1 - at);
    return `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, "0")}`;
  });
}
