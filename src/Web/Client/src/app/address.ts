/**
 * Where the page is. It is known here at once; the browser, which takes milliseconds to write its history, is told after
 * the frame that shows the new place.
 */
export interface Entry {
  pane?: 'menu' | 'context' | undefined;
  isFromList?: boolean;
  /** Whether going back from here stays within this page. */
  isInside?: boolean;
  visit?: string | undefined;
}

export interface Here { path: string; entry: Entry }

/** Steps the browser has not been told yet, oldest first. */
const untold: (Here & { isPush: boolean })[] = [];
const listeners = new Set<() => void>();
/** A page in the background draws no frames. */
const lateMs = 200;
let timer: ReturnType<typeof setTimeout> | undefined;

export function here(): Here {
  return untold.at(-1) ?? { path: location.pathname + location.search, entry: (history.state as Entry | null) ?? {} };
}

export function goTo(path: string, entry: Entry, isPush: boolean): void {
  const last = untold.at(-1);
  // What replaces a step that is not told yet takes its place.
  if (!isPush && last !== undefined) untold[untold.length - 1] = { path, entry: { ...entry, isInside: last.entry.isInside === true }, isPush: last.isPush };
  else untold.push({ path, entry: { ...entry, isInside: isPush || here().entry.isInside === true }, isPush });
  timer ??= setTimeout(tellBrowser, lateMs);
  requestAnimationFrame(() => setTimeout(tellBrowser));
  for (const listener of listeners) listener();
}

/** Forgets what the browser was not told, and starts anew from `path`. */
export function startAt(path: string): void {
  untold.length = 0;
  history.replaceState(null, '', path);
}

export function goBack(): void {
  tellBrowser();
  history.back();
}

export function onMoved(listener: () => void): () => void {
  listeners.add(listener);
  return () => { listeners.delete(listener); };
}

function tellBrowser(): void {
  clearTimeout(timer);
  timer = undefined;
  for (const { path, entry, isPush } of untold.splice(0)) {
    if (isPush) history.pushState(entry, '', path);
    else history.replaceState(entry, '', path);
  }
}

addEventListener('pagehide', tellBrowser);
addEventListener('popstate', () => {
  // The reader went back from where the browser was: a step it was never told is undone by that.
  untold.length = 0;
  for (const listener of listeners) listener();
});
