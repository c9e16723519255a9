/** The address of a pasted link as it may stand in a text; '' when it may not. */
export function safeAddress(address: string): string {
  // eslint-disable-next-line no-control-regex -- Browsers pass them over, and so must what looks for a scheme.
  const plain = address.replace(/[\u0000-\u0020\u007f]+/g, '');
  // Links of the page on the canvas are those of the site.
  const own = plain.replace(/^https?:\/\/(127\.0\.0\.1|localhost)(:\d+)?\/canvas\/site(?=\/)/, '');
  const led = /^https:\/\/www\.google\.com\/url\?(?:[^#]*&)?q=([^&#]+)/.exec(own)?.[1];
  const meant = led ? decoded(led) : own;
  if (/^\/\//.test(meant)) return `https:${meant}`;
  if (/^#_/.test(meant)) return '';
  return /^(https?:\/\/|mailto:|tel:|\/|#.)/i.test(meant) ? meant : '';
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
