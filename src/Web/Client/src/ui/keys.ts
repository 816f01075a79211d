/** From a keypress to an action. Single keys work only outside text, and not at all when they are switched off. */
import { currentActions } from './actions';

/** After "g" the second key is waited for this long. */
const prefixMs = 1_500;

export class KeyListener {
  private prefix: { key: string; until: number } | undefined;
  private readonly areSingleKeysOn: () => boolean;

  constructor(areSingleKeysOn: () => boolean) {
    this.areSingleKeysOn = areSingleKeysOn;
  }

  readonly handle = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing || event.key === 'Shift') return;
    const keys = this.keysOf(event);
    if (event.key === 'Enter' && isPressable(event.target)) return;
    const hasModifier = (event.ctrlKey || event.metaKey || event.altKey) && !event.getModifierState('AltGraph');
    const isPlain = !hasModifier && !/^F\d+$/u.test(event.key);
    if (isPlain && (isTextField(event.target) || isOverlayOpen(event.target))) return;
    if (isPlain && event.key !== 'Escape' && !this.areSingleKeysOn()) return;

    const action = currentActions().find((one) => one.keys === keys);
    if (action) {
      event.preventDefault();
      this.prefix = undefined;
      action.run();
    } else if (isPlain && currentActions().some((one) => one.keys?.startsWith(`${keys} `))) {
      this.prefix = { key: keys, until: event.timeStamp + prefixMs };
    }
  };

  private keysOf(event: KeyboardEvent): string {
    // AltGr makes letters on many keyboards; what it makes counts, not how.
    const isLetter = event.getModifierState('AltGraph');
    const isCtrl = (event.ctrlKey || event.metaKey) && !isLetter;
    const key = event.key === 'Escape' ? 'Esc' : event.key;
    const parts = [
      isCtrl ? 'Ctrl' : '',
      event.altKey && !isLetter ? 'Alt' : '',
      event.shiftKey && key.length > 1 ? 'Shift' : '',
      isCtrl && key.length === 1 ? key.toUpperCase() : key,
    ];
    const pressed = parts.filter((part) => part !== '').join('+');
    const prefix = this.prefix;
    this.prefix = undefined;
    return prefix && event.timeStamp <= prefix.until ? `${prefix.key} ${pressed}` : pressed;
  }
}

export function isTextField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement
    && (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement
      || (target instanceof HTMLInputElement && !['checkbox', 'radio', 'button'].includes(target.type)));
}

function isPressable(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('button, a, summary, input, [role="option"]') !== null;
}

/** A dialog or menu has its own keys. */
function isOverlayOpen(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('dialog, [popover]') !== null;
}
