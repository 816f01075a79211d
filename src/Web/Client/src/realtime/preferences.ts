/** What one person has chosen. Kept by the server; this browser remembers it too, so that the first paint is right. */
import type { Api } from '../api/api';
import type { Preferences } from '../api/types';
import { Store } from './store';

export interface LocalChoices { areKeysOn: boolean; listWidth: number }

const preferencesKey = 'preferences';
const choicesKey = 'choices';
const defaults: Preferences = { firstSendDone: true, theme: 'system', density: 'comfortable' };

export class PreferenceKeeper {
  readonly server = new Store<Preferences>({ ...defaults, ...restored<Preferences>(preferencesKey) });
  readonly local = new Store<LocalChoices>({ areKeysOn: true, listWidth: 368, ...restored<LocalChoices>(choicesKey) });
  private readonly api: Api;

  constructor(api: Api) {
    this.api = api;
  }

  async load(): Promise<void> {
    try {
      this.keep(await this.api.preferences());
    } catch {
      // Not reachable: what this browser remembers is good enough until the next start.
    }
  }

  /** Shown at once; answers whether the server keeps it, too. */
  async change(change: Partial<Preferences>): Promise<boolean> {
    this.keep({ ...this.server.get(), ...change });
    try {
      await this.api.savePreferences(this.server.get());
      return true;
    } catch {
      return false;
    }
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

/** The theme of the last visit, for the paint before anything was asked. */
export function rememberedTheme(): Preferences['theme'] {
  return restored<Preferences>(preferencesKey).theme ?? defaults.theme;
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
