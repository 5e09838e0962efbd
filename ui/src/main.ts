// Imported first, so that the request is sent before the other modules load.
import { startup } from "./state/startup";

import { mount } from "svelte";

import App from "./App.svelte";
import "./app.css";
import { warmUp } from "./i18n/messages.svelte";
import { app } from "./state/app.svelte";

// One paint with the figures is quicker than an empty window first. An account that loads slowly
// must not look like a program that hangs, so the wait is limited.
const LONGEST_WAIT_MS = 250;

const messages = warmUp();
const timeout = new Promise((resolve) => setTimeout(resolve, LONGEST_WAIT_MS));
const target = document.getElementById("app");
if (target) void Promise.all([messages, Promise.race([app.start(startup), timeout])]).then(() => show(target));

function show(target: HTMLElement) {
  mount(App, { target });
  const painted = () => (app.hasPainted = true);
  // The second frame begins after the first one was painted.
  requestAnimationFrame(() => requestAnimationFrame(painted));
}
