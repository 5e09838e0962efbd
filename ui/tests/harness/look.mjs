// Takes a screenshot of every screen and state in both looks, forced colours and both languages, and checks each with
// axe-core and for its layout, and the light one also in every size at 150 and 200 % of the text.
// Usage: node tests/harness/look.mjs FOLDER [PATTERN]; PATTERN selects screenshots by name.

import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";

import { open } from "./open.mjs";

const [folder = "pictures", pattern = ""] = process.argv.slice(2);
const picked = new RegExp(pattern);
/** The pages that are open at once. */
const PAGES = 4;
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const now = new Date("2026-11-22T05:07:00Z");

const click = (test) => (page) => page.click(test.replace(/^[\w-]+/, '[data-test="$&"]'));
const toMonth = async (page) => {
  await page.click('[data-test="to-statements"]');
  await page.click('[data-month="2026-11"]');
};
const signIn = async (page) => {
  await page.fill("#city", "талица");
  await page.fill("#login", "12345678");
  await page.fill("#password", "secret");
  await page.click('[data-test="sign-in"]');
};

const then = (...acts) => async (page) => {
  for (const act of acts) await act(page);
};
const scrollTo = (test) => (page) => page.locator(`[data-test="${test}"]`).evaluate((each) => each.scrollIntoView({ block: "center" }));
/** Makes the text twice as large. */
const enlarge = async (page) => {
  for (let steps = 0; steps < 5; steps++) await page.keyboard.press("Control+Equal");
};
const toYears = then(click("to-statements"), click("show-years"));
const toBalance = then(click("to-statements"), click("show-balance"));
const toDiagnostics = then(click("to-settings"), click("to-diagnostics"));
const type = (test, words) => async (page) => {
  await page.fill(`[data-test="${test}"]`, words);
  await page.waitForLoadState("networkidle");
};

