import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import type { Entry, Summary } from '../../api/types';
import { authorOf } from '../../realtime/drafts';
import type { ComposerMode } from '../../realtime/drafts';
import { useStore } from '../../realtime/store';
import { useWorkspace } from '../../realtime/workspace';
import { useActions } from '../../ui/actions';
import { Button } from '../../ui/button';
import { classes } from '../../ui/classes';
import { focusComposer } from '../../ui/focus';
import { action, keysOf } from '../../ui/key-table';
import { firstName, inSentence, plainName } from '../../ui/names';
import { words } from '../../ui/words';
import { AttachButton, AttachedFiles } from './attached-files';
import { audiencesOf, isBlank, lengthOf, nextMode, signatureFor, textMax, usualMode } from './audience';
import { AudienceTabs } from './audience-tabs';
import { mentionsIn } from './completion';
import { ComposerNotes } from './composer-notes';
import styles from './composer.module.css';
import { PromiseLines } from './promise-lines';
import { SendMore } from './send-more';
import { SuggestionList, suggestionsId } from './suggestion-list';
import { useAttachments } from './use-attachments';
import { useCanned } from './use-canned';
import { usePromises } from './use-promises';
import { useSuggestions } from './use-suggestions';
import { useTypingHint, useUnsavedHint } from './use-typing-hint';

export interface ComposerProps {
  summary: Summary;
  entries: readonly Entry[];
  /** The words are kept by the server and the author wants to go on with the next conversation. */
  onSentAndResolve: () => void;
  onSentAndSnooze: (until: string) => void;
}

type Question = 'confirmPublic' | 'noteToPublic' | undefined;

/** The place to write: its border, its ground, its words and its button all say who can read it. */
export function Composer({ summary, entries, onSentAndResolve, onSentAndSnooze }: ComposerProps) {
  const workspace = useWorkspace();
  const { id } = summary;
  const draft = useStore(workspace.drafts.all).get(id);
  const hasPosted = useStore(workspace.hasPostedInPublic);
  const modes = useMemo<readonly ComposerMode[]>(() => [...audiencesOf(summary, entries), 'note'], [summary, entries]);
  const [usual, setUsual] = useState<ComposerMode>(() => usualMode(summary, entries));
  const [question, setQuestion] = useState<Question>(undefined);
  const field = useRef<HTMLTextAreaElement>(null);

  const wanted = draft?.mode ?? usual;
  const mode = modes.includes(wanted) ? wanted : (modes[0] ?? 'note');
  const text = draft?.isExcerpt === true ? '' : draft?.text ?? '';
  const signature = signatureFor(useStore(workspace.preferences.server), summary, mode);
  const excess = lengthOf(text) - textMax;
  const attachments = useAttachments(id);
  const isReply = mode !== 'note';
  const hasFiles = isReply && attachments.items.length > 0;
  // Files may go out alone.
  const promises = usePromises(id, text, isReply);
  const canSend = (hasFiles || !isBlank(text)) && excess <= 0 && attachments.busy === 0;
  const who = firstName(summary.customer);
  const author = authorOf(draft);
  useTypingHint(id, text !== '');
  useUnsavedHint(id, text !== '');
  useLayoutEffect(() => { grow(field.current); }, [text]);

  const write = (next: string, nextIn: ComposerMode = mode) => { workspace.drafts.put(id, { ...draft, text: next, mode: nextIn, isExcerpt: false }); };
  const suggestions = useSuggestions({ field, text, isNote: mode === 'note', canned: useCanned(summary), onWrite: (next) => { write(next); } });
  const change = (next: ComposerMode) => {
    setQuestion(undefined);
    if (mode === 'note' && next === 'public' && !isBlank(text)) {
      setQuestion('noteToPublic');
      return;
    }
    setUsual(next);
    if (draft !== undefined) write(text, next);
    focusComposer();
  };

  const send = async (isConfirmed: boolean): Promise<boolean> => {
    if (!canSend) return false;
    if (mode === 'public' && !hasPosted && !isConfirmed) {
      setQuestion('confirmPublic');
      return false;
    }
    setQuestion(undefined);
    if (mode === 'public') workspace.hasPostedInPublic.set(true);
    const sending = workspace.outgoing.send({
      conversationId: id, kind: mode === 'note' ? 'note' : 'reply', text: isBlank(text) ? '' : text, signature,
      audience: mode === 'note' ? undefined : mode, seenSeq: workspace.marks.seqOf(id),
      attachments: isReply ? attachments.items : [], promises: isReply ? promises.kept : [], keeps: isReply ? promises.keeps : [],
      mentions: mode === 'note' ? mentionsIn(text, workspace.directory.view.get().employees) : [],
    });
    // Files wait for a reply; a note takes none along.
    workspace.drafts.put(id, isReply || draft?.files === undefined ? undefined : { text: '', mode: undefined, files: draft.files });
    promises.clear();
    focusComposer();
    const isKept = await sending;
    if (isKept && mode !== 'note' && !workspace.preferences.server.get().firstSendDone) {
      void workspace.preferences.change({ firstSendDone: true });
    }
    return isKept;
  };

  const sendAnd = async (after: () => void) => {
    if (await send(false)) after();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (suggestions.onKey(event)) return;
    const isCommand = event.ctrlKey || event.metaKey;
    if (event.key === 'Enter' && isCommand && !event.nativeEvent.isComposing) {
      event.preventDefault();
      void (event.shiftKey ? sendAnd(onSentAndResolve) : send(question === 'confirmPublic'));
    } else if (event.key === 'Enter' && event.altKey) {
      event.preventDefault();
      change(nextMode(modes, mode));
    } else if (event.key === 'Escape' && !event.nativeEvent.isComposing) {
      event.preventDefault();
      event.stopPropagation();
      if (question) setQuestion(undefined);
      else field.current?.blur();
    }
  };

  useComposerActions(id, modes[0], setUsual);

  const label = mode === 'public' ? words.composer.post : mode === 'note' ? words.composer.addNote : words.composer.send(who);
  const placeholder = mode === 'public' ? words.composer.placeholderPublic
    : mode === 'note' ? words.composer.placeholderNote : words.composer.placeholder(who);
  return (
    <div className={styles.place} data-pane="composer">
      <ComposerNotes summary={summary} />
      <div className={classes(styles.composer, styles[mode])} onKeyDown={onKeyDown}>
        <AudienceTabs modes={modes} mode={mode} who={who} onChange={change} />
        <SuggestionList suggestions={suggestions} />
        {author !== undefined && <p className={styles.author}>{words.composer.wordsOf(inSentence(plainName(author) || words.delivery.someone))}</p>}
        <textarea
          ref={field} data-composer value={text} dir="auto" rows={2} aria-label={placeholder} placeholder={placeholder}
          aria-autocomplete="list" aria-controls={suggestions.items.length > 0 ? suggestionsId : undefined}
          aria-activedescendant={suggestions.items.length > 0 ? `${suggestionsId}-${String(suggestions.at)}` : undefined}
          onChange={(event) => { write(event.target.value); }} onSelect={suggestions.onCaret}
          onPaste={isReply ? attachments.onPaste : undefined} onDrop={isReply ? attachments.onDrop : undefined}
        />
        {signature !== '' && !text.trimEnd().endsWith(signature) && <p className={styles.signature} dir="auto">{signature}</p>}
        {isReply && <AttachedFiles attachments={attachments} />}
        {isReply && <PromiseLines promises={promises} />}
        {question && (
          <QuestionLine
            question={question}
            onYes={() => {
              if (question === 'confirmPublic') void send(true);
              else {
                setQuestion(undefined);
                write(text, 'public');
                focusComposer();
              }
            }}
            onNo={() => {
              setQuestion(undefined);
              focusComposer();
            }}
          />
        )}
        <div className={styles.foot}>
          {isReply && <AttachButton attachments={attachments} />}
          {excess > 0 && <span className={styles.excess} role="alert">{words.composer.tooLong(excess)}</span>}
          {question === undefined && (
            <SendMore
              isDisabled={!canSend} onResolve={() => void sendAnd(onSentAndResolve)}
              onSnooze={(until) => void sendAnd(() => { onSentAndSnooze(until); })}
            />
          )}
          {question === undefined && (
            <Button
              look={mode === 'public' ? 'filledPublic' : 'filled'} keys={keysOf('send')} disabled={!canSend}
              onClick={() => void send(false)}
            >
              {label}
            </Button>
          )}
        </div>
      </div>
    </div>
  );
}

