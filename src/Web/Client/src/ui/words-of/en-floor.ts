/** English: the open floor. */
import { count } from '../locale';

const many = (n: number, one: string, more: string) => `${count(n)} ${n === 1 ? one : more}`;

export const englishFloor = {
  title: 'Who needs us', go: 'Go to Who needs us', hint: 'People who wrote in public and have no answer yet',
  failed: 'This could not be read. Nothing is lost.', empty: 'Nobody waits in public on your topics.', emptyAll: 'Nobody waits in public.',
  total: (n: number) => many(n, 'person waits', 'people wait'), choose: 'Choose somebody on the left.',
  back: 'Who needs us', refresh: 'Look again', noName: 'Somebody',
  enrol: {
    title: 'Help where somebody needs us', about: 'People write to us in public, and anybody here can answer them. You begin by watching; what you do well lets you do more.',
    promises: 'What you promise', list: [
      'I write as myself, with my first name.', 'I say what is true, and say so when I do not know.', 'What I take I finish, or I give it back.',
      'Numbers, addresses and bookings stay out of public.', 'When I am not sure I ask a colleague.',
    ],
    accept: 'I promise this', topics: 'What you know about', noTopics: 'No topics yet: you will see everybody who waits.', join: 'Come to the floor', changed: 'The promises have changed. Please read them again.',
  },
  grades: { observe: 'You watch', draft: 'You draft', answer: 'You answer', act: 'You answer and may give' },
  gradeNames: { observe: 'Watch', draft: 'Draft', answer: 'Answer', act: 'Answer and give' },
  progress: {
    observe: (done: number, of: number) => `${count(done)} of ${count(of)} answers read`, draft: (done: number, of: number) => `${count(done)} of ${count(of)} drafts sent`,
    answer: (done: number, of: number) => `${count(done)} of ${count(of)} answered well`,
  },
  then: { draft: 'then you may draft', answer: 'then you may answer', act: 'then you may give something, too' },
  byRole: 'You answer customers already; here you pick who needs you most.', changedBy: (who: string, to: string) => `${who} set this to “${to}”:`, raised: (to: string) => `Your results raised you to “${to}”.`,
  leave: 'Leave the floor', leaveSure: 'Leave the floor? What you have earned is kept.',
  why: (n: number) => `Why ${count(n)}`, whyOf: {
    need: (words: string) => `asks for help: ${words}`, anger: (words: string) => `is angry: ${words}`, waiting: (n: number) => `waits ${many(n, 'minute', 'minutes')}`,
    repeats: (n: number) => `wrote ${many(n, 'time', 'times')} without an answer`, reach: (n: number) => `${many(n, 'person follows', 'people follow')} along`,
  },
  points: (n: number) => `+${count(n)}`, before: 'You answered before', waitsSince: (when: string) => `waits since ${when}`,
  lists: { waiting: 'Waiting', mine: 'Mine', answered: 'Answered' }, mineEmpty: 'You have nobody, and answered nobody yet.', answeredEmpty: 'Nobody was answered in public lately.',
  has: (who: string) => `${who} has this`, youHave: 'You have this', nobody: 'Unclaimed',
  claim: 'Take it for 10 minutes', giveBack: 'Give back', resolve: 'Done', until: (time: string) => `Yours until ${time}`, observing: 'You watch for now: read how colleagues answer.',
  read: 'I have read this', readDone: 'Counted. Thank you for reading.',
  answer: 'Your answer, for everyone to read', propose: 'Propose to a colleague', proposeHint: 'A colleague reads it and sends it in your name.', post: 'Post in public',
  proposed: 'Proposed. A colleague will read it.', sent: 'On its way.', busy: 'Sending…',
  refused: { 'already-owned': 'Somebody was faster.', 'newer-message': 'There are newer words. Read them first, then send again.', 'floor-grade': 'You may not do this yet.', 'owned-by-other': 'A colleague has this.', 'illegal-move': 'This cannot be done any more.' } as Record<string, string | undefined>,
  refusedElse: 'This was not done. Your words are kept.',
  card: {
    title: (who: string) => `${who} proposes`, own: 'Your proposal', hint: 'It goes out in public, in this name.', send: 'Send as it is', edit: 'Edit and send', giveBack: 'Give back', keep: 'Cancel',
    word: 'A word to the author', text: 'The answer', sendEdited: 'Send', sentBy: (author: string, sender: string) => `${author}, sent by ${sender}`, sentByYou: (author: string) => `${author}, sent by you`, given: (who: string, author: string, word: string) => `${who} gave the words of ${author} back: “${word}”`,
    over: 'Proposed words, not open any more',
  },
  people: { title: 'Open floor', about: 'Who helps on the open floor, and how far. A grade rises by results; set it by hand with a reason the person reads.', none: 'Nobody has come to the floor yet.', grade: 'May', reason: 'Why', set: 'Set', change: 'Change', byRole: 'Answers by role' },
};
