/** Lists somebody gave a name to, with how many stand in each: read now and then, since only the rail shows them. */
import { newCommandId } from '../api/api';
import type { Api } from '../api/api';
import type { ListSpec, SavedFilter } from '../api/types';
import { Store } from './store';

const againMs = 60_000;

export class SavedFilters {
  readonly all = new Store<readonly SavedFilter[]>([]);
  private timer: ReturnType<typeof setInterval> | undefined;
  private readonly api: Api;

  constructor(api: Api) {
    this.api = api;
  }

  start(): void {
    this.timer ??= setInterval(() => {
      if (document.visibilityState === 'visible' && this.all.get().length > 0) void this.load();
    }, againMs);
  }

  stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }

  async load(): Promise<void> {
    try {
      this.all.set(await this.api.savedFilters());
    } catch {
      // Not reachable: what was read before stands until the next time.
    }
  }

  async add(name: string, spec: ListSpec, scope: SavedFilter['scope']): Promise<void> {
    await this.api.saveFilter({ id: newCommandId(), name, spec, scope, position: this.all.get().length });
    await this.load();
  }

  async remove(id: string): Promise<void> {
    await this.api.forgetFilter(id);
    await this.load();
  }
}
