// Generated from app/api/types*.go by build/tsgen. Change it there and run: go run ./build/tsgen

/** A mark of a ProseMirror document. */
export interface ProseMark {
  type: string;
  attrs?: Record<string, unknown>;
}

/** A node of a ProseMirror document. */
export interface ProseDoc {
  type: string;
  attrs?: Record<string, unknown>;
  content?: ProseDoc[];
  marks?: ProseMark[];
  text?: string;
}

/** Problem is a failure as a person reads it. */
export interface Problem {
  /** permanent: area-kind, as "publish-access-denied" */
  code: string;
  /** what happened */
  title: string;
  /** the cause, where it is known */
  why?: string;
  /** what is untouched */
  safe?: string;
  /** what to do */
  next?: string;
  /** a button: a command's id in the front end */
  action?: string;
  /** the button's words */
  label?: string;
  /** the page at fault */
  page?: string;
  /** 1-based; 0: none */
  line?: number;
  /** the source at fault */
  quote?: string;
}

/** Capabilities says what the place that shows the editor can do. */
export interface Capabilities {
  /** the desktop window: native dialogs and file drops with paths */
  window: boolean;
  /** app.browse opens the person's browser; else the editor opens a tab */
  openExternal: boolean;
}

/** AppState is the answer of app.state: all that the editor needs to start. */
export interface AppState {
  version: string;
  /** linux, darwin, windows */
  platform: string;
  capabilities: Capabilities;
  /** nil: no site is open, show the welcome screen */
  site: SiteState | null;
  /** why the site that the program was started with is not open */
  problem: Problem | null;
  /** newest first */
  recent: RecentSite[];
  /** what site.create can start from */
  starters: Starter[];
}

/** RecentSite is a site that was open before. */
export interface RecentSite {
  dir: string;
  title: string;
}

/** Starter is a ready site to start from. */
export interface Starter {
  name: string;
  title: string;
  about: string;
}

/** OpenRequest asks site.open for a folder. */
export interface OpenRequest {
  dir: string;
}

/**
 * CreateRequest asks site.create for a new site from a starter. The folder
 * must not exist or be empty. An empty Dir means a folder named after the
 * title in the person's documents.
 */
export interface CreateRequest {
  dir: string;
  starter: string;
  title: string;
}

/** BrowseRequest asks app.browse to open an address in the person's browser. */
export interface BrowseRequest {
  /** http or https only */
  address: string;
}

/** FolderAnswer is the answer of app.folder, the folder dialog of the window. */
export interface FolderAnswer {
  /** empty: the person closed the dialog */
  dir: string;
}

/** FilesAnswer is the answer of app.files, the file dialog of the window. */
export interface FilesAnswer {
  files: string[];
}

/** Empty is a request or an answer that says nothing more. */
export type Empty = Record<string, never>;

/**
 * Event is one message from the program: over Server-Sent Events in a browser
 * (GET /events), over Wails' event "pagewright" in the window. Name: site
 * (SiteState), page (a page that was changed outside, PageState of it if it is
 * open), publish (Progress), building (Progress: how
 * far the pictures are that a plan or a publish waits for), drop (DropEvent), command (CommandEvent), problem
 * (Problem), goodbye (the program ends: hand over what was typed at once, then
 * call site.close).
 */
export interface Event {
  name: string;
  data: unknown;
}

/** DropEvent says that files were dropped on the window. */
export interface DropEvent {
  /** CSS pixels in the window */
  x: number;
  y: number;
  files: string[];
}

/** CommandEvent says that the person chose a command in the window's menu. */
export interface CommandEvent {
  /** a command's id in the front end */
  command: string;
}

/** Media is one picture, video, sound or document of the site. */
export interface Media {
  /** media/harbour.jpg */
  path: string;
  /** as written in Markdown: /media/harbour.jpg */
  address: string;
  /** address on the editor's server */
  thumb: string;
  type: string;
  /** bytes */
  size: number;
  width: number;
  height: number;
  alt: string;
  decorative: boolean;
  /** what stays to be seen where the picture is cut */
  focus: Focus;
  /** pages, and site.yaml */
  usedBy: string[];
}

/** MediaList is the answer of media.list. */
export interface MediaList {
  items: Media[];
}

/** MediaAltRequest asks media.alt to set a picture's alt text. */
export interface MediaAltRequest {
  path: string;
  alt: string;
  decorative: boolean;
}

/**
 * Focus is a point of a picture in per cent of its width and height; 50, 50 is
 * the middle.
 */
export interface Focus {
  x: number;
  y: number;
}

