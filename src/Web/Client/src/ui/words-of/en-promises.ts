/** English words of what is promised to customers. */
export const englishPromises = {
  title: 'Promises', none: 'Nothing is promised here.', add: 'Promise something', failed: 'The promises could not be read. Nothing is lost.',
  youPromise: (what: string, when: string) => `You promise: ${what}, ${when}`, keepIt: 'Keep it', change: 'Change', notOne: 'Not a promise', taken: 'Goes out as a promise', takeBack: 'Undo',
  youPromised: (what: string, when: string) => `You promised: ${what}, ${when}`, promised: (who: string, what: string, when: string) => `${who} promised: ${what}, ${when}`,
  kept: 'Kept', move: 'Move', handOver: 'Hand over', release: 'No longer needed', keeps: (what: string) => `This keeps “${what}”`,
  what: 'What you promise', when: 'Until when', make: 'Promise it', tell: 'What the customer is told', moveTitle: 'Move the promise', releaseTitle: 'The promise is no longer needed', handTitle: 'Hand over the promise', moveIt: 'Send and move', why: 'Why it is no longer needed', releaseIt: 'Let it go', toWhom: 'Who answers for it', handIt: 'Hand over', close: 'Close',
  tooLong: 'It is longer than 300 characters.', gone: 'Words erased',
  states: { open: 'open', dueSoon: 'due soon', kept: 'kept', keptLate: 'kept late', broken: 'not kept', released: 'no longer needed' },
  late: (by: string) => `${by} late`, moved: (n: number) => (n === 1 ? 'moved once' : `moved ${String(n)} times`), answers: (who: string) => `${who} answers for it`,
  open: (n: number) => (n === 1 ? 'One promise is open.' : `${String(n)} promises are open.`), openOne: (what: string, when: string) => `Still promised: ${what}, ${when}`, followUp: 'Follow up then', followed: (who: string) => `${who} comes back when the promise is due`,
  mine: 'My promises', company: 'Everyone’s', toKeep: 'To keep', notKept: 'Not kept', lists: 'Which promises', noneMine: 'You owe no one a word.', noneCompany: 'Nothing is promised.', more: 'Show more',
  notices: {
    promiseDueSoon: (customer: string) => `A promise to ${customer} is due soon`, promiseDue: (customer: string) => `A promise to ${customer} is due now`,
    promiseBroken: (customer: string) => `A promise to ${customer} was not kept in time`, promiseHandedOver: (who: string, customer: string) => `${who} handed you a promise to ${customer}`,
  },
  entry: {
    promiseMade: (who: string, what: string, when: string) => `${who} promised: “${what}”, due ${when}`, promiseDueSoon: (when: string) => `Promise due soon: ${when}`, promiseDue: () => 'Promise due now', promiseBroken: () => 'Promise not kept in time',
    promiseKept: (who: string) => `${who} kept a promise`, promiseKeptLate: (who: string) => `${who} kept a promise, late`, promiseMoved: (who: string, when: string) => `${who} moved a promise to ${when}`,
    promiseReleased: (who: string) => `${who} let a promise go`, promiseHandedOver: (who: string, to: string) => `${who} handed a promise to ${to}`,
  },
};
