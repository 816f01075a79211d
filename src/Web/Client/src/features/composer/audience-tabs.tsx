import type { ComposerMode } from '../../realtime/drafts';
import { icons } from '../../ui/icons';
import { words } from '../../ui/words';
import styles from './composer.module.css';

interface Props {
  modes: readonly ComposerMode[];
  mode: ComposerMode;
  who: string;
  onChange: (mode: ComposerMode) => void;
}

export function AudienceTabs({ modes, mode, who, onChange }: Props) {
  const seen = mode === 'public' ? words.composer.seePublic
    : mode === 'note' ? words.composer.seeNote : words.composer.seePrivate(who);
  return (
    <div className={styles.tabs}>
      <div role="radiogroup" aria-label={words.actions.audience} className={styles.tabList}>
        {modes.map((one) => (
          <button
            key={one} type="button" role="radio" aria-checked={one === mode} className={styles.tab}
            onClick={() => { onChange(one); }}
          >
            {words.composer[one]}
          </button>
        ))}
      </div>
      <p className={styles.audience} aria-live="polite">
        {mode === 'public' ? icons.globe : mode === 'note' ? icons.note : icons.lock}
        <span>{seen}</span>
      </p>
    </div>
  );
}