/**
 * MediaFocusRequest asks media.focus to set a picture's focus. Changes with the
 * same Join that is not empty are one step of undo.
 */
export interface MediaFocusRequest {
  path: string;
  focus: Focus;
  join: string;
}

/**
 * MediaAddRequest asks media.add to take in files of this computer (a drop on
 * the window). media.upload takes the bytes of one file instead, as the body
 * of the request, its name URL-encoded in the header X-Pagewright-Name.
 */
export interface MediaAddRequest {
  files: string[];
}

/**
 * MediaAnswer is the answer of media.add and media.upload. A file whose bytes
 * the site has already is not kept twice.
 */
export interface MediaAnswer {
  items: Media[];
  /** files that could not be taken in */
  problems: Problem[];
}

/** TrashList is the answer of trash.list, newest first. */
export interface TrashList {
  items: Trashed[];
}

/**
 * Trashed is what was deleted in one go. The op "untrash" with its Name as File
 * takes it back.
 */
export interface Trashed {
  name: string;
  /** where it was: content/about.md, media/harbour.jpg */
  path: string;
  /** of a page; else the file's name */
  title: string;
  page: boolean;
  /** media type of what is no page */
  type: string;
  /** RFC 3339 */
  when: string;
}

/** PageRequest names a page (page.open, page.source). */
export interface PageRequest {
  page: string;
}

/** PageState is the answer of page.open and part of every answer that changes a page. */
export interface PageState {
  page: string;
  revision: number;
  /** address of the canvas document: differs for every revision */
  canvas: string;
  permalink: string;
  blocks: Block[];
  /** the scalar keys */
  frontMatter: Record<string, string>;
  tags: string[];
  problems: Problem[];
}

/** PageSource is the answer of page.source: a page as it is in its file. */
export interface PageSource {
  page: string;
  /** Was of the op "source" that changes it */
  hash: string;
  /** without a mark of byte order */
  text: string;
  /** all that is known of this file, by line */
  problems: Problem[];
}

/**
 * Block is one node of the page's block tree. Its place is its index path:
 * "1.0" is the first child of the second block. On the canvas the element of a
 * block has the attribute data-pw-at with that path, and data-pw-kind.
 */
export interface Block {
  at: string;
  kind: string;
  /** a directive that no kind knows, or one that is not closed: show, move, never edit inside */
  locked: boolean;
  /** page.text answers for it: it can be typed into */
  text: boolean;
  /** its first words, for the layer list */
  label: string;
  /** as written; of a plain picture src, alt and title */
  attrs: Record<string, string>;
  /** its Markdown, at most 64 KiB */
  source: string;
  /** never nil */
  children: Block[];
}

/** TextRequest asks page.text for a block's text. */
export interface TextRequest {
  page: string;
  at: string;
  revision: number;
}

/**
 * TextAnswer is a block as a ProseMirror document: nodes doc, paragraph,
 * heading{level}, bulletList, orderedList{start}, listItem, blockquote,
 * codeBlock{language}, hardBreak, image{src,alt,title}, opaque{source,label};
 * marks bold, italic, strike, code, link{href,title}. For a heading or a
 * paragraph the doc holds exactly that one node, and so on for each kind.
 */
export interface TextAnswer {
  doc: ProseDoc;
}

/**
 * Op is one command of a change set; which fields count is said by Op. It is
 * the same that `pagewright edit` reads, a JSON object a line. At, From and To
 * are index paths.
 */
export interface Op {
  /** replace insert delete move attr frontmatter setting page copy trash untrash rename media media-rename media-trash media-replace text source menu duplicate transform */
  op: string;
  page?: string;
  at?: number[];
  /** move: index path; rename: path; insert: the page that Markdown was cut or copied from */
  from?: number[] | string;
  /** move: index path in the tree as it was before the move; the block comes to stand before what stands there; rename: path */
  to?: number[] | string;
  /** move: another page */
  toPage?: string;
  markdown?: string;
  /** text: ProseMirror document of the block */
  doc?: ProseDoc;
  name?: string;
  key?: string;
  /** attr, frontmatter, setting; null takes the key away */
  value?: unknown;
  title?: string;
  /** page: folder */
  in?: string;
  /** media: a file on this computer, `edit` and the window only */
  file?: string;
  alt?: string;
  /** transform: heading, paragraph, list, quote, code; of a plain picture: picture */
  kind?: string;
  level?: number;
  /** source: the whole page */
  text?: string;
  /** source: the hash of the page that Text was made of; another one is refused with "edit-stale" */
  was?: string;
}

