/** Reads the newest of something that is told to have moved: one reading at a time, hints gathered, and none so soon after another. */
export class SteadyReader<T> {
  private readonly read: (signal: AbortSignal) => Promise<T>;
  private readonly onRead: (value: T) => void;
  private readonly onFailed: () => void;
  private readonly pauseMs: number;
  private readonly stopper = new AbortController();
  private isReading = false;
  private isWanted = false;
  private notBefore = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** @param pauseMs From the beginning of one hinted reading to that of the next. */
  constructor(read: (signal: AbortSignal) => Promise<T>, pauseMs: number, onRead: (value: T) => void, onFailed: () => void) {
    this.read = read;
    this.pauseMs = pauseMs;
    this.onRead = onRead;
    this.onFailed = onFailed;
  }

  /** Now, or as soon as the reading under way is over: that one may be older. */
  now(): void {
    this.notBefore = 0;
    this.want();
  }

  /** At once after a quiet time, else when the pause is over. */
  hint(): void {
    this.want();
  }

  stop(): void {
    this.stopper.abort();
    clearTimeout(this.timer);
  }

  private want(): void {
    this.isWanted = true;
    if (this.isReading || this.stopper.signal.aborted) return;
    clearTimeout(this.timer);
    const wait = this.notBefore - Date.now();
    if (wait <= 0) void this.begin();
    else this.timer = setTimeout(() => void this.begin(), wait);
  }

  private async begin(): Promise<void> {
    this.isReading = true;
    this.isWanted = false;
    this.notBefore = Date.now() + this.pauseMs;
    const { signal } = this.stopper;
    try {
      const value = await this.read(signal);
      if (!signal.aborted) this.onRead(value);
    } catch {
      if (!signal.aborted) this.onFailed();
    }
    this.isReading = false;
    if (this.isAsked()) this.want();
  }

  /** Asked anew while it was read. */
  private isAsked(): boolean {
    return this.isWanted;
  }
}
