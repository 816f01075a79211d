import { useCallback, useState } from 'react';
import type { ReactNode } from 'react';
import type { FloorConversation, FloorStanding } from '../../api/types';
import { Face, LoadingFace } from '../../ui/face';
import { words } from '../../ui/words';
import { Enrol } from './enrol';
import { Failed } from './failed';
import { FloorLists } from './floor-lists';
import { FloorThread } from './floor-thread';
import { Standing } from './standing';
import { useFloorApi, useFloorLine, useRead } from './use-floor';
import styles from './floor.module.css';

interface Props { conversationId: string | undefined; onOpen: (id: string | undefined) => void; isNarrow: boolean; menu: ReactNode; giving: (conversation: FloorConversation) => ReactNode }

/** Who needs us: what waits in public, most pressing first, and what one does about it. */
export default function Floor({ conversationId, onOpen, isNarrow, menu, giving }: Props) {
  const floor = useFloorApi();
  const standing = useRead('floorStanding', useCallback(() => floor.me(), [floor]));
  const [told, setTold] = useState<FloorStanding | undefined>(undefined);
  const me = newer(told, standing.value);
  const onTold = (next: FloorStanding) => {
    setTold(next);
    standing.again();
  };

  useFloorLine(me !== undefined && me.grade !== '' && me.acceptedVersion === me.promisesVersion, conversationId);

  if (!me) return <main className={styles.alone}>{standing.hasFailed ? <Failed onAgain={standing.again} /> : <LoadingFace />}</main>;
  if (me.grade === '' || me.acceptedVersion !== me.promisesVersion) {
    return <main className={styles.alone} data-pane="thread">{menu}<Enrol standing={me} onDone={onTold} /></main>;
  }

  const isListShown = !isNarrow || conversationId === undefined;
  const isThreadShown = !isNarrow || conversationId !== undefined;
  return (
    <div className={styles.floor}>
      {isListShown && (
        <section className={styles.list} aria-label={words.floor.title} data-pane="list">
          <header className={styles.head}>{menu}<h1 className={styles.title}>{words.floor.title}</h1></header>
          <Standing standing={me} onTold={onTold} />
          <FloorLists standing={me} selectedId={conversationId} onOpen={onOpen} />
        </section>
      )}
      {isThreadShown && (
        <main className={styles.thread} data-pane="thread">
          {conversationId === undefined
            ? <Face>{words.floor.choose}</Face>
            : <FloorThread key={conversationId} id={conversationId} standing={me} onBack={() => { onOpen(undefined); }} isNarrow={isNarrow} onStanding={onTold} giving={giving} />}
        </main>
      )}
    </div>
  );
}

/** What an order answered is shown until the next reading says something else. */
function newer(told: FloorStanding | undefined, read: FloorStanding | undefined): FloorStanding | undefined {
  return told && read && told.grade === read.grade && told.done >= read.done ? told : read ?? told;
}
