import { describe, expect, test } from 'vitest';
import { Burst, type Clock } from './burst';

/** A clock that is moved by hand. */
class Hands implements Clock {
  time = 0;
  private waiting: { at: number; run: () => void }[] = [];

  now = () => this.time;
  after = (ms: number, run: () => void) => {
    const entry = { at: this.time + ms, run };
    this.waiting.push(entry);
    return () => (this.waiting = this.waiting.filter((e) => e !== entry));
  };

  move(ms: number): void {
    this.time += ms;
    const due = this.waiting.filter((e) => e.at <= this.time);
    this.waiting = this.waiting.filter((e) => e.at > this.time);
    due.forEach((e) => e.run());
  }
}

function typing() {
  const sent: string[] = [];
  const clock = new Hands();
  const burst = new Burst((join) => sent.push(join), clock, {
    pause: 500,
    most: 2000,
    step: 3000,
    again: 3000,
  });
  const type = (times: number, every: number) => {
    for (let i = 0; i < times; i++) {
      burst.touch();
      clock.move(every);
    }
  };
  return { sent, clock, burst, type };
}

describe('typing is sent', () => {
  test('once, after the pause', () => {
    const { sent, clock, type } = typing();
    type(5, 100);
    expect(sent).toHaveLength(0);
    clock.move(400);
    expect(sent).toHaveLength(1);
    clock.move(5000);
    expect(sent).toHaveLength(1);
  });

  test('at the latest two seconds after the first key', () => {
    const { sent, type } = typing();
    type(25, 100);
    expect(sent).toHaveLength(1);
  });

  test('with one word for one step of undo, and a new one after a rest', () => {
    const { sent, clock, type } = typing();
    type(1, 600);
    type(1, 600);
    expect(sent[0]).toBe(sent[1]);
    clock.move(4000);
    type(1, 600);
    expect(sent[2]).not.toBe(sent[0]);
  });

  test('at once by flush, and never by flush when nothing waits', () => {
    const { sent, burst } = typing();
    burst.flush();
    burst.touch();
    expect(burst.waiting).toBe(true);
    burst.flush();
    expect(sent).toHaveLength(1);
    expect(burst.waiting).toBe(false);
  });

  test('once more after it was refused, as the same step, unless a key or the end comes first', () => {
    const { sent, clock, burst, type } = typing();
    type(1, 600);
    burst.again();
    expect([burst.refused, burst.waiting]).toEqual([true, false]);
    clock.move(3000);
    expect(sent).toEqual([sent[0], sent[0]]);
    expect(burst.refused).toBe(false);
    burst.again();
    type(1, 600);
    expect(sent).toHaveLength(3);
    burst.again();
    burst.flush();
    expect(sent).toHaveLength(4);
    burst.again();
    burst.end();
    clock.move(9000);
    expect(sent).toHaveLength(4);
  });

  test('not at all after end, which also begins a new step', () => {
    const { sent, clock, burst, type } = typing();
    type(1, 600);
    burst.touch();
    burst.end();
    clock.move(5000);
    expect(sent).toHaveLength(1);
    burst.touch();
    burst.flush();
    expect(sent[1]).not.toBe(sent[0]);
  });
});