const scenes = {
  overview: { state: "overview" },
  "overview-enough": { state: "enough" },
  "overview-debt": { state: "debt" },
  "overview-offline": { state: "offline" },
  "overview-refused": { state: "refused-later" },
  "overview-loading": { state: "loading" },
  "overview-error": { state: "error" },
  "overview-nothing": { state: "nothing" },
  "overview-hidden": { state: "hidden" },
  "overview-example": { state: "example" },
  "overview-hostile": { state: "hostile" },
  "overview-refreshing": { state: "overview", act: click("refresh") },
  "overview-refreshed": { state: "refreshed", act: click("refresh") },
  "overview-accounts": { state: "overview", act: click("accounts") },
  "accounts-many": { state: "accounts", act: click("accounts") },
  "settings-account": { state: "accounts", act: then(click("to-settings"), scrollTo("account-name")) },
  "settings-about": { state: "overview", act: then(click("to-settings"), scrollTo("problem")) },
  "settings-news": { state: "overview", act: then(click("to-settings"), click("news-open")) },
  "overview-password": { state: "password", act: click("refresh") },
  "first-sync": { state: "first", act: click("read") },
  "overview-frozen": { state: "frozen" },
  "overview-misread": { state: "misread" },
  "overview-services": { state: "services" },
  "overview-outage": { state: "outage" },
  "overview-late": { state: "site-late" },
  "overview-misread-large": { state: "misread", act: enlarge },
  "statements-misread": { state: "misread", act: click("to-statements") },
  "statements-outage": { state: "outage", act: click("to-statements") },
  "month-misread": { state: "misread", act: then(click("to-statements"), (page) => page.click('[data-month="2026-10"]')) },
  statements: { state: "overview", act: click("to-statements") },
  "statements-few": { state: "overview", query: "months=3", act: click("to-statements") },
  "statements-many": { state: "overview", query: "months=260", act: then(click("to-statements"), click("year-all")) },
  "statements-years": { state: "overview", query: "months=260", act: then(click("to-statements"), click("years-more")) },
  "statements-one": { state: "overview", query: "months=1", act: click("to-statements") },
  "years-one": { state: "overview", query: "months=1", act: toYears },
  "balance-one": { state: "overview", query: "months=1", act: toBalance },
  "overview-one": { state: "overview", query: "months=1" },
  "overview-empty": { state: "empty" },
  "overview-long": { state: "long" },
  "accounts-long": { state: "long", act: click("accounts") },
  "overview-hints": { state: "hints" },
  "overview-reminders": { state: "reminders", act: scrollTo("reminders") },
  "reminders-all": { state: "reminders", act: then(click("reminders-all"), scrollTo("reminders")) },
  "statements-unread": { state: "overview", act: then(click("to-statements"), (page) => page.evaluate(() => globalThis.missReminder()), (page) => page.waitForSelector('[data-test="unread-reminder"]')) },
  "start-damaged": { state: "damaged" },
  unlock: { state: "locked", act: (page) => page.waitForSelector('[data-test="unlock-form"]') },
  "unlock-refused": { state: "locked", act: then((page) => page.fill("#passphrase", "неверная"), click("unlock"), (page) => page.waitForSelector('[role="alert"]')) },
  "unlock-forgotten": { state: "locked", act: click("forgotten") },
  "welcome-no-keyring": { state: "welcome-no-keyring", act: (page) => page.waitForSelector('[data-test="new-data"]') },
  "welcome-foreign-host": { state: "foreign-host" },
  "welcome-unencrypted": { state: "welcome-no-keyring", act: click("new-data-nothing") },
  "welcome-no-passphrase": { state: "welcome-no-keyring", act: signIn },
  "settings-passphrase": { state: "passphrase", act: then(click("to-settings"), scrollTo("to-diagnostics")) },
  "settings-protect": { state: "passphrase", act: then(click("to-settings"), click("passphrase-change")) },
  "settings-unprotect": { state: "overview", act: then(click("to-settings"), (page) => page.selectOption("#protection", "nothing")) },
  "years-loading": { state: "overview", query: "slow=years,categories_by_month", act: toYears },
  "balance-loading": { state: "overview", query: "slow=balance_history", act: toBalance },
  "month-loading": { state: "overview", query: "slow=month", act: toMonth },
  "search-loading": { state: "overview", query: "slow=search", act: then(click("to-statements"), type("query", "оплат")) },
  "diagnostics-loading": { state: "overview", query: "slow=refresh_log", act: toDiagnostics },
  "settings-loading": { state: "overview", query: "slow=reminder_rules,autostart,has_tray", act: click("to-settings") },
  "years-error": { state: "overview", query: "broken=years,categories_by_month", act: toYears },
  "balance-error": { state: "overview", query: "broken=balance_history", act: toBalance },
  "month-error": { state: "overview", query: "broken=month", act: toMonth },
  "search-error": { state: "overview", query: "broken=search", act: then(click("to-statements"), type("query", "оплат")) },
  "settings-error": { state: "overview", query: "broken=reminder_rules,autostart", act: click("to-settings") },
  "statements-offline": { state: "offline", act: click("to-statements") },
  "month-offline": { state: "offline", act: toMonth },
  "settings-offline": { state: "offline", act: click("to-settings") },
  "forecast-frozen": { state: "frozen", act: click("to-forecast") },
  "statements-frozen": { state: "frozen", act: click("to-statements") },
  "balance-millions": { state: "millions", act: toBalance },
  "search-millions": { state: "millions", act: then(click("to-statements"), type("query", "оплат")) },
  "statements-empty": { state: "empty", act: click("to-statements") },
  "statements-findings": { state: "findings", act: then(click("to-statements"), click("audit > summary")) },
  "statements-fine": { state: "enough", act: click("to-statements") },
  "statements-hidden": { state: "hidden", act: click("to-statements") },
  month: { state: "overview", act: toMonth },
  "month-many": { state: "overview", query: "entries=1000", act: toMonth },
  "month-empty": { state: "empty", query: "months=3", act: toMonth },
  "month-hostile": { state: "hostile", act: toMonth },
  "overview-offers": { state: "overview", act: scrollTo("offers") },
  "settings-data": { state: "overview", act: then(click("to-settings"), scrollTo("to-diagnostics")) },
  "forecast-words": { state: "overview", act: then(click("to-forecast"), scrollTo("assumptions")) },
  "overview-changes": { state: "overview", act: click("changes-all") },
  "overview-session-ended": { state: "session-ended" },
  "browser-wait": { state: "session-ended", act: click("browser-sign-in") },
  "month-findings": { state: "findings", act: toMonth },
  "month-kind": { state: "overview", act: then(toMonth, (page) => page.click('[data-index="1"] [data-test="kind"]'), (page) => page.click('[role="menuitemradio"] >> text="Бонус"').catch(() => page.click('[role="menuitemradio"] >> text="Bonus"')), (page) => page.waitForSelector('[data-test="message"]')) },
  years: { state: "overview", act: toYears },
  "years-many": { state: "overview", query: "months=260", act: then(toYears, click("year-all")) },
  "years-table": { state: "overview", act: then(toYears, click("kinds-table-open > summary")) },
  "years-hidden": { state: "hidden", act: toYears },
  balance: { state: "overview", act: toBalance },
  "balance-many": { state: "overview", query: "months=260", act: then(toBalance, click("year-all")) },
  "balance-table": { state: "overview", act: then(toBalance, click("balance-table-open > summary")) },
  "balance-hidden": { state: "hidden", act: toBalance },
  export: { state: "overview", act: then(click("to-statements"), click("export")) },
  "export-days": { state: "overview", act: then(click("to-statements"), click("export"), (page) => page.selectOption("#period", "own"), click("accept")) },
  "export-failed": { state: "disk", act: then(click("to-statements"), click("export"), click("accept")) },
  "export-saved": { state: "overview", act: then(click("to-statements"), click("export"), click("accept"), (page) => page.waitForSelector('[data-test="open-saved"]')) },
  "search-words": { state: "overview", act: then(click("to-statements"), type("query", "оплат 400 cloudpayments")) },
  "search-all": { state: "overview", act: then(click("to-statements"), type("query", "все")) },
  "search-nothing": { state: "overview", act: then(click("to-statements"), type("query", "нет оплат 400"), (page) => page.waitForSelector('[data-test="drop-term"]')) },
  "search-category": { state: "overview", act: then(click("to-statements"), (page) => page.selectOption("#kind", "one_off")) },
  "search-offline": { state: "offline", act: then(click("to-statements"), type("query", "оплат")) },
  "search-empty": { state: "empty", act: then(click("to-statements"), type("query", "оплат")) },
  "statements-loading": { state: "loading", act: click("to-statements") },
  "statements-error": { state: "error", act: click("to-statements") },
  "search-hidden": { state: "hidden", act: then(click("to-statements"), type("query", "оплат")) },
  "search-hostile": { state: "hostile", act: then(click("to-statements"), type("query", "слово")) },
  "search-opened": { state: "overview", act: then(click("to-statements"), type("query", "оплат"), (page) => page.click('[data-test="found-entries"] [data-index="1"] button'), (page) => page.waitForSelector(".target")) },
  forecast: { state: "overview", act: click("to-forecast") },
  "forecast-enough": { state: "enough", act: click("to-forecast") },
  "forecast-short": { state: "debt", act: click("to-forecast") },
  "forecast-none": { state: "empty", act: click("to-forecast") },
  "forecast-nothing": { state: "nothing", act: click("to-forecast") },
  "forecast-offline": { state: "offline", act: click("to-forecast") },
  "forecast-loading": { state: "loading", act: click("to-forecast") },
  "forecast-error": { state: "error", act: click("to-forecast") },
  "forecast-hidden": { state: "hidden", act: click("to-forecast") },
  "forecast-day": { state: "overview", act: then(click("to-forecast"), click("other-day"), type("until", "1.3.27")) },
  "forecast-past": { state: "overview", act: then(click("to-forecast"), click("other-day"), type("until", "01.01.2020")) },
  diagnostics: { state: "overview", act: toDiagnostics },
  "diagnostics-empty": { state: "empty", act: toDiagnostics },
  "diagnostics-error": { state: "error", act: toDiagnostics },
  "diagnostics-busy": { state: "busy", act: then(toDiagnostics, click("diagnose")) },
  "diagnostics-read": { state: "overview", act: then(toDiagnostics, click("diagnose"), click("save-report")) },
  "diagnostics-broken": { state: "unknown-page", act: then(toDiagnostics, click("diagnose")) },
  "diagnostics-offline": { state: "offline", act: then(toDiagnostics, click("diagnose")) },
  "diagnostics-password": { state: "password", act: then(toDiagnostics, click("diagnose")) },
  settings: { state: "overview", act: click("to-settings") },
  "settings-protection": { state: "overview", act: then(click("to-settings"), scrollTo("back-up")) },
  "settings-not-secret": { state: "not-secret", act: then(click("to-settings"), scrollTo("back-up")) },
  "settings-back-up": { state: "overview", act: then(click("to-settings"), click("back-up")) },
  "settings-back-up-lacks": { state: "overview", act: then(click("to-settings"), click("back-up"), click("accept")) },
  "settings-restore": { state: "overview", act: then(click("to-settings"), click("restore")) },
  "settings-day": { state: "overview", act: then(click("to-settings"), click("days-other")) },
  "settings-updates": { state: "overview", act: then(click("to-settings"), scrollTo("check-for-updates"), click("check-for-updates"), (page) => page.waitForFunction(() => [...document.querySelectorAll('[data-test="status"]')].some((each) => each.textContent))) },
  "settings-updates-failed": { state: "offline", act: then(click("to-settings"), click("check-for-updates"), (page) => page.waitForSelector('[data-code="update_unreachable"]'), scrollTo("check-for-updates")) },
  update: { state: "update" },
  "update-busy": { state: "update", act: click("update-accept") },
  "update-refused": { state: "update-refused", act: then(click("update-accept"), (page) => page.waitForSelector('[data-code="update_refused"]')) },
  "update-installed": { state: "update-installed" },
  "overview-large": { state: "millions", act: enlarge },
  "statements-large": { state: "overview", act: then(click("to-statements"), enlarge) },
  "years-large": { state: "overview", act: then(toYears, enlarge) },
  "month-large": { state: "overview", act: then(toMonth, enlarge) },
  "forecast-large": { state: "overview", act: then(click("to-forecast"), enlarge) },
  "settings-large": { state: "overview", act: then(click("to-settings"), enlarge) },
  keys: { state: "overview", act: (page) => page.keyboard.press("F1") },
  "add-account": { state: "overview", act: then(click("accounts"), click("add-account")) },
  "month-menu": { state: "overview", act: then(toMonth, (page) => page.click('[data-test="entries"] [data-index="1"]', { button: "right" })) },
  "month-category": { state: "overview", act: then(toMonth, (page) => page.click('[data-index="1"] [data-test="kind"]')) },
  "statements-year": { state: "overview", query: "months=60", act: then(click("to-statements"), click("year-2024")) },
  "first-balance": { state: "first-balance", act: click("refresh") },
  "overview-millions": { state: "millions" },
  "statements-millions": { state: "millions", act: click("to-statements") },
  "years-millions": { state: "millions", act: toYears },
  "month-millions": { state: "millions", act: toMonth },
  "forecast-millions": { state: "millions", act: click("to-forecast") },
  "settings-no-tray": { state: "no-tray", act: click("to-settings") },
  "settings-erase": { state: "snoozed", act: async (page) => (await page.click('[data-test="to-settings"]'), page.click('[data-test="erase"]')) },
  welcome: { state: "welcome" },
  "welcome-city": { state: "welcome", act: (page) => page.click("#city") },
  "welcome-missing": { state: "welcome", act: click("sign-in") },
  "welcome-refused": { state: "refused", act: signIn },
  "welcome-address": { state: "bad-address", act: signIn },
  "welcome-browser": { state: "browser", act: signIn },
  "welcome-unknown": { state: "unknown", act: signIn },
};

