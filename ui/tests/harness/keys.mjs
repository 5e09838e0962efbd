// The whole job by the keyboard alone, and what happens to a password and to long tables.

import assert from "node:assert/strict";

import { open } from "./open.mjs";

const { browser, address, close } = await open();
const ways = { signsIn, readsTheStatement, scrollsAThousandRows, erasesOnlyWhenAskedTwice, copiesTheAccountNumber };
let failed = 0;
for (const [name, way] of Object.entries(ways)) {
  const context = await browser.newContext({ viewport: { width: 960, height: 680 }, permissions: ["clipboard-read", "clipboard-write"] });
  const page = await context.newPage();
  page.setDefaultTimeout(5000);
  try {
    await way(page);
  } catch (error) {
    failed++;
    console.log(`${name}: ${error.message}`);
  }
  await context.close();
}
await close();
console.log(`${Object.keys(ways).length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

async function show(page, query) {
  await page.goto(`${address}?locale=ru&${query}`);
  await page.waitForSelector("main h1", { state: "attached" });
}

/** Presses Tab until what is sought has the focus, which must be seen. */
async function tabTo(page, selector) {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press("Tab");
    const ring = await page.evaluate((sought) => document.activeElement?.matches(sought) && getComputedStyle(document.activeElement).outlineStyle, selector);
    if (ring) return assert.notEqual(ring, "none", `${selector} shows no focus`);
  }
  assert.fail(`the Tab key does not come to ${selector}`);
}

async function signsIn(page) {
  await show(page, "state=refused");
  await tabTo(page, "#city");
  await page.keyboard.type("среднеу");
  await page.keyboard.press("Enter");
  assert.equal(await page.inputValue("#city"), "Среднеуральск");
  await tabTo(page, "#login");
  await page.keyboard.type("12345678");
  await tabTo(page, "#password");
  await page.keyboard.type("secret");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#password-error");
  assert.equal(await page.inputValue("#password"), "", "a password that was sent is not kept in the form");
  assert.equal(await page.evaluate(() => document.activeElement?.id), "password");
  assert.equal(await page.inputValue("#login"), "12345678");
}

async function readsTheStatement(page) {
  await show(page, "state=overview");
  await tabTo(page, '[data-test="to-statements"]');
  await page.keyboard.press("Enter");
  await tabTo(page, '[role="slider"]');
  await page.keyboard.press("ArrowLeft");
  const told = await page.getAttribute('[role="slider"]', "aria-valuetext");
  assert.match(told, /^Октябрь 2026: оплата 589,00/);
  assert.match(await page.textContent("figcaption"), /Октябрь 2026/, "what is read out is also shown");
  await page.keyboard.press("Enter");
  await page.waitForSelector('main[data-screen="month"] [data-test="entries"]');
  assert.equal(await page.evaluate(() => document.activeElement?.tagName), "H1");
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => document.activeElement?.closest('[data-month="2026-10"]'));
  await page.keyboard.press("Control+1");
  await page.waitForSelector('main[data-screen="overview"]');
}

async function scrollsAThousandRows(page) {
  await show(page, "state=overview&entries=1000");
  await page.click('[data-test="to-statements"]');
  await page.click('[data-month="2026-11"]');
  await page.waitForSelector('[data-test="entries"] [data-index="0"]');
  const shown = await page.locator('[data-test="entries"] tbody tr[data-index]').count();
  assert.ok(shown < 100, `${shown} rows are in the page at once`);
  await page.evaluate(() => document.querySelector("main").scrollTo(0, 1e6));
  await page.waitForSelector('[data-test="entries"] [data-index="999"]');
  const head = await page.locator('[data-test="entries"] thead th').first().boundingBox();
  assert.equal(Math.round(head.y), 0, "the header stays in sight");
}

async function erasesOnlyWhenAskedTwice(page) {
  await show(page, "state=overview");
  await page.keyboard.press("Control+5");
  await tabTo(page, '[data-test="erase"]');
  await page.keyboard.press("Enter");
  await page.waitForSelector("dialog[open]");
  await page.keyboard.press("Escape");
  await page.waitForSelector("dialog", { state: "detached" });
  assert.equal(await page.evaluate(() => document.activeElement?.dataset.test), "erase", "the focus comes back");
}

async function copiesTheAccountNumber(page) {
  await show(page, "state=overview");
  await tabTo(page, '[data-test="copy"]');
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.body.textContent.includes("Скопировано"));
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), "12345678");
}
