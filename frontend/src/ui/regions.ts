/** Brings the keyboard to the next part of the window: an element with data-region. */
export function nextRegion(): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')].filter(
    (r) => r.offsetParent !== null,
  );
  const here = regions.findIndex((r) => r.contains(document.activeElement));
  const next = regions[(here + 1) % regions.length];
  const first = next?.querySelector<HTMLElement>(
    '[data-first], button:not([disabled]), input, select, textarea, a[href], [tabindex="0"]',
  );
  (first ?? next)?.focus();
}
