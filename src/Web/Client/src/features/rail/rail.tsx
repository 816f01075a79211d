import { memo, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import type { Counts, View } from '../../api/types';
import { useStore } from '../../realtime/store';
import { mayHelp, mayRead, mayWrite, useWorkspace } from '../../realtime/workspace';
import { Button } from '../../ui/button';
import { icons } from '../../ui/icons';
import { keysOf } from '../../ui/key-table';
import { currentLocale } from '../../ui/locale';
import { useThrottled } from '../../ui/throttled';
import { words } from '../../ui/words';
import { LiveLight } from './live-light';
import { PresenceMenu } from './presence-menu';
import { PromisesLink } from './promises-link';
import { RailLink } from './rail-link';
import { SavedLists } from './saved-lists';
import styles from './rail.module.css';

export interface RailProps {
  view: View | 'settings' | 'search' | 'floor';
  queue: string | undefined;
  onGo: (view: View, queue?: string) => void;
  onSettings: () => void;
  onFloor: () => void;
  /** The address of the list on screen, and the way to another. */
  path: string;
  onPath: (path: string) => void;
  onMoved: (path: string) => void;
  onConversation: (id: string) => void;
  /** What stands beside one's own name. */
  children?: ReactNode;
}

/** Me, my lists, the queues, and at the foot whether what is on screen is true now. */
export const Rail = memo(function Rail({ view, queue, onGo, onSettings, onFloor, path, onPath, onMoved, onConversation, children }: RailProps) {
  const { directory, list, me } = useWorkspace();
  const known = useStore(directory.view);
  const counts = useThrottled(useStore(list.counts), 1_000);
  const [isPresenceOpen, setIsPresenceOpen] = useState(false);
  const queues = useMemo(
    () => [...known.queues].sort((a, b) => a.name.localeCompare(b.name, currentLocale())),
    [known.queues],
  );

  return (
    <nav className={styles.rail} aria-label={words.rail.label} data-pane="rail">
      <PresenceMenu isOpen={isPresenceOpen} onOpenChange={setIsPresenceOpen} />
      {children}
      <ul className={styles.links}>
        {mayRead(me) && (
          <>
            <RailLink
              icon={icons.mine} name={words.views.mine} keys={keysOf('goMine')} count={counts?.mine}
              isHere={path === '/mine'} onGo={() => { onGo('mine'); }}
            />
            <RailLink
              icon={icons.unattended} name={words.views.unattended} keys={keysOf('goUnattended')} count={counts?.unattended}
              isHere={path === '/unattended'} onGo={() => { onGo('unattended'); }}
            />
            <RailLink
              icon={icons.all} name={words.views.all} keys={keysOf('goAll')} count={counts?.all}
              isHere={path === '/all'} onGo={() => { onGo('all'); }}
            />
          </>
        )}
        {mayHelp(me) && <RailLink icon={icons.floor} name={words.floor.title} keys={keysOf('goFloor')} isHere={view === 'floor'} onGo={onFloor} />}
      </ul>
      {mayRead(me) && queues.length > 0 && <h2 className={styles.caption} id="rail-queues">{words.views.queues}</h2>}
      <ul className={styles.queues} aria-labelledby="rail-queues">
        {(mayRead(me) ? queues : []).map((one) => (
          <RailLink
            key={one.id} icon={icons.queue} name={one.name} count={queueCount(counts, one.id)}
            isHere={view === 'queue' && queue === one.id} onGo={() => { onGo('queue', one.id); }}
          />
        ))}
      </ul>
      {mayRead(me) && <SavedLists path={path} onPath={onPath} onMoved={onMoved} />}
      {known.face === 'failed' && (
        <p className={styles.failed}>
          {words.rail.failed}{' '}
          <Button look="link" onClick={() => void directory.load()}>{words.thread.retry}</Button>
        </p>
      )}
      <ul className={styles.foot}>
        {mayWrite(me) && <PromisesLink onOpen={onConversation} />}
        <RailLink
          icon={icons.settings} name={words.views.settings} keys={keysOf('goSettings')} isHere={view === 'settings'} onGo={onSettings}
        />
      </ul>
      <LiveLight />
    </nav>
  );
});

function queueCount(counts: Counts | undefined, id: string): number | undefined {
  return counts?.queues[id];
}
