// First, so that it is asked for first.
import { opening } from "./opening";

import { mount } from "svelte";

import App from "./App.svelte";
import "./app.css";
import { kabinet } from "./kabinet.svelte";

// To draw once, with the figures, is quicker than to draw an empty window before; but not one that
// seems to hang.
const PATIENCE = 250;

const patience = new Promise((end) => setTimeout(end, PATIENCE));
const target = document.getElementById("app");
if (target) void Promise.race([kabinet.open(opening), patience]).then(() => show(target));

function show(target: HTMLElement) {
  mount(App, { target });
  const drawn = () => (kabinet.drawn = true);
  requestAnimationFrame(() => requestAnimationFrame(drawn));
}
