/** Languages that are offered for a site, each in its own words. Any other BCP 47 tag can be typed. */
export const languages: readonly (readonly [tag: string, name: string])[] = [
  ['en', 'English'],
  ['de', 'Deutsch'],
  ['fr', 'Français'],
  ['es', 'Español'],
  ['it', 'Italiano'],
  ['pt', 'Português'],
  ['nl', 'Nederlands'],
  ['pl', 'Polski'],
  ['da', 'Dansk'],
  ['sv', 'Svenska'],
  ['nb', 'Norsk bokmål'],
  ['fi', 'Suomi'],
  ['cs', 'Čeština'],
  ['tr', 'Türkçe'],
  ['uk', 'Українська'],
  ['ja', '日本語'],
];
