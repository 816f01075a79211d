/** What one person has chosen. Kept by the server; this browser remembers it too, so that the first paint is right. */
import type { Api } from '../api/api';
import type { Preferences } from '../api/types';
import { Store } from './store';

export interface LocalChoices { listWidth: number }

const preferencesKey = 'preferences';
const choicesKey = 'choices';
const defaults: Preferences = {
  firstSendDone: true, theme: 'system', density: 'comfortable', language: 'auto', timeZone: 'auto', browserTimeZone: null, sound: true,
  browserNotices: false, quietFrom: null, quietTo: null, keysOff: false, keys: {}, signOff: '',
  shortSignOff: '', signOffs: {}, nameShown: 'first',
};

export class PreferenceKeeper {
  readonly server = new Store<Preferences>({ ...defaults, ...restored<Preferences>(preferencesKey) });
  readonly local = new Store<LocalChoices>({ listWidth: 368, ...restored<LocalChoices>(choicesKey) });
  private readonly api: Api;

  constructor(api: Api) {
    this.api = api;
  }

  async load(): Promise<void> {
    try {
      this.keep({ ...this.server.get(), ...await this.api.preferences() });
      await this.tellZone();
    } catch {
      // Not reachable: what this browser remembers is good enough until the next start.
    }
  }

  /** Shown at once; answers whether the server keeps it, too. */
  async change(change: Partial<Preferences>): Promise<boolean> {
    this.keep({ ...this.server.get(), ...change });
    try {
      await this.api.savePreferences(change);
      return true;
    } catch {
      return false;
    }
  }

  /** Quiet hours are the server's to know, and where a person is only her browser knows. */
  private async tellZone(): Promise<void> {
    const browserTimeZone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (browserTimeZone !== this.server.get().browserTimeZone) await this.change({ browserTimeZone });
  }

  choose(change: Partial<LocalChoices>): void {
    this.local.update((local) => ({ ...local, ...change }));
    store(choicesKey, this.local.get());
  }

  private keep(preferences: Preferences): void {
    this.server.set(preferences);
    store(preferencesKey, preferences);
  }
}

/** The choices of the last visit, for the paint before anything was asked. */
export function remembered(): Preferences {
  return { ...defaults, ...restored<Preferences>(preferencesKey) };
}

function restored<T>(key: string): Partial<T> {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<T>;
  } catch {
    return {};
  }
}

function store(key: string, value: unknown): void {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Full or forbidden storage: the choice lasts until the page is closed.
  }
}
