/** The company's labels and their hues: read with each connect, and again when somebody changed them. */
import type { Api } from '../api/api';
import type { Label } from '../api/types';
import { Store } from './store';

export class Labels {
  readonly all = new Store<readonly Label[]>([]);
  private readonly api: Api;

  constructor(api: Api) {
    this.api = api;
  }

  async load(): Promise<void> {
    try {
      this.all.set(await this.api.labels());
    } catch {
      // Not reachable: what was read before stands until the next connect.
    }
  }
}
