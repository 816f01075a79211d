import { useCallback, useState } from 'react';
import type { ClipboardEvent, DragEvent } from 'react';
import type { Attachment } from '../../api/types';
import { Problem } from '../../api/http';
import { attachmentsMax } from '../../realtime/drafts';
import { useStore } from '../../realtime/store';
import { useWorkspace } from '../../realtime/workspace';
import { showNotice } from '../../ui/notices';
import { words } from '../../ui/words';

const bytesMax = 10 * 1024 * 1024;

export interface Attachments {
  items: readonly Attachment[];
  /** How many are on their way. */
  busy: number;
  add: (files: Iterable<File>) => void;
  remove: (id: string) => void;
  onPaste: (event: ClipboardEvent) => void;
  onDrop: (event: DragEvent) => void;
}

const none: readonly Attachment[] = [];

/** Files that go along with a reply, part of its draft: carried to the server at once, so that sending is only a matter of words. */
export function useAttachments(conversationId: string): Attachments {
  const { api, drafts } = useWorkspace();
  const items = useStore(drafts.all).get(conversationId)?.files ?? none;
  const [busy, setBusy] = useState(0);

  const put = useCallback((change: (items: readonly Attachment[]) => readonly Attachment[]) => {
    drafts.putFiles(conversationId, change);
  }, [drafts, conversationId]);

  const upload = useCallback(async (file: File) => {
    setBusy((n) => n + 1);
    try {
      const kept = await api.attach(file, file.name === '' ? words.composer.pasted : file.name);
      put((before) => [...before, kept]);
    } catch (error) {
      showNotice(words.composer.notAttached(file.name, error instanceof Problem ? error.message : words.done.unreachable), { tone: 'danger' });
    } finally {
      setBusy((n) => n - 1);
    }
  }, [api, put]);

  const add = (files: Iterable<File>) => {
    for (const file of [...files].slice(0, attachmentsMax - items.length - busy)) {
      if (file.size > bytesMax) showNotice(words.composer.tooBig(file.name), { tone: 'danger' });
      else void upload(file);
    }
  };
  const take = (files: FileList, event: { preventDefault: () => void }) => {
    if (files.length === 0) return;
    event.preventDefault();
    add(files);
  };
  return {
    items, busy, add,
    remove: (id) => { put((before) => before.filter((one) => one.id !== id)); },
    onPaste: (event) => { take(event.clipboardData.files, event); },
    onDrop: (event) => { take(event.dataTransfer.files, event); },
  };
}
