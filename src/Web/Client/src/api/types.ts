/**
 * What goes over the wire, by the names the face uses. The shapes are the server's own (schemas.ts, written from its OpenAPI document); a name
 * here points at one, or at a part of one. Times are ISO 8601 UTC; ids are opaque.
 */
import type { components } from './schemas';

type Schemas = components['schemas'];

export type Employee = Schemas['Employee'];
export type Person = Pick<Employee, 'id' | 'name'>;
export type Role = Employee['role'];
/** What a person says, and what the system sees, each with its since. */
export type Presence = Employee['presence'];
export type Intent = Presence['intent'];
export type Session = Schemas['Session'];
/** Who is signed in. */
export type Me = Session['employee'];
export type Queue = Schemas['Queue'];
export type Channel = Schemas['Channel'];
export type Preferences = Schemas['Preferences'];

export type Customer = Schemas['Customer'];
export type Summary = Schemas['Summary'];
export type Priority = Summary['priority'];
export type Audience = Summary['visibility'];
export type ConversationState = Summary['state'];

export type Actor = Schemas['Actor'];
/** One journaled fact. The set of kinds is open: what is not known is shown as a plain system line. */
export type Entry = Schemas['Entry'];
export type EntryData = Schemas['EntryData'];
export type Media = Schemas['Media'];
export type Counts = Schemas['Counts'];

/** What a list asks for: one object for REST and hub alike. */
export type ListSpec = Schemas['FilterSpec'] & { view: View };
export type View = NonNullable<Schemas['FilterSpec']['view']>;
export type Sort = NonNullable<Schemas['FilterSpec']['sort']>;
export type ListPage = Schemas['ConversationPage'];
export type ConversationPage = Schemas['Conversation'];
export type EntriesPage = Schemas['EntryPage'];

/** Something a person must not miss. Ids grow with time. */
export type Told = Schemas['Notice'];
export type NoticeKind = Told['kind'];
export type ToldPage = Schemas['NoticePage'];

/** A question to colleagues, and an answer that helped before. */
export type Ask = Schemas['Ask'];
export type AskPage = Schemas['AskPage'];
export type KnownAnswer = Schemas['Knowledge'];

/** A conversation put before one person, until a time. */
export type Offer = Schemas['Offer'];

/** A label of the company's. */
export type Label = Schemas['LabelList']['items'][number];
export type Topic = Schemas['TopicList']['items'][number];
export type SavedFilter = Schemas['SavedFilter'];

/** Newest first; the excerpt is in pieces, those that were searched for marked. */
export type SearchHit = Schemas['SearchHit'];
export type SearchPage = Schemas['SearchPage'];
export type SearchSpec = Schemas['SearchQuery'] & { q: string };

export type Attachment = Schemas['Attachment'];
/** What is kept of unsent words; revision 0 and no text when there are none. */
export type ServerDraft = Schemas['Draft'];
export type DraftPut = Schemas['DraftPut'];
export type DraftExcerpt = Schemas['DraftList']['items'][number];
export type CannedReply = Schemas['CannedReply'];

export type Custody = Schemas['Custody'];
export type HandoverOrder = Omit<Schemas['HandoverOffer'], 'id'>;
/** A word given to a customer. */
export type GivenPromise = Schemas['Promise'];
/** What stands in the way of resolving. */
export type OpenPromise = NonNullable<Schemas['Problem']['promises']>[number];
export type PromisePage = Schemas['PromisePage'];

export type ReplyBody = Schemas['Reply'];
export type ReplyAnswer = Schemas['ReplyPlaced'];
export type SeqAnswer = Schemas['Placed'];
export type ClaimAnswer = Schemas['Claimed'];
export type ProblemBody = Schemas['Problem'];

export type FloorStanding = Schemas['FloorStanding'];
export type FloorGrade = FloorPeople['items'][number]['grade'];
export type FloorItem = Schemas['FloorItem'];
export type FloorList = Schemas['FloorList'];
export type FloorMine = Schemas['FloorMine'];
export type FloorConversation = Schemas['FloorConversation'];
export type FloorPeople = Schemas['FloorPeople'];
