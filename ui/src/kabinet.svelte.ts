import * as api from "./api";
import type { Account } from "./bindings/Account";
import type { Changes } from "./bindings/Changes";
import type { Failure } from "./bindings/Failure";
import type { Glance } from "./bindings/Glance";
import type { Link } from "./bindings/Link";
import type { MonthLine } from "./bindings/MonthLine";
import type { Opening } from "./bindings/Opening";
import type { Overview } from "./bindings/Overview";
import type { Preferences } from "./bindings/Preferences";
import type { Progress } from "./bindings/Progress";
import type { ReminderList } from "./bindings/ReminderList";
import type { Start } from "./bindings/Start";
import { withoutSums } from "./format/money";
import { prepare, speak } from "./i18n/words.svelte";
import { Finder } from "./finder.svelte";
import { Reading } from "./reading.svelte";

export type Screen =
  | { name: "welcome" }
  | { name: "overview" }
  | { name: "statements" }
  | { name: "month"; month: string; position?: number; from: Screen }
  | { name: "search" }
  | { name: "forecast" }
  | { name: "settings" }
  | { name: "diagnostics" };

export type StatementsView = "months" | "years" | "balance";

const MINUTE = 60_000;
const UNREACHABLE = ["offline", "site_down", "rate_limited", "maintenance"];

/** What the window shows, and what can be done in it. */
class Kabinet {
  start = $state.raw<Start>();
  startFailure = $state.raw<Failure>();
  screen = $state.raw<Screen>({ name: "welcome" });
  /** The screen before this one. */
  left: Screen = { name: "welcome" };
  login = $state<string>();
  now = $state.raw(new Date());

  /** Whether the window shows anything yet: what is asked for first is drawn first. */
  drawn = $state(false);

  overview = new Reading<Overview>();
  months = new Reading<MonthLine[]>();
  changes = new Reading<Changes | null>();
  reminders = new Reading<ReminderList>();
  /** Grows whenever kept figures may have changed. */
  revision = $state(0);

  finder = new Finder(api.search);
  statementsView = $state<StatementsView>("months");

  progress = $state.raw<Progress>();
  newEntries = $state<number>();
  passwordAsked = $state(false);
  /** Whether the provider's page is open for somebody to sign in there. */
  waitsForSite = $state(false);
  trouble = $state.raw<Failure>();
  #keeping: Promise<void> = Promise.resolve();

  get account(): Account | undefined {
    return this.start?.accounts.find((account) => account.login === this.login);
  }

  get preferences(): Preferences {
    return this.start?.preferences ?? { language: "system", look: "system", hide_amounts: false, close_to_tray: true, notify_changes: false };
  }

  /** A sentence as it may be shown: while sums are hidden, those in it are too. */
  tell(sentence: string): string {
    return this.preferences.hide_amounts ? withoutSums(sentence) : sentence;
  }

  get unreachable(): boolean {
    const code = this.trouble?.code ?? this.overview.value?.last_failure?.code;
    return code !== undefined && UNREACHABLE.includes(code);
  }

  /** Begins; done when what is kept of the first account is there to be shown. */
  async open(opening: Promise<Opening>) {
    setInterval(() => (this.now = new Date()), MINUTE);
    api.on_progress((progress) => this.progress && (this.progress = progress));
    api.on_changed((login) => login === this.login && this.load());
    api.on_navigate((screen) => screen === "overview" && this.login && this.go({ name: "overview" }));
    prepare();
    try {
      const { start, first } = await opening;
      this.#begin(start);
      const account = start.accounts[0];
      if (account) await this.choose(account.login, first);
    } catch (error) {
      this.startFailure = api.failure(error);
    }
  }

  go(screen: Screen) {
    this.left = this.screen;
    this.screen = screen;
  }

  /** Opens a month, at one of its operations if that is what it is opened for. */
  openMonth(month: string, position?: number) {
    const from = this.screen.name === "month" ? this.screen.from : this.screen;
    this.go({ name: "month", month, position, from });
  }

  /** Goes to the screen that this one was opened from. */
  back() {
    if (this.screen.name === "month") this.go(this.screen.from);
    else if (this.screen.name === "diagnostics") this.go({ name: "settings" });
  }

  /** Shows that account; done when it is read, if it is not already. */
  choose(login: string, read: Glance | null = null): Promise<void> {
    this.login = login;
    this.newEntries = undefined;
    this.trouble = undefined;
    for (const reading of [this.overview, this.months, this.changes, this.reminders]) reading.forget();
    this.finder.forget();
    this.go({ name: "overview" });
    return read ? this.#show(read) : this.load();
  }

