import { beforeEach, expect, test, vi } from "vitest";

import type { AccountKey } from "../src/bindings/AccountKey";
import type { OverviewScreen } from "../src/bindings/OverviewScreen";
import { info as sampleInfo, offline, overview as sampleOverview } from "./harness/sample";

const FIRST = "sevencom/12345678";
const SECOND = "other/12345678";

const shell = vi.hoisted(() => ({
  appInfo: vi.fn(),
  overviewScreen: vi.fn(),
  openLink: vi.fn(),
  openProviderLink: vi.fn(),
  onChanged: vi.fn(),
  onUpdate: vi.fn(),
  checkForUpdates: vi.fn(),
}));

vi.mock("../src/api", async (original) => ({ ...(await original<object>()), ...shell, onProgress: vi.fn(), onNavigate: vi.fn(), onPreferences: vi.fn(), onKeyringPrompt: vi.fn() }));
vi.stubGlobal("document", { documentElement: { dataset: {}, style: {} } });

const { app } = await import("../src/state/app.svelte");

const sample = sampleInfo.accounts[0]!;
const info = { ...sampleInfo, accounts: [{ ...sample, key: FIRST }, { ...sample, key: SECOND, provider: "other" }] };

function answer(key: AccountKey): OverviewScreen {
  return { overview: { ...sampleOverview, key }, months: [], unread_months: [], changes: null, reminders: { shown: [], next: null, snoozed_until: null } };
}

beforeEach(async () => {
  vi.clearAllMocks();
  shell.overviewScreen.mockImplementation(async (key: AccountKey) => answer(key));
  await app.start(Promise.resolve({ start: info, first: answer(FIRST) }));
});

test("the first account is shown without another request", () => {
  expect(app.overview?.key).toBe(FIRST);
  expect(shell.overviewScreen).not.toHaveBeenCalled();
});

test("the window opens on the screen that the tray asked for", async () => {
  expect(app.screen).toEqual({ name: "overview" });
  vi.stubGlobal("location", { search: "?locale=ru&look=dark&screen=about" });
  await app.start(Promise.resolve({ start: info, first: answer(FIRST) }));
  vi.stubGlobal("location", undefined);
  expect(app.screen).toEqual({ name: "settings", section: "set-about" });
  expect(app.overview?.key).toBe(FIRST);
});

test("accounts of two providers with one login are told apart", async () => {
  await app.selectAccount(SECOND);
  expect(app.account?.provider).toBe("other");
  expect(app.overview?.key).toBe(SECOND);
  app.openLink("pay");
  expect(shell.openLink).toHaveBeenCalledWith(SECOND, "pay");
});

test("the screen is loaded by one request", async () => {
  await app.reload();
  expect(shell.overviewScreen.mock.calls).toEqual([[FIRST]]);
});

test("only a change of the account on the screen loads it again", () => {
  const handler = shell.onChanged.mock.calls[0]?.[0] as (account: AccountKey) => void;
  handler(SECOND);
  expect(shell.overviewScreen).not.toHaveBeenCalled();
  handler(FIRST);
  expect(shell.overviewScreen).toHaveBeenCalledWith(FIRST);
});

test("the state is offline only after a failure that did not reach the site", async () => {
  expect(app.isUnreachable).toBe(false);
  const failed = answer(FIRST);
  failed.overview!.last_failure = { ...offline, at: "2026-11-22T05:05:00Z" };
  await app.selectAccount(FIRST, failed);
  expect(app.isUnreachable).toBe(true);
  app.failure = { ...offline, code: "bad_credentials", unreachable: false };
  expect(app.isUnreachable, "a failure of now counts more than the last one").toBe(false);
});

test("a link for customers without an account names the provider", () => {
  app.openProviderSite("sevencom");
  expect(shell.openProviderLink).toHaveBeenCalledWith("sevencom", "forgot");
});

test("a new version is shown until it is declined, and again after a check", async () => {
  const update = { version: "0.2.0", notes: "", installed: false };
  expect(app.update).toBeUndefined();
  shell.appInfo.mockResolvedValue({ ...info, update });
  (shell.onUpdate.mock.calls[0]?.[0] as () => void)();
  await vi.waitFor(() => expect(app.update).toEqual(update));
  app.declinedUpdate = "0.2.0";
  expect(app.update).toBeUndefined();
  shell.checkForUpdates.mockResolvedValue(update);
  expect(await app.checkForUpdates()).toBe(true);
  expect(app.update).toEqual(update);
});
