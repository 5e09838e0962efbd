import { tick } from "svelte";

import * as api from "../api";
import type { Account } from "../bindings/Account";
import type { AccountKey } from "../bindings/AccountKey";
import type { AppInfo } from "../bindings/AppInfo";
import type { Changes } from "../bindings/Changes";
import type { MonthSummary } from "../bindings/MonthSummary";
import type { Link } from "../bindings/Link";
import type { Overview } from "../bindings/Overview";
import type { OverviewScreen } from "../bindings/OverviewScreen";
import type { Preferences } from "../bindings/Preferences";
import type { Progress } from "../bindings/Progress";
import type { ReminderList } from "../bindings/ReminderList";
import type { Startup } from "../bindings/Startup";
import type { UpdateOffer } from "../bindings/UpdateOffer";
import { withoutSums } from "../format/money";
import { fileName } from "../format/text";
import { setLocale, t } from "../i18n/messages.svelte";
import { LedgerState } from "./ledger.svelte";
import { Resource } from "./resource.svelte";

export type Screen =
  | { name: "welcome" }
  | { name: "overview" }
  | { name: "statements" }
  | { name: "month"; month: string; position?: number; from: Screen }
  | { name: "forecast" }
  | { name: "settings"; section?: string }
  | { name: "diagnostics" };

export type MessageAction = { text: string; test: string; act: () => Promise<void> };
/** A short message at the foot of the window, with what can be done about it. */
export type Message = { text: string; title?: string; actions: MessageAction[] };

const MINUTE_MS = 60_000;
const MESSAGE_MS = 8000;
const SAVED_MESSAGE_MS = 30_000;
/** The screens that the tray and notifications open. */
const NAVIGATION: Record<string, Screen> = { settings: { name: "settings" }, about: { name: "settings", section: "set-about" } };
/** The text sizes in percent of the normal one. */
const TEXT_SIZES = [85, 100, 115, 130, 150, 175, 200];
const DEFAULT_PREFERENCES: Preferences = { language: "system", look: "system", hide_amounts: false, close_to_tray: true, notify_changes: false, text_size: 100, tray_explained: false, hints_read: false, check_for_updates: true };

/** The state of the window and the actions on it. */
class App {
  info = $state.raw<AppInfo>();
  startupFailure = $state.raw<api.CommandFailure>();
  screen = $state.raw<Screen>({ name: "welcome" });
  previousScreen: Screen = { name: "welcome" };
  /** The account on the screen; undefined before the first sign-in. */
  accountKey = $state<AccountKey>();
  now = $state.raw(new Date());

  /** True after the first paint. Parts of the overview that may come later wait for it. */
  hasPainted = $state(false);

  /** The overview, months, changes and reminders of the account, loaded by one command. */
  overviewScreen = new Resource<OverviewScreen>();
  /** The reminders that the overview has shown last. */
  readReminders = $state.raw<ReminderList>();
  /** Grows whenever stored data of the account may have changed. */
  revision = $state(0);

  ledger = new LedgerState(api.search);
  isExporting = $state(false);
  isKeysListOpen = $state(false);
  message = $state.raw<Message>();
  #messageTimer: ReturnType<typeof setTimeout> | undefined;
  /** True after the first complete sync, until the customer answers the offer to start with the system. */
  isAutostartOffered = $state(false);

  /** The progress of the running refresh. */
  progress = $state.raw<Progress>();
  /** The number of transactions added by the last refresh. */
  newTransactions = $state<number>();
  isPasswordRequested = $state(false);
  /** True while the system's keyring waits for the customer in a window of its own. */
  isKeyringAsking = $state(false);
  /** True while the provider's sign-in page is open in a window of its own. */
  isBrowserSignInOpen = $state(false);
  failure = $state.raw<api.CommandFailure>();
  /** The new version that the customer does not want now. */
  declinedUpdate = $state<string>();
  #saving: Promise<void> = Promise.resolve();

  get account(): Account | undefined {
    return this.info?.accounts.find((account) => account.key === this.accountKey);
  }

  get preferences(): Preferences {
    return this.info?.preferences ?? DEFAULT_PREFERENCES;
  }

