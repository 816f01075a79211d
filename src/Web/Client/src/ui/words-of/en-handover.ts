/** English words of who has a conversation and to whom it is handed, of tracking links, and of one's own voice. */
import { count } from '../locale';

export const englishHandover = {
  handover: {
    title: 'Hand over', to: 'To', choose: 'Choose', colleagues: 'Colleagues', queues: 'Queues', summary: 'What should they know?', wait: 'Waits for', keeps: 'You have it until it is taken. If nobody takes it, it comes back to you.',
    waits: { 600: '10 minutes', 1800: '30 minutes', 3600: '1 hour', 14400: '4 hours', 86400: '24 hours' },
    you: 'you', youHave: 'You have this', has: (who: string) => `${who} has this`, handedTo: (to: string, until: string) => `handed to ${to}, waits until ${until}`,
    take: 'Take it', giveBack: 'Give back', keep: 'Keep it', log: 'Who had this', onDuty: '(on duty)', since: (when: string) => `since ${when}`, fromTo: (from: string, to: string) => `${from} – ${to}`,
    pingPong: (n: number) => (n === 1 ? 'came back once' : `came back ${count(n)} times`), orphan: (seconds: number) => `waited ${seconds < 120 ? `${count(seconds)} s` : `${count(Math.round(seconds / 60))} min`} for somebody gone`,
    done: (who: string, to: string) => `${who} waits for ${to}`, taken: (who: string) => `You have this now: ${who}`, returned: (who: string) => `Given back: ${who}`, kept: (who: string) => `You keep this: ${who}`,
    entry: {
      offered: (who: string, to: string) => `${who} handed this to ${to}`, accepted: (who: string) => `${who} took it over`, returned: (who: string) => `${who} gave it back untaken`, said: (line: string, text: string) => `${line}: “${text}”`,
      withdrawn: (who: string) => `${who} kept it after all`, expired: (who: string) => `Nobody took it: ${who} still has this`, ended: 'The handover ended', linkMade: (who: string) => `${who} made a tracking link`, linkRevoked: (who: string) => `${who} ended the tracking link`,
    },
    notice: {
      offered: (who: string, customer: string) => `${who} wants to hand ${customer} to you`, accepted: (who: string, customer: string) => `${who} took over ${customer}`, returned: (customer: string) => `${customer} came back: nobody took it over`, returnedBy: (who: string, customer: string) => `${who} gave ${customer} back to you`,
    },
  },
  tracking: {
    copy: 'Copy tracking link', copied: 'Copied. The link shows the customer who has this, and nothing else.', intoReply: 'Put it into the reply', end: 'End tracking link', ended: 'The tracking link leads nowhere now.', inReply: (url: string) => `See who has your message: ${url}`,
  },
  voice: {
    page: 'Your voice', about: 'What stands at the end of your replies, and which name customers see. The server adds it, so every network gets the same.', signOffHint: 'Under private replies.', short: 'In public', shortHint: 'Short, behind public replies: initials, for example.',
    name: 'Your name', first: 'First name', full: 'Whole name', nameHint: (name: string) => `Customers see: ${name}`, channels: 'Other words in one channel', channelsHint: 'One line; leave it empty for the words above.', preview: 'So it reads', inPrivate: (name: string) => `${name}, in a private message`, inPublic: (name: string) => `${name}, in public`, sample: 'Your suitcase is on its way.',
  },
};
