/** Words around the source of a page or a block. */
export const source = {
  source: {
    page: 'Source of “{title}”',
    keys: 'It is saved as you type. Tab leaves the field, {undo} takes back.',
    done: 'Done',
    problems: 'What is wrong on this page',
    line: 'Line {n}',
    openLine: 'Open the source at line {n}',
    other:
      'Another program changed this while you were typing. What you typed is still here, and nothing was overwritten.',
    keepOwn: 'Keep what I typed',
    takeOther: 'Take the other one',
    showOther: 'Show the other one',
    kept: 'The block was changed by another program. What you typed stands after it.',
  },
} as const;
