import { expect, type FrameLocator, type Locator, type Page } from '@playwright/test';

/** The editor as a person uses it. */
export class Editor {
  readonly canvas: FrameLocator;
  readonly stage: Locator;
  readonly status: Locator;

  constructor(readonly page: Page) {
    this.canvas = page.frameLocator('.stage iframe');
    this.stage = page.locator('.stage');
    this.status = page.locator('header .status');
  }

  /** Opens the editor at the address that `serve` printed. */
  static async open(page: Page, address: string): Promise<Editor> {
    await page.goto(address);
    const editor = new Editor(page);
    await expect(page.getByRole('button', { name: 'Publish', exact: true })).toBeVisible();
    await expect(editor.canvas.locator('[data-pw-at]').first()).toBeVisible();
    return editor;
  }

  /** The first paragraph that stands in no other block. */
  get firstText(): Locator {
    return this.canvas.locator('p[data-pw-kind="paragraph"]:not([data-pw-at*="."])').first();
  }

  block(at: string): Locator {
    return this.canvas.locator(`[data-pw-at="${at}"]`);
  }

  /** The place of the first block that holds the words. */
  async at(words: string): Promise<string> {
    const inner = this.canvas.locator('[data-pw-at]').filter({ hasText: words }).last();
    return (await inner.getAttribute('data-pw-at')) ?? '';
  }

  async saved(): Promise<void> {
    await expect(this.status).toContainText('All changes saved on this computer');
  }

  /** Clicks into a text of the page, which opens it for typing. */
  async clickInto(text: Locator): Promise<void> {
    await text.click();
    await expect(this.canvas.locator('[data-pw-typing]')).toBeVisible();
  }

  /** Clicks between two letters of a text. */
  async clickAt(text: Locator, offset: number): Promise<void> {
    await text.scrollIntoViewIfNeeded();
    const point = await text.evaluate((element, at) => {
      const range = element.ownerDocument.createRange();
      const letters = element.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode();
      if (!letters) throw new Error('no letters');
      range.setStart(letters, at);
      range.setEnd(letters, at + 1);
      const box = range.getBoundingClientRect();
      return { x: box.left + 1, y: box.top + box.height / 2, width: window.innerWidth };
    }, offset);
    const frame = await this.page.locator('.stage iframe').boundingBox();
    if (!frame) throw new Error('no page');
    const scale = frame.width / point.width;
    await this.page.mouse.click(frame.x + point.x * scale, frame.y + point.y * scale);
    await expect(this.canvas.locator('[data-pw-typing]')).toBeVisible();
  }

  /** Writes other words in the place of a text. */
  async retype(text: Locator, words: string): Promise<void> {
    await this.clickInto(text);
    await this.page.keyboard.press('ControlOrMeta+a');
    await this.page.keyboard.type(words);
    await this.page.keyboard.press('Escape');
    await expect(this.canvas.locator('[data-pw-typing]')).toHaveCount(0);
    await this.saved();
  }

  /** Selects a block without typing into it. */
  async select(at: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Layers', exact: true }).waitFor();
    const typing = this.canvas.locator('[data-pw-typing]');
    await this.block(at).click({ position: { x: 4, y: 4 } });
    const text = await this.block(at).evaluate((element) => {
      const box = element.getBoundingClientRect();
      const hit = element.ownerDocument.elementFromPoint(box.left + 4, box.top + 4);
      const kind = hit?.closest('[data-pw-at]')?.getAttribute('data-pw-kind');
      return kind === 'paragraph' || kind === 'heading';
    });
    if (text) await expect(typing).toBeVisible(); // it opens a moment after the click
    if (await typing.count()) await this.page.keyboard.press('Escape');
    await expect(typing).toHaveCount(0);
  }

  async undo(): Promise<void> {
    await this.page.getByRole('button', { name: /^Undo/ }).first().click();
    await this.saved();
  }

  async redo(): Promise<void> {
    await this.page.getByRole('button', { name: /^Redo/ }).first().click();
    await this.saved();
  }

