import type { Calls, MediaAnswer, Problem } from './types.gen';

/** A call that failed, with the Problem that a person reads. */
export class Failure extends Error {
  constructor(readonly problem: Problem) {
    super(problem.code);
    this.name = 'Failure';
  }
}

/** The codes of failures that are found on this side of the bridge. */
export const UNREACHABLE = 'bridge-unreachable';

type Name = keyof Calls;

function token(page: Document = document): string {
  const metas = page.querySelectorAll<HTMLMetaElement>('meta[name="pagewright-token"]');
  for (const meta of metas) if (meta.content) return meta.content;
  return '';
}

/** The program was started again: the page that it gives now has another token. False: it does not give one. */
async function renewToken(): Promise<boolean> {
  const meta = document.querySelector<HTMLMetaElement>('meta[name="pagewright-token"]');
  const response = await fetch('./').catch(() => null);
  if (!meta || !response?.ok) return false;
  const fresh = token(new DOMParser().parseFromString(await response.text(), 'text/html'));
  const other = fresh !== '' && fresh !== token();
  if (other) meta.content = fresh;
  return other;
}

async function post(name: string, body: BodyInit, headers: Record<string, string>): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(`/api/${name}`, {
      method: 'POST',
      headers: { 'X-Pagewright-Token': token(), ...headers },
      body,
    });
  } catch {
    throw new Failure({ code: UNREACHABLE, title: '' });
  }
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok) return answer;
  if (isProblem(answer) && answer.code === 'app-token' && (await renewToken()))
    return post(name, body, headers);
  throw new Failure(isProblem(answer) ? answer : { code: UNREACHABLE, title: '' });
}

function isProblem(value: unknown): value is Problem {
  return typeof value === 'object' && value !== null && 'code' in value;
}

/** Calls the program. It throws a Failure and nothing else. */
export async function call<N extends Exclude<Name, 'media.upload'>>(
  name: N,
  request: Calls[N]['request'],
): Promise<Calls[N]['answer']> {
  const answer = await post(name, JSON.stringify(request), { 'Content-Type': 'application/json' });
  return answer as Calls[N]['answer'];
}

/**
 * Gives one file of this computer to the site. Its bytes go, never the blob:
 * WebKitGTK ends the whole window when it is asked for the bytes of one.
 */
export async function upload(file: Blob, name: string): Promise<MediaAnswer> {
  const bytes = await file.arrayBuffer().catch(() => {
    throw new Failure({ code: UNREACHABLE, title: '' });
  });
  const answer = await post('media.upload', bytes, {
    'Content-Type': 'application/octet-stream',
    'X-Pagewright-Name': encodeURIComponent(name),
  });
  return answer as MediaAnswer;
}

/** Reads what the page itself holds in its memory, by its blob: address; null when it does not. */
export async function readMemory(address: string): Promise<Blob | null> {
  if (!address.startsWith('blob:')) return null;
  return fetch(address)
    .then((answer) => answer.blob())
    .catch(() => null);
}

/** Reads a canvas document as text. A Failure when the program does not give it. */
export async function readCanvas(address: string): Promise<string> {
  let response: Response;
  try {
    response = await fetch(address);
  } catch {
    throw new Failure({ code: UNREACHABLE, title: '' });
  }
  if (response.ok) return response.text();
  const answer: unknown = await response.json().catch(() => null);
  throw new Failure(isProblem(answer) ? answer : { code: UNREACHABLE, title: '' });
}
