import { app } from './en/app';
import { window } from './en/window';
import { sites } from './en/sites';
import { pages } from './en/pages';
import { canvas } from './en/canvas';
import { text } from './en/text';
import { look } from './en/look';
import { pictures } from './en/pictures';
import { publish } from './en/publish';
import { source } from './en/source';

/** Every English word of the editor. {name} is filled in; {one, other} follows {n}. */
export const en = {
  ...app,
  ...window,
  ...sites,
  ...pages,
  ...canvas,
  ...text,
  ...look,
  ...pictures,
  ...publish,
  ...source,
} as const satisfies Tree;

interface Tree {
  [key: string]: string | { one: string; other: string } | Tree;
}

/** The shape that every language must fill. */
export type Words = Widen<typeof en>;

type Widen<T> = { [K in keyof T]: T[K] extends string ? string : Widen<T[K]> };
