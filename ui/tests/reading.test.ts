import { expect, test } from "vitest";

import { Reading } from "../src/reading.svelte";

test("an overtaken answer is dropped", async () => {
  const reading = new Reading<string>();
  let answer: (value: string) => void = () => {};
  const slow = reading.ask(() => new Promise((resolve) => (answer = resolve)));
  await reading.ask(() => Promise.resolve("new"));
  answer("old");
  await slow;
  expect(reading.value).toBe("new");
});

test("a refusal is kept as it was told, and what is not one is a fault of the program", async () => {
  const reading = new Reading<string>();
  await reading.ask(() => Promise.reject({ code: "offline", message: "Нет связи", hint: "Позже" }));
  expect(reading.failure).toEqual({ code: "offline", message: "Нет связи", hint: "Позже" });
  await reading.ask(() => Promise.reject(new Error("broken")));
  expect(reading.failure?.code).toBe("unexpected");
});
