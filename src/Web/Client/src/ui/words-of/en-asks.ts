/** English words of asking a colleague. */
import { count } from '../locale';

const people = (n: number) => (n === 1 ? '1 person' : `${count(n)} people`);
const after = (seconds: number) => (seconds < 100 ? `in ${count(seconds)} s` : `in ${count(Math.round(seconds / 60))} min`);
const next: Record<string, string> = { team: 'we ask the whole department', department: 'we ask the whole company', company: 'we ask who is on duty', duty: 'the question ends' };

export const englishAsks = {
  title: 'Ask a colleague', question: 'What do you want to know?', topics: 'Topics', ask: 'Ask', close: 'Leave it', known: 'Answered before',
  askingIn: (n: number, place: string | undefined, ring: string | undefined, seconds: number) =>
    `Asking ${people(n)}${ring === 'duty' ? ' on duty' : ring === 'company' ? ' in the company' : place === undefined || place === '' ? '' : ` in ${place}`}. If nobody answers ${after(seconds)} ${next[ring ?? ''] ?? 'we look further'}.`,
  looking: 'Looking for somebody who knows.', nobody: (seconds: number) => `Nobody who could know is here now. The question stands in the conversation and ends ${after(seconds)}.`,
  cancel: 'Not needed any more', answered: (who: string) => `${who} answered`, take: 'It helps', takeIn: 'Take it in', notGood: 'It does not help',
  by: (who: string, day: string) => `${who}, ${day}`, use: 'Take it in', outdated: 'No longer true',
  notAsked: 'You were not able to ask: the server does not answer. Your question stands here.', tooMany: 'Three questions run in this conversation already.',
  asks: (who: string) => `${who} asks`, because: (topic: string) => `because you follow ${topic}`, becauseNear: 'because you work with each other', becauseDuty: 'because you are on duty',
  look: 'Look at it', answer: 'Answer', notNow: 'Not now', yourAnswer: 'Your answer', sent: (who: string) => `${who} has your answer`, more: (n: number) => `${count(n)} more`,
  faster: (who: string) => `${who} was faster, thank you`, over: 'The question was answered or taken back, thank you', notSent: 'Your answer was not taken: the server does not answer. It stands here.',
  entry: {
    asked: (who: string, text: string) => `${who} asked colleagues: “${text}”`, answered: (who: string, text: string) => `${who} answered: “${text}”`,
    cancelled: (who: string) => `${who} took the question back`, expired: 'Nobody answered the question', notGood: (who: string) => `${who} asks on: the answer did not help`,
    thanked: (who: string, whom: string) => `${who} thanked ${whom}`,
  },
  told: { asked: (who: string, customer: string) => `${who} asks you about ${customer}`, askAnswered: (who: string, customer: string) => `${who} answered your question about ${customer}` },
};
