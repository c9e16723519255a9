/** The pictures of a paste. Programs that copy words often add a picture of them: then the words count. */
export function pastedFiles(event: ClipboardEvent): File[] {
  const data = event.clipboardData;
  const files = [...(data?.files ?? [])].filter((file) => file.type.startsWith('image/'));
  const html = files.length > 0 ? (data?.getData('text/html') ?? '') : '';
  const page = new DOMParser().parseFromString(html, 'text/html');
  page.querySelectorAll('style, script, xml').forEach((e) => e.remove());
  return page.body.textContent?.trim() ? [] : files;
}
