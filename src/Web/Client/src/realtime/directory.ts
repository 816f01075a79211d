/** Names of queues, colleagues and channels: read once, again after a lost line, kept when a reading fails. */
import type { Api } from '../api/api';
import type { Channel, Employee, Presence, Queue } from '../api/types';
import type { HubLink } from './hub-link';
import { Store } from './store';

export interface DirectoryView {
  face: 'loading' | 'ready' | 'failed';
  queues: readonly Queue[];
  employees: readonly Employee[];
  channels: readonly Channel[];
}

export interface PresenceEvent extends Presence { id: string }

export class Directory {
  readonly view = new Store<DirectoryView>({ face: 'loading', queues: [], employees: [], channels: [] });
  private readonly api: Api;

  constructor(api: Api, link: HubLink) {
    this.api = api;
    link.on<PresenceEvent>('Presence', ({ id, ...presence }) => {
      this.learnPresence(id, presence);
    });
  }

  learnPresence(employeeId: string, presence: Partial<Presence>): void {
    this.view.update((view) => ({
      ...view,
      employees: view.employees.map((one) => (one.id === employeeId ? { ...one, presence: { ...one.presence, ...presence } } : one)),
    }));
  }

  async load(): Promise<void> {
    try {
      const [queues, employees, channels] = await Promise.all([
        this.api.queues(), this.api.employees(), this.api.channels(),
      ]);
      this.view.set({ face: 'ready', queues, employees, channels });
    } catch {
      this.view.update((view) => (view.face === 'ready' ? view : { ...view, face: 'failed' }));
    }
  }

  readonly nameOf = (employeeId: string): string | undefined =>
    this.view.get().employees.find((one) => one.id === employeeId)?.name;
}

export function queueName(view: DirectoryView, id: string | null | undefined): string | undefined {
  return view.queues.find((queue) => queue.id === id)?.name;
}

export function channelName(view: DirectoryView, id: string): string | undefined {
  return view.channels.find((channel) => channel.id === id)?.name;
}
