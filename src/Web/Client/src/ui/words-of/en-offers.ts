/** English words of what is offered to one, and of what comes next. */
export const englishOffers = {
  label: 'Offered to you', take: 'Take it', forYou: (why: string) => `For you: ${why}`, notNow: 'Not now', why: { lastOwner: 'you had this before', mostRoom: 'you have the most room' },
  more: (n: number) => (n === 1 ? '1 more' : `${String(n)} more`), left: (seconds: number) => `${String(seconds)} s left`,
  reason: 'Why not, if you like to say', sayReason: 'Say why', send: 'Not now', back: 'Back',
  gone: 'Somebody else took it, or its time was over.', unreachable: 'The server does not answer. Try again.',
  next: 'Next best for me', nextHint: 'Takes what is most urgent of all you can take', nothing: 'Nothing waits that you could take.',
  admin: { offers: 'Offer what waits', yes: 'To whoever has room', no: 'Nobody is asked', stands: 'An offer stands', standsUsual: '30 s, as usual', alarm: 'Tell duty when someone waits', noAlarm: 'Never', needsDuty: 'Say who is on duty first.' },
};
