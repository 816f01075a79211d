import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { SearchHit } from '../../api/types';
import { queueName } from '../../realtime/directory';
import { useStore } from '../../realtime/store';
import { useWorkspace } from '../../realtime/workspace';
import { Button, IconButton } from '../../ui/button';
import { classes } from '../../ui/classes';
import { Face, LoadingFace } from '../../ui/face';
import { clockTime, moment, shortMoment } from '../../ui/format';
import { icons } from '../../ui/icons';
import { customerName, inSentence, plainName } from '../../ui/names';
import { words } from '../../ui/words';
import { SearchFilters } from './search-filters';
import styles from './search.module.css';
import { useSearch } from './use-search';
import type { Narrowing } from './use-search';

interface Props {
  q: string;
  selectedId: string | undefined;
  onSearch: (q: string) => void;
  onOpen: (id: string) => void;
  onClose: () => void;
  lead?: ReactNode;
}

const pauseMs = 200;

/** Everything ever written, by its words: messages, replies, notes, customers and ids. */
export function SearchPane({ q, selectedId, onSearch, onOpen, onClose, lead }: Props) {
  const [text, setText] = useState(q);
  const [narrowing, setNarrowing] = useState<Narrowing>({ in: 'all' });
  const [isNarrowing, setIsNarrowing] = useState(false);
  const [opened, setOpened] = useState<string | undefined>(undefined);
  const field = useRef<HTMLInputElement>(null);
  const found = useSearch(q, narrowing);

  useEffect(() => { field.current?.focus(); }, []);
  useEffect(() => {
    if (text.trim() === q) return;
    const timer = setTimeout(() => { onSearch(text.trim()); }, pauseMs);
    return () => { clearTimeout(timer); };
  }, [text, q, onSearch]);

  return (
    <section className={styles.pane} aria-label={words.search.title} data-pane="list">
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
        <IconButton label={words.filters.title} aria-expanded={isNarrowing} onClick={() => { setIsNarrowing(!isNarrowing); }}>{icons.settings}</IconButton>
        <IconButton label={words.search.close} onClick={onClose}>{icons.close}</IconButton>
      </header>
      {isNarrowing && <SearchFilters value={narrowing} onChange={setNarrowing} />}
      <div className={styles.results} tabIndex={-1}>
        {q === '' && <Face>{words.search.hint}</Face>}
        {q !== '' && found.face === 'loading' && <LoadingFace />}
        {q !== '' && found.face === 'failed' && (
          <Face isAlert action={<Button look="link" onClick={found.retry}>{words.thread.retry}</Button>}>{words.search.failed}</Face>
        )}
        {q !== '' && found.face === 'ready' && found.items.length === 0 && (
          <Face
            action={narrowing.in === 'open'
              ? <Button look="link" onClick={() => { setNarrowing({ ...narrowing, in: 'all' }); }}>{words.list.searchClosed}</Button> : undefined}
          >
            {words.search.none(inSentence(q))}
          </Face>
        )}
        {q !== '' && (
          <ul>
            {found.items.map((hit) => {
              const key = `${hit.conversation.id} ${String(hit.seq)} ${hit.kind}`;
              return (
                <Hit
                  key={key} hit={hit} isSelected={key === opened && hit.conversation.id === selectedId}
                  onOpen={(id) => {
                    setOpened(key);
                    onOpen(id);
                  }}
                />
              );
            })}
          </ul>
        )}
        {q !== '' && found.hasMore && <p className={styles.more}><Button look="link" onClick={found.more}>{words.search.more}</Button></p>}
      </div>
      <p className={styles.fresh} role="status">
        {found.indexedTo !== undefined && q !== '' ? words.search.fresh(clockTime(moment(found.indexedTo) ?? 0)) : ''}
      </p>
    </section>
  );
}

function Hit({ hit, isSelected, onOpen }: { hit: SearchHit; isSelected: boolean; onOpen: (id: string) => void }) {
  const { api, directory } = useWorkspace();
  const known = useStore(directory.view);
  const { conversation } = hit;
  const owner = plainName(conversation.ownerName) || words.row.unclaimed;
  const queue = plainName(queueName(known, conversation.queue));
  return (
    <li>
      <button
        type="button" className={classes(styles.hit, isSelected && styles.selected)} aria-current={isSelected ? 'true' : undefined}
        onClick={() => { onOpen(conversation.id); }}
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
