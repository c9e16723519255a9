import type { CommandEvent, DropEvent, PageState, Problem, Progress, SiteState } from './types.gen';

/** What the program tells by itself. */
export interface Events {
  site: SiteState;
  page: PageState;
  publish: Progress;
  /** How far the pictures are that a plan or a publish waits for. */
  building: Progress;
  drop: DropEvent;
  problem: Problem;
  command: CommandEvent;
  goodbye: unknown;
  /** The stream begins, or is back after it was lost: what was told before is not known, ask for the state. */
  again: null;
}

export type Listener = <N extends keyof Events>(name: N, data: Events[N]) => void;

interface WailsRuntime {
  EventsOn(name: string, handler: (event: unknown) => void): () => void;
}

function wails(): WailsRuntime | undefined {
  return (window as unknown as { runtime?: WailsRuntime }).runtime;
}

/** True in the desktop window. */
export function inWindow(): boolean {
  return wails()?.EventsOn !== undefined;
}

/** Listens to the program until the function that it returns is called. */
export function listen(listener: Listener): () => void {
  const runtime = wails();
  const pass = (event: unknown) => {
    if (typeof event !== 'object' || event === null || !('name' in event) || !('data' in event)) return;
    listener(event.name as keyof Events, event.data as never);
  };
  return runtime ? runtime.EventsOn('pagewright', pass) : stream(listener, pass);
}

/** How long until a stream that the program refused is asked for again, in milliseconds. */
const patience = 2000;

function stream(listener: Listener, pass: (event: unknown) => void): () => void {
  let source: EventSource;
  let later = 0;
  const connect = () => {
    source = new EventSource('/events');
    source.onerror = () => {
      // A refusal ends the stream for good, but a program that was started again may let it in later.
      if (source.readyState === EventSource.CLOSED) later = window.setTimeout(connect, patience);
    };
    source.onopen = () => {
      listener('again', null);
    };
    source.onmessage = (message: MessageEvent<string>) => pass(JSON.parse(message.data));
  };
  connect();
  return () => {
    clearTimeout(later);
    source.close();
  };
}
