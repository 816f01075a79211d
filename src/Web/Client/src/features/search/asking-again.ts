/**
 * Asks a question again and again while its answer stands on screen: once soon, since what was written a moment before may not have been found yet; then
 * now and then; soon again while the index is behind. Never while nobody looks, never twice at once, and ever more seldom while it is refused.
 */
export const soonMs = 2_500;
export const restMs = 10_000;
export const failedMaxMs = 120_000;

/** What of the page is needed to know whether somebody looks. */
export type Looked = Pick<Document, 'visibilityState' | 'addEventListener' | 'removeEventListener'>;

export class AskingAgain {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isDue = false;
  private isStopped = false;
  private failures = 0;
  private readonly ask: () => Promise<'current' | 'behind'>;
  private readonly page: Looked;

  constructor(ask: () => Promise<'current' | 'behind'>, page: Looked) {
    this.ask = ask;
    this.page = page;
  }

  start(): void {
    this.page.addEventListener('visibilitychange', this.look);
    this.wait(soonMs);
  }

  stop(): void {
    this.isStopped = true;
    clearTimeout(this.timer);
    this.page.removeEventListener('visibilitychange', this.look);
  }

  private wait(ms: number): void {
    this.timer = setTimeout(() => {
      this.isDue = true;
      this.look();
    }, ms);
  }

  private readonly look = (): void => {
    if (!this.isDue || this.isStopped || this.page.visibilityState === 'hidden') return;
    this.isDue = false;
    void this.run();
  };

  private async run(): Promise<void> {
    let pause = restMs;
    try {
      if (await this.ask() === 'behind') pause = soonMs;
      this.failures = 0;
    } catch {
      // What stands there is still what was found; the place that asks at first says so when nothing is.
      this.failures += 1;
      pause = Math.min(failedMaxMs, restMs * 2 ** this.failures);
    }
    if (!this.isStopped) this.wait(pause);
  }
}
