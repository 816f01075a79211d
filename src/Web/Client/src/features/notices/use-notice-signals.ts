import { useEffect, useRef } from 'react';
import type { Told } from '../../api/types';
import { useStore } from '../../realtime/store';
import { useWorkspace } from '../../realtime/workspace';
import { showNotice } from '../../ui/notices';
import { sound } from '../../ui/sound';
import { words } from '../../ui/words';
import { noticeWords } from './notice-words';

/** On screen, in the title, by sound, and by the browser's own notice when nobody looks. */
export function useNoticeSignals(current: string | undefined, onOpen: (told: Told) => void): number {
  const { notices, preferences } = useWorkspace();
  const { unseen } = useStore(notices.view);
  const latest = useRef({ current, onOpen });
  useEffect(() => { latest.current = { current, onOpen }; });

  useEffect(() => notices.listen((told) => {
    const { current: shown, onOpen: open } = latest.current;
    const isLookedAt = document.visibilityState === 'visible' && shown === told.conversationId;
    if (isLookedAt) {
      // What was told before it has not been looked at by that.
      if (notices.view.get().unseen <= 1) void notices.seeAll();
      return;
    }
    const show = () => { open(told); };
    showNotice(noticeWords(told), { action: { label: words.delivery.show, run: show }, about: told.conversationId });
    if (told.quiet === true) return;
    const chosen = preferences.server.get();
    if (chosen.sound) sound();
    if (chosen.browserNotices && document.visibilityState === 'hidden') browserNotice(told, show);
  }), [notices, preferences]);
  return unseen;
}

/** Who and what kind, never the words of a customer: it may stand on a locked screen. */
function browserNotice(told: Told, show: () => void): void {
  if (!('Notification' in window) || Notification.permission !== 'granted') return;
  // Under the same tag the next one would take its place without a sound: of one kind that is right, of another it is missed.
  const notice = new Notification(words.app, { body: noticeWords(told), tag: `${told.conversationId} ${told.kind}` });
  notice.onclick = () => {
    window.focus();
    notice.close();
    show();
  };
}
