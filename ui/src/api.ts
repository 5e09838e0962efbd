// The only door to the shell: one function for each of its commands, by the same name.

import { invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";

import type { Account } from "./bindings/Account";
import type { BalancePoint } from "./bindings/BalancePoint";
import type { Changes } from "./bindings/Changes";
import type { Diagnosis } from "./bindings/Diagnosis";
import type { ExportFormat } from "./bindings/ExportFormat";
import type { Failure } from "./bindings/Failure";
import type { Finding } from "./bindings/Finding";
import type { Forecast } from "./bindings/Forecast";
import type { Found } from "./bindings/Found";
import type { Kind } from "./bindings/Kind";
import type { Link } from "./bindings/Link";
import type { MonthKinds } from "./bindings/MonthKinds";
import type { MonthLine } from "./bindings/MonthLine";
import type { MonthView } from "./bindings/MonthView";
import type { Opening } from "./bindings/Opening";
import type { Overview } from "./bindings/Overview";
import type { Preferences } from "./bindings/Preferences";
import type { Progress } from "./bindings/Progress";
import type { Refreshed } from "./bindings/Refreshed";
import type { RefreshRecord } from "./bindings/RefreshRecord";
import type { ReminderList } from "./bindings/ReminderList";
import type { Rules } from "./bindings/Rules";
import type { SignedIn } from "./bindings/SignedIn";
import type { Start } from "./bindings/Start";
import type { YearTotals } from "./bindings/YearTotals";

export type SignIn = {
  provider: string;
  site: string | null;
  city: string | null;
  login: string;
  password: string;
};

export const opening = () => invoke<Opening>("opening");
export const start = () => invoke<Start>("start");

export const sign_in = (form: SignIn) => invoke<SignedIn>("sign_in", form);
export const browser_sign_in = (place: Omit<SignIn, "password">) => invoke<SignedIn>("browser_sign_in", place);
export const cancel_browser_sign_in = () => invoke<void>("cancel_browser_sign_in");
export const sign_out = (login: string, forget: boolean) => invoke<void>("sign_out", { login, forget });
export const erase_everything = () => invoke<void>("erase_everything");
export const show_example = () => invoke<Account>("show_example");
export const leave_example = () => invoke<void>("leave_example");

export const overview = (login: string) => invoke<Overview>("overview", { login });
export const months = (login: string) => invoke<MonthLine[]>("months", { login });
export const month = (login: string, month: string) => invoke<MonthView>("month", { login, month });
export const refresh = (login: string, password: string | null) => invoke<Refreshed>("refresh", { login, password });
export const cancel_refresh = () => invoke<void>("cancel_refresh");
export const open_link = (login: string, link: Link) => invoke<void>("open_link", { login, link });

export const audit = (login: string) => invoke<Finding[]>("audit", { login });
export const set_kind = (login: string, operation: string, kind: Kind | null) => invoke<void>("set_kind", { login, operation, kind });
export const years = (login: string) => invoke<YearTotals[]>("years", { login });
export const kinds_by_month = (login: string) => invoke<MonthKinds[]>("kinds_by_month", { login });
export const balance_line = (login: string) => invoke<BalancePoint[]>("balance_line", { login });
export const changes = (login: string) => invoke<Changes | null>("changes", { login });
export const forecast = (login: string, until: string | null) => invoke<Forecast>("forecast", { login, until });
export const search = (login: string, query: string, kind: Kind | null, after: string | null) => invoke<Found>("search", { login, query, kind, after });

export const export_statement = (login: string, format: ExportFormat, from: string | null, to: string | null) =>
  invoke<string | null>("export_statement", { login, format, from, to });
export const open_calendar = (login: string) => invoke<void>("open_calendar", { login });

export const refresh_log = (login: string) => invoke<RefreshRecord[]>("refresh_log", { login });
export const diagnose = (login: string, password: string | null) => invoke<Diagnosis>("diagnose", { login, password });
export const save_report = (login: string) => invoke<string | null>("save_report", { login });

export const reminders = (login: string) => invoke<ReminderList>("reminders", { login });
export const reminder_rules = (login: string) => invoke<Rules>("reminder_rules", { login });
export const set_reminder_rules = (login: string, rules: Rules) => invoke<void>("set_reminder_rules", { login, rules });
export const snooze = (login: string, until: string | null) => invoke<void>("snooze", { login, until });
export const test_reminder = (login: string) => invoke<void>("test_reminder", { login });

export const set_preferences = (preferences: Preferences) => invoke<void>("set_preferences", { preferences });
export const has_tray = () => invoke<boolean>("has_tray");
export const autostart = () => invoke<boolean>("autostart");
export const set_autostart = (on: boolean) => invoke<void>("set_autostart", { on });

export const on_progress = (hear: (progress: Progress) => void) => listen<Progress>("progress", (event) => hear(event.payload));
export const on_changed = (hear: (login: string) => void) => listen<string>("changed", (event) => hear(event.payload));
export const on_navigate = (hear: (screen: string) => void) => listen<string>("navigate", (event) => hear(event.payload));

export const copy = (text: string) => navigator.clipboard.writeText(text);

/** What a rejected command says. Anything but a `Failure` is a fault of the program itself. */
export function failure(error: unknown): Failure {
  if (typeof error === "object" && error !== null && "code" in error) return error as Failure;
  return { code: "unexpected", message: String(error), hint: "" };
}
