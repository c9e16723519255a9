/**
 * Shows a menu below the button that opens it, above it where there is more
 * room, on top of everything and never beyond an edge of the window.
 */
export function showMenu(menu: HTMLElement, opener: HTMLElement, end = false): void {
  menu.showPopover?.();
  const box = opener.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = menu;
  const left = end ? box.right - width : box.left;
  const below = box.bottom + 4;
  menu.style.left = `${Math.max(8, Math.min(left, innerWidth - width - 8))}px`;
  menu.style.top = `${below + height > innerHeight - 8 ? Math.max(8, box.top - height - 4) : below}px`;
}