  /** The new version of the program, unless the customer does not want it now. */
  get update(): UpdateOffer | undefined {
    const update = this.info?.update ?? undefined;
    return update?.version === this.declinedUpdate ? undefined : update;
  }

  /** The text size, as a factor of the normal one. */
  get zoom(): number {
    return this.preferences.text_size / 100;
  }

  get overview(): Overview | undefined {
    return this.overviewScreen.value?.overview ?? undefined;
  }

  get changes(): Changes | undefined {
    return this.overviewScreen.value?.changes ?? undefined;
  }

  get reminders(): ReminderList | undefined {
    return this.overviewScreen.value?.reminders;
  }

  /** True if a reminder that nobody saw has come since the overview was open. */
  get hasUnreadReminder(): boolean {
    return this.reminders !== this.readReminders && (this.reminders?.shown.some((reminder) => reminder.unseen) ?? false);
  }

  /** True if the last attempt did not reach the provider's site. */
  get isUnreachable(): boolean {
    return (this.failure ?? this.overview?.last_failure)?.unreachable ?? false;
  }

  /** Returns the sentence with its sums masked while amounts are hidden. */
  maskAmounts(sentence: string): string {
    return this.preferences.hide_amounts ? withoutSums(sentence) : sentence;
  }

  /** Starts the app. Resolves when the stored data of the first account can be shown. */
  async start(startup: Promise<Startup>) {
    setInterval(() => (this.now = new Date()), MINUTE_MS);
    const address = new URLSearchParams(globalThis.location?.search);
    showLook(address.get("look"));
    api.onProgress((progress) => this.progress && (this.progress = progress));
    api.onChanged((account) => account === this.accountKey && this.reload());
    api.onKeyringPrompt((isOpen) => (this.isKeyringAsking = isOpen));
    api.onNavigate((screen) => this.#navigate(screen));
    api.onPreferences(() => this.attempt(() => this.#reloadInfo()));
    api.onUpdate(() => this.attempt(() => this.#reloadInfo()));
    try {
      const { start: info, first } = await startup;
      await this.#setInfo(info);
      const account = info.accounts[0];
      if (account) {
        const selected = this.selectAccount(account.key, first);
        this.#navigate(address.get("screen"));
        await selected;
      }
    } catch (error) {
      this.startupFailure = api.toFailure(error);
    }
  }

  /** Goes to a screen that the tray or a notification opens; the customer may have no account yet. */
  #navigate(screen: string | null) {
    if (this.accountKey !== undefined && screen !== null) this.go(NAVIGATION[screen] ?? { name: "overview" });
  }

  go(screen: Screen) {
    this.previousScreen = this.screen;
    this.screen = screen;
  }

  /** Opens a month, scrolled to the transaction at `position` if one is given. */
  openMonth(month: string, position?: number) {
    const from = this.screen.name === "month" ? this.screen.from : this.screen;
    this.go({ name: "month", month, position, from });
  }

  /** Returns to the screen from which the current one was opened. */
  back() {
    if (this.screen.name === "month") this.go(this.screen.from);
    else if (this.screen.name === "diagnostics") this.go({ name: "settings" });
    else if (this.screen.name === "welcome" && this.accountKey !== undefined) this.go({ name: "overview" });
  }

  /** Shows a message at the foot of the window for some seconds. */
  say(text: string, undo?: () => Promise<void>) {
    this.#show({ text, actions: undo ? [{ text: t("undo"), test: "undo", act: undo }] : [] }, MESSAGE_MS);
  }

  /** Shows that a file was saved, and offers to open it. */
  saySaved(path: string) {
    const open = { text: t("open"), test: "open-saved", act: api.openExported };
    const show = { text: t("show-in-folder"), test: "show-saved", act: api.showExported };
    this.#show({ text: t("export-saved", { path: fileName(path) }), title: path, actions: [open, show] }, SAVED_MESSAGE_MS);
  }

  #show(message: Message, duration: number) {
    clearTimeout(this.#messageTimer);
    this.message = message;
    this.#messageTimer = setTimeout(() => (this.message = undefined), duration);
  }

  /** Does what the message on the screen offers, and removes it. */
  async answerMessage({ test, act }: MessageAction) {
    this.message = undefined;
    await this.attempt(act);
    if (test === "undo") this.say(t("undone"));
  }

  /** Undoes the action of the message on the screen, if it can be undone. */
  async undo() {
    const undo = this.message?.actions.find((each) => each.test === "undo");
    if (undo) await this.answerMessage(undo);
  }

  /** Makes the text larger or smaller by one step; 0 restores the normal size. */
  zoomBy(step: -1 | 0 | 1) {
    const index = step === 0 ? TEXT_SIZES.indexOf(100) : TEXT_SIZES.indexOf(this.preferences.text_size) + step;
    void this.setPreferences({ text_size: TEXT_SIZES[Math.min(TEXT_SIZES.length - 1, Math.max(0, index))] ?? 100 });
  }

  /** Stores the customer's name of an account. */
  rename(account: AccountKey, name: string) {
    void this.attempt(async () => {
      await api.renameAccount(account, name);
      await this.#reloadInfo();
    });
  }

  /** Returns the customer's name of an account, or that of its provider. */
  nameOf({ name, provider }: Account): string {
    return name ?? this.info?.providers.find((each) => each.id === provider)?.name ?? provider;
  }

  toggleAmounts() {
    void this.setPreferences({ hide_amounts: !this.preferences.hide_amounts });
  }

  /** Shows the next of the accounts, after the last one the first. */
  selectNextAccount() {
    const accounts = this.info?.accounts ?? [];
    const next = accounts[(accounts.findIndex((each) => each.key === this.accountKey) + 1) % accounts.length];
    if (next && next.key !== this.accountKey) void this.selectAccount(next.key);
  }

  /** Opens the statement with the keyboard in its field. */
  focusSearch() {
    if (this.screen.name !== "statements" && this.screen.name !== "month") this.go({ name: "statements" });
    void tick().then(() => document.querySelector<HTMLInputElement>('[data-test="query"]')?.select());
  }

  /** Searches the whole statement for the words. */
  searchFor(words: string) {
    this.ledger.query = words;
    this.ledger.category = undefined;
    this.ledger.period = "last";
    this.go({ name: "statements" });
  }

  /** Returns the months of the account, newest first. */
  get months(): MonthSummary[] {
    return this.overviewScreen.value?.months ?? [];
  }

  /** Shows the account. Resolves when its data are there; `loaded` are data that came already. */
  async selectAccount(account: AccountKey, loaded: OverviewScreen | null = null) {
    this.accountKey = account;
    this.newTransactions = undefined;
    this.failure = undefined;
    this.overviewScreen.clear();
    this.ledger.clear();
    this.message = undefined;
    this.go({ name: "overview" });
    if (loaded === null) return this.reload();
    this.revision++;
    this.overviewScreen.set(loaded);
  }

  /** Loads the data of the account again. */
  async reload() {
    const account = this.accountKey;
    if (account === undefined) return;
    this.now = new Date();
    this.revision++;
    await this.overviewScreen.load(() => api.overviewScreen(account));
  }

  async refresh(password: string | null = null) {
    const account = this.accountKey;
    if (account === undefined || this.progress) return;
    this.progress = { stage: "signing_in", done: 0, of: 0 };
    this.failure = undefined;
    this.newTransactions = undefined;
    const lastSuccess = this.account?.last_success;
    try {
      const refreshed = await api.refresh(account, password);
      if (lastSuccess) this.newTransactions = refreshed.new_entries;
      else this.isAutostartOffered = !this.info?.example && !(await api.autostart());
    } catch (error) {
      this.#showRefreshFailure(api.toFailure(error));
    } finally {
      this.progress = undefined;
      await this.attempt(() => this.#reloadInfo());
      await this.reload();
    }
  }

  async signIn(form: api.SignInForm) {
    const signedIn = await api.signIn(form);
    await this.#reloadInfo();
    void this.selectAccount(signedIn.key);
    void this.refresh().then(() => (this.failure ??= signedIn.warning ?? undefined));
  }

  /** Signs in on the provider's own page, which opens in a separate window. */
  async signInInBrowser(form: api.BrowserSignInForm) {
    this.isBrowserSignInOpen = true;
    const signedIn = await api.browserSignIn(form).finally(() => (this.isBrowserSignInOpen = false));
    await this.#reloadInfo();
    void this.selectAccount(signedIn.key);
    void this.refresh();
  }

  signInInBrowserAgain() {
    const account = this.account;
    if (account) void this.attempt(() => this.signInInBrowser({ provider: account.provider, site: account.site, city: account.city, login: account.login }));
  }

  async showExample() {
    const account = await api.showExample();
    await this.#reloadInfo();
    void this.selectAccount(account.key);
    if (account.last_success === null) void this.refresh();
  }

  leaveExample = () => this.#removeAccount(() => api.leaveExample());
  signOut = (account: AccountKey, forget: boolean) => this.#removeAccount(() => api.signOut(account, forget));
  eraseEverything = () => this.#removeAccount(() => api.eraseEverything());
  restoreBackup = (passphrase: string) => this.#removeAccount(() => api.restoreBackup(passphrase));

  /** Saves a change of the preferences. Changes are saved one after another, so that none is lost. */
  setPreferences(change: Partial<Preferences>): Promise<void> {
    const save = async () => {
      await api.setPreferences({ ...this.preferences, ...change });
      await this.#reloadInfo();
      if (change.language) void this.reload();
    };
    this.#saving = this.#saving.then(() => this.attempt(save));
    return this.#saving;
  }

  /** Checks for a new version of the program. Returns true if there is one, also if the customer declined it before. */
  async checkForUpdates(): Promise<boolean> {
    const update = await api.checkForUpdates();
    this.declinedUpdate = undefined;
    await this.#reloadInfo();
    return update !== null;
  }

  /** Downloads and installs the new version that the customer wants. */
  async installUpdate(version: string) {
    await api.installUpdate(version);
    await this.#reloadInfo();
  }

  openLink(link: Link) {
    const account = this.accountKey;
    if (account !== undefined) void this.attempt(() => api.openLink(account, link));
  }

  /** Opens the site of a provider for a customer who cannot sign in yet. */
  openProviderSite(provider: string) {
    void this.attempt(() => api.openProviderLink(provider, "forgot"));
  }

  /** Runs the action and shows its failure, except for a cancellation. */
  async attempt(action: () => Promise<void>) {
    try {
      await action();
    } catch (error) {
      const failure = api.toFailure(error);
      if (failure.code !== "cancelled") this.failure = failure;
    }
  }

  /** Runs an action that removes or replaces accounts, and shows the next account or the welcome screen. */
  async #removeAccount(action: () => Promise<void>) {
    await this.attempt(async () => {
      await action();
      await this.#reloadInfo();
      const next = this.info?.accounts[0];
      if (next) return void this.selectAccount(next.key);
      this.accountKey = undefined;
      this.failure = undefined;
      this.go({ name: "welcome" });
    });
  }

  #showRefreshFailure(failure: api.CommandFailure) {
    if (failure.code === "password_needed") this.isPasswordRequested = true;
    else this.failure = failure;
  }

  async #reloadInfo() {
    await this.#setInfo(await api.appInfo());
  }

  async #setInfo(info: AppInfo) {
    await setLocale(info.locale === "en" ? "en" : "ru");
    this.info = info;
    showLook(info.preferences.look);
    document.documentElement.style.fontSize = `${info.preferences.text_size}%`;
  }
}

export const app = new App();

/** Shows the window in that look; the shell names the one to begin with in the address of the page. */
function showLook(look: string | null) {
  if (look !== null) document.documentElement.dataset.look = look;
}

/** Returns a resource of the current account, loaded again whenever its data may have changed. */
export function accountResource<T>(request: (account: AccountKey) => Promise<T>): Resource<T> {
  const resource = new Resource<T>();
  $effect(() => {
    const { accountKey, revision } = app;
    if (accountKey !== undefined && revision > 0) void resource.load(() => request(accountKey));
  });
  return resource;
}
