/** Finds the words for what a command met. */
import type { Told } from '../realtime/commands';
import type { Workspace } from '../realtime/workspace';
import { momentAhead, moment } from '../ui/format';
import { copyAddress } from '../ui/link-by-hand';
import { customerName, inSentence, plainName } from '../ui/names';
import { showNotice } from '../ui/notices';
import { words } from '../ui/words';

export function tell(told: Told, workspace: Workspace, onShow: (conversationId: string) => void): void {
  const id = told.conversationId;
  const customer = workspace.threads.view(id).get().summary?.customer;
  const who = inSentence(customer ? customerName(customer) : words.composer.customer);
  const show = { label: words.delivery.show, run: () => { onShow(id); } };
  const undoTo = (undo: () => Promise<boolean>) => ({
    label: words.actions.undo,
    run: () => {
      void undo();
      onShow(id);
    },
  });

  switch (told.kind) {
    case 'resolved':
      showNotice(words.done.resolved(who), { action: undoTo(() => workspace.commands.reopen(id)) });
      break;
    case 'released':
      showNotice(words.done.released(who), { action: undoTo(() => workspace.commands.claim(id)) });
      break;
    case 'snoozed':
      showNotice(
        words.done.snoozed(who, momentAhead(moment(told.until) ?? 0, workspace.api.http.now())),
        { action: undoTo(() => workspace.commands.reopen(id)) },
      );
      break;
    case 'assigned':
      showNotice(words.done.assigned(who, inSentence(plainName(told.to.name))));
      break;
    case 'handedOver':
      showNotice(words.handover.done(who, inSentence(told.to)), { action: { label: words.handover.keep, run: () => void workspace.commands.answerHandover(id, 'withdraw') } });
      break;
    case 'handoverAnswered':
      showNotice((told.answer === 'accept' ? words.handover.taken : told.answer === 'return' ? words.handover.returned : words.handover.kept)(who));
      break;
    case 'linkMade': {
      const into = () => {
        const held = workspace.drafts.get(id);
        const line = words.tracking.inReply(told.url);
        workspace.drafts.put(id, held ? { ...held, text: held.text === '' ? line : `${held.text.trimEnd()}\n\n${line}` } : { text: line, mode: undefined });
        onShow(id);
      };
      void copyAddress(told.url, words.tracking.copied, { label: words.tracking.intoReply, run: into });
      break;
    }
    case 'linkEnded':
      showNotice(words.tracking.ended);
      break;
    case 'taken':
      showNotice(words.done.taken(inSentence(plainName(workspace.directory.nameOf(told.owner ?? '')) || words.delivery.someone)));
      break;
    case 'followed':
      showNotice(words.promises.followed(who), { action: undoTo(() => workspace.commands.reopen(id)) });
      break;
    case 'promised': {
      const first = told.promises[0];
      const said = first && told.promises.length === 1
        ? words.promises.openOne(first.text || words.promises.gone, momentAhead(moment(first.dueAt) ?? 0, workspace.api.http.now())) : words.promises.open(told.promises.length);
      showNotice(`${who}: ${said}`, { tone: 'danger', action: { label: words.promises.followUp, run: () => void workspace.commands.followUp(id) } });
      break;
    }
    case 'illegal':
      showNotice(words.done.illegal((words.states as Record<string, string | undefined>)[told.state] ?? told.state), { action: show });
      break;
    case 'refused':
      showNotice(words.done.refused(told.title), { tone: 'danger', action: show });
      break;
    case 'unreachable':
      showNotice(words.done.unreachable, { tone: 'danger', action: { label: words.thread.retry, run: told.tryAgain } });
      break;
  }
}
