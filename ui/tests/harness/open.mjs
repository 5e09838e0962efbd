// Opens the screens on made-up data in a browser, with the content security policy of the shell.

import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { svelte } from "@sveltejs/vite-plugin-svelte";
import { chromium } from "playwright-core";
import { build, preview } from "vite";

const root = fileURLToPath(new URL(".", import.meta.url));
const policy = "default-src 'self'; img-src 'self' data:; style-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'";
const flags = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

export async function open() {
  // A folder for each process, so that two runs can overlap.
  const outDir = `built/${process.pid}`;
  await build({ root, configFile: false, logLevel: "error", plugins: [svelte()], build: { outDir, emptyOutDir: true, assetsInlineLimit: 0, target: "es2022" } });
  const server = await preview({ root, configFile: false, logLevel: "error", build: { outDir }, preview: { port: 0, headers: { "Content-Security-Policy": policy } } });
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: flags });
  const close = async () => {
    await browser.close();
    await server.close();
    rmSync(`${root}${outDir}`, { recursive: true });
  };
  return { browser, address: `http://localhost:${server.httpServer.address().port}/`, close };
}
