/** A list whose items are moved by a handle, with the pointer or with the arrow keys. */
export interface Sortable {
  /** The item goes from one place to another; both count the list as it is now, without a gap. */
  move(from: number, to: number): void | Promise<void>;
}

/** Where an item comes to stand that is held at a height, among the others as they are drawn. */
export function placeAt(y: number, boxes: readonly { top: number; bottom: number }[], from: number): number {
  let to = 0;
  boxes.forEach((box, i) => {
    if (i !== from && y > (box.top + box.bottom) / 2) to++;
  });
  return to;
}

/** The items of a list in another order. */
export function moved<T>(items: readonly T[], from: number, to: number): T[] {
  const list = [...items];
  const [one] = list.splice(from, 1);
  if (one !== undefined) list.splice(to, 0, one);
  return list;
}

/**
 * Makes the children of a list sortable by their `[data-handle]`. Pointer
 * events with capture, because drags of HTML lose events in WebKitGTK.
 */
export function sortable({ move }: Sortable): (list: HTMLElement) => () => void {
  return (list) => {
    const items = () => [...list.children].filter((c): c is HTMLElement => c instanceof HTMLElement);
    const itemOf = (target: EventTarget | null): number => {
      const handle = target instanceof Element ? target.closest('[data-handle]') : null;
      return handle ? items().findIndex((item) => item.contains(handle)) : -1;
    };

    function begin(event: PointerEvent): void {
      const from = itemOf(event.target);
      const item = items()[from];
      if (!item || event.button !== 0) return;
      event.preventDefault();
      const boxes = items().map((one) => one.getBoundingClientRect());
      const start = event.clientY;
      let to = from;
      list.setPointerCapture(event.pointerId);
      item.dataset.held = '';
      const go = (e: PointerEvent) => {
        item.style.translate = `0 ${e.clientY - start}px`;
        to = placeAt(e.clientY, boxes, from);
        items().forEach((one, i) => {
          if (i === from) return;
          const step = i > from && i <= to ? -1 : i < from && i >= to ? 1 : 0;
          one.style.translate = step ? `0 ${step * (boxes[from]?.height ?? 0)}px` : '';
        });
      };
      const end = (e: PointerEvent) => {
        list.removeEventListener('pointermove', go);
        list.removeEventListener('pointerup', end);
        list.removeEventListener('pointercancel', end);
        delete item.dataset.held;
        for (const one of items()) one.style.translate = '';
        if (e.type === 'pointerup' && to !== from) void move(from, to);
      };
      list.addEventListener('pointermove', go);
      list.addEventListener('pointerup', end);
      list.addEventListener('pointercancel', end);
    }

    function key(event: KeyboardEvent): void {
      const from = itemOf(event.target);
      const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
      const to = from + step;
      if (from < 0 || !step) return;
      event.preventDefault();
      event.stopPropagation();
      if (to < 0 || to >= items().length) return;
      // The list is drawn anew: the handle of the item that moved keeps the keyboard.
      void Promise.resolve(move(from, to)).then(() =>
        requestAnimationFrame(() => items()[to]?.querySelector<HTMLElement>('[data-handle]')?.focus()),
      );
    }

    list.addEventListener('pointerdown', begin);
    list.addEventListener('keydown', key);
    return () => {
      list.removeEventListener('pointerdown', begin);
      list.removeEventListener('keydown', key);
    };
  };
}
