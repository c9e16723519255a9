/** One line of a menu. */
export interface MenuItem {
  label: string;
  run: () => unknown;
  danger?: boolean;
  /** A line is drawn before it. */
  apart?: boolean;
}

/**
 * Shows a menu below the button that opens it, above it where there is more
 * room, on top of everything and never beyond an edge of the window. Its first
 * item has the keyboard then.
 */
export function showMenu(menu: HTMLElement, opener: HTMLElement, end = false): void {
  menu.showPopover?.();
  const box = opener.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = menu;
  const left = end ? box.right - width : box.left;
  const below = box.bottom + 4;
  menu.style.left = `${Math.max(8, Math.min(left, innerWidth - width - 8))}px`;
  menu.style.top = `${below + height > innerHeight - 8 ? Math.max(8, box.top - height - 4) : below}px`;
  items(menu)[0]?.focus();
}

/** The keys of a menu that is open: the arrows, Home and End go through it, Escape closes it. */
export function menuKey(event: KeyboardEvent, close: () => void): void {
  const all = items(event.currentTarget as HTMLElement);
  const here = all.indexOf(document.activeElement as HTMLElement);
  const to = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: -1 }[event.key];
  if (to !== undefined) all[(to + all.length) % all.length]?.focus();
  else if (event.key === 'Escape') close();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

function items(menu: HTMLElement): HTMLElement[] {
  return [...menu.querySelectorAll<HTMLElement>('[role="menuitem"]')];
}
