// The only way to the shell: one function for each Tauri command and event.

import { invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";

import type { About } from "./bindings/About";
import type { Account } from "./bindings/Account";
import type { AccountKey } from "./bindings/AccountKey";
import type { AppInfo } from "./bindings/AppInfo";
import type { Audit } from "./bindings/Audit";
import type { BalancePoint } from "./bindings/BalancePoint";
import type { Category } from "./bindings/Category";
import type { Diagnosis } from "./bindings/Diagnosis";
import type { ErrorCode } from "./bindings/ErrorCode";
import type { ExportFormat } from "./bindings/ExportFormat";
import type { Failure } from "./bindings/Failure";
import type { Forecast } from "./bindings/Forecast";
import type { Link } from "./bindings/Link";
import type { MonthCategories } from "./bindings/MonthCategories";
import type { MonthView } from "./bindings/MonthView";
import type { OverviewScreen } from "./bindings/OverviewScreen";
import type { Period } from "./bindings/Period";
import type { Preferences } from "./bindings/Preferences";
import type { Progress } from "./bindings/Progress";
import type { ProtectedBy } from "./bindings/ProtectedBy";
import type { Protection } from "./bindings/Protection";
import type { Refreshed } from "./bindings/Refreshed";
import type { RefreshRecord } from "./bindings/RefreshRecord";
import type { ReminderRules } from "./bindings/ReminderRules";
import type { SearchResults } from "./bindings/SearchResults";
import type { Selection } from "./bindings/Selection";
import type { SignedIn } from "./bindings/SignedIn";
import type { Startup } from "./bindings/Startup";
import type { UpdateOffer } from "./bindings/UpdateOffer";
import type { YearTotals } from "./bindings/YearTotals";

/** The fields of the sign-in form. `site` and `city` are null where the provider's defaults apply. */
export type SignInForm = {
  provider: string;
  site: string | null;
  city: string | null;
  login: string;
  password: string;
};

/** The sign-in form without a password, which the customer enters on the provider's own page. */
export type BrowserSignInForm = Omit<SignInForm, "password">;

/** A failed command. The code `unexpected` stands for a fault of the program itself. */
export type CommandFailure = Omit<Failure, "code"> & { code: ErrorCode | "unexpected" };

export const startup = () => invoke<Startup>("startup");
export const appInfo = () => invoke<AppInfo>("app_info");

export const signIn = (form: SignInForm) => invoke<SignedIn>("sign_in", form);
export const browserSignIn = (form: BrowserSignInForm) => invoke<SignedIn>("browser_sign_in", form);
export const showBrowserSignIn = () => invoke<void>("show_browser_sign_in");
export const cancelBrowserSignIn = () => invoke<void>("cancel_browser_sign_in");
export const signOut = (account: AccountKey, forget: boolean) => invoke<void>("sign_out", { account, forget });
export const eraseEverything = () => invoke<void>("erase_everything");
export const showExample = () => invoke<Account>("show_example");
export const leaveExample = () => invoke<void>("leave_example");

export const overviewScreen = (account: AccountKey) => invoke<OverviewScreen>("overview_screen", { account });
export const month = (account: AccountKey, month: string) => invoke<MonthView>("month", { account, month });
export const refresh = (account: AccountKey, password: string | null) => invoke<Refreshed>("refresh", { account, password });
export const cancelRefresh = () => invoke<void>("cancel_refresh");
export const openLink = (account: AccountKey, link: Link) => invoke<void>("open_link", { account, link });
export const openProviderLink = (provider: string, link: Link) => invoke<void>("open_provider_link", { provider, link });

export const audit = (account: AccountKey) => invoke<Audit>("audit", { account });
export const setCategory = (account: AccountKey, operation: string, kind: Category | null) => invoke<void>("set_category", { account, operation, kind });
export const period = (account: AccountKey, from: string | null, to: string | null) => invoke<Period | null>("period", { account, from, to });
export const years = (account: AccountKey) => invoke<YearTotals[]>("years", { account });
export const categoriesByMonth = (account: AccountKey) => invoke<MonthCategories[]>("categories_by_month", { account });
export const balanceHistory = (account: AccountKey) => invoke<BalancePoint[]>("balance_history", { account });
export const forecast = (account: AccountKey, until: string | null) => invoke<Forecast>("forecast", { account, until });
export const search = (account: AccountKey, selection: Selection, after: string | null) => invoke<SearchResults>("search", { account, selection, after });

export const exportStatement = (account: AccountKey, format: ExportFormat, selection: Selection) =>
  invoke<string | null>("export_statement", { account, format, selection });
export const openExported = () => invoke<void>("open_exported");
export const showExported = () => invoke<void>("show_exported");
export const openCalendar = (account: AccountKey) => invoke<void>("open_calendar", { account });

export const refreshLog = (account: AccountKey) => invoke<RefreshRecord[]>("refresh_log", { account });
export const diagnose = (account: AccountKey, password: string | null) => invoke<Diagnosis>("diagnose", { account, password });
export const saveReport = (account: AccountKey) => invoke<string | null>("save_report", { account });
export const saveSignInReport = () => invoke<string | null>("save_sign_in_report");

export const reminderRules = (account: AccountKey) => invoke<ReminderRules>("reminder_rules", { account });
export const setReminderRules = (account: AccountKey, rules: ReminderRules) => invoke<void>("set_reminder_rules", { account, rules });
export const snooze = (account: AccountKey, until: string | null) => invoke<void>("snooze", { account, until });
export const testReminder = (account: AccountKey) => invoke<void>("test_reminder", { account });
export const seeReminders = (account: AccountKey) => invoke<void>("see_reminders", { account });

export const setPreferences = (preferences: Preferences) => invoke<void>("set_preferences", { preferences });
export const about = () => invoke<About>("about");
export const openDataFolder = () => invoke<void>("open_data_folder");
export const renameAccount = (account: AccountKey, name: string) => invoke<void>("rename_account", { account, name });
export const hasTray = () => invoke<boolean>("has_tray");
export const backUp = (passphrase: string) => invoke<string>("back_up", { passphrase });
export const restoreBackup = (passphrase: string) => invoke<void>("restore_backup", { passphrase });
export const protection = () => invoke<Protection | null>("protection");
/** Returns true if the system has a keyring, which can keep the key of the data. */
export const hasKeyring = () => invoke<boolean>("has_keyring");
/** Protects the data; the passphrase counts only where it is the protection. */
export const protect = (by: ProtectedBy, passphrase = "") => invoke<Protection>("protect", { by, passphrase });
export const unlock = (passphrase: string) => invoke<void>("unlock", { passphrase });
export const giveUpPassphrase = () => invoke<void>("give_up_passphrase");
export const autostart = () => invoke<boolean>("autostart");
export const setAutostart = (on: boolean) => invoke<void>("set_autostart", { on });
/** Checks for a new version of the program; null if the running one is as new. */
export const checkForUpdates = () => invoke<UpdateOffer | null>("check_for_updates");
/** Downloads and installs the new version that was offered. */
export const installUpdate = (version: string) => invoke<void>("install_update", { version });
/** Ends the program and starts the version that was installed. */
export const restart = () => invoke<void>("restart");
/** Closes the window as its own button does; the program may go on in the tray. */
export const closeWindow = () => invoke<void>("close_window");
/** Ends the program. */
export const quit = () => invoke<void>("quit");

export const onProgress = (handler: (progress: Progress) => void) => listen<Progress>("progress", (event) => handler(event.payload));
export const onChanged = (handler: (account: AccountKey) => void) => listen<AccountKey>("changed", (event) => handler(event.payload));
export const onKeyringPrompt = (handler: (isOpen: boolean) => void) => listen<boolean>("keyring-prompt", (event) => handler(event.payload));
export const onPreferences = (handler: () => void) => listen("preferences", handler);
export const onUpdate = (handler: () => void) => listen("update", handler);
export const onNavigate = (handler: (screen: string) => void) => listen<string>("navigate", (event) => handler(event.payload));

export const copyText = (text: string) => navigator.clipboard.writeText(text);

/** Returns the failure that a rejected command carries; anything else is a fault of the program. */
export function toFailure(error: unknown): CommandFailure {
  if (typeof error === "object" && error !== null && "code" in error) return error as Failure;
  return { code: "unexpected", message: String(error), hint: "", unreachable: false, calm: false, remedy: null };
}
