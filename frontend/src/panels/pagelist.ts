import type { PageInfo } from '../bridge/types.gen';

/** Pages under one heading: a folder's. */
export interface PageGroup {
  /** Folder below content, '' for the top. */
  folder: string;
  pages: PageInfo[];
}

/** The pages in groups, the top first, each in the order in which the program gives them. */
export function groupPages(pages: readonly PageInfo[]): PageGroup[] {
  const groups = new Map<string, PageInfo[]>([['', []]]);
  for (const page of pages) {
    const list = groups.get(page.collection) ?? [];
    list.push(page);
    groups.set(page.collection, list);
  }
  return [...groups].map(([folder, list]) => ({
    folder,
    pages: [...list.filter((p) => p.isList), ...list.filter((p) => !p.isList)],
  }));
}
