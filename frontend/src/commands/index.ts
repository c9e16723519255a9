import type { Session } from '../session/session.svelte';
import type { Command } from './command';
import { blockAll } from './block-all';
import { blockCopy } from './block-copy';
import { blockCut } from './block-cut';
import { blockDelete } from './block-delete';
import { blockDown } from './block-down';
import { blockDuplicate } from './block-duplicate';
import { blockEdit } from './block-edit';
import { blockIn } from './block-in';
import { blockInsert } from './block-insert';
import { blockOut } from './block-out';
import { blockParent } from './block-parent';
import { blockPaste } from './block-paste';
import { blockUp } from './block-up';
import { help } from './help';
import { pageNew } from './page-new';
import { pageSource } from './page-source';
import { palette } from './palette';
import { panelDesign } from './panel-design';
import { panelLayers } from './panel-layers';
import { panelMenus } from './panel-menus';
import { panelPages } from './panel-pages';
import { panelPictures } from './panel-pictures';
import { panelSettings } from './panel-settings';
import { preview } from './preview';
import { publish } from './publish';
import { publishOver } from './publish-over';
import { publishPlan } from './publish-plan';
import { publishResend } from './publish-resend';
import { publishStart } from './publish-start';
import { redo } from './redo';
import { regions } from './regions';
import { releases } from './releases';
import { reload } from './reload';
import { siteNew } from './site-new';
import { siteOpen } from './site-open';
import { siteSettings } from './site-settings';
import { targetSession } from './target-session';
import { targets } from './targets';
import { trash } from './trash';
import { undo } from './undo';
import { viewDesktop } from './view-desktop';
import { viewPhone } from './view-phone';
import { viewTablet } from './view-tablet';

/** Every command, in the order of the list of commands. */
export const commands: readonly Command[] = [
  pageNew,
  publish,
  preview,
  undo,
  redo,
  panelDesign,
  panelPages,
  panelLayers,
  panelPictures,
  panelMenus,
  panelSettings,
  pageSource,
  blockInsert,
  blockEdit,
  blockUp,
  blockDown,
  blockOut,
  blockIn,
  blockDuplicate,
  blockDelete,
  blockCopy,
  blockCut,
  blockPaste,
  blockAll,
  blockParent,
  viewDesktop,
  viewTablet,
  viewPhone,
  releases,
  targets,
  siteSettings,
  trash,
  siteOpen,
  siteNew,
  palette,
  help,
  regions,
  reload,
  publishStart,
  publishOver,
  publishPlan,
  publishResend,
  targetSession,
];

/** Does what a command says, if it can be done now. */
export async function runCommand(session: Session, id: string): Promise<boolean> {
  const command = commands.find((c) => c.id === id);
  if (!command || command.enabled?.(session) === false) return false;
  await command.run(session);
  return true;
}
