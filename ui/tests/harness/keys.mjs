// Every task by the keyboard alone, and the handling of passwords and long tables.

import assert from "node:assert/strict";

import { open } from "./open.mjs";

const { browser, address, close } = await open();
const tasks = { signsIn, readsTheStatement, scrollsAThousandRows, erasesOnlyWhenAskedTwice, scrollsThroughAllThatIsFound, findsAnOperation, dropsWhatIsTooMuch, correctsACategory, asksHowMuchToPay, savesAStatement, leavesTheSiteWindow, copiesTheAccountNumber, isRemindedFiveDaysBefore, stepsThroughAnOldYear, hidesTheSumsAndEnlargesTheText, copiesARow, leavesTheNewAccount };
let failed = 0;
for (const [name, task] of Object.entries(tasks)) {
  const context = await browser.newContext({ viewport: { width: 960, height: 680 }, permissions: ["clipboard-read", "clipboard-write"] });
  const page = await context.newPage();
  page.setDefaultTimeout(5000);
  try {
    await task(page);
  } catch (error) {
    failed++;
    console.log(`${name}: ${error.message}`);
  }
  await context.close();
}
await close();
console.log(`${Object.keys(tasks).length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

async function show(page, query) {
  await page.goto(`${address}?locale=ru&${query}`);
  await page.waitForSelector("main h1", { state: "attached" });
}

/** Presses Tab until the element has the focus, and checks that the focus is visible. */
async function tabTo(page, selector) {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press("Tab");
    const ring = await page.evaluate((target) => document.activeElement?.matches(target) && getComputedStyle(document.activeElement).outlineStyle, selector);
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
  assert.equal(await page.inputValue("#password"), "", "the form does not keep a sent password");
  assert.equal(await page.evaluate(() => document.activeElement?.id), "password");
  assert.equal(await page.inputValue("#login"), "12345678");
}

async function readsTheStatement(page) {
  await show(page, "state=overview");
  await tabTo(page, '[data-test="to-statements"]');
  await page.keyboard.press("Enter");
  await tabTo(page, '[role="slider"]');
  await page.keyboard.press("ArrowLeft");
  const valueText = await page.getAttribute('[role="slider"]', "aria-valuetext");
  assert.match(valueText, /^Октябрь 2026: оплата 589,00/);
  assert.match(await page.textContent("figcaption"), /Октябрь 2026/, "the readout shows the same month");
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
  await page.keyboard.press("Control+4");
  await tabTo(page, '[data-test="erase"]');
  await page.keyboard.press("Enter");
  await page.waitForSelector("dialog[open]");
  await page.keyboard.press("Escape");
  await page.waitForSelector("dialog", { state: "detached" });
  assert.equal(await page.evaluate(() => document.activeElement?.dataset.test), "erase", "the focus comes back");
}

async function findsAnOperation(page) {
  await show(page, "state=overview");
  await page.keyboard.press("Control+f");
  await page.waitForFunction(() => document.activeElement?.dataset.test === "query");
  await page.keyboard.type("оплат");
  await page.waitForFunction(() => document.querySelector('[data-test="found"]')?.textContent.includes("12 операций"));
  await tabTo(page, '[data-test="found-entries"] [data-index="4"] button');
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement?.matches('main[data-screen="month"] [data-test="entries"] [data-index="1"]'));
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => document.activeElement?.closest('[data-test="found-entries"] [data-index="4"]'));
  assert.equal(await page.inputValue('[data-test="query"]'), "оплат", "the query stays");
}

async function dropsWhatIsTooMuch(page) {
  await show(page, "state=overview");
  await page.keyboard.press("Control+f");
  await page.keyboard.type("400 нет");
  await page.waitForFunction(() => document.querySelectorAll('[data-test="terms"] .term').length === 2);
  assert.equal(await page.getAttribute('[data-test="year-all"]', "aria-pressed"), "true", "a search is not limited by the period that nobody chose");
  await tabTo(page, '[data-test="drop-term"]');
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelector('[data-test="found"]')?.textContent.includes("12 операций"));
  assert.equal(await page.inputValue('[data-test="query"]'), "400");
  await tabTo(page, '[data-test="export-xlsx"]');
  await page.keyboard.press("Enter");
  await page.waitForSelector('[data-test="open-saved"]');
  await page.keyboard.press("Control+f");
  await page.keyboard.press("Escape");
  await page.waitForSelector('[data-test="months"]');
  assert.equal(await page.getAttribute('[data-test="year-last"]', "aria-pressed"), "true", "the period comes back");
  assert.equal(await page.evaluate(() => document.activeElement?.dataset.test), "query");
}

async function scrollsThroughAllThatIsFound(page) {
  await show(page, "state=overview");
  await page.keyboard.press("Control+f");
  await page.keyboard.type("все");
  await page.waitForSelector('[data-test="found-entries"] [data-index="0"]');
  let last = -1;
  for (let turns = 0; turns < 60 && last < 339; turns++) {
    const [top, reached] = await page.evaluate(async () => {
      const main = document.querySelector("main");
      const before = main.scrollTop;
      main.scrollBy(0, 500);
      for (let frame = 0; frame < 4; frame++) await new Promise(requestAnimationFrame);
      const rows = [...document.querySelectorAll('[data-test="found-entries"] [data-index]')];
      const seen = rows.filter((row) => row.getBoundingClientRect().top < main.clientHeight);
      return [main.scrollTop - before, Number(seen.at(-1)?.dataset.index ?? -1)];
    });
    assert.ok(reached >= last, `the list jumped back from row ${last} to row ${reached}`);
    assert.ok(reached - last < 30 && top <= 520, `the list jumped from row ${last} to row ${reached}, by ${top} px`);
    last = reached;
  }
  assert.equal(last, 339, "the last of all found rows is reached");
}

async function correctsACategory(page) {
  await show(page, "state=overview");
  await page.click('[data-test="to-statements"]');
  await page.click('[data-month="2026-11"]');
  await page.waitForSelector('[data-test="entries"]');
  await tabTo(page, '[data-index="1"] [data-test="kind"]');
  await page.keyboard.press("Enter");
  await page.waitForSelector('[data-test="menu"]');
  await page.keyboard.press("ArrowDown");
  assert.equal(await page.locator('[data-test="message"]').count(), 0, "nothing is kept before Enter");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelector('[data-test="message"]')?.textContent.includes("Списание аб.платы по тарифу"));
  assert.equal(await page.evaluate(() => document.activeElement?.dataset.test), "kind", "the focus comes back");
  await page.keyboard.press("Control+z");
  await page.waitForFunction(() => document.querySelector('[data-test="message"]')?.textContent.includes("Отменено"));
}

async function asksHowMuchToPay(page) {
  await show(page, "state=overview");
  await page.keyboard.press("Control+3");
  await tabTo(page, '[data-test="ladder"] [data-test="copy"]');
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), "2212.00");
  await tabTo(page, '[data-test="other-day"]');
  await page.keyboard.press("Enter");
  await tabTo(page, "#until");
  await page.keyboard.press("Control+a");
  await page.keyboard.type("1.3.27");
  await page.waitForFunction(() => document.querySelector('[data-test="to-pay"]')?.textContent.includes("1\u202f812,00"));
  await page.keyboard.press("Backspace");
  await page.keyboard.press("Backspace");
  await page.waitForSelector("#until-error");
  assert.equal(await page.inputValue("#until"), "1.3.", "the program does not change the typed text");
}

async function savesAStatement(page) {
  await show(page, "state=overview");
  await page.keyboard.press("Control+2");
  await tabTo(page, '[data-test="export"]');
  await page.keyboard.press("Enter");
  await page.waitForSelector("dialog[open]");
  await tabTo(page, '[data-test="format-xlsx"]');
  await page.keyboard.press("ArrowDown");
  assert.ok(await page.isChecked('[data-test="format-pdf"]'));
  await page.keyboard.press("Enter");
  await page.waitForSelector("dialog", { state: "detached" });
  assert.match(await page.textContent('[data-test="message"]'), /Сохранено: /);
  await page.waitForFunction(() => document.activeElement?.dataset.test === "export");
  await tabTo(page, '[data-test="open-saved"]');
}

async function leavesTheSiteWindow(page) {
  await show(page, "state=session-ended");
  await tabTo(page, '[data-test="browser-sign-in"]');
  await page.keyboard.press("Enter");
  await page.waitForSelector('[data-test="browser-wait"]');
  await page.keyboard.press("Escape");
  await page.waitForSelector("dialog", { state: "detached" });
  assert.equal(await page.locator('[data-code="cancelled"]').count(), 0, "a cancellation by the customer shows no error");
}

async function copiesTheAccountNumber(page) {
  await show(page, "state=overview");
  await tabTo(page, '[data-test="account-number"] + [data-test="copy"]');
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.body.textContent.includes("Скопировано"));
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), "12345678");
}

async function isRemindedFiveDaysBefore(page) {
  await show(page, "state=overview");
  await page.keyboard.press("Control+,");
  await tabTo(page, '[data-test="days-other"]');
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement?.dataset.test === "days-number");
  await page.keyboard.type("45");
  await page.keyboard.press("Enter");
  assert.equal(await page.getAttribute('[data-test="days-number"]', "aria-invalid"), "true", "no more than 30 days");
  await page.keyboard.press("Control+a");
  await page.keyboard.type("5");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement?.dataset.test === "days-other");
  assert.ok(await page.getByLabel("за 5 дней").first().isChecked());
  assert.match(await page.textContent('[data-test="status"]'), /^Следующее придёт 27.ноября/);
}

async function stepsThroughAnOldYear(page) {
  await show(page, "state=overview&months=60");
  await page.keyboard.press("Control+2");
  await tabTo(page, '[data-test="year-2024"]');
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelectorAll("[data-month]").length === 12);
  await tabTo(page, '[data-month="2024-12"] button');
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelector("h1")?.textContent === "Декабрь 2024");
  await page.waitForSelector('[data-test="entries"]');
  await page.keyboard.press("ArrowLeft");
  await page.waitForFunction(() => document.querySelector("h1")?.textContent === "Октябрь 2021");
  await page.keyboard.press("Control+s");
  await page.waitForSelector("dialog[open]");
  assert.equal(await page.inputValue("#period"), "shown", "the file holds the month on the screen");
}

async function hidesTheSumsAndEnlargesTheText(page) {
  await show(page, "state=overview");
  await page.keyboard.press("Control+Shift+h");
  await page.waitForFunction(() => document.querySelector('[data-test="balance"]')?.textContent.includes("сумма скрыта"));
  await page.keyboard.press("Control+Equal");
  assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize), "18.4px");
  await page.keyboard.press("Control+0");
  assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize), "16px");
  await page.keyboard.press("F1");
  await page.waitForSelector('[data-test="keys"]');
  await page.keyboard.press("Escape");
  await page.waitForSelector("dialog", { state: "detached" });
}

async function copiesARow(page) {
  await show(page, "state=overview");
  await page.click('[data-test="to-statements"]');
  await page.click('[data-month="2026-11"]');
  await page.click('[data-test="entries"] [data-index="1"]', { button: "right" });
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForSelector('[data-test="message"]');
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), "10.11.2021\tСписание аб.платы по тарифу\t−589,00\u202f₽");
  assert.equal(await page.locator('[data-test="menu"]').count(), 0);
}

async function leavesTheNewAccount(page) {
  await show(page, "state=overview");
  await tabTo(page, '[data-test="accounts"]');
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelector("h1")?.textContent === "Новый счёт");
  assert.equal(await page.evaluate(() => document.activeElement?.id), "city", "the first field has the focus");
  await page.keyboard.press("Escape");
  await page.waitForSelector('main[data-screen="overview"]');
}
