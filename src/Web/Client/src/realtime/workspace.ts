/** Everything one signed-in person's page holds, wired together once. Components read it; they never touch the socket. */
import { createContext, useContext } from 'react';
import type { Api } from '../api/api';
import { Problem } from '../api/http';
import type { Me } from '../api/types';
import { Asks } from './asks';
import { CannedReplies } from './canned-replies';
import { Changes } from './changes';
import { Commands } from './commands';
import { Directory } from './directory';
import { DraftSync } from './draft-sync';
import { Drafts } from './drafts';
import { FloorLine } from './floor-line';
import { Gestures } from './gestures';
import { HubLink, HubProblem } from './hub-link';
import { Labels } from './labels';
import { LiveList } from './live-list';
import type { ResumeList, ResumedList } from './live-list';
import { LiveThreads } from './live-threads';
import type { ResumeConversation } from './live-threads';
import { NoticeCenter } from './notice-center';
import { Offers } from './offers';
import { OutgoingWords } from './outgoing';
import { PreferenceKeeper } from './preferences';
import { Promises } from './promises';
import { ReadMarks } from './read-marks';
import { SavedFilters } from './saved-filters';
import { Signs } from './signs';
import { Store } from './store';

interface ResumeTokens { lists: ResumeList[]; conversations: ResumeConversation[] }

export class Workspace {
  readonly link = new HubLink();
  readonly directory: Directory;
  readonly list: LiveList;
  readonly threads: LiveThreads;
  readonly outgoing: OutgoingWords;
  readonly commands: Commands;
  readonly asks: Asks;
  readonly canned: CannedReplies;
  readonly changes = new Changes(this.link);
  readonly floor = new FloorLine(this.link);
  readonly labels: Labels;
  readonly promises: Promises;
  readonly drafts: Drafts;
  /** Nothing for those who may not write. */
  readonly draftSync: DraftSync | undefined;
  readonly notices: NoticeCenter;
  readonly offers: Offers;
  readonly filters: SavedFilters;
  readonly gestures: Gestures;
  readonly marks: ReadMarks;
  readonly signs: Signs;
  readonly preferences: PreferenceKeeper;
  /** The first public post of a session asks once. */
  readonly hasPostedInPublic = new Store(false);
  readonly api: Api;
  readonly me: Me;
  private hasRead = false;

  constructor(api: Api, me: Me) {
    this.api = api;
    this.me = me;
    this.directory = new Directory(api, this.link);
    this.list = new LiveList(api, this.link);
    this.threads = new LiveThreads(api, this.link, this.directory.nameOf);
    this.outgoing = new OutgoingWords(api);
    this.commands = new Commands(api);
    this.asks = new Asks(api, this.link);
    this.canned = new CannedReplies(api);
    this.labels = new Labels(api);
    this.promises = new Promises(api, this.link);
    this.drafts = new Drafts(me.id);
    this.draftSync = mayWrite(me) ? new DraftSync(api, this.link, this.drafts) : undefined;
    this.notices = new NoticeCenter(api, this.link);
    this.offers = new Offers(api, this.link);
    this.filters = new SavedFilters(api);
    this.gestures = new Gestures(api.http);
    this.marks = new ReadMarks(me.id);
    this.signs = new Signs(this.link, me.id);
    this.preferences = new PreferenceKeeper(api);
    this.list.onRows = (rows) => {
      this.threads.learnRows(rows);
    };
    this.link.onConnected = () => this.catchUp();
    this.link.onFailed = () => {
      this.readAtLeastOnce();
      void this.checkSession();
    };
    this.listenToChanges();
  }

  start(): void {
    void this.preferences.load();
    void this.draftSync?.load();
    if (mayRead(this.me)) this.filters.start();
    this.link.start();
  }

  stop(): void {
    this.filters.stop();
    this.changes.stop();
    void this.link.stop();
  }

  private async catchUp(): Promise<void> {
    this.draftSync?.beginLine();
    const list = this.list.resumeToken();
    const conversations = this.threads.resumeTokens();
    let resumedList: ResumedList | undefined;
    if (list || conversations.length > 0) {
      const answer = await this.resume({ lists: list ? [list] : [], conversations });
      resumedList = list && answer?.lists?.[0];
      if (!answer) await this.threads.watchAgain();
    }
    await this.list.resumed(resumedList);
    await this.threads.resumed();
    this.floor.resume();
    this.draftSync?.flush();
    void this.draftSync?.load();
    // What there is now is told only in changes from here on.
    this.hasRead = true;
    this.changes.readAll();
    void this.notices.load();
    if (mayWrite(this.me)) void this.asks.load();
    if (mayWrite(this.me)) void this.offers.load();
    if (mayRead(this.me)) this.promises.reload();
  }

  private listenToChanges(): void {
    this.changes.listen('directory', () => void this.directory.load());
    if (!mayRead(this.me)) return;
    this.changes.listen('labels', () => void this.labels.load());
    this.changes.listen('savedFilters', () => void this.filters.load());
    if (!mayWrite(this.me)) return;
    this.changes.listen('cannedReplies', () => void this.canned.load());
    this.changes.listen('topics', () => void this.asks.loadTopics());
  }

  /** Without the socket the page still reads and writes by REST. */
  private readAtLeastOnce(): void {
    if (this.hasRead) return;
    this.hasRead = true;
    this.changes.readAll();
    void this.notices.load();
    if (mayWrite(this.me)) void this.asks.load();
    if (mayRead(this.me)) this.promises.reload();
  }

  /** The hub may say no, for example to a list it has forgotten: then everything is asked for anew. */
  private async resume(tokens: ResumeTokens): Promise<{ lists?: ResumedList[] } | undefined> {
    try {
      return (await this.link.invoke<{ lists?: ResumedList[] } | null>('Resume', tokens)) ?? {};
    } catch (error) {
      if (error instanceof HubProblem) return undefined;
      throw error;
    }
  }

  /** A refused socket does not say why; a session that has ended does. */
  private async checkSession(): Promise<void> {
    try {
      await this.api.readSession();
    } catch (error) {
      if (error instanceof Problem && error.status === 401) this.api.http.onSignedOut?.();
    }
  }
}

/** Whether there are conversations to be seen outside of the floor. */
export function mayRead({ role }: Me): boolean {
  return role !== 'colleague';
}

/** Whether the open floor is open to that role. */
export function mayHelp(me: Me): boolean {
  return mayWrite(me) || me.role === 'colleague';
}

/** Whether a person's role lets them act in conversations. */
export function mayWrite({ role }: Me): boolean {
  return role === 'agent' || role === 'lead' || role === 'admin';
}

export const WorkspaceContext = createContext<Workspace | undefined>(undefined);

export function useWorkspace(): Workspace {
  const workspace = useContext(WorkspaceContext);
  if (!workspace) throw new Error('useWorkspace is only for pages of a signed-in person.');
  return workspace;
}