/** EditRequest asks edit.apply for one change set: all of Ops, or nothing. */
export interface EditRequest {
  /** the page on the canvas; may be empty */
  page: string;
  /** the page's revision that At speaks of; another one is refused with "edit-stale" */
  revision: number;
  ops: Op[];
  /** equal and not empty: joined with the change before into one step of undo (typing) */
  join: string;
}

/** EditAnswer is what a change came to (edit.apply, edit.undo, edit.redo). */
export interface EditAnswer {
  /** "Move picture" */
  label: string;
  changed: boolean;
  /** the page on the canvas as it is now; nil: it is gone or none was named */
  page: PageState | null;
  /** the page's revision that Order starts from */
  since: number;
  /** enough to bring the canvas from the revision Since to Page, one piece for each of Page.Blocks; nil: load Page.Canvas anew */
  order: Piece[] | null;
  /** index path that should be selected now, or empty */
  select: string;
  /** another page that should be shown now (undo of a change elsewhere, a new page), or empty */
  show: string;
  /** the page still refers to a footnote or named link that was deleted */
  misses: boolean;
  /** titles of pages that lead to what went to the trash, sorted as they are found; never nil */
  links: string[];
  /** a menu leads there too */
  inMenus: boolean;
  /** of the site */
  revision: number;
  undo: string;
  redo: string;
}

/**
 * Piece is one top-level block of the canvas after a change. Old blocks whose
 * From no piece has are gone. Wherever an element stays or is one of the
 * footnotes, the first number of each data-pw-at in it changes from From to the
 * piece's own index.
 */
export interface Piece {
  /** index of the block that it was at Since; -1: it is new */
  from: number;
  /** one element, with its marks: the new block, or what takes the place of the old one's element; empty: that stays (a footnote's stands among the footnotes) */
  html?: string;
}

/** UndoRequest names the page on the canvas for edit.undo and edit.redo. */
export interface UndoRequest {
  page: string;
}

/** TargetInfo is a place where the site is published. */
export interface TargetInfo {
  name: string;
  /** "This computer" */
  label: string;
  /** dir, s3 */
  driver: string;
  /** this computer, with the program's own folder and address: nothing of it can be set */
  local: boolean;
  /** dir: on this computer */
  folder: string;
  endpoint: string;
  bucket: string;
  region: string;
  /** a folder in the bucket */
  prefix: string;
  /** where the bucket's name stands in addresses: path, host; empty: found out */
  style: string;
  /** where visitors see it */
  address: string;
  /** edge, website */
  delivery: string;
  /** where its keys are: keychain, session (in memory until the program closes), profile, environment; empty: it needs none */
  keys: string;
  /** keys "profile": its name in the AWS tools' files */
  profile: string;
  /** keys "environment": the variables' names; both empty: those of the AWS tools */
  accessKeyEnv: string;
  secretKeyEnv: string;
  /** release that visitors see, as last known; empty: never published */
  live: string;
  /** keys were found where Keys says, as last known */
  hasKey: boolean;
}

/** TargetList is the answer of target.list. */
export interface TargetList {
  targets: TargetInfo[];
}

/**
 * TargetAddRequest asks target.add for a target. Keys says what becomes of
 * AccessKey and SecretKey: "keychain" (also when it is empty) keeps them in the
 * system's keychain, "session" in memory until the program closes; they are
 * never written anywhere else. With "profile" and "environment" they are
 * passed over. Name may be empty: it is made of the label.
 */
export interface TargetAddRequest extends TargetInfo {
  accessKey: string;
  secretKey: string;
}

/**
 * TargetUpdateRequest asks target.update to change the target named Target,
 * which is tried first. Its name stays. With empty AccessKey and SecretKey it
 * keeps the keys that it has; when Keys is another place then, they move there.
 */
export interface TargetUpdateRequest extends TargetAddRequest {
  target: string;
}

/**
 * KeyPlaces is the answer of target.keys: where keys can come from on this
 * computer. It holds no key.
 */
export interface KeyPlaces {
  /** there is one, and it is open */
  keychain: boolean;
  /** names of AWS profiles that have keys */
  profiles: string[];
  /** the AWS tools' own variables are set */
  environment: boolean;
}

/**
 * TargetRequest names a target; empty: the first (target.probe, target.remove,
 * publish.plan, publish.releases).
 */
export interface TargetRequest {
  target: string;
}

/** ProbeAnswer is what a target can do. */
export interface ProbeAnswer {
  target: TargetInfo;
  /** exclusive, numbered, lease */
  switch: string;
  /** sentences for the person */
  notes: string[];
}

