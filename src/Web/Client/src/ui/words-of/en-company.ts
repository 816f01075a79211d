/** English words of what is set aside, undelivered, tested, labelled, and of what is wrong with a field. */
import { count } from '../locale';

const conversations = (n: number) => `${count(n)} ${n === 1 ? 'conversation' : 'conversations'}`;

export const englishCompany = {
  wrong: {
    other: 'This is not taken as it stands.',
    slugs: {
      'email-taken': 'A colleague has this address already.', 'label-taken': 'Another label has this name.', 'topic-taken': 'Another topic has this name.', 'unknown-variable': 'It holds a {{variable}} that does not exist. Those that do stand above.',
      'unknown-queue': 'This queue is not there any more.', 'unknown-employee': 'This colleague cannot answer customers.', 'empty-text': 'There are no words in it.',
      'text-too-long': 'It is longer than 10,000 characters.',
    },
    reasons: {
      'not-a-url': 'This is no address that begins with https://.', 'not-https': 'The address must begin with https://.', 'has-user-info': 'The address may hold no name and no password.',
      'private-host': 'This address leads into a private network. Replies go to public ones only.', 'other-port': 'The address may name no port of its own.',
    },
    members: {
      name: 'One line with words in it, and not too long.', title: 'One line with words in it, and not too long.', email: 'This is no e-mail address.', to: 'Another label has this name.',
      shortcut: 'One word of at most 40 characters, without / and braces.', replyUrl: 'This is no address that begins with https://.',
    },
  },
  labelsPage: {
    about: 'Labels that everyone is offered, each with its hue. A conversation may carry others too.', add: 'Add a label', none: 'No label yet.', hue: 'Hue',
    hues: ['Red', 'Orange', 'Yellow', 'Green', 'Teal', 'Blue', 'Purple', 'Pink'], renameAbout: 'A new name reaches every conversation and saved list that has the label.',
    left: (n: number) => `${conversations(n)} to go…`, renamed: (name: string, n: number) => `It is called ${name} now, on ${conversations(n)} too`,
    removed: (name: string) => `Not offered any more: ${name}. Conversations that carry it keep it.`,
  },
  quarantine: {
    about: 'What came in and could not be read stands here as it came. Once the reason is gone, read it again: nothing is taken in twice.', none: 'Nothing is set aside.', why: (what: string) => `Not read: ${what}`,
    again: 'Read it again', all: (n: number) => `Read all ${count(n)} again`, busy: 'Reading it again…', taken: 'Taken in.',
    duplicate: 'It had been taken in before; there is one of it.', still: (what: string) => `It still cannot be read: ${what}.`,
    gone: 'It is not here any more, or its channel is switched off.', progress: (done: number, of: number, taken: number) => `${count(done)} of ${count(of)} read again, ${count(taken)} taken in`,
  },
  faults: {
    notAnObject: 'it is no JSON object', missing: (member: string) => `“${member}” is missing`, wrongType: (member: string) => `“${member}” is of the wrong type`,
    tooLong: (member: string) => `“${member}” is too long`, tooMany: (member: string) => `there is too much in “${member}”`, unknown: (member: string) => `“${member}” holds a word that is not known`,
    notHttp: (member: string) => `“${member}” is no http address`,
  },
  replies: {
    title: 'Undelivered replies', about: 'Words that customers may still be waiting for. Each is decided by a person.', failed: 'These did not go out', noFailed: 'Every reply went out.',
    unknown: 'We could not find out if these arrived', noUnknown: 'Of every reply it is known whether it arrived.', tries: (n: number) => (n === 1 ? '1 try' : `${count(n)} tries`),
    open: (who: string) => `Open the conversation with ${who}`, erased: 'Its words were erased.', done: { retry: 'On its way again', markSent: 'Marked as arrived', cancel: 'Dropped' },
  },
  sending: {
    unsaid: 'it did not say why', status: (code: string) => `it answered ${code}`,
    known: {
      'forbidden-url': 'replies may not be sent to that address', 'no-reply-url': 'there is no address for replies', 'no-secret': 'there is no secret to sign with', 'dns-failed': 'nobody knows this host name',
      'connect-failed': 'nobody answers at that address', 'tls-failed': 'its certificate is not in order', 'connection-lost': 'the line broke', timeout: 'it took too long', stopped: 'our server was stopped meanwhile',
    },
  },
  test: {
    about: 'A test goes the same way as what customers write, and as what we answer.', in: 'Send one in, as a customer', out: 'Send one out, as a reply', busy: 'On its way…',
    accepted: 'It came in, and stands in a conversation of its own.', quarantined: (why: string) => `It came in and was set aside: ${why}.`, sent: 'The other end took it.',
    refused: (why: string) => `The other end refused it: ${why}.`, notSent: (why: string) => `It did not go out: ${why}. A reply would be tried again.`,
    unclear: (why: string) => `Nobody can tell whether it arrived: ${why}.`, notPossible: 'This channel cannot be tested that way.',
  },
};
