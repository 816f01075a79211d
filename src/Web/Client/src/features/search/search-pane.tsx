import { useEffect, useMemo, useRef, useState } from 'react';
import type { FocusEvent, KeyboardEvent, ReactNode } from 'react';
import type { SearchHit } from '../../api/types';
import { queueName } from '../../realtime/directory';
import { useStore } from '../../realtime/store';
import { useWorkspace } from '../../realtime/workspace';
import { useActions } from '../../ui/actions';
import { Button, IconButton } from '../../ui/button';
import { classes } from '../../ui/classes';
import { Face, LoadingFace } from '../../ui/face';
import { clockTime, moment, shortMoment } from '../../ui/format';
import { icons } from '../../ui/icons';
import { action } from '../../ui/key-table';
import { customerName, inSentence, plainName } from '../../ui/names';
import { useThrottled } from '../../ui/throttled';
import { words } from '../../ui/words';
import { searchSpec } from './narrowing';
import type { Narrowing } from './narrowing';
import { keyOf } from './newer-hits';
import { SearchFilters } from './search-filters';
import styles from './search.module.css';
import { useSearch } from './use-search';

interface Props {
  q: string;
  narrowing: Narrowing;
  onNarrow: (narrowing: Narrowing) => void;
  selectedId: string | undefined;
  selectedAt: number | undefined;
  onSearch: (q: string) => void;
  /** Opens a conversation, at the entry that was found. */
  onOpen: (id: string, at: number | undefined) => void;
  onClose: () => void;
  /** Told whenever the conversations found are others: what "next" means. */
  onOrder: (ids: readonly string[]) => void;
  /** Whether the hits stand on screen, and not a conversation in their place. */
  isShown: boolean;
  lead?: ReactNode;
}

const pauseMs = 200;
const spokenMs = 5_000;

/** Everything ever written, by its words: messages, replies, notes, customers and ids. */
export function SearchPane({ q, narrowing, onNarrow, selectedId, selectedAt, onSearch, onOpen, onClose, onOrder, isShown, lead }: Props) {
  const [text, setText] = useState(q);
  const isNarrowed = Object.keys(narrowing).length > 0;
  const [isNarrowing, setIsNarrowing] = useState(isNarrowed);
  const [opened, setOpened] = useState<string | undefined>(undefined);
  const field = useRef<HTMLInputElement>(null);
  const results = useRef<HTMLDivElement>(null);
  const { isHeld, holding } = useHolding();
  const [isScrolled, setIsScrolled] = useState(false);
  const spec = useMemo(() => searchSpec(q, narrowing), [q, narrowing]);
  const found = useSearch(spec, isShown, isHeld || isScrolled);
  const isAsked = q !== '' && spec !== undefined;

  const order = useMemo(() => (isAsked ? [...new Set(found.items.map((hit) => hit.conversation.id))] : []), [isAsked, found.items]);
  useEffect(() => { onOrder(order); }, [order, onOrder]);
  useActions(useMemo(() => (isShown && order.length > 0 ? [
    action('next', () => { walkHits(1); }),
    action('previous', () => { walkHits(-1); }),
  ] : []), [isShown, order.length]), 'over');
  const showNewer = () => {
    found.showNewer();
    results.current?.scrollTo({ top: 0 });
    // The button that was pressed is gone with what it told.
    requestAnimationFrame(() => results.current?.querySelector<HTMLElement>('[data-hit]')?.focus());
  };

  useEffect(() => { field.current?.focus(); }, []);
  useEffect(() => {
    if (text.trim() === q) return;
    const timer = setTimeout(() => { onSearch(text.trim()); }, pauseMs);
    return () => { clearTimeout(timer); };
  }, [text, q, onSearch]);

  return (
    <section className={styles.pane} aria-label={words.search.title} data-pane="list" onKeyDown={walk}>
      <header className={styles.head}>
        {lead}
        <search className={styles.search}>
          <input
            ref={field} type="search" value={text} maxLength={200} dir="auto" autoComplete="off" enterKeyHint="search"
            placeholder={words.search.placeholder} aria-label={words.search.placeholder}
            onChange={(event) => { setText(event.target.value); }}
            onKeyDown={(event) => { if (event.key === 'Escape') onClose(); }}
          />
        </search>
        <IconButton label={words.filters.title} aria-expanded={isNarrowing} aria-pressed={isNarrowed} onClick={() => { setIsNarrowing(!isNarrowing); }}>{icons.settings}</IconButton>
        <IconButton label={words.search.close} onClick={onClose}>{icons.close}</IconButton>
      </header>
      {isNarrowing && <SearchFilters value={narrowing} onChange={onNarrow} />}
      <div className={styles.found} {...holding}>
        {isAsked && <Freshness indexedTo={found.indexedTo} newer={found.newer} onShow={showNewer} />}
        <div ref={results} className={styles.results} tabIndex={-1} onScroll={(event) => { setIsScrolled(event.currentTarget.scrollTop > 0); }}>
          {q === '' && <Face>{words.search.hint}</Face>}
          {isAsked && found.face === 'loading' && <LoadingFace />}
          {isAsked && found.face === 'failed' && (
            <Face isAlert action={<Button look="link" onClick={found.retry}>{words.thread.retry}</Button>}>{words.search.failed}</Face>
          )}
          {isAsked && found.face === 'ready' && found.items.length === 0 && (
            <Face
              action={narrowing.in === 'open'
                ? <Button look="link" onClick={() => { onNarrow(Object.fromEntries(Object.entries(narrowing).filter(([name]) => name !== 'in'))); }}>{words.list.searchClosed}</Button>
                : isNarrowed ? <Button look="link" onClick={() => { onNarrow({}); }}>{words.list.clear}</Button> : undefined}
            >
              {isNarrowed ? words.search.noneNarrowed(inSentence(q)) : words.search.none(inSentence(q))}
            </Face>
          )}
          {isAsked && (
            <ul>
              {found.items.map((hit) => {
                const key = keyOf(hit);
                return (
                  <Hit
                    key={key} hit={hit}
                    isSelected={hit.conversation.id === selectedId && placeOf(hit) === selectedAt && (opened === undefined || key === opened)}
                    onOpen={() => {
                      setOpened(key);
                      onOpen(hit.conversation.id, placeOf(hit));
                    }}
                  />
                );
              })}
            </ul>
          )}
          {isAsked && found.hasMore && <p className={styles.more}><Button look="link" onClick={found.more}>{words.search.more}</Button></p>}
        </div>
      </div>
    </section>
  );
}

