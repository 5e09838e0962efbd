/** An action of a menu. `checked` is set for a choice among several. */
export type MenuItem = { text: string; checked?: boolean; act: () => unknown };
type Menu = { items: MenuItem[]; x: number; y: number; label: string; opener: HTMLElement };

/** The open menu of the window. */
export const menu = $state<{ current: Menu | undefined }>({ current: undefined });

/** Opens a menu at the pointer, or under the element if the keyboard asked for it. */
export function openMenu(event: MouseEvent, items: MenuItem[], label = "") {
  event.preventDefault();
  event.stopPropagation();
  const target = event.target as HTMLElement;
  const opener = target.closest<HTMLElement>("button, tr") ?? target;
  const box = target.getBoundingClientRect();
  const byPointer = event.type === "contextmenu" && event.clientX > 0;
  menu.current = { items, label, opener, x: byPointer ? event.clientX : box.left, y: byPointer ? event.clientY : box.bottom };
}
