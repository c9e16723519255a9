import { call, Failure, UNREACHABLE } from '../bridge/call';
import type { Problem } from '../bridge/types.gen';
import { t } from '../i18n';
import { isUnreachable, Reach } from './reach.svelte';

/** A short word to the person. */
export interface Toast {
  id: number;
  text: string;
  action?: { label: string; run: () => void };
  /** It stays until it is answered; others go away by themselves. */
  stays?: boolean;
}

/** Milliseconds that a toast stays, longer when it offers something. */
const stay = { plain: 4000, offer: 9000 };

/** What the editor says: toasts, problems, and words for screen readers. */
export class Notices {
  toasts = $state<Toast[]>([]);
  problem = $state<Problem | null>(null);
  spoken = $state('');
  readonly reach = new Reach(() => call('app.state', {}));
  private last = 0;

  /** Two at most are there at a time beside those that stay, and the same words only once. */
  toast(text: string, action?: Toast['action'], stays = false): void {
    const id = ++this.last;
    const others = this.toasts.filter((toast) => toast.text !== text);
    const passing = others.filter((toast) => !toast.stays).slice(-1);
    this.toasts = [...others.filter((o) => o.stays || passing.includes(o)), { id, text, action, stays }];
    if (!stays) setTimeout(() => this.dismiss(id), action ? stay.offer : stay.plain);
  }

  /**
   * Tells of a problem. Who writes keeps the keyboard: a dialog would take the
   * next letters, and a space would close it unread.
   */
  tell(problem: Problem): void {
    if (writes(document) && !document.querySelector('dialog[open]')) {
      this.toast(problem.title, { label: t('problem.read'), run: () => (this.problem = problem) }, true);
    } else this.problem = problem;
  }

  dismiss(id: number): void {
    this.toasts = this.toasts.filter((toast) => toast.id !== id);
  }

  /** Says something to screen readers only. */
  say(text: string): void {
    this.spoken = this.spoken === text ? `${text}\u00a0` : text;
  }

  /** Shows a failure as a problem. A program that stopped answering is no dialog: the keyboard stays where it is. */
  fail(error: unknown): void {
    if (isUnreachable(error) && this.reach.met) {
      void this.reach.lost();
      if (!document.querySelector('dialog[open]')) return;
    }
    this.tell(problemOf(error));
  }

  /** Does something; a failure is shown and answered with null. */
  async guard<T>(work: () => Promise<T>): Promise<T | null> {
    try {
      return await work();
    } catch (error) {
      this.fail(error);
      return null;
    }
  }
}

/** Turns anything thrown into a Problem with all its words. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Failure && error.problem.code !== UNREACHABLE) return error.problem;
  const words = error instanceof Failure ? 'unreachable' : 'unknown';
  if (words === 'unknown') console.error(error);
  return {
    code: words === 'unknown' ? 'editor-error' : UNREACHABLE,
    title: t(`${words}.title`),
    why: words === 'unreachable' ? t('unreachable.why') : '',
    safe: t(`${words}.safe`),
    next: t(`${words}.next`),
    action: 'app.reload',
    label: t('app.reload'),
  };
}

/** The keyboard is in a text, of the page or of the editor. */
function writes(page: Document): boolean {
  const active = page.activeElement;
  // Elements of a frame are of another realm: instanceof would not know them.
  if (active?.localName === 'iframe') {
    const inside = (active as HTMLIFrameElement).contentDocument;
    return inside !== null && writes(inside);
  }
  return !!active?.matches(
    'textarea, [contenteditable="true"], input:not([type="checkbox"], [type="radio"], [type="range"])',
  );
}
