import type { Action } from '../../ui/actions';
import { action } from '../../ui/key-table';
import type { ThreadItem } from './thread-items';

/** `[` and `]`: to the customer's message before or behind the one on top, first of all to the line of the unread. */
export function unreadSteps(items: readonly ThreadItem[], top: number, toIndex: (index: number) => void): readonly Action[] {
  const isStop = (item: ThreadItem | undefined) => item?.type === 'unread' || (item?.type === 'message' && !item.isOurs && item.startsGroup);
  return [
    action('previousUnread', () => {
      const index = items.findLastIndex((item, at) => at < top && isStop(item));
      if (index >= 0) toIndex(index);
    }),
    action('nextUnread', () => {
      const unread = items.findIndex((item) => item.type === 'unread');
      const index = unread > top ? unread : items.findIndex((item, at) => at > top && isStop(item));
      if (index >= 0) toIndex(index);
    }),
  ];
}
