import { call, Failure, UNREACHABLE } from '../bridge/call';
import type { Problem } from '../bridge/types.gen';
import { t } from '../i18n';
import { isUnreachable, Reach } from './reach.svelte';

/** A short word to the person that goes away by itself. */
export interface Toast {
  id: number;
  text: string;
  action?: { label: string; run: () => void };
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

  /** Two at most are there at a time, and the same words only once. */
  toast(text: string, action?: Toast['action']): void {
    const id = ++this.last;
    this.toasts = [...this.toasts.filter((toast) => toast.text !== text).slice(-1), { id, text, action }];
    setTimeout(() => this.dismiss(id), action ? stay.offer : stay.plain);
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
    this.problem = problemOf(error);
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
