import type { Preferences } from '../../api/types';
import { useStore } from '../../realtime/store';
import { useWorkspace } from '../../realtime/workspace';
import { showNotice } from '../../ui/notices';
import { words } from '../../ui/words';

/** What was chosen, and how to choose: at work at once, and told when the server did not keep it. */
export function usePreferences(): [Preferences, (next: Partial<Preferences>) => void] {
  const { preferences } = useWorkspace();
  const change = async (next: Partial<Preferences>) => {
    if (!await preferences.change(next)) showNotice(words.settings.notSaved);
  };
  return [useStore(preferences.server), (next) => void change(next)];
}