  async load() {
    const login = this.login;
    if (login === undefined) return;
    this.now = new Date();
    this.revision++;
    await Promise.all([
      this.overview.ask(() => api.overview(login)),
      this.months.ask(() => api.months(login)),
      this.changes.ask(() => api.changes(login)),
      this.reminders.ask(() => api.reminders(login)),
    ]);
  }

  async refresh(password: string | null = null) {
    const login = this.login;
    if (login === undefined || this.progress) return;
    this.progress = { stage: "signing_in", done: 0, of: 0 };
    this.trouble = undefined;
    this.newEntries = undefined;
    const before = this.account?.last_success;
    try {
      const refreshed = await api.refresh(login, password);
      if (before) this.newEntries = refreshed.new_entries;
    } catch (error) {
      this.#refused(api.failure(error));
    } finally {
      this.progress = undefined;
      await this.attempt(() => this.#restart());
      await this.load();
    }
  }

  async signIn(form: api.SignIn) {
    const signedIn = await api.sign_in(form);
    await this.#restart();
    void this.choose(signedIn.login);
    void this.refresh().then(() => (this.trouble ??= signedIn.warning ?? undefined));
  }

  /** Signs in on the provider's own page, in a window of its own. */
  async signInOnSite(place: Omit<api.SignIn, "password">) {
    this.waitsForSite = true;
    const signedIn = await api.browser_sign_in(place).finally(() => (this.waitsForSite = false));
    await this.#restart();
    void this.choose(signedIn.login);
    void this.refresh();
  }

  signInOnSiteAgain() {
    const account = this.account;
    if (account) void this.attempt(() => this.signInOnSite({ provider: account.provider, site: account.site, city: account.city, login: account.login }));
  }

  async showExample() {
    const account = await api.show_example();
    await this.#restart();
    void this.choose(account.login);
    if (account.last_success === null) void this.refresh();
  }

  leaveExample = () => this.#leave(() => api.leave_example());
  signOut = (login: string, forget: boolean) => this.#leave(() => api.sign_out(login, forget));
  eraseEverything = () => this.#leave(() => api.erase_everything());

  /** One change after another, so that each is made to what the one before it left. */
  prefer(change: Partial<Preferences>): Promise<void> {
    const kept = async () => {
      await api.set_preferences({ ...this.preferences, ...change });
      await this.#restart();
      if (change.language) void this.load();
    };
    this.#keeping = this.#keeping.then(() => this.attempt(kept));
    return this.#keeping;
  }

  openLink(link: Link) {
    const login = this.login;
    if (login !== undefined) void this.attempt(() => api.open_link(login, link));
  }

  /** Opens the site of a provider at which nobody has signed in yet. */
  openProvider(id: string) {
    void this.attempt(() => api.open_link(id, "forgot"));
  }

  /** Does it, and tells on the screen if it cannot be done. */
  async attempt(deed: () => Promise<void>) {
    try {
      await deed();
    } catch (error) {
      const failure = api.failure(error);
      if (failure.code !== "cancelled") this.trouble = failure;
    }
  }

  async #leave(deed: () => Promise<void>) {
    await this.attempt(async () => {
      await deed();
      await this.#restart();
      const next = this.start?.accounts[0];
      if (next) return void this.choose(next.login);
      this.login = undefined;
      this.trouble = undefined;
      this.go({ name: "welcome" });
    });
  }

  #refused(failure: Failure) {
    if (failure.code === "password_needed") this.passwordAsked = true;
    else this.trouble = failure;
  }

  async #show(read: Glance) {
    this.revision++;
    this.overview.give(read.overview);
    this.months.give(read.months);
    this.changes.give(read.changes);
    this.reminders.give(read.reminders);
  }

  async #restart() {
    this.#begin(await api.start());
  }

  #begin(start: Start) {
    this.start = start;
    speak(start.locale === "en" ? "en" : "ru");
    document.documentElement.dataset.look = start.preferences.look;
  }
}

export const kabinet = new Kabinet();

/** What is read for the account on the screen, and read again whenever it may have changed. */
export function kept<T>(question: (login: string) => Promise<T>): Reading<T> {
  const reading = new Reading<T>();
  $effect(() => {
    const { login, revision } = kabinet;
    if (login !== undefined && revision > 0) void reading.ask(() => question(login));
  });
  return reading;
}
