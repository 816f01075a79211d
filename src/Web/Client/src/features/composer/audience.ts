/** Who can read what is being written. Pure. */
import type { Audience, Entry, Preferences, Summary } from '../../api/types';
import type { ComposerMode } from '../../realtime/drafts';

/** What this thread takes: it was written in public, in private, or both. */
export function audiencesOf(summary: Summary, entries: readonly Entry[]): readonly Audience[] {
  const seen = new Set<Audience>([summary.visibility]);
  for (const { kind, data } of entries) {
    if (kind === 'messageReceived' && data.visibility) seen.add(data.visibility);
  }
  return (['public', 'private'] as const).filter((audience) => seen.has(audience));
}

/** Where the customer spoke last, there she looks for the answer. */
export function usualMode(summary: Summary, entries: readonly Entry[]): ComposerMode {
  const last = entries.findLast((entry) => entry.kind === 'messageReceived')?.data.visibility;
  return last ?? summary.visibility;
}

export function nextMode(modes: readonly ComposerMode[], mode: ComposerMode): ComposerMode {
  return modes[(modes.indexOf(mode) + 1) % modes.length] ?? mode;
}

export const textMax = 10_000;

/** Length as the server counts it: in code points. */
export function lengthOf(text: string): number {
  let length = 0;
  for (const character of text) length += character.length > 0 ? 1 : 0;
  return length;
}

/** Spaces and characters without any width say nothing. */
export function isBlank(text: string): boolean {
  return text.replace(/[\s\p{Cf}\p{Cc}\u2800\u3164\uFFA0\u115F\u1160]/gu, '') === '';
}

/** What the server will put at the end of what is written: that of the channel, else of its kind, else the writer's own; in public the short one. */
export function signatureFor(
  { signOff, shortSignOff, signOffs }: Pick<Preferences, 'signOff' | 'shortSignOff' | 'signOffs'>, { channelId, channelKind }: Pick<Summary, 'channelId' | 'channelKind'>, mode: ComposerMode,
): string {
  if (mode === 'note') return '';
  return (mode === 'public' ? shortSignOff : signOffs[channelId] ?? signOffs[channelKind] ?? signOff).trim();
}
