import type { ProseDoc } from '../../bridge/types.gen';
import type { Shape } from './shape';

/** A text that is typed into, as it is when the page around it is drawn anew. */
export interface Typed {
  at: string;
  /** The block's source when it was last in the file; null: it was never in it. */
  known: string | null;
  rule: Shape['rule'];
  offset: number;
  /** What is not in the file yet; null: all of it is. */
  words: ProseDoc[] | null;
}
