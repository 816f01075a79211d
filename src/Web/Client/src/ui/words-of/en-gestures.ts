/** English words of what may be given, of asking for a co-sign, and of the policy. */
export const englishGestures = {
  title: 'You may give, here and now', give: 'Give something', kind: 'What', amount: (currency: string) => `How much, in ${currency}`, reason: 'Why', cancel: 'Leave it', busy: 'Giving…',
  kinds: { refund: 'Refund', credit: 'Credit', replacement: 'Replacement', upgrade: 'Upgrade', feeWaived: 'Fee waived', gift: 'Gift' },
  upTo: (amount: string) => `up to ${amount}`, nothing: 'nothing more', withCoSign: (amount: string) => `${amount} with one`,
  none: 'Nobody has set what may be given.', setIt: 'Set what may be given', failed: 'What you may give could not be read.', notMoney: 'An amount such as 50 or 49.50.', whyMissing: 'Say why, in a few words.',
  limits: {
    perAction: 'at a time', coSignAbove: 'without a co-sign', perConversation: 'left in this conversation', perCustomer30Days: 'left for this customer in 30 days', perEmployeeWeek: 'left this week',
    perTeamDay: 'left for your team today', notGiven: 'left',
  },
  button: (amount: string) => `Give ${amount}`, denied: (wanted: string, limit: string, rule: string) => `${wanted} is more than your ${limit} ${rule}.`, deniedKind: 'This is not given here.',
  deniedNow: (wanted: string, rule: string) => `${wanted} cannot be given: nothing is ${rule}.`,
  askCoSign: 'Ask for a co-sign', given: (amount: string, kind: string) => `Given: ${amount}, ${kind.toLowerCase()}`, receipt: (version: number) => `Under policy ${String(version)}.`, toFulfil: 'On its way to whoever pays it out.',
  insert: 'Put it into the reply', sentence: (amount: string, kind: string) => `We are giving you ${amount} (${kind.toLowerCase()}).`, unreachable: 'The server does not answer. Try again: nothing is given twice.',
  asked: (who: string, what: string) => `${who} asks you to sign: ${what}.`, waiting: (what: string, until: string) => `Waiting for a co-sign until ${until}: ${what}.`, takeBack: 'Take it back', coSign: 'Co-sign', no: 'No', because: (why: string) => `“${why}”`,
  over: 'This has been settled meanwhile.',
  other: (who: string) => `Nothing was given: somebody else wrote here meanwhile. Press again to give it to ${who}.`,
  undone: {
    label: 'Given and not carried out', failed: (what: string) => `Given, but not carried out: ${what}.`, unknown: (what: string) => `Given, and nobody knows whether it was carried out: ${what}.`,
    again: 'Send it again', byHand: 'It was done otherwise', notice: (customer: string) => `What you gave ${customer} may not have been carried out`,
  },
  notice: (who: string, customer: string) => `${who} asks you to co-sign: ${customer}`,
  entry: {
    granted: (who: string, what: string) => `${who} gave ${what}`, coSigned: (who: string, what: string, other: string) => `${who} gave ${what}, signed by ${other}`, reserved: (who: string, what: string) => `${who} laid ${what} aside`,
    asked: (who: string, what: string) => `${who} asked for a co-sign: ${what}`, expired: (what: string) => `Not given in time: ${what}`, refused: (what: string) => `Nobody signed: ${what}`, released: (who: string, what: string) => `${who} took back ${what}`,
    what: (amount: string, kind: string) => `${amount} (${kind.toLowerCase()})`,
  },
  policy: {
    title: 'What may be given', about: 'Amounts are in minor units: 5000 is 50.00. Weeks begin on Monday, and days are those of UTC. Every version is kept, and each receipt names its own.', label: 'The policy, as JSON', save: 'Make it the policy', start: 'Begin with an example',
    version: (version: number, when: string, who: string) => `Version ${String(version)}, ${when}, ${who}`, none: 'No policy yet: nobody may give anything.', older: 'Versions', saved: (version: number) => `Version ${String(version)} is in force.`,
    changed: 'Somebody made a newer version meanwhile. Look at it, then make your change again.', line: (line: string, where: string, what: string) => `Line ${line}${where === '' ? '' : `, ${where}`}: ${what}`, look: 'Look at the newest',
  },
};
