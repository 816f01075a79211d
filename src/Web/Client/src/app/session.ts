/** Who is signed in, and what this page holds for them. Lives outside of React: a one-time link opens once. */
import { Api } from '../api/api';
import { Problem } from '../api/http';
import type { Session } from '../api/types';
import type { SignInRefusal } from '../features/sign-in/sign-in';
import { Store } from '../realtime/store';
import { Workspace } from '../realtime/workspace';
import { showNotice } from '../ui/notices';
import { words } from '../ui/words';
import { startAt } from './address';

export type SessionState =
  | { kind: 'checking'; notice?: string }
  | { kind: 'out'; notice?: string }
  | { kind: 'failed'; notice: string; tryAgain: () => void }
  | { kind: 'in'; workspace: Workspace };

export class SessionKeeper {
  readonly state = new Store<SessionState>({ kind: 'checking' });
  private readonly api = new Api();
  private workspace: Workspace | undefined;

  constructor() {
    this.api.http.onSignedOut = () => {
      if (this.state.get().kind === 'in') this.leave(words.signIn.signedOut);
    };
  }

  start(): void {
    const token = /^\/in\/([^/]+)$/u.exec(location.pathname)?.[1];
    if (token === undefined) void this.resume();
    else void this.openLink(decodeURIComponent(token));
  }

  async signIn(email: string, password: string): Promise<SignInRefusal | undefined> {
    try {
      this.enter(await this.api.signIn(email, password));
      return undefined;
    } catch (error) {
      if (!(error instanceof Problem) || error.status >= 500) return 'unreachable';
      if (error.status === 429) return 'tooMany';
      return error.slug === 'insecure-sign-in' ? 'insecure' : 'refused';
    }
  }

  async signOut(): Promise<void> {
    try {
      await this.api.signOut();
    } catch (error) {
      // An ended session is what was wanted; anything else means that the cookie is still good.
      if (!(error instanceof Problem) || error.status !== 401) {
        showNotice(words.signIn.stillIn, { tone: 'danger' });
        return;
      }
    }
    this.workspace?.drafts.forgetAll();
    this.leave(undefined);
    this.workspace = undefined;
    startAt('/');
  }

  private async resume(): Promise<void> {
    this.state.set({ kind: 'checking' });
    try {
      this.enter(await this.api.readSession());
    } catch (error) {
      if (error instanceof Problem && error.status === 401) this.state.set({ kind: 'out' });
      else this.fail(words.signIn.unreachable, () => void this.resume());
    }
  }

  private async openLink(token: string): Promise<void> {
    this.state.set({ kind: 'checking', notice: words.signIn.linkBusy });
    try {
      const session = await this.api.signInByLink(token);
      startAt('/');
      this.enter(session);
    } catch (error) {
      if (!(error instanceof Problem) || error.status >= 500) {
        this.fail(words.signIn.linkFailed, () => void this.openLink(token));
        return;
      }
      startAt('/');
      await this.resumeOr(error.slug === 'link-used' ? words.signIn.linkUsed : words.signIn.linkUnknown);
    }
  }

  /** A spent link opened again by somebody who is signed in is only a bookmark. */
  private async resumeOr(notice: string): Promise<void> {
    try {
      this.enter(await this.api.readSession());
    } catch {
      this.state.set({ kind: 'out', notice });
    }
  }

  private enter(session: Session): void {
    if (this.workspace?.me.id !== session.employee.id) this.workspace = new Workspace(this.api, session.employee);
    this.state.set({ kind: 'in', workspace: this.workspace });
  }

  private leave(notice: string | undefined): void {
    this.state.set(notice === undefined ? { kind: 'out' } : { kind: 'out', notice });
  }

  private fail(notice: string, tryAgain: () => void): void {
    this.state.set({ kind: 'failed', notice, tryAgain });
  }
}
