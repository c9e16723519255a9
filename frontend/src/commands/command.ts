import type { Key } from '../i18n';
import type { Session } from '../session/session.svelte';

/** Something that the person can do, by menu, key or the list of commands. */
export interface Command {
  /** Permanent: area.verb. The window's menu and Problems name it. */
  id: string;
  label: Key;
  /** As 'Mod+Shift+z': Mod is Ctrl, or ⌘ on a Mac. The first is shown. */
  keys?: string[];
  /** Its keys count only while the canvas has the keyboard. */
  scope?: 'block';
  /** Its keys also count while text of the page is typed. */
  inText?: boolean;
  /** Its keys also count in the fields of panels. */
  inFields?: boolean;
  /** It is the button of a Problem only, and not in the list of commands. */
  unlisted?: boolean;
  enabled?(session: Session): boolean;
  run(session: Session): void | Promise<void>;
}
