import { call } from '../bridge/call';
import type { Plan, Problem, Progress, ReleaseInfo, TargetInfo } from '../bridge/types.gen';
import { problemOf, type Notices } from './notices.svelte';

const idle: Progress = {
  doing: '',
  target: '',
  phase: 'idle',
  step: '',
  done: 0,
  total: 0,
  doneBytes: 0,
  allBytes: 0,
  release: '',
  address: '',
  requests: 0,
  problem: null,
};

const moving = ['building', 'checking', 'uploading', 'switching', 'verifying'];

/** Publishing: targets, the plan, the progress, the releases. */
export class Publishing {
  targets = $state.raw<TargetInfo[]>([]);
  /** The name of the target that is published to. */
  target = $state('');
  plan = $state.raw<Plan | null>(null);
  /** Why there is no plan. */
  failed = $state.raw<Problem | null>(null);
  progress = $state.raw<Progress>(idle);
  /** How far the pictures are that the plan waits for; null: it waits for none. */
  preparing = $state.raw<Progress | null>(null);
  releases = $state.raw<ReleaseInfo[] | null>(null);
  /** The present progress belongs to going back to an earlier release. */
  goingBack = $state(false);
  /** The release that visitors saw before going back: going back there undoes it. */
  before = $state('');

  /** Counts what was begun, so that answers to what is past are left alone. */
  private run = 0;

  constructor(private readonly notices: Notices) {}

  get running(): boolean {
    return moving.includes(this.progress.phase);
  }

  get current(): TargetInfo | undefined {
    return this.targets.find((target) => target.name === this.target);
  }

  see(targets: TargetInfo[]): void {
    this.targets = targets;
    if (!this.current) this.target = targets[0]?.name ?? '';
  }

  /** Looks what publishing would do. */
  async look(): Promise<void> {
    if (this.running) return;
    this.run++;
    this.plan = null;
    this.progress = idle;
    this.goingBack = false;
    this.failed = null;
    this.preparing = null;
    try {
      this.plan = await call('publish.plan', { target: this.target });
      if (this.plan.nothing) await this.loadReleases();
    } catch (error) {
      this.failed = problemOf(error);
    }
  }

  /** The release that visitors see, where the list of them is known. */
  get live(): ReleaseInfo | undefined {
    return this.releases?.find((release) => release.live);
  }

  /** Publishes; over: over what somebody else published; resend: every file again. */
  async publish(over: boolean, resend = false): Promise<void> {
    this.goingBack = false;
    await this.begin(() => call('publish.start', { target: this.target, over, resend }));
  }

  async rollback(to: string): Promise<void> {
    this.before = this.live?.id ?? '';
    this.goingBack = true;
    await this.begin(() => call('publish.rollback', { target: this.target, to }));
    await this.loadReleases();
  }

  /** Starts and follows. Events bring the news; asking is for when one is lost. */
  private async begin(start: () => Promise<Progress>): Promise<void> {
    const run = ++this.run;
    this.progress = { ...idle, phase: 'building' };
    try {
      this.take(await start());
    } catch (error) {
      this.progress = { ...idle, phase: 'failed', problem: problemOf(error) };
      return;
    }
    while (this.running) {
      await new Promise((resolve) => setTimeout(resolve, 700));
      const now = await this.notices.guard(() => call('publish.state', {}));
      if (!now || run !== this.run || !this.running) return;
      this.progress = now;
    }
  }

  /** News of a publish. The end of one that is no longer looked at is no news. */
  take(progress: Progress): void {
    if (this.progress.phase === 'idle' && !moving.includes(progress.phase)) return;
    this.progress = progress;
  }

  /** News of the pictures that are made for a plan that is looked for. */
  prepare(progress: Progress): void {
    if (this.progress.phase === 'idle' && !this.plan) this.preparing = progress;
  }

  /** Puts away what came of the last publish: the next look is a new one. */
  put(): void {
    if (this.running) return;
    this.run++;
    this.progress = idle;
  }

  async cancel(): Promise<void> {
    await this.notices.guard(() => call('publish.cancel', {}));
  }

  async loadReleases(): Promise<void> {
    this.releases = null;
    const list = await this.notices.guard(() => call('publish.releases', { target: this.target }));
    this.releases = list?.releases ?? [];
  }
}
