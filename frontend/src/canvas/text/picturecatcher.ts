import { readMemory } from '../../bridge/call';

/**
 * WebKitGTK says nothing of a picture on the clipboard: its paste is empty. It
 * names no type of some words either, those of a terminal, but gives them.
 */
export function saysNothing(data: DataTransfer | null): boolean {
  if (!data || data.types.length > 0 || data.files.length > 0 || data.items.length > 0) return false;
  return data.getData('text/plain') === '' && data.getData('text/html') === '';
}

/**
 * Lets the browser itself paste into a field that nobody sees, and takes out
 * the pictures that it put there. Called while a paste is done that says
 * nothing; the browser goes on with it where the keyboard is then, but only in
 * the document that it began in.
 */
export async function catchPictures(
  page: Document,
  moment: () => Promise<void> = () => new Promise((next) => setTimeout(next)),
): Promise<File[]> {
  const field = page.createElement('div');
  field.contentEditable = 'true';
  field.setAttribute('aria-hidden', 'true');
  field.style.cssText =
    'position:fixed;left:0;bottom:0;width:1px;height:1px;overflow:hidden;opacity:0;-webkit-user-modify:read-write';
  page.documentElement.append(field);
  const before = page.activeElement as HTMLElement | null;
  field.focus({ preventScroll: true });
  try {
    await moment();
    const found = await Promise.all([...field.querySelectorAll('img')].map((img) => fileOf(img.src)));
    return found.filter((file) => file !== null);
  } finally {
    field.remove();
    before?.focus({ preventScroll: true });
  }
}

/** A picture that the page holds itself; null for one that would have to be fetched from elsewhere. */
async function fileOf(address: string): Promise<File | null> {
  const blob = unfolded(address) ?? (await readMemory(address));
  const kind = /^image\/(png|jpeg|gif|webp|avif)$/.exec(blob?.type ?? '')?.[1];
  if (!blob || !kind) return null;
  return new File([blob], `picture.${kind === 'jpeg' ? 'jpg' : kind}`, { type: blob.type });
}

/** The bytes that stand in a data: address. */
function unfolded(address: string): Blob | null {
  const [, type, base64] = /^data:(image\/\w+);base64,([\w+/=]+)$/.exec(address) ?? [];
  if (!type || !base64) return null;
  return new Blob([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], { type });
}
