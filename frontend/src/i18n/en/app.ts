/** Words of the program itself: its start, its end, and what goes wrong. */
export const app = {
  app: {
    name: 'Pagewright',
    loading: 'Opening…',
    close: 'Close',
    cancel: 'Cancel',
    done: 'Done',
    save: 'Save',
    remove: 'Remove',
    more: 'Show more',
    optional: 'optional',
    reload: 'Load again',
    today: 'today, {time}',
    yesterday: 'yesterday, {time}',
  },
  refused: {
    title: 'Pagewright can not show a site safely here.',
    why: 'A script could run on the page that is shown ({how}). A site could then reach your files.',
    next: 'Use another browser, or install Pagewright again. Your sites are not touched.',
    silent: 'the safety check did not answer',
  },
  unreachable: {
    title: 'Pagewright does not answer.',
    why: 'The program was closed, or this page lost its connection to it.',
    safe: 'Everything that was saved is still saved on this computer.',
    next: 'Start Pagewright again and open the address that it shows.',
  },
  unknown: {
    title: 'Something went wrong in the editor.',
    safe: 'Everything that was saved is still saved on this computer.',
    next: 'Load the editor again. If it happens once more, tell us what you did.',
  },
  goodbye: { title: 'Pagewright was closed.', next: 'Your site is saved. Start Pagewright to go on.' },
  problem: {
    page: 'Page',
    line: 'line {n}',
    site: { one: '{n} problem in the files', other: '{n} problems in the files' },
    show: 'Show',
    dismiss: 'Dismiss',
    quote: 'It says',
  },
  drop: { files: 'Drop to put it on the page', problem: 'Some files could not be added.' },
} as const;
