/** How high rows are before they were measured: close to what the style sheets come to, so that little moves when they are. */
import type { ThreadItem } from './thread-items';

export const paddingStart = 40;
export const paddingEnd = 16;
const lineLetters = 61;
const linesMax = 40;

/** Where the pane begins to show that row, or the end, if every row is as high as guessed. */
export function guessedOffset(items: readonly ThreadItem[], place: number, height: number): number {
  const heightOf = (some: readonly ThreadItem[]) => some.reduce((sum, item) => sum + guessedHeight(item), paddingStart);
  const end = Math.max(0, heightOf(items) + paddingEnd - height);
  return place === items.length - 1 ? end : Math.min(end, heightOf(items.slice(0, place)));
}

export function guessedHeight(item: ThreadItem | undefined): number {
  if (item?.type === 'message' || item?.type === 'note') {
    const lines = (item.entry.data.text ?? '').split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / lineLetters)), 0);
    return (item.startsGroup ? 72 : 41) + 23 * (Math.min(linesMax, lines) - 1);
  }
  if (item?.type === 'proposal') return item.isOpen ? 170 : 96;
  return item?.type === 'outgoing' ? 80 : item?.type === 'day' || item?.type === 'unread' ? 34 : 28;
}