interface FreshnessProps { indexedTo: string | undefined; newer: { count: number; isMore: boolean }; onShow: () => void }

/** How fresh the answer is, and what has come since; always of one height, so that nothing below it moves. */
function Freshness({ indexedTo, newer: { count, isMore }, onShow }: FreshnessProps) {
  const spoken = useThrottled(count, spokenMs);
  return (
    <div className={styles.fresh}>
      {count > 0
        ? <Button look="link" onClick={onShow}>{words.search.newer(count, isMore)}</Button>
        : <span>{indexedTo === undefined ? '' : words.search.fresh(clockTime(moment(indexedTo) ?? 0))}</span>}
      <span className="visually-hidden" aria-live="polite">{spoken > 0 ? words.search.spoken(spoken) : ''}</span>
    </div>
  );
}

interface Holding { onPointerEnter: () => void; onPointerLeave: () => void; onFocus: () => void; onBlur: (event: FocusEvent<HTMLElement>) => void }

/** What is under a pointer or has the focus is held where it is; so is the button that lets the newer ones in, on the way to it. */
function useHolding(): { isHeld: boolean; holding: Holding } {
  const [isPointerIn, setIsPointerIn] = useState(false);
  const [isFocusIn, setIsFocusIn] = useState(false);
  return {
    isHeld: isPointerIn || isFocusIn,
    holding: {
      onPointerEnter: () => { setIsPointerIn(true); },
      onPointerLeave: () => { setIsPointerIn(false); },
      onFocus: () => { setIsFocusIn(true); },
      onBlur: (event) => { if (!event.currentTarget.contains(event.relatedTarget)) setIsFocusIn(false); },
    },
  };
}

/** From the hit that has the focus, else from the one that is open, to the one beside it. */
function walkHits(by: 1 | -1): void {
  const hits = [...document.querySelectorAll<HTMLElement>('[data-pane="list"] [data-hit]')];
  const focused = hits.findIndex((one) => one === document.activeElement);
  const from = focused >= 0 ? focused : hits.findIndex((one) => one.getAttribute('aria-current') === 'true');
  hits[from < 0 ? 0 : Math.max(0, Math.min(hits.length - 1, from + by))]?.focus();
}

/** Arrows go from the words searched for to the hits, and back. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('input[type="search"], [data-hit]')];
  const at = stops.findIndex((one) => one === document.activeElement);
  if (step === 0 || at < 0) return;
  event.preventDefault();
  stops[Math.max(0, Math.min(stops.length - 1, at + step))]?.focus();
}

/** Where a hit stands in its conversation; a customer and a conversation as such stand nowhere in it. */
function placeOf(hit: SearchHit): number | undefined {
  return hit.kind === 'customer' || hit.kind === 'id' ? undefined : hit.seq;
}

function Hit({ hit, isSelected, onOpen }: { hit: SearchHit; isSelected: boolean; onOpen: () => void }) {
  const { api, directory } = useWorkspace();
  const known = useStore(directory.view);
  const { conversation } = hit;
  const owner = plainName(conversation.ownerName) || words.row.unclaimed;
  const queue = plainName(queueName(known, conversation.queue));
  return (
    <li>
      <button
        type="button" data-hit className={classes(styles.hit, isSelected && styles.selected)} aria-current={isSelected ? 'true' : undefined}
        onClick={onOpen}
      >
        <span className={styles.first}>
          <span className={styles.name} dir="auto">{customerName(conversation.customer)}</span>
          <time className={styles.time} dateTime={hit.at}>{shortMoment(moment(hit.at) ?? 0, api.http.now())}</time>
        </span>
        <span className={styles.excerpt} dir="auto">
          {hit.excerpt.map((part, index) => (part.hit ? <mark key={index}>{part.text}</mark> : part.text))}
        </span>
        <span className={styles.third}>
          {words.search.kinds[hit.kind]} · <bdi>{owner}</bdi>{queue !== '' && <> · <bdi>{queue}</bdi></>} · {words.states[conversation.state]}
        </span>
      </button>
    </li>
  );
}
