import { expect, test } from "vitest";

import { Resource } from "../src/state/resource.svelte";

test("an overtaken answer is dropped", async () => {
  const resource = new Resource<string>();
  let answer: (value: string) => void = () => {};
  const slow = resource.load(() => new Promise((resolve) => (answer = resolve)));
  await resource.load(() => Promise.resolve("new"));
  answer("old");
  await slow;
  expect(resource.value).toBe("new");
});

test("a failure of a command is kept as it came; any other error is a fault of the program", async () => {
  const resource = new Resource<string>();
  await resource.load(() => Promise.reject({ code: "offline", message: "Нет связи", hint: "Позже", unreachable: true, calm: true, remedy: "retry" }));
  expect(resource.failure).toEqual({ code: "offline", message: "Нет связи", hint: "Позже", unreachable: true, calm: true, remedy: "retry" });
  await resource.load(() => Promise.reject(new Error("broken")));
  expect(resource.failure?.code).toBe("unexpected");
});
