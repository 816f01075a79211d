import type { ActionGroup } from '../../ui/actions';
import { IconButton } from '../../ui/button';
import { icons } from '../../ui/icons';
import { actionIds, keysOf, keyTable, titleOf } from '../../ui/key-table';
import { Modal } from '../../ui/modal';
import { words } from '../../ui/words';
import styles from './commands.module.css';

const groups: readonly ActionGroup[] = ['list', 'thread', 'write', 'go', 'app'];

export function KeySheet({ areKeysOn, onClose }: { areKeysOn: boolean; onClose: () => void }) {
  return (
    <Modal label={words.keys.title} onClose={onClose}>
      <header className={styles.head}>
        <h2>{words.keys.title}</h2>
        <IconButton label={words.keys.close} onClick={onClose}>{icons.close}</IconButton>
      </header>
      {!areKeysOn && <p className={styles.none}>{words.keys.off}</p>}
      <div className={styles.sheet}>
        {groups.map((group) => {
          const inGroup = actionIds.filter((id) => keyTable[id].group === group && keysOf(id) !== undefined);
          return inGroup.length > 0 && (
            <section key={group}>
              <h3 className={styles.group}>{words.groups[group]}</h3>
              <dl>
                {inGroup.map((id) => (
                  <div key={id} className={styles.pair}>
                    <dt>{titleOf(id)}</dt>
                    <dd><kbd>{keysOf(id)}</kbd></dd>
                  </div>
                ))}
              </dl>
            </section>
          );
        })}
      </div>
    </Modal>
  );
}
