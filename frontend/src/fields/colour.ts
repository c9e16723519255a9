/** A colour as #rrggbb, from #rgb, rrggbb and the like; '' when it is none. */
export function asHex(text: string): string {
  const digits = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text.trim())?.[1]?.toLowerCase();
  if (!digits) return '';
  return `#${digits.length === 3 ? [...digits].map((d) => d + d).join('') : digits}`;
}