  /** Drags the selected block by its handle to just before or after another one. */
  async dragTo(at: string, where: 'before' | 'after'): Promise<void> {
    // Away from the edges, where the page would scroll under the pointer.
    await this.block(at).evaluate((element, before) => {
      const box = element.getBoundingClientRect();
      window.scrollBy({ top: (before ? box.top : box.bottom) - window.innerHeight / 2, behavior: 'instant' });
    }, where === 'before');
    const handle = this.page.getByRole('button', { name: /^Drag to move/ });
    await handle.hover();
    const [from, to] = [await handle.boundingBox(), await this.block(at).boundingBox()];
    if (!from || !to) throw new Error('nothing to drag, or nowhere to go');
    const { mouse } = this.page;
    await mouse.move(from.x + from.width / 2, from.y + from.height / 2);
    await mouse.down();
    const y =
      where === 'before' ? to.y + Math.min(8, to.height / 4) : to.y + to.height - Math.min(8, to.height / 4);
    await mouse.move(to.x + to.width / 2, y, { steps: 12 });
    await expect(this.page.locator('.overlay .line')).toBeVisible();
    await mouse.move(to.x + to.width / 2, y);
    await mouse.up();
  }

  /** Drops a file from the computer onto the page, before a block. */
  async dropFile(name: string, type: string, bytes: Buffer, at: string): Promise<void> {
    await this.block(at).evaluate((element) =>
      element.scrollIntoView({ block: 'center', behavior: 'instant' }),
    );
    const box = await this.block(at).boundingBox();
    if (!box) throw new Error('nowhere to drop');
    const point = { clientX: box.x + box.width / 2, clientY: box.y + 6 };
    const data = await this.page.evaluateHandle(
      ([file, kind, base64]) => {
        const transfer = new DataTransfer();
        const raw = Uint8Array.from(atob(base64 ?? ''), (c) => c.charCodeAt(0));
        transfer.items.add(new File([raw], file ?? '', { type: kind }));
        return transfer;
      },
      [name, type, bytes.toString('base64')] as const,
    );
    await this.page.dispatchEvent('body', 'dragenter', { dataTransfer: data, ...point });
    const shield = this.page.locator('.shield');
    await shield.dispatchEvent('dragover', { dataTransfer: data, ...point });
    await expect(this.page.locator('.overlay .line')).toBeVisible();
    await shield.dispatchEvent('drop', { dataTransfer: data, ...point });
  }

  async newPage(title: string): Promise<void> {
    await this.page.getByRole('button', { name: 'New in Pages' }).click();
    const dialog = this.page.getByRole('dialog', { name: 'New page' });
    await dialog.getByLabel('Title').fill(title);
    await dialog.getByRole('button', { name: 'Create page' }).click();
    await expect(dialog).toHaveCount(0);
  }

  /** Goes to a page by the page list. */
  async goTo(title: string): Promise<void> {
    const row = this.page
      .getByRole('complementary', { name: 'Pages' })
      .getByRole('button', { name: title, exact: true });
    await row.click();
    await expect(row).toHaveAttribute('aria-current', 'page');
  }

  /** Changes a design token that is typed. */
  async token(label: string, value: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Design', exact: true }).first().click();
    const field = this.page.getByRole('complementary', { name: 'Design' }).getByLabel(label, { exact: true });
    await field.press('ControlOrMeta+a');
    await field.pressSequentially(value, { delay: 20 });
    await field.press('Enter');
    await this.saved();
  }

  /** Publishes and returns the address at which visitors see the site. */
  async publish(): Promise<string> {
    await this.page.getByRole('button', { name: 'Publish', exact: true }).click();
    const dialog = this.page.getByRole('dialog', { name: 'Publish' });
    await dialog.getByRole('button', { name: 'Publish now' }).click();
    await expect(dialog.getByText('Your site is published.')).toBeVisible({ timeout: 30_000 });
    const [opened] = await Promise.all([
      this.page.context().waitForEvent('page'),
      dialog.getByRole('button', { name: 'Visit your site' }).click(),
    ]);
    await opened.waitForLoadState();
    const address = opened.url();
    await opened.close();
    await dialog.getByRole('button', { name: 'Done' }).click();
    return address;
  }

  /** Goes back to the release before the one that visitors see. */
  async goBack(): Promise<void> {
    await this.page.getByRole('button', { name: 'Publish', exact: true }).click();
    await this.page.getByRole('button', { name: 'Earlier releases' }).click();
    const list = this.page.getByRole('dialog', { name: 'Releases' });
    await list
      .getByRole('button', { name: /^Go back to the release/ })
      .first()
      .click();
    await list.getByRole('button', { name: /^Show visitors/ }).click();
    const dialog = this.page.getByRole('dialog', { name: 'Going back' });
    await expect(dialog.getByText('Visitors see the earlier release now.')).toBeVisible({ timeout: 30_000 });
    await dialog.getByRole('button', { name: 'Done' }).click();
  }
}
