/** Ready-made answers: mine, those of queues, those for everyone. Read with each connect, and again when one was changed. */
import type { Api } from '../api/api';
import type { CannedReply } from '../api/types';
import { Store } from './store';

export class CannedReplies {
  readonly all = new Store<readonly CannedReply[]>([]);
  private readonly api: Api;

  constructor(api: Api) {
    this.api = api;
  }

  async load(): Promise<void> {
    try {
      this.all.set(await this.api.cannedReplies());
    } catch {
      // Not reachable: what was read before is good enough until the next connect.
    }
  }
}
