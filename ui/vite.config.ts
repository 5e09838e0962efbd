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

/** The limit in bytes of the scripts that a start loads: the entry and the messages of one language. */
const LONGEST_START = 290_000;

/** Fails the build if a start loads more script than the limit. */
const limitStart: Plugin = {
  name: "limit-start",
  apply: "build",
  generateBundle(_, bundle) {
    const chunks = Object.values(bundle).filter((each) => each.type === "chunk");
    const size = (chunk: (typeof chunks)[number]) => Buffer.byteLength(chunk.code);
    const entry = chunks.find((each) => each.isEntry);
    const start = chunks.filter((each) => each === entry || entry?.imports.includes(each.fileName));
    const messages = chunks.filter((each) => each.facadeModuleId?.endsWith(".ftl?raw"));
    const total = start.reduce((sum, each) => sum + size(each), 0) + Math.max(...messages.map(size));
    if (total > LONGEST_START) this.error(`A start loads ${total} bytes of script, and the limit is ${LONGEST_START}. Let src/screens/later.ts export what no start shows.`);
    this.info(`a start loads ${total} bytes of script, of at most ${LONGEST_START}`);
  },
};

export default defineConfig({
  plugins: [compactMessages, limitStart, svelte()],
  clearScreen: false,
  server: { port: 5173, strictPort: true },
  build: {
    target: ["es2022", "safari17", "chrome123"],
    // An inlined asset would be a data: address, which the content security policy forbids.
    assetsInlineLimit: 0,
    // One style sheet: a script that is loaded later then needs none of its own.
    cssCodeSplit: false,
    modulePreload: false,
  },
});
