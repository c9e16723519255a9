/** Words around typing on the page. */
export const text = {
  away: {
    title:
      'Pagewright is not answering. What you type is kept here and saved as soon as it is back. If you started it again, open the address that it shows.',
  },
} as const;
