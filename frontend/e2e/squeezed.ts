import type { Page } from '@playwright/test';

/** What is cut off, stands beyond the window, or lies over something else: in words, with what it is. */
export function squeezed(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const box = (element: Element) => element.getBoundingClientRect();
    const name = (element: Element) =>
      `${element.localName} “${(element.getAttribute('aria-label') ?? element.textContent ?? '').trim().replace(/\s+/g, ' ').slice(0, 40)}”`;
    const scrolled = (element: Element): Element | null => {
      for (let around = element.parentElement; around; around = around.parentElement) {
        const { overflowX, overflowY } = getComputedStyle(around);
        const more =
          around.scrollHeight > around.clientHeight + 1 || around.scrollWidth > around.clientWidth + 1;
        if (more && /auto|scroll/.test(overflowX + overflowY)) return around;
      }
      return null;
    };
    const root = document.querySelector('dialog[open]') ?? document.body;
    const seen = [
      ...root.querySelectorAll<HTMLElement>(
        'button, input, select, textarea, summary, h1, h2, h3, label, p, span',
      ),
    ].filter(
      (one) => box(one).width > 1 && box(one).height > 1 && one.checkVisibility() && !one.closest('.hidden'),
    );
    const beyond = seen.filter((one) => {
      const { left, top, right, bottom } = box(one);
      return !scrolled(one) && (left < -1 || top < -1 || right > innerWidth + 1 || bottom > innerHeight + 1);
    });
    const cut = seen.filter((one) => {
      const { textOverflow, display } = getComputedStyle(one);
      if (/input|textarea|select/.test(one.localName) || display === 'inline' || textOverflow === 'ellipsis')
        return false;
      return one.clientWidth > 0 && one.scrollWidth > one.clientWidth + 2 && !one.matches('.swatch');
    });
    const sideways = [...document.querySelectorAll('*')].filter(
      (one) =>
        /auto|scroll/.test(getComputedStyle(one).overflowX) &&
        one.scrollWidth > one.clientWidth + 1 &&
        one.checkVisibility() &&
        !one.closest('.cm-editor'),
    );
    const part = (element: Element) =>
      element.closest('.actions, aside, dialog, header.bar, nav, .status, [role="menu"]');
    const pressed = seen.filter((one) =>
      one.matches('button, input, select, textarea, summary, .status > span'),
    );
    const over = pressed.flatMap((one, i) =>
      pressed.slice(i + 1).flatMap((other) => {
        const [a, b] = [box(one), box(other)];
        const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        const meet = wide > 2 && high > 2 && !one.contains(other) && !other.contains(one);
        const bar = one.closest('header.bar') && other.closest('header.bar');
        const same = bar || (part(one) === part(other) && scrolled(one) === scrolled(other));
        const open = document.querySelector('[role="menu"]');
        return meet && same && !open && !one.closest('.overlay, label') && !other.closest('.overlay, label')
          ? [`${name(one)} lies over ${name(other)}`]
          : [];
      }),
    );
    return [
      ...beyond.map((one) => `${name(one)} stands beyond the window`),
      ...cut.map((one) => `${name(one)} is cut: ${one.scrollWidth} in ${one.clientWidth}`),
      ...sideways.map((one) => `${one.localName}.${one.className} scrolls sideways`),
      ...over,
    ];
  });
}
