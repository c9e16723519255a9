import type { EditAnswer } from '../bridge/types.gen';
import { t } from '../i18n';

/** How many pages are named before the rest is counted. */
const named = 3;

/** What is said when a page went to the trash: where links lead nowhere now, if they do. */
export function trashedWords(
  title: string,
  { links, inMenus }: Pick<EditAnswer, 'links' | 'inMenus'>,
): string {
  const more = links.length > named + 1 ? links.length - named : 0;
  const where = [
    ...(inMenus ? [t('pages.trashedMenus')] : []),
    ...links.slice(0, links.length - more).map((page) => t('pages.trashedOn', { title: page })),
    ...(more > 0 ? [t('pages.trashedMore', { n: more })] : []),
  ];
  return where.length > 0
    ? t('pages.trashedLinked', { title, where: where.join(', ') })
    : t('pages.trashed', { title });
}
