import { useEffect, useRef } from 'react';
import type { SavedFilter } from '../../api/types';
import { useStore } from '../../realtime/store';
import { useWorkspace } from '../../realtime/workspace';
import { IconButton } from '../../ui/button';
import { icons } from '../../ui/icons';
import { inSentence, plainName } from '../../ui/names';
import { showNotice } from '../../ui/notices';
import { words } from '../../ui/words';
import { RailLink } from './rail-link';
import styles from './rail.module.css';

interface Props {
  path: string;
  onPath: (path: string) => void;
  /** The list on screen is another now, under the same name. */
  onMoved: (path: string) => void;
}

/** Lists that were kept under a name, mine and everyone's. */
export function SavedLists({ path, onPath, onMoved }: Props) {
  const { filters, me } = useWorkspace();
  const all = useStore(filters.all);
  useFollowing(all, path, onMoved);
  if (all.length === 0) return null;
  const mayForget = (one: SavedFilter) => one.scope === 'mine' || me.role === 'lead' || me.role === 'admin';
  const forget = async (one: SavedFilter) => {
    try {
      await filters.remove(one.id);
      showNotice(words.filters.removed(inSentence(plainName(one.name))));
    } catch {
      showNotice(words.done.unreachable, { tone: 'danger' });
    }
  };
  return (
    <>
      <h2 className={styles.caption} id="rail-saved">{words.filters.saved}</h2>
      <ul className={styles.saved} aria-labelledby="rail-saved">
        {all.map((one) => {
          const isHere = path === pathOfSpec(one);
          return (
            <li key={one.id} className={styles.savedRow}>
              <RailLink isBare icon={icons.queue} name={plainName(one.name)} count={one.total} isHere={isHere} onGo={() => { onPath(pathOfSpec(one)); }} />
              {isHere && mayForget(one) && (
                <IconButton label={words.filters.remove(plainName(one.name))} onClick={() => void forget(one)}>{icons.close}</IconButton>
              )}
            </li>
          );
        })}
      </ul>
    </>
  );
}

/** Whoever looks at a saved list goes on looking at it when it was changed, for example because a label in it has a new name. */
function useFollowing(all: readonly SavedFilter[], path: string, onMoved: (path: string) => void): void {
  const here = useRef<string | undefined>(undefined);
  const known = useRef(all);
  useEffect(() => {
    const moved = known.current === all ? undefined : all.find((one) => one.id === here.current);
    known.current = all;
    if (moved && pathOfSpec(moved) !== path) onMoved(pathOfSpec(moved));
    else here.current = all.find((one) => pathOfSpec(one) === path)?.id;
  }, [all, path, onMoved]);
}

/** As the address writes it. */
function pathOfSpec({ spec }: SavedFilter): string {
  const view = spec.view === 'queue' ? `queue/${encodeURIComponent(spec.queue ?? '')}` : spec.view ?? 'all';
  const query = new URLSearchParams();
  for (const name of ['q', 'state', 'owner', 'label', 'sort'] as const) {
    const value = spec[name];
    if (value && !(name === 'sort' && value === 'timeLeft')) query.set(name, value);
  }
  return `/${view}${query.size === 0 ? '' : `?${query.toString()}`}`;
}
