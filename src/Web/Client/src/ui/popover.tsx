import { useEffect, useId, useRef } from 'react';
import type { KeyboardEvent, ReactNode, Ref } from 'react';
import styles from './popover.module.css';

interface TriggerProps {
  ref: Ref<HTMLButtonElement>;
  'aria-haspopup': 'menu' | 'dialog';
  'aria-expanded': boolean;
  'aria-controls': string;
  onClick: () => void;
}

interface Props {
  kind: 'menu' | 'dialog';
  label: string;
  /** Opened from outside, for a key that does the same. */
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  trigger: (props: TriggerProps) => ReactNode;
  children: ReactNode;
}

const gap = 4;
const edge = 8;

/**
 * A small surface at its button, on the browser's own popover: it closes on Escape and on a click
 * elsewhere, lies above everything and gives the focus back.
 */
export function Popover({ kind, label, isOpen, onOpenChange, trigger, children }: Props) {
  const id = useId();
  const anchor = useRef<HTMLButtonElement>(null);
  const surface = useRef<HTMLDivElement>(null);
  // The browser is hiding it already: it must not be told to in the middle of that.
  const isClosing = useRef(false);

  useEffect(() => {
    const element = surface.current;
    if (!element) return;
    const isShown = element.matches(':popover-open');
    if (isOpen && !isShown) {
      element.showPopover();
      place(element, anchor.current);
    } else if (!isOpen && isShown && !isClosing.current) {
      element.hidePopover();
    }
    if (!isOpen) return;
    const again = () => { place(element, anchor.current); };
    addEventListener('resize', again);
    return () => { removeEventListener('resize', again); };
  }, [isOpen]);

  // Whenever what stands here is replaced by something else, its keys would go nowhere.
  useEffect(() => {
    const element = surface.current;
    if (!isOpen || !element || element.contains(document.activeElement)) return;
    place(element, anchor.current);
    // Where there is a field, the words go there: a button before it would take the Enter meant for them.
    const first = element.querySelector<HTMLElement>('input, select, textarea')
      ?? element.querySelector<HTMLElement>('[aria-checked="true"]') ?? element.querySelector<HTMLElement>('button');
    first?.focus();
  });

  return (
    <>
      {trigger({
        ref: anchor,
        'aria-haspopup': kind,
        'aria-expanded': isOpen,
        'aria-controls': id,
        onClick: () => { onOpenChange(!isOpen); },
      })}
      <div
        ref={surface} id={id} popover="auto" className={styles.popover} role={kind} aria-label={label}
        // At once: a key pressed right after Escape may open it again for something else.
        onBeforeToggle={(event) => {
          isClosing.current = event.newState === 'closed';
          if (isClosing.current && isOpen) onOpenChange(false);
        }}
        onToggle={(event) => {
          isClosing.current = false;
          if (!event.currentTarget.matches(':popover-open') && document.activeElement === document.body) anchor.current?.focus();
        }}
        onKeyDown={kind === 'menu' ? walk : undefined}
      >
        {isOpen && children}
      </div>
    </>
  );
}

interface MenuItemProps {
  onChoose: () => void;
  isChecked?: boolean;
  keys?: string | undefined;
  isDisabled?: boolean;
  children: ReactNode;
}

export function MenuItem({ onChoose, isChecked, keys, isDisabled = false, children }: MenuItemProps) {
  return (
    <button
      type="button" className={styles.item} disabled={isDisabled}
      role={isChecked === undefined ? 'menuitem' : 'menuitemradio'} aria-checked={isChecked}
      onClick={onChoose}
    >
      <span>{children}</span>
      {keys !== undefined && <span className={styles.keys} aria-hidden="true">{keys}</span>}
    </button>
  );
}

function place(surface: HTMLElement, anchor: HTMLElement | null): void {
  const box = anchor?.getBoundingClientRect();
  // Where it stood before would make it narrower than it wants to be.
  surface.style.left = `${String(edge)}px`;
  const { offsetWidth: width, offsetHeight: height } = surface;
  if (!box || box.width === 0) {
    surface.style.left = `${String(Math.max(edge, (innerWidth - width) / 2))}px`;
    surface.style.top = `${String(Math.max(edge, innerHeight / 5))}px`;
    return;
  }
  const below = box.bottom + gap + height <= innerHeight - edge;
  const top = below ? box.bottom + gap : Math.max(edge, box.top - gap - height);
  const left = Math.min(Math.max(edge, box.left), Math.max(edge, innerWidth - width - edge));
  surface.style.top = `${String(top)}px`;
  surface.style.left = `${String(left)}px`;
}

/** Arrows, Home, End, and the first letter of an item. */
function walk(event: KeyboardEvent<HTMLDivElement>): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('button:not(:disabled)')];
  const at = items.findIndex((item) => item === document.activeElement);
  const wanted = itemFor(event.key, items, at);
  if (wanted === undefined) return;
  event.preventDefault();
  items[(wanted + items.length) % items.length]?.focus();
}

function itemFor(key: string, items: readonly HTMLElement[], at: number): number | undefined {
  switch (key) {
    case 'ArrowDown': return at + 1;
    case 'ArrowUp': return at - 1;
    case 'Home': return 0;
    case 'End': return -1;
    default: {
      if (key.length !== 1 || key === ' ') return undefined;
      const starts = (item: HTMLElement) => item.textContent.toLocaleLowerCase().startsWith(key.toLocaleLowerCase());
      const found = [...items.slice(at + 1), ...items.slice(0, at + 1)].find(starts);
      return found && items.indexOf(found);
    }
  }
}