function QuestionLine({ question, onYes, onNo }: { question: Question; onYes: () => void; onNo: () => void }) {
  const isConfirm = question === 'confirmPublic';
  return (
    <div className={styles.question} role="alert">
      <p>{isConfirm ? words.composer.confirmPublic : words.composer.noteToPublic}</p>
      <Button look={isConfirm ? 'filledPublic' : 'outlined'} onClick={onYes} autoFocus>
        {isConfirm ? words.composer.postIt : words.composer.turn}
      </Button>
      <Button onClick={onNo}>{isConfirm ? words.composer.notYet : words.composer.keepNote}</Button>
    </div>
  );
}

/** `r` and `n`: what is written already keeps its words; a note never turns into a reply by a key. */
function useComposerActions(id: string, reply: ComposerMode | undefined, setUsual: (mode: ComposerMode) => void): void {
  const { drafts } = useWorkspace();
  useActions(useMemo(() => [
    action('reply', () => {
      if (reply) setUsual(reply);
      focusComposer();
    }),
    action('note', () => {
      const draft = drafts.get(id);
      if (draft) drafts.put(id, { ...draft, mode: 'note' });
      setUsual('note');
      focusComposer();
    }),
  ], [drafts, id, reply, setUsual]));
}

const heightMax = 280;
const growsByItself = CSS.supports('field-sizing', 'content');

/** As high as its words, up to a bound; then it scrolls. Asking for the height costs a layout for each letter, so only where the style sheet cannot say it. */
function grow(element: HTMLTextAreaElement | null): void {
  if (!element || growsByItself) return;
  element.style.height = 'auto';
  element.style.height = `${String(Math.min(heightMax, element.scrollHeight))}px`;
}
