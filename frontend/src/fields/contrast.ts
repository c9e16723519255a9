import { asHex } from './colour';

/** How bright a channel of a colour is, as WCAG 2 counts it. */
function linear(channel: number): number {
  const c = channel / 255;
  return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
}

function luminance(hex: string): number {
  const n = parseInt(hex.slice(1), 16);
  return 0.2126 * linear((n >> 16) & 255) + 0.7152 * linear((n >> 8) & 255) + 0.0722 * linear(n & 255);
}

/** The contrast of two colours by WCAG 2, from 1 to 21; null when one of them is not written as #rrggbb. */
export function contrast(a: string, b: string): number | null {
  const [one, other] = [asHex(a), asHex(b)];
  if (!one || !other) return null;
  const [dark, light] = [luminance(one), luminance(other)].sort((x, y) => x - y) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** What WCAG 2 asks of text of ordinary size. */
export const readable = 4.5;
