/** Calls after a pause; `flush` calls at once what waits. */
export function debounced<T>(run: (value: T) => void, ms = 400): { call(value: T): void; flush(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waiting: { value: T } | null = null;
  const flush = () => {
    clearTimeout(timer);
    const due = waiting;
    waiting = null;
    if (due) run(due.value);
  };
  return {
    call(value) {
      waiting = { value };
      clearTimeout(timer);
      timer = setTimeout(flush, ms);
    },
    flush,
  };
}
