import { useState } from 'react';
import type { Entry } from '../../api/types';
import { queueName } from '../../realtime/directory';
import type { DirectoryView } from '../../realtime/directory';
import { useStore } from '../../realtime/store';
import { useWorkspace } from '../../realtime/workspace';
import { gestureSentence } from '../../ui/gesture-words';
import { clockTime, fullTime, moment, momentAhead } from '../../ui/format';
import { inSentence, plainName } from '../../ui/names';
import { words } from '../../ui/words';
import styles from './thread.module.css';

/** What happened around the words: one quiet line; a run of them folds into one. */
export function SystemLine({ entries, queue }: { entries: readonly Entry[]; queue: string | null | undefined }) {
  const [isOpen, setIsOpen] = useState(false);
  const { directory, me } = useWorkspace();
  const known = useStore(directory.view);
  const last = entries.at(-1);
  if (!last) return null;
  const say = (entry: Entry) => sentence(entry, known, me.id, queue);

  if (entries.length === 1) return <p className={styles.system}><OneLine entry={last} text={say(last)} /></p>;
  return (
    <div className={styles.system}>
      <button type="button" className={styles.fold} aria-expanded={isOpen} onClick={() => { setIsOpen(!isOpen); }}>
        {words.thread.changes(entries.length)}
      </button>
      {!isOpen && <> · <OneLine entry={last} text={say(last)} /></>}
      {isOpen && (
        <ul>
          {entries.map((entry) => <li key={entry.seq}><OneLine entry={entry} text={say(entry)} /></li>)}
        </ul>
      )}
    </div>
  );
}

function OneLine({ entry, text }: { entry: Entry; text: string }) {
  const at = moment(entry.at) ?? 0;
  return <><span>{text}</span> <time dateTime={entry.at} title={fullTime(at)}>{clockTime(at)}</time></>;
}

function sentence(entry: Entry, known: DirectoryView, meId: string, queue: string | null | undefined): string {
  const { actor, data } = entry;
  const named = (id: string | null | undefined, name?: string | null) => inSentence(
    id === meId ? words.thread.you : plainName(name ?? known.employees.find((one) => one.id === id)?.name) || words.delivery.someone,
  );
  const who = actor.kind === 'system' ? words.thread.system : named(actor.id, actor.name);
  const target = named(data.employeeId);
  /** Within the sentence, not at its beginning: "thanked you". */
  const within = (id: string | null | undefined, you: string, name?: string | null) => (id === meId ? you : named(id, name));
  switch (entry.kind) {
    case 'claimed': return words.entry.claimed(data.employeeId ? target : who);
    case 'released':
      return givenBack(data.reason, inSentence(plainName(queueName(known, queue)) || words.views.queues), target) ?? words.entry.released(who);
    case 'assigned': return words.entry.assigned(who, within(data.employeeId, words.handover.you));
    case 'handoverOffered': case 'handoverAccepted': case 'handoverReturned': case 'trackingLinkMade': case 'trackingLinkRevoked':
      return handoverSentence(entry, who, data.employeeId ? within(data.employeeId, words.handover.you) : inSentence(plainName(queueName(known, data.queue)) || words.views.queues), named(data.from));
    case 'offered': return words.entry.offered(within(data.employeeId, words.thread.toYou));
    case 'offerEnded': return words.entry.offerEnded(target);
    case 'stateChanged': return stateSentence(data.from ?? '', data.to ?? '', who);
    case 'labelsChanged': return words.entry.labels(who);
    case 'priorityChanged': return prioritySentence(data.to ?? '', who);
    case 'asked': return words.asks.entry.asked(who, data.text ?? '');
    case 'answered': return words.asks.entry.answered(who, data.text ?? '');
    case 'askEnded': return askEnded(data.reason, who);
    case 'thanked': return words.asks.entry.thanked(who, within(data.employeeId, words.thread.toYou));
    case 'draftGivenBack': return words.floor.card.given(who, within(data.authorId, words.thread.toYou), data.text ?? '');
    case 'replyCancelled': return words.entry.cancelled(who);
    default: return gestureSentence(entry, who, (id, name) => within(id, words.thread.toYou, name)) ?? promiseSentence(entry, who, within(data.employeeId, words.handover.you)) ?? words.entry.unknown(entry.kind);
  }
}

function promiseSentence({ kind, at, data }: Entry, who: string, target: string): string | undefined {
  const say = words.promises.entry;
  const ahead = (iso: string | null | undefined) => momentAhead(moment(iso) ?? 0, moment(at) ?? 0);
  switch (kind) {
    case 'promiseMade': return say.promiseMade(who, data.text ?? words.promises.gone, ahead(data.dueAt));
    case 'promiseDueSoon': return say.promiseDueSoon(ahead(data.dueAt));
    case 'promiseDue': return say.promiseDue();
    case 'promiseBroken': return say.promiseBroken();
    case 'promiseKept': return data.late === true ? say.promiseKeptLate(who) : say.promiseKept(who);
    case 'promiseMoved': return say.promiseMoved(who, ahead(data.to));
    case 'promiseReleased': return say.promiseReleased(who);
    case 'promiseHandedOver': return say.promiseHandedOver(who, target);
    default: return undefined;
  }
}

function handoverSentence({ kind, data }: Entry, who: string, to: string, giver: string): string {
  const said = words.handover.entry;
  const line = kind === 'handoverOffered' ? said.offered(who, to) : kind === 'handoverAccepted' ? said.accepted(who)
    : kind === 'trackingLinkMade' ? said.linkMade(who) : kind === 'trackingLinkRevoked' ? said.linkRevoked(who)
    : data.reason === 'returned' ? said.returned(who) : data.reason === 'withdrawn' ? said.withdrawn(who) : data.reason === 'expired' ? said.expired(giver) : said.ended;
  return data.text ? said.said(line, data.text) : line;
}

function givenBack(reason: string | null | undefined, queue: string, owner: string): string | undefined {
  return reason === 'lapsed' ? words.entry.lapsed(queue) : reason === 'away' ? words.entry.away(queue, owner) : reason === 'private' ? words.entry.wentPrivate(queue) : undefined;
}

function askEnded(reason: string | null | undefined, who: string): string {
  const { entry } = words.asks;
  return reason === 'expired' ? entry.expired : reason === 'notGood' ? entry.notGood(who) : entry.cancelled(who);
}

function prioritySentence(to: string, who: string): string {
  const name = (words.priority as Record<string, string | undefined>)[to];
  return name === undefined ? words.entry.priority(who) : words.entry.priorityTo(who, name);
}

function stateSentence(from: string, to: string, who: string): string {
  const { state } = words.entry;
  if (to === 'resolved') return state.resolved(who);
  if (to === 'closed') return state.closed();
  if (to === 'snoozed') return state.snoozed(who);
  if (from === 'resolved' || from === 'closed') return state.reopened(who);
  return state.other((words.states as Record<string, string | undefined>)[to] ?? to);
}