const sizes = { least: { width: 640, height: 480 }, small: { width: 900, height: 640 }, wide: { width: 1280, height: 800 }, full: { width: 1920, height: 1080 } };

const LOOKS = {
  light: { colorScheme: "light", forcedColors: "none" },
  dark: { colorScheme: "dark", forcedColors: "none" },
  forced: { colorScheme: "light", forcedColors: "active" },
};

const { browser, address, close } = await open();
mkdirSync(folder, { recursive: true });

let faultCount = 0;
const jobs = ["ru", "en"].flatMap((locale) => Object.keys(scenes).map((name) => ({ name, locale })));
await Promise.all(Array.from({ length: PAGES }, work));
await close();
console.log(faultCount === 0 ? "nothing found" : `${faultCount} findings`);
process.exitCode = faultCount === 0 ? 0 : 1;

/** Shows one scene after another, until none is left. */
async function work() {
  for (let job = jobs.shift(); job; job = jobs.shift()) await show(job);
}

/** Opens a scene in the smallest window, and takes its screenshot in every look and size. */
async function show({ name, locale }) {
  const scene = scenes[name];
  const views = Object.keys(LOOKS).flatMap((look) => Object.keys(sizes).map((size) => ({ look, size, title: `${name}.${locale}.${look}.${size}` })));
  const wanted = views.filter(({ title }) => picked.test(title));
  if (wanted.length === 0) return;
  const context = await browser.newContext({ locale, viewport: sizes[wanted[0].size], colorScheme: "light", timezoneId: "Asia/Yekaterinburg", permissions: ["clipboard-write"] });
  const page = await context.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  await page.clock.setFixedTime(now);
  page.setDefaultTimeout(120_000);
  await page.goto(`${address}?state=${scene.state}&locale=${locale}&${scene.query ?? ""}`);
  await page.waitForSelector("main h1, main .skeleton, main [role=alert]", { state: "attached" });
  page.setDefaultTimeout(20_000);
  await scene.act?.(page).catch((error) => errors.push(String(error).split("\n")[0]));
  await page.evaluate(axe);
  for (const { look, size, title } of wanted) report(title, await viewFaults(page, look, size, title));
  if (wanted.some(({ look }) => look === "light")) report(name, await enlargedFaults(page, `${name}.${locale}.light`));
  report(name, errors);
  await context.close();
}

