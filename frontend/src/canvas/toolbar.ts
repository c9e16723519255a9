/**
 * The keys of a toolbar: the arrows, Home and End go among its buttons, and
 * Tab stops at one of them. Put it on the toolbar as an attachment.
 */
export function toolbar(node: HTMLElement): () => void {
  const all = () => [...node.querySelectorAll<HTMLElement>('button:not([role="menuitem"]):not(:disabled)')];
  const single = (one: HTMLElement | undefined) => {
    for (const button of all()) button.tabIndex = button === one ? 0 : -1;
  };
  const keydown = (event: KeyboardEvent) => {
    const buttons = all();
    const here = buttons.indexOf(event.target as HTMLElement);
    if (here < 0) return;
    const to = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: -1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    buttons.at(to % buttons.length)?.focus();
  };
  const focusin = (event: FocusEvent) => {
    if (all().includes(event.target as HTMLElement)) single(event.target as HTMLElement);
  };
  const settle = () => {
    const buttons = all();
    single(buttons.find((button) => button === node.ownerDocument.activeElement) ?? buttons[0]);
  };
  // What is in it comes and goes with the text.
  const changes = new MutationObserver(settle);
  changes.observe(node, { childList: true, subtree: true });
  settle();
  node.addEventListener('keydown', keydown);
  node.addEventListener('focusin', focusin);
  return () => {
    changes.disconnect();
    node.removeEventListener('keydown', keydown);
    node.removeEventListener('focusin', focusin);
  };
}
