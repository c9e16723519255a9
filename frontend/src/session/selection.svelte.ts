import { indexOf, lineage, parentOf, siblings, withIndex } from '../canvas/place';
import type { Track } from '../canvas/track';
import type { Block } from '../bridge/types.gen';

/** The selected blocks: one, or a range of blocks that stand beside each other. */
export class Selection {
  /** The block that was chosen last, '' for none. The keys and the inspector speak of it. */
  lead = $state('');
  /** The other end of the range; the lead itself where one block is selected. */
  private anchor = $state('');

  /** All selected places in the order of the page. */
  get all(): string[] {
    if (this.lead === '') return [];
    const ends = [indexOf(this.lead), indexOf(this.anchor)];
    const [first, last] = [Math.min(...ends), Math.max(...ends)];
    return Array.from({ length: last - first + 1 }, (_, i) => withIndex(this.lead, first + i));
  }

  get several(): boolean {
    return this.anchor !== this.lead;
  }

  set(at: string): void {
    this.lead = this.anchor = at;
  }

  /** Selects the blocks from the first to the last of some places. */
  range(places: readonly string[]): void {
    this.set(places.at(0) ?? '');
    if (places.length > 1) this.extend(places.at(-1) ?? '');
  }

  /** Selects all blocks from the anchor to another one, among those that both stand in. */
  extend(to: string): void {
    if (this.lead === '' || to === '') return this.set(to);
    const [own, other] = [lineage(this.anchor), lineage(to)];
    let depth = 0;
    while (depth < own.length - 1 && depth < other.length - 1 && own[depth] === other[depth]) depth++;
    this.anchor = own[depth] ?? to;
    this.lead = other[depth] ?? to;
  }

  /** Selects one block more or less at the moving end; false at the border. */
  grow(blocks: readonly Block[], step: 1 | -1): boolean {
    const index = indexOf(this.lead) + step;
    if (this.lead === '' || index < 0 || index >= siblings(blocks, this.lead).length) return false;
    this.lead = withIndex(this.lead, index);
    return true;
  }

  /** Selects all blocks beside the selected one; when they are it, those around. */
  wholeLevel(blocks: readonly Block[]): void {
    const around = parentOf(this.lead);
    const count = siblings(blocks, this.lead).length;
    if (this.lead !== '' && this.all.length >= count && around !== '') {
      this.set(around);
      return this.wholeLevel(blocks);
    }
    if (count === 0) return;
    this.anchor = withIndex(this.lead || '0', 0);
    this.lead = withIndex(this.lead || '0', count - 1);
  }

  /** Follows the blocks to another state of the page. What is gone is not selected. */
  follow(track: Track): void {
    const places = this.all.flatMap((at) => track(at) ?? []);
    const beside = places.filter((at) => parentOf(at) === parentOf(places[0] ?? ''));
    const order = beside.map(indexOf).sort((a, b) => a - b);
    const whole = order.every((n, i) => i === 0 || n === (order[i - 1] ?? 0) + 1);
    const [lead] = this.several && whole ? beside : [track(this.lead) ?? ''];
    if (!lead || !this.several || !whole) return this.set(lead ?? '');
    const back = indexOf(this.lead) < indexOf(this.anchor);
    const ends = [order[0] ?? 0, order.at(-1) ?? 0].map((n) => withIndex(lead, n));
    this.anchor = ends[back ? 1 : 0] ?? lead;
    this.lead = ends[back ? 0 : 1] ?? lead;
  }
}
