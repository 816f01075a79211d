import { useMemo } from 'react';
import type { Summary } from '../../api/types';
import { queueName } from '../../realtime/directory';
import { useStore } from '../../realtime/store';
import { useWorkspace } from '../../realtime/workspace';
import { plainName } from '../../ui/names';
import { fillVariables } from './completion';
import type { Suggestion } from './use-suggestions';

/** The ready-made answers that fit this conversation, with its names filled in. */
export function useCanned(summary: Summary): readonly Suggestion[] {
  const { canned, me, directory } = useWorkspace();
  const all = useStore(canned.all);
  const known = useStore(directory.view);
  const { queue, id } = summary;
  const customer = plainName(summary.customer.name);
  return useMemo(() => {
    const first = (name: string) => name.split(/\s+/u)[0] ?? '';
    const variables = {
      'customer.name': customer, 'customer.firstName': first(customer), 'me.name': me.name, 'me.firstName': first(me.name),
      'queue.name': queueName(known, queue) ?? '', 'conversation.id': id,
    };
    return all.filter((one) => one.scope !== 'queue' || one.queue === queue)
      .map((one) => ({ id: one.id, title: one.title, more: one.shortcut ?? '', words: fillVariables(one.text, variables) }));
  }, [all, known, queue, id, customer, me.name]);
}
