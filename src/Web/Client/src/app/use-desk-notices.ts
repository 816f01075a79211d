import { useEffect, useRef } from 'react';
import type { Outgoing } from '../realtime/outgoing';
import { useStore } from '../realtime/store';
import { useWorkspace } from '../realtime/workspace';
import { customerName, inSentence } from '../ui/names';
import { dismissAbout, showNotice } from '../ui/notices';
import { words } from '../ui/words';
import { tell } from './tell';

/** Tells what commands met, and words that did not go out while another conversation was open. */
export function useDeskNotices(open: (id: string) => void, current: string | undefined): void {
  const workspace = useWorkspace();
  const latest = useRef(open);
  useEffect(() => { latest.current = open; });

  useEffect(
    () => workspace.commands.listen((told) => { tell(told, workspace, (id) => { latest.current(id); }); }),
    [workspace],
  );

  useEffect(() => {
    const { draftSync, drafts } = workspace;
    return draftSync?.listen((id, other) => {
      const take = { label: words.delivery.takeOther, run: () => { drafts.put(id, other); latest.current(id); } };
      showNotice(words.delivery.otherDevice(other.text === '' ? words.thread.file : excerpt(other.text)), { tone: 'danger', action: take, about: id });
    });
  }, [workspace]);

  const outgoing = useStore(workspace.outgoing.all);
  const told = useRef(new Set<string>());
  useEffect(() => {
    for (const one of outgoing) {
      if (!isStuck(one) || one.conversationId === current || told.current.has(one.id)) continue;
      told.current.add(one.id);
      const customer = workspace.threads.view(one.conversationId).get().summary?.customer;
      const who = inSentence(customer ? customerName(customer) : words.composer.customer);
      const show = { label: words.delivery.show, run: () => { latest.current(one.conversationId); } };
      showNotice(words.delivery.elsewhere(who), { tone: 'danger', action: show, about: one.conversationId });
    }
    if (current !== undefined) dismissAbout(current);
  }, [workspace, outgoing, current]);
}

function excerpt(text: string): string {
  return text.length > 80 ? `${[...text].slice(0, 80).join('')}…` : text;
}

function isStuck(one: Outgoing): boolean {
  return one.status.kind !== 'sending' && one.status.kind !== 'kept';
}
