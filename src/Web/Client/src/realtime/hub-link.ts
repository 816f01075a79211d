/**
 * The one socket of the dashboard. It never gives up: when the line breaks it tries again with growing,
 * random pauses, at once when the browser says the network is back or the page is looked at again.
 * After every connect the listeners catch up first, and only then the light says "live".
 */
import { HubConnectionBuilder, HubConnectionState, HttpTransportType, LogLevel } from '@microsoft/signalr';
import type { HubConnection } from '@microsoft/signalr';
import { Store } from './store';

export type LinkStatus =
  | { kind: 'live' }
  | { kind: 'catchingUp' }
  | { kind: 'down'; since: number };

/** A "no" from the hub: its message is a problem slug. */
export class HubProblem extends Error {
  readonly slug: string;

  constructor(slug: string) {
    super(slug);
    this.slug = slug;
  }
}

/** The line broke or was never there; the call may be made again after the next connect. */
export class HubUnreachable extends Error {}

const pauseFirstMs = 500;
const pauseMaxMs = 10_000;

export class HubLink {
  readonly status = new Store<LinkStatus>({ kind: 'catchingUp' });
  /** Runs after each connect, before the light turns to live. */
  onConnected: (() => Promise<void>) | undefined;
  /** Runs after each failed connect: the caller looks whether the session is still good. */
  onFailed: (() => void) | undefined;

  private readonly connection: HubConnection;
  private isStopped = true;
  private failures = 0;
  private retryTimer: ReturnType<typeof setTimeout> | undefined;
  private downSince: number | undefined;

  constructor(url = '/hub/dashboard') {
    this.connection = new HubConnectionBuilder()
      .withUrl(url, { transport: HttpTransportType.WebSockets, skipNegotiation: true })
      .configureLogging(LogLevel.None)
      .build();
    this.connection.onclose(() => {
      if (this.isStopped) return;
      this.goDown();
      this.retryLater();
    });
  }

  start(): void {
    if (!this.isStopped) return;
    this.isStopped = false;
    window.addEventListener('online', this.retryNow);
    document.addEventListener('visibilitychange', this.retryNow);
    void this.connect();
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    clearTimeout(this.retryTimer);
    window.removeEventListener('online', this.retryNow);
    document.removeEventListener('visibilitychange', this.retryNow);
    await this.connection.stop();
  }

  on<T>(method: string, handler: (payload: T) => void): void {
    this.connection.on(method, handler);
  }

  async invoke<T>(method: string, ...args: unknown[]): Promise<T> {
    if (this.connection.state !== HubConnectionState.Connected) throw new HubUnreachable(method);
    try {
      return await this.connection.invoke<T>(method, ...args);
    } catch (error) {
      throw asHubError(error, this.connection.state === HubConnectionState.Connected);
    }
  }

  /** For hints that are worth nothing later, such as typing: sent when connected, forgotten otherwise. */
  hint(method: string, ...args: unknown[]): void {
    if (this.connection.state !== HubConnectionState.Connected) return;
    void this.connection.send(method, ...args).catch(() => undefined);
  }

  get isConnected(): boolean {
    return this.connection.state === HubConnectionState.Connected;
  }

  readonly retryNow = (): void => {
    if (this.isStopped || document.visibilityState === 'hidden') return;
    if (this.connection.state !== HubConnectionState.Disconnected) return;
    clearTimeout(this.retryTimer);
    void this.connect();
  };

  private async connect(): Promise<void> {
    if (this.isStopped || this.connection.state !== HubConnectionState.Disconnected) return;
    try {
      await this.connection.start();
      this.status.set({ kind: 'catchingUp' });
      await this.onConnected?.();
      if (!this.isConnected) return;
      this.failures = 0;
      this.downSince = undefined;
      this.status.set({ kind: 'live' });
    } catch {
      // Both a refused connect and a catch-up that broke end here; the light says so and the loop goes on.
      this.goDown();
      if (this.isConnected) await this.connection.stop();
      this.onFailed?.();
      this.retryLater();
    }
  }

  private goDown(): void {
    this.downSince ??= Date.now();
    this.status.set({ kind: 'down', since: this.downSince });
  }

  private retryLater(): void {
    if (this.isStopped) return;
    clearTimeout(this.retryTimer);
    const ceiling = Math.min(pauseMaxMs, pauseFirstMs * 2 ** this.failures);
    this.failures = Math.min(this.failures + 1, 10);
    this.retryTimer = setTimeout(() => void this.connect(), Math.random() * ceiling);
  }
}

function asHubError(error: unknown, isConnected: boolean): Error {
  const message = error instanceof Error ? error.message : String(error);
  const slug = /HubException: ([a-z0-9-]+)/.exec(message)?.[1];
  if (slug) return new HubProblem(slug);
  return isConnected ? new HubProblem('unexpected') : new HubUnreachable(message);
}
