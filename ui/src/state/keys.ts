/** True on macOS, where the command key takes the place of Ctrl. */
export const isMac = /Mac/.test(globalThis.navigator?.platform ?? "");

/** True if the key that begins a shortcut on this system is held. */
export function hasModifier(event: KeyboardEvent): boolean {
  return isMac ? event.metaKey : event.ctrlKey;
}

/** Returns «Ctrl+F», or «⌘F» on macOS. */
export function shortcut(key: string): string {
  return isMac ? `⌘${key.replace("Shift+", "⇧")}` : `Ctrl+${key}`;
}
