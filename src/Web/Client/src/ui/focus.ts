/** Where the focus can be sent from anywhere: panes and the composer carry their names in the page. */
export function focusComposer(): void {
  // At once, so that what is typed next is never taken for a key; and again when the words stand there.
  const before = findComposer();
  before?.focus();
  requestAnimationFrame(() => {
    const field = findComposer();
    // Whoever left it meanwhile is not brought back; one that took its place is what was meant.
    if (!field || (field === before && document.activeElement !== field)) return;
    field.focus();
    field.setSelectionRange(field.value.length, field.value.length);
  });
}

const findComposer = () => document.querySelector<HTMLTextAreaElement>('[data-composer]');

export function focusThread(): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-thread-log]')?.focus({ preventScroll: true }));
}

const panes = ['rail', 'list', 'thread', 'composer', 'context'];
const focusable = '[tabindex="0"], button:not(:disabled), textarea, input, a[href]';

/** F6: from pane to pane, in the order they stand. */
export function focusNextPane(): void {
  const shown = panes
    .map((name) => document.querySelector<HTMLElement>(`[data-pane="${name}"]`))
    .filter((pane): pane is HTMLElement => pane !== null && pane.offsetParent !== null);
  // The composer stands inside the thread's pane; the innermost one is where the focus is.
  const at = shown.findLastIndex((pane) => pane.contains(document.activeElement));
  const next = shown[(at + 1) % shown.length];
  next?.querySelector<HTMLElement>(next.dataset.pane === 'list' ? '[role="option"][tabindex="0"]' : focusable)?.focus();
}
