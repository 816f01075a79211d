import { useState } from 'react';
import type { Told } from '../../api/types';
import { useStore } from '../../realtime/store';
import { useWorkspace } from '../../realtime/workspace';
import { Button, IconButton } from '../../ui/button';
import { classes } from '../../ui/classes';
import { Face, LoadingFace } from '../../ui/face';
import { figure, moment, shortMoment } from '../../ui/format';
import { icons } from '../../ui/icons';
import { Popover } from '../../ui/popover';
import { words } from '../../ui/words';
import { noticeWords } from './notice-words';
import styles from './notices.module.css';

/** How many notices wait, and all of them when asked. Looking at them is seeing them. */
export function NoticeButton({ onOpen }: { onOpen: (told: Told) => void }) {
  const { notices, api } = useWorkspace();
  const { face, items, unseen } = useStore(notices.view);
  const [isOpen, setIsOpen] = useState(false);
  const change = (next: boolean) => {
    setIsOpen(next);
    if (!next) void notices.seeAll();
  };
  return (
    <span className={styles.place}>
      <Popover
        kind="dialog" label={words.notices.title} isOpen={isOpen} onOpenChange={change}
        trigger={(props) => (
          <IconButton label={unseen > 0 ? words.notices.unseen(unseen) : words.notices.title} {...props}>
            {icons.bell}
            {unseen > 0 && <span className={styles.count} aria-hidden="true">{figure(unseen)}</span>}
          </IconButton>
        )}
      >
        <h2 className={styles.title}>{words.notices.title}</h2>
        {face === 'loading' && <LoadingFace />}
        {face === 'failed' && (
          <Face isAlert action={<Button look="link" onClick={() => void notices.load()}>{words.thread.retry}</Button>}>{words.admin.failed}</Face>
        )}
        {face === 'ready' && items.length === 0 && <p className={styles.none}>{words.notices.none}</p>}
        <ul className={styles.list}>
          {items.map((told) => (
            <li key={told.id}>
              <button
                type="button" className={classes(styles.item, !told.seenAt && styles.unseen)}
                onClick={() => {
                  change(false);
                  onOpen(told);
                }}
              >
                <span>{noticeWords(told)}</span>
                <time dateTime={told.at}>{shortMoment(moment(told.at) ?? 0, api.http.now())}</time>
              </button>
            </li>
          ))}
        </ul>
      </Popover>
    </span>
  );
}
