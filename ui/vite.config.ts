import { readFileSync } from "node:fs";

import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig, type Plugin } from "vite";

/** Leaves comments, empty lines and deep indentation out of the messages that are built in. */
const compactMessages: Plugin = {
  name: "compact-messages",
  enforce: "pre",
  apply: "build",
  load(id) {
    if (!id.endsWith(".ftl?raw")) return null;
    const text = readFileSync(id.slice(0, -"?raw".length), "utf8");
    return `export default ${JSON.stringify(text.replace(/^#.*$/gm, "").replace(/\n{2,}/g, "\n").replace(/^ +/gm, " "))}`;
  },
};

export default defineConfig({
  plugins: [compactMessages, svelte()],
  clearScreen: false,
  server: { port: 5173, strictPort: true },
  build: {
    target: ["es2022", "safari17", "chrome123"],
    // An inlined asset would be a data: address, which the content security policy forbids.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
