import { afterEach, vi } from 'vitest';

// All test files of a worker share one jsdom, which takes longer to make than most files take to
// run. Each begins with an empty page and with modules of its own, so that what one has mocked, or
// left in a module, is not there for the next; and no test leaves its clock or its globals behind.
vi.resetModules();
document.head.replaceChildren();
document.body.replaceChildren();

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

// What jsdom lacks and the editor's components ask for.
HTMLDialogElement.prototype.showModal ??= function showModal(this: HTMLDialogElement) {
  this.open = true;
};
HTMLDialogElement.prototype.close ??= function close(this: HTMLDialogElement) {
  this.open = false;
};
