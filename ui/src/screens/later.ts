// The screens and questions that no start shows, in one script, which is loaded after the first paint.

export { default as UpdateOffer } from "../components/layout/UpdateOffer.svelte";
export { default as Diagnostics } from "./Diagnostics.svelte";
export { default as Forecast } from "./Forecast.svelte";
export { default as Settings } from "./Settings.svelte";
export { default as Statements } from "./Statements.svelte";
export { default as Unlock } from "./Unlock.svelte";
