import type { BlockOrigin, Origin } from './origin';

export type LeftPanel = 'pages' | 'layers' | 'pictures' | 'menus';
export type RightPanel = 'settings' | 'design';
export type Device = 'desktop' | 'tablet' | 'phone';
export type DialogName =
  | 'palette'
  | 'help'
  | 'publish'
  | 'releases'
  | 'targets'
  | 'newTarget'
  | 'newPage'
  | 'newSite'
  | 'openSite'
  | 'site'
  | 'trash'
  | 'source';

/** The widths at which the page is shown, in CSS pixels. Desktop is at least this wide. */
export const widths: Record<Device, number> = { desktop: 1120, tablet: 820, phone: 390 };

const remembered = 'pagewright.layout';

/** Below this width panels lie over the page, one at a time: both beside it leave no room. In letters, as `Layout.wide` is. */
const narrow = 64;

function letterNow(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
}

/** How wide the window is in rem: letters that are twice as large leave half the room. */
function widthNow(): number {
  return innerWidth / letterNow();
}

/** Which panels and dialogs are open. Panels are remembered on this computer. */
export class Layout {
  left = $state<LeftPanel | null>('pages');
  right = $state<RightPanel | null>('settings');
  device = $state<Device>('desktop');
  dialog = $state<DialogName | null>(null);
  /** A rem in pixels: people have their letters larger. */
  letter = $state(letterNow());
  /** How wide the window is, in rem. */
  wide = $state(widthNow());
  /** The setting that is to have the keyboard where it is changed, which takes this away. */
  wanted = $state.raw<Origin | BlockOrigin | null>(null);
  /** The line at which the source of the page is opened, 0 for its head. */
  sourceLine = 0;
  /** The collection that a new page goes to, as a folder below content. */
  newPageIn = $state('');

  constructor() {
    this.remember();
    if (this.narrow) this.left = this.right = null;
  }

  get narrow(): boolean {
    return this.wide <= narrow;
  }

  /** The window, or the letters in it, got another size. */
  measure = (): void => {
    const was = this.narrow;
    this.letter = letterNow();
    this.wide = widthNow();
    if (this.narrow && !was && this.left) this.right = null;
  };

  /** Shows where something is set, with the keyboard in it. */
  show(origin: Origin | BlockOrigin): void {
    if (origin.in === 'page' || origin.in === 'block') this.setRight('settings');
    else if (origin.in === 'menu') this.showLeft('menus');
    else this.dialog = 'site';
    this.wanted = origin;
  }

  /** Opens the source of the page, at a line. */
  showSource(line = 0): void {
    this.sourceLine = line;
    this.dialog = 'source';
  }

  toggleLeft(panel: LeftPanel): void {
    this.left = this.left === panel ? null : panel;
    if (this.left && this.narrow) this.right = null;
    this.keep();
  }

  showLeft(panel: LeftPanel): void {
    this.left = panel;
    if (this.narrow) this.right = null;
    this.keep();
  }

  setRight(panel: RightPanel | null): void {
    this.right = panel;
    if (panel && this.narrow) this.left = null;
    this.keep();
  }

  toggleRight(panel: RightPanel): void {
    this.setRight(this.right === panel ? null : panel);
  }

  private keep(): void {
    try {
      localStorage.setItem(remembered, JSON.stringify({ left: this.left, right: this.right }));
    } catch {
      // A browser that keeps nothing: the panels start as they are made.
    }
  }

  private remember(): void {
    try {
      const kept: unknown = JSON.parse(localStorage.getItem(remembered) ?? 'null');
      if (typeof kept !== 'object' || kept === null) return;
      const { left, right } = kept as { left?: unknown; right?: unknown };
      if (left === null || ['pages', 'layers', 'pictures', 'menus'].includes(String(left))) {
        this.left = left as LeftPanel | null;
      }
      if (right === null || right === 'settings' || right === 'design') this.right = right;
    } catch {
      // Likewise.
    }
  }
}