/** Takes a screenshot, and returns what is wrong with it; the layout does not depend on the colours. */
async function viewFaults(page, look, size, title) {
  await page.setViewportSize(sizes[size]);
  await page.emulateMedia(LOOKS[look]);
  await atRest(page);
  await page.screenshot({ path: `${folder}/${title}.png` });
  const layout = look === "light" ? await settledLayoutFaults(page) : [];
  // The sizes between these two show the same elements in the same colours.
  if (!["least", "wide"].includes(size)) return layout;
  return [...layout, ...(await page.evaluate(graphicFaults)), ...(await accessibilityFaults(page))];
}

/** Returns the faults of the layout that stay: a busy machine may draw the new size late. */
async function settledLayoutFaults(page) {
  let faults = await page.evaluate(layoutFaults);
  for (let turns = 0; faults.length > 0 && turns < 20; turns++) {
    await atRest(page);
    faults = await page.evaluate(layoutFaults);
  }
  return faults;
}

async function accessibilityFaults(page) {
  const { violations } = await page.evaluate(() => globalThis.axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"] }));
  return violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.target.join(" ") + " " + (node.any[0]?.message ?? "")).join(" | ")}`);
}

/** Waits for the end of all animations, and for the layout of the frame after them. */
async function atRest(page) {
  await page.waitForFunction(() => document.getAnimations().every((each) => each.playState === "finished"));
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

function report(title, faults) {
  for (const fault of faults) console.log(`${title}: ${fault}`);
  faultCount += faults.length;
}

/** Takes a screenshot of every size with larger text, and checks its layout. */
async function enlargedFaults(page, title) {
  const faults = [];
  await page.emulateMedia(LOOKS.light);
  for (const percent of [150, 200]) {
    await page.evaluate((size) => globalThis.enlarge(size), percent);
    await page.waitForFunction((size) => document.documentElement.style.fontSize === size, `${percent}%`);
    for (const [size, viewport] of Object.entries(sizes)) {
      await page.setViewportSize(viewport);
      await atRest(page);
      const found = await settledLayoutFaults(page);
      faults.push(...found.map((fault) => `${title}.${size} at ${percent} %: ${fault}`));
      await page.screenshot({ path: `${folder}/${title}.${size}.${percent}.png` });
    }
  }
  return [...new Set(faults)];
}

/** Returns content that overflows, text that is cut without a way to read it, small targets, and traces of a script. */
function layoutFaults() {
  const faults = [];
  const main = document.querySelector("main");
  const nameOf = (each) => `${each.tagName.toLowerCase()}.${each.classList[0] ?? ""} «${each.textContent.trim().slice(0, 40)}»`;
  if (main.scrollWidth > main.clientWidth) faults.push(`content is wider than its place by ${main.scrollWidth - main.clientWidth}`);
  if (document.documentElement.scrollWidth > innerWidth) faults.push("the page scrolls sideways");
  for (const dialog of document.querySelectorAll("dialog[open]")) if (dialog.scrollWidth > dialog.clientWidth) faults.push("the dialog scrolls sideways");
  for (const each of document.querySelectorAll(".sidebar button:not(ul *)")) if (each.getBoundingClientRect().bottom > innerHeight) faults.push(`out of sight: ${nameOf(each)}`);
  const pen = document.createElement("canvas").getContext("2d");
  for (const each of document.querySelectorAll("select")) {
    const { font, paddingLeft, paddingRight } = getComputedStyle(each);
    pen.font = font;
    const width = pen.measureText(each.selectedOptions[0]?.text ?? "").width;
    if (each.clientWidth > 0 && width > each.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight) + 1) faults.push(`text is cut: select «${each.selectedOptions[0]?.text}»`);
  }
  if (globalThis.hacked) faults.push("a provider's text ran as a script");
  for (const each of document.querySelectorAll("body *:not(svg, svg *, .hidden, .hidden *)")) {
    const { overflowX, overflowY } = getComputedStyle(each);
    const isCut = (overflowX === "hidden" && each.scrollWidth > each.clientWidth + 1) || (overflowY === "hidden" && each.scrollHeight > each.clientHeight + 1);
    const isText = [...each.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    if (isCut && isText && each.clientWidth > 1 && !each.closest("[title]")) faults.push(`text is cut: ${nameOf(each)}`);
  }
  for (const each of document.querySelectorAll(":is(button, td, th, label, h1, h2):not(.hidden, .sidebar nav *)")) {
    if (each.scrollWidth > each.clientWidth + 1 && each.clientWidth > 0 && getComputedStyle(each).display !== "inline") faults.push(`sticks out by ${each.scrollWidth - each.clientWidth}: ${nameOf(each)}`);
  }
  for (const each of document.querySelectorAll("button, summary, select, input:not([type=checkbox], [type=radio])")) {
    const { width, height } = each.getBoundingClientRect();
    if (width > 0 && (width < 28 || height < 28)) faults.push(`a target is ${width}×${height}: ${each.textContent}`);
  }
  return faults;
}

/** Returns shapes of charts and icons that stand out from the page by less than 3:1. */
function graphicFaults() {
  const rgb = (color) => /rgba?\((\d+), (\d+), (\d+)(?:, ([\d.]+))?\)/.exec(color)?.slice(1).map((part) => (part === undefined ? 1 : Number(part)));
  const luminance = (color) => {
    const [red, green, blue] = color.slice(0, 3).map((part) => (part / 255 <= 0.03928 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (one, other) => (Math.max(luminance(one), luminance(other)) + 0.05) / (Math.min(luminance(one), luminance(other)) + 0.05);
  const page = rgb(getComputedStyle(document.querySelector("main")).backgroundColor);
  const shapes = document.querySelectorAll("figure svg :is(rect, path, circle):not(.grid, .selected, .ground, pattern *), .swatch, .dot");
  const faults = new Set();
  for (const shape of shapes) {
    const { fill, stroke, backgroundColor, borderTopWidth, borderTopColor } = getComputedStyle(shape);
    const colors = (shape instanceof SVGElement ? [fill, stroke] : [backgroundColor, ...(borderTopWidth === "0px" ? [] : [borderTopColor])]).map(rgb).filter((color) => color && color[3] !== 0);
    const best = Math.max(0, ...colors.map((color) => contrast(color, page)));
    const isPattern = String(fill).startsWith("url");
    if (colors.length > 0 && best < 3 && !isPattern) faults.add(`${shape.tagName}.${shape.getAttribute("class")} stands out by ${best.toFixed(2)}:1`);
  }
  return [...faults];
}
