/** Words of the start: new sites and sites that are there. */
export const sites = {
  welcome: {
    title: 'Make a website by looking at it',
    lead: 'Everything stays on this computer until you publish.',
    recent: 'Your sites',
    open: 'Open a site',
    openLead: 'A folder with a site that you made before.',
    folder: 'Folder of the site',
    browse: 'Choose folder…',
    start: 'Start a new site',
    starter: 'Start from',
    name: 'What is it called?',
    nameHint: 'The name of your shop, club or project. It can be changed later.',
    where: 'Folder',
    whereHint: 'Left empty: a folder of that name in your documents.',
    create: 'Create site',
    creating: 'Creating…',
    noStarters: 'No starter sites came with this program.',
  },
} as const;
