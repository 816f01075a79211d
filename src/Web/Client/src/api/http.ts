import type { GestureDenial } from './gestures';
import type { Entry, OpenPromise, ProblemBody as Whole, ServerDraft } from './types';

/** A "no" from the server: an RFC 9457 problem. Nothing was changed. */
export class Problem extends Error {
  readonly slug: string;
  readonly status: number;
  /** Id of the employee who has it. */
  readonly owner: string | undefined;
  readonly entry: Entry | undefined;
  readonly state: string | undefined;
  readonly traceId: string | undefined;
  /** Those that stand in the way of resolving. */
  readonly promises: readonly OpenPromise[];
  /** What another device wrote since. */
  readonly draft: ServerDraft | undefined;
  /** Why something may not be given, and what can be done. */
  readonly denied: GestureDenial | undefined;
  /** What is wrong with which member of what was sent. */
  readonly errors: Readonly<Record<string, readonly string[]>>;

  constructor(status: number, body: ProblemBody) {
    const slug = (body.type ?? '').split('/').pop() ?? '';
    super(body.title ?? `HTTP ${String(status)}`);
    this.slug = slug === '' ? String(status) : slug;
    this.status = status;
    this.owner = body.owner ?? undefined;
    this.entry = body.entry ?? undefined;
    this.state = body.state ?? undefined;
    this.traceId = body.traceId ?? undefined;
    this.draft = body.draft ?? undefined;
    this.denied = body.denied ?? undefined;
    this.promises = body.promises ?? [];
    this.errors = body.errors ?? {};
  }
}

/** As a proxy in between may have cut it. */
type ProblemBody = Partial<Whole>;

/** No answer came back: whether the command was done is not known. The same id may be sent again. */
export class Unreachable extends Error {}

/** Longer than any answer should take; after it the caller is told instead of kept waiting. */
const answerTimeoutMs = 20_000;
const uploadTimeoutMs = 180_000;

/** Clocks this near to each other are treated as one: the Date header counts whole seconds. */
const clockSlackMs = 2_000;

export class Http {
  private csrfToken: string | undefined;
  private clockOffsetMs = 0;
  /** Called when a call that needs a session meets a 401. */
  onSignedOut: (() => void) | undefined;

  setCsrfToken(token: string | undefined): void {
    this.csrfToken = token;
  }

  /** The server's idea of now, in milliseconds; deadlines are the server's, so they are held against it. */
  now(): number {
    return Date.now() + this.clockOffsetMs;
  }

  get<T>(path: string, signal?: AbortSignal): Promise<T> {
    return this.call<T>('GET', path, undefined, signal);
  }

  post<T>(path: string, body: unknown): Promise<T> {
    return this.call<T>('POST', path, body);
  }

  put<T>(path: string, body: unknown): Promise<T> {
    return this.call<T>('PUT', path, body);
  }

  patch<T>(path: string, body: unknown): Promise<T> {
    return this.call<T>('PATCH', path, body);
  }

  delete(path: string): Promise<unknown> {
    return this.call('DELETE', path, undefined);
  }

  /** A file as it is; longer than an answer may take, since it has to be carried there. */
  upload<T>(path: string, file: Blob): Promise<T> {
    return this.call<T>('POST', path, file, AbortSignal.timeout(uploadTimeoutMs));
  }

  private async call<T>(method: string, path: string, body: unknown, signal?: AbortSignal): Promise<T> {
    const response = await this.send(method, path, body, signal);
    this.readClock(response);
    if (!response.ok) {
      const problem = new Problem(response.status, await readProblem(response));
      if (response.status === 401 && !path.startsWith('/session')) this.onSignedOut?.();
      throw problem;
    }
    if (response.status === 204) return undefined as T;
    try {
      return (await response.json()) as T;
    } catch (cause) {
      throw new Unreachable('The answer broke off.', { cause });
    }
  }

  private async send(method: string, path: string, body: unknown, signal?: AbortSignal): Promise<Response> {
    const headers: Record<string, string> = { Accept: 'application/json' };
    const isFile = body instanceof Blob;
    if (body !== undefined) headers['Content-Type'] = isFile ? 'application/octet-stream' : 'application/json';
    if (method !== 'GET' && this.csrfToken !== undefined) headers['X-CSRF-Token'] = this.csrfToken;
    const timeout = AbortSignal.timeout(isFile ? uploadTimeoutMs : answerTimeoutMs);
    try {
      return await fetch(`/api/v1${path}`, {
        method,
        headers,
        credentials: 'same-origin',
        cache: 'no-store',
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
        ...(body === undefined ? {} : { body: isFile ? body : JSON.stringify(body) }),
      });
    } catch (cause) {
      throw new Unreachable('The server did not answer.', { cause });
    }
  }

  private readClock(response: Response): void {
    const date = Date.parse(response.headers.get('Date') ?? '');
    if (Number.isNaN(date)) return;
    const offset = date - Date.now();
    this.clockOffsetMs = Math.abs(offset) <= clockSlackMs ? 0 : offset;
  }
}

async function readProblem(response: Response): Promise<ProblemBody> {
  try {
    return (await response.json()) as ProblemBody;
  } catch {
    // A proxy's own error page is no problem document; its status still says what happened.
    return {};
  }
}

/** 502–504 and 503 mean "not now": the command may or may not have been kept; the same id is safe to repeat. */
export function isTransient(error: unknown): boolean {
  return error instanceof Unreachable || (error instanceof Problem && error.status >= 500);
}