/** PlanItem is one change that a publish would bring to visitors. */
export interface PlanItem {
  /** new, changed, gone */
  change: string;
  /** page (a person wrote it), list (it follows from pages: tags, further pages of a list), design, picture, file */
  what: string;
  /** of a page or list; empty: not known */
  title: string;
  /** on the site */
  path: string;
  /** of a picture or file: its path in the site's folder; empty: not known, or gone */
  source: string;
}

/** PlanCount counts the changes of one kind. */
export interface PlanCount {
  new: number;
  changed: number;
  gone: number;
}

/** Plan is what a publish would do (publish.plan). */
export interface Plan {
  release: string;
  /** live now; empty: the first publish */
  previous: string;
  /** nothing was published there before: all of it is new */
  first: boolean;
  /** visitors see exactly this already: there is nothing to publish */
  nothing: boolean;
  /** a publish was cut off there: this one finishes it first */
  finishes: boolean;
  /** "2 pages changed, and 20 lists that show them", "1 picture new", "design changed, on all 11 pages"; empty where nothing that people see differs */
  words: string[];
  /** that a person wrote; those that only show a changed design are not counted */
  pages: PlanCount;
  /** that follow from pages */
  lists: PlanCount;
  pictures: PlanCount;
  files: PlanCount;
  /** on how many pages a change of the design shows; 0: it did not change */
  design: number;
  /** of the release */
  allPages: number;
  /** at most 500: pages, lists, design, pictures, files */
  items: PlanItem[];
  /** changes beyond Items */
  more: number;
  /** objects */
  uploads: number;
  bytes: number;
  problems: Problem[];
  /** somebody else published since this site did */
  foreign: boolean;
  foreignWho?: string;
  /** RFC 3339 */
  foreignWhen?: string;
}

/**
 * PublishRequest asks publish.start. Over says that a foreign release may be
 * replaced; Resend, that every file is sent again because the storage lost some.
 */
export interface PublishRequest {
  target: string;
  over: boolean;
  resend: boolean;
}

/**
 * Progress is the state of a publish or of a rollback (event "publish", answer
 * of publish.state, publish.start and publish.rollback).
 */
export interface Progress {
  /** publish, rollback; empty: nothing was done yet */
  doing: string;
  target: string;
  /** idle building checking uploading switching verifying done cancelled failed */
  phase: string;
  /** building: "pictures" while Done of Total pictures are made smaller; else empty */
  step: string;
  done: number;
  total: number;
  doneBytes: number;
  allBytes: number;
  release: string;
  /** done: where visitors see it */
  address: string;
  requests: number;
  /** failed and cancelled: what visitors see and what next; done: a warning */
  problem: Problem | null;
}

/** ReleaseInfo is one release that a target keeps. */
export interface ReleaseInfo {
  id: string;
  /** tells it from the others: "21 November 2026, 14:42", with seconds where two share a minute */
  name: string;
  /** RFC 3339: when it was first published there */
  at: string;
  /** who published it, for people; empty: not known */
  who: string;
  /** this computer published it */
  mine: boolean;
  /** visitors see it now */
  live: boolean;
  /** a rollback without a name goes here */
  previous: boolean;
  /** it can be gone back to */
  back: boolean;
  pages: number;
  files: number;
  bytes: number;
  /** what was new in it, in words: "3 pages changed" */
  note: string;
}

/** ReleaseList is the answer of publish.releases, newest first. */
export interface ReleaseList {
  releases: ReleaseInfo[];
}

/** RollbackRequest asks publish.rollback; an empty To means the previous one. */
export interface RollbackRequest {
  target: string;
  to: string;
}

/**
 * SiteState is all of a site but its pages' content. It is the answer of
 * site.state, site.open and site.create, and comes with the event "site".
 */
export interface SiteState {
  dir: string;
  title: string;
  /** BCP 47 */
  language: string;
  /** the site's public address, may be empty */
  address: string;
  description: string;
  author: string;
  /** why nothing can be changed; empty: it can */
  readOnly: string;
  /** in the order of the page list */
  pages: PageInfo[];
  /** block kinds, in the order of the inserter */
  kinds: Kind[];
  /** of the theme, with their present values */
  tokens: Token[];
  /** that the theme suggests */
  looks: Look[];
  menus: Menu[];
  /** what Undo would take back ("Move picture"); empty: nothing */
  undo: string;
  /** likewise */
  redo: string;
  /** pages and files that differ from the target's live release; -1: never published */
  unpublished: number;
  targets: TargetInfo[];
  /** what is wrong in the site's files; the rest works */
  problems: Problem[];
  /** address of the live preview */
  preview: string;
  /** counts up with every change */
  revision: number;
}

