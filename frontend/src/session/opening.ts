import { call } from '../bridge/call';
import type { AppState, SiteState } from '../bridge/types.gen';

/**
 * The time from the first question to the program until its site is shown. What it tells meanwhile
 * must not be lost, and is newer than what it answered.
 */
export class Opening {
  over = false;
  private asking = false;
  private missed = false;

  /** Asks what the program is and which site is open; again, where it told something meanwhile. */
  async ask(): Promise<AppState> {
    this.asking = true;
    try {
      let state: AppState;
      do {
        this.missed = false;
        state = await call('app.state', {});
      } while (this.missed);
      return state;
    } finally {
      this.asking = false;
    }
  }

  /** Asks once more, for what may have been told while nobody listened; null: a question is under way and takes care of it. */
  async again(): Promise<AppState | null> {
    this.missed = true;
    return this.asking ? null : call('app.state', {});
  }

  /** What is known of the program, with its site as it is now. */
  take(app: AppState | null, site: SiteState): AppState | null {
    this.missed = true;
    return app && { ...app, site };
  }
}
