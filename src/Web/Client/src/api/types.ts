/** The shapes of the outer contract, as JSON brings them. Times are ISO 8601 UTC; ids are opaque. */
export interface Person { id: string; name: string }

export type Role = 'agent' | 'lead' | 'admin' | 'operator' | 'auditor';
export interface Employee extends Person { role: Role; email?: string; presence?: Presence }
export type Intent = 'available' | 'busy' | 'away' | 'wrapUp' | 'offline';
/** What a person says, and what the system sees, each with its since. */
export interface Presence { intent: Intent; intentSince?: string | null; connected?: boolean; connectedSince?: string | null }
export interface Session { employee: Employee; csrfToken: string }

export interface Queue { id: string; name: string; dutyEmployeeId?: string | null; replyTargetSeconds?: number | null }
export interface Channel { id: string; kind: string; name: string; queue?: string | null }

export interface Preferences {
  firstSendDone: boolean;
  theme: 'system' | 'light' | 'dark';
  density: 'comfortable' | 'compact';
  language: 'auto' | 'en' | 'de';
  /** auto or an IANA id. */
  timeZone: string;
  /** Where this person's last browser was: what auto means to the server. */
  browserTimeZone: string | null;
  sound: boolean;
  browserNotices: boolean;
  /** "HH:mm"; between them nothing sounds. */
  quietFrom: string | null;
  quietTo: string | null;
  keysOff: boolean;
  /** Own keys by action; an empty one takes the key away. */
  keys: Record<string, string>;
  signOff: string;
}

export type Priority = 'low' | 'normal' | 'high' | 'urgent';
export type Audience = 'public' | 'private';
export type ConversationState =
  'new' | 'offered' | 'owned' | 'waitingCustomer' | 'waitingInternal' | 'snoozed' | 'resolved' | 'closed';

export interface Customer {
  id: string;
  name?: string | null;
  handle?: string | null;
  followers?: number | null;
}

export interface Summary {
  id: string;
  channelId: string;
  channelKind: string;
  thread: string;
  visibility: Audience;
  customer: Customer;
  state: ConversationState;
  /** Id of the owner; absent while nobody has it. */
  owner?: string | null;
  ownerName?: string | null;
  /** Id of who answers for it: the owner, or before any the queue's duty person. */
  accountable?: string | null;
  accountableName?: string | null;
  queue?: string | null;
  priority: Priority;
  labels: string[];
  head: number;
  lastText?: string | null;
  lastAt?: string | null;
  /** Who wrote the last words. */
  lastBy?: 'customer' | 'employee' | null;
  snoozedUntil?: string | null;
  waitingSince?: string | null;
  dueAt?: string | null;
  createdAt: string;
}

export interface Actor {
  kind: 'customer' | 'employee' | 'system';
  id?: string | null;
  name?: string | null;
  via?: string | null;
}

/** One journaled fact. The set of kinds is open: what is not known is shown as a plain system line. */
export interface Entry {
  seq: number;
  at: string;
  kind: string;
  actor: Actor;
  data: EntryData;
}

export interface Media {
  /** Of a file our own server keeps. */
  id?: string | null;
  url: string;
  contentType?: string | null;
  name?: string | null;
  size?: number | null;
}

export interface EntryData {
  text?: string | null;
  visibility?: Audience | null;
  sentAt?: string | null;
  externalId?: string | null;
  media?: Media[] | null;
  replyId?: string;
  audience?: Audience | null;
  holdUntil?: string | null;
  employeeId?: string | null;
  epoch?: number;
  from?: string | null;
  to?: string | null;
  until?: string | null;
  labels?: string[];
  /** Of a released conversation: asked, lapsed, handedBack or away. */
  reason?: string | null;
}

export interface Counts { mine: number; unattended: number; all: number; queues: Record<string, number> }

export type View = 'mine' | 'unattended' | 'queue' | 'all';
export type Sort = 'timeLeft' | 'oldest' | 'newest';

/** What a list asks for: one object for REST and hub alike. */
export interface ListSpec {
  view: View;
  queue?: string;
  state?: string;
  owner?: string;
  label?: string;
  q?: string;
  sort?: Sort;
}

export type NoticeKind = 'assigned' | 'mentioned' | 'customerAnswered' | 'snoozeEnded' | 'deliveryFailed' | 'leaseLapsing';

/** Something a person must not miss. Ids grow with time. */
export interface Told {
  id: string;
  kind: NoticeKind;
  conversationId: string;
  seq?: number | null;
  at: string;
  seenAt?: string | null;
  /** Shown, not sounded: it is in the person's quiet hours. */
  quiet?: boolean;
  actor?: Person | null;
  /** Whose it was, when it was handed on unseen. */
  for?: Person | null;
  customer?: Person | null;
}
export interface ToldPage { items: Told[]; unseen: number; next?: string | null }

/** A label of the company's; hue 0–7. */
export interface Label { name: string; hue: number }

export interface SavedFilter {
  id: string;
  name: string;
  spec: Partial<ListSpec>;
  scope: 'mine' | 'all';
  position?: number;
  total?: number;
}

/** Newest first; the excerpt is in pieces, those that were searched for marked. */
export interface SearchHit {
  conversation: Summary;
  seq: number;
  at: string;
  kind: 'message' | 'note' | 'reply' | 'customer' | 'id';
  excerpt: { text: string; hit: boolean }[];
}
export interface SearchPage { items: SearchHit[]; next?: string | null; indexedTo: string }
export interface SearchSpec { q: string; in?: 'open' | 'all'; queue?: string; owner?: string; channel?: string; label?: string; from?: string; to?: string; cursor?: string }

export interface Attachment { id: string; name: string; contentType: string; size: number; width?: number; height?: number }

export interface ListPage { items: Summary[]; next?: string | null; total: number; counts: Counts }
export type ConversationPage = Summary & { entries: Entry[] };
export interface EntriesPage { entries: Entry[]; head: number }

/** What is kept of unsent words; revision 0 and no text when there are none. */
export interface ServerDraft { text: string; audience?: Audience | 'note' | null; revision: number; device?: string | null }
export interface DraftExcerpt { conversationId: string; excerpt: string; updatedAt: string }

export interface CannedReply {
  id: string;
  title: string;
  shortcut?: string | null;
  text: string;
  scope: 'mine' | 'queue' | 'all';
  queue?: string | null;
  updatedAt?: string;
}

export interface ReplyBody {
  id: string;
  text: string;
  seenSeq: number;
  audience?: Audience;
  sendAnyway?: boolean;
  holdSeconds?: number;
  attachments?: readonly string[];
}
export interface ReplyAnswer { seq: number; delivery: 'pending' | 'held' }
export interface SeqAnswer { seq: number }
export interface ClaimAnswer { seq: number; epoch: number; leaseUntil?: string }