/** PageInfo is a page in the page list. */
export interface PageInfo {
  /** source, as content/about.md: the page's name in every call */
  path: string;
  title: string;
  /** path on the site, as /about/ */
  permalink: string;
  /** folder below content, as "journal"; empty: the top */
  collection: string;
  /** it is its collection's _index.md */
  isList: boolean;
  draft: boolean;
  /** RFC 3339, or empty */
  date: string;
  changed: boolean;
}

/** Kind is a kind of block, as its folder describes it. */
export interface Kind {
  /** "hero"; for plain Markdown: heading, paragraph, list, quote, table, code, picture, rule, html */
  name: string;
  label: string;
  /** one line in the inserter */
  about: string;
  /** heading of its place in the inserter */
  group: string;
  /** SVG, sanitised, as markup of an <img> data address */
  picture: string;
  /** Markdown that the inserter inserts */
  example: string;
  /** more words that find it */
  keywords: string[];
  /** what the inspector shows */
  attrs: Attribute[];
  /** blocks can be put inside */
  container: boolean;
  /** one paragraph is all that may stand inside */
  line: boolean;
  /** kinds that may stand inside; empty: all */
  allowed: string[];
  /** kinds that it may stand in; empty: anywhere */
  only: string[];
  /** plain Markdown, not a directive */
  markdown: boolean;
}

/** Attribute is one setting of a block kind. */
export interface Attribute {
  name: string;
  label: string;
  help?: string;
  /** text, longtext, link, picture, pictures, choice, number, toggle, colour, collection */
  type: string;
  /** as written in the source */
  default?: string;
  choices?: Choice[];
  min?: number;
  /** 0 with Min 0: no range */
  max?: number;
  step?: number;
  /** after a number: rem, px */
  unit?: string;
}

/** Choice is one value of a choice. */
export interface Choice {
  value: string;
  label: string;
}

/**
 * Token is one design token of the theme. Its setting key is
 * "theme.tokens.<name>".
 */
export interface Token extends Attribute {
  group: string;
  /** present value; equal to Default when not set */
  value: string;
  /** a colour of text: the tokens that it has to be read on */
  on: string[];
}

/** Look is values of tokens that go well together, as the theme suggests. */
export interface Look {
  /** of the tokens that it sets */
  group: string;
  label: string;
  tokens: Record<string, string>;
}

/** Menu is one menu of the site. */
export interface Menu {
  name: string;
  label: string;
  items: MenuItem[];
}

/** MenuItem is one entry of a menu. */
export interface MenuItem {
  label: string;
  /** a page's permalink, or an address */
  link: string;
}

/** Every call of the API: POST /api/<name>. */
export interface Calls {
  'app.state': { request: Empty; answer: AppState };
  'app.browse': { request: BrowseRequest; answer: Empty };
  'app.folder': { request: Empty; answer: FolderAnswer };
  'app.files': { request: Empty; answer: FilesAnswer };
  'site.open': { request: OpenRequest; answer: SiteState };
  'site.create': { request: CreateRequest; answer: SiteState };
  'site.state': { request: Empty; answer: SiteState };
  'site.close': { request: Empty; answer: Empty };
  'page.open': { request: PageRequest; answer: PageState };
  'page.text': { request: TextRequest; answer: TextAnswer };
  'page.source': { request: PageRequest; answer: PageSource };
  'edit.apply': { request: EditRequest; answer: EditAnswer };
  'edit.undo': { request: UndoRequest; answer: EditAnswer };
  'edit.redo': { request: UndoRequest; answer: EditAnswer };
  'media.list': { request: Empty; answer: MediaList };
  'media.alt': { request: MediaAltRequest; answer: Media };
  'media.focus': { request: MediaFocusRequest; answer: Media };
  'media.add': { request: MediaAddRequest; answer: MediaAnswer };
  'media.upload': { request: Blob; answer: MediaAnswer };
  'trash.list': { request: Empty; answer: TrashList };
  'target.list': { request: Empty; answer: TargetList };
  'target.add': { request: TargetAddRequest; answer: ProbeAnswer };
  'target.update': { request: TargetUpdateRequest; answer: ProbeAnswer };
  'target.keys': { request: Empty; answer: KeyPlaces };
  'target.probe': { request: TargetRequest; answer: ProbeAnswer };
  'target.remove': { request: TargetRequest; answer: Empty };
  'publish.plan': { request: TargetRequest; answer: Plan };
  'publish.start': { request: PublishRequest; answer: Progress };
  'publish.cancel': { request: Empty; answer: Empty };
  'publish.state': { request: Empty; answer: Progress };
  'publish.releases': { request: TargetRequest; answer: ReleaseList };
  'publish.rollback': { request: RollbackRequest; answer: Progress };
}
