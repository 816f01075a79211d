import { useState } from 'react';
import { useStore } from '../../realtime/store';
import { useWorkspace } from '../../realtime/workspace';
import { words } from '../../ui/words';
import styles from './admin.module.css';
import { Listing } from './parts';
import { TopicBox } from './topic-boxes';
import { attempt, byName, useAdmin, useLoaded } from './use-admin';

/** What one is asked about, chosen by oneself; at work as soon as it is chosen. */
export function MyTopicsPage() {
  const admin = useAdmin();
  const { directory, me } = useWorkspace();
  const loaded = byName(useLoaded(admin.topics, 'topics'));
  const known = useStore(directory.view).employees.find((one) => one.id === me.id)?.topics ?? [];
  const [chosen, setChosen] = useState<readonly string[] | undefined>(undefined);
  const mine = chosen ?? known;

  const follow = async (name: string, isFollowed: boolean) => {
    const next = isFollowed ? [...mine, name] : mine.filter((one) => one !== name);
    setChosen(next);
    if (!await attempt(() => admin.followTopics(next))) setChosen(undefined);
  };
  return (
    <>
      <p className={styles.about}>{words.work.myTopicsAbout}</p>
      <Listing loaded={loaded} empty={words.work.noTopics}>
        {(topic) => (
          <li key={topic.name} className={styles.item}>
            <TopicBox name={topic.name} isChosen={mine.includes(topic.name)} onChoose={(isFollowed) => void follow(topic.name, isFollowed)} />
          </li>
        )}
      </Listing>
    </>
  );
}
