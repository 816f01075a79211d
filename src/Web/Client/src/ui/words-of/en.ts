/** English: every word on the screen. Another language is another object of this shape. */
import { count } from '../locale';
import { englishAdmin } from './en-admin';
import { englishAsks } from './en-asks';
import { englishCompany } from './en-company';
import { englishHandover } from './en-handover';
import { englishOffers } from './en-offers';
import { englishPromises } from './en-promises';
import { englishFloor } from './en-floor';
import { englishWork } from './en-work';
import { englishGestures } from './en-gestures';

const many = (n: number, one: string, more: string) => `${count(n)} ${n === 1 ? one : more}`;

export const english = {
  app: 'Conversations',

  signIn: {
    title: 'Sign in',
    email: 'E-mail address',
    password: 'Password',
    button: 'Sign in',
    busy: 'Signing in…',
    refused: 'This address and password do not belong together. Check both and try again.',
    tooMany: 'Too many tries. Wait five minutes, then try again.',
    unreachable: 'The server does not answer. Nothing is lost. Try again in a moment.',
    insecure: 'Passwords are not sent over plain http. Open this page with https.',
    stillIn: 'You are still signed in: the server does not answer.',
    signedOut: 'You were signed out. What you wrote is kept in this window.',
    linkBusy: 'Opening your link…',
    linkUsed: 'This link has been used already. Each link opens once. Ask whoever gave it to you for a new one, or sign in.',
    linkUnknown: 'This link is not valid. Copy it again as a whole, or sign in.',
    linkFailed: 'The server does not answer, so the link was not used.',
  },

  views: { mine: 'Mine', unattended: 'Unattended', all: 'All open', queues: 'Queues', settings: 'Settings', menu: 'Lists' },
  viewHint: {
    mine: 'Conversations you have',
    unattended: 'Nobody has answered yet, or the customer waits',
    all: 'Everything that is not closed',
  },
  rail: { label: 'Lists', failed: 'Your queues could not be read.' },
  presence: {
    since: (when: string) => `since ${when}`, notHere: 'Not here', handBack: 'Give everything back…', handBackDo: 'Give everything back',
    handBackAbout: 'Every conversation you have goes back to its queue, with this note.', handBackNote: 'A note to whoever comes next',
    handedBack: (n: number) => (n === 0 ? 'You had nothing to give back.' : `Given back: ${many(n, 'conversation', 'conversations')}`),
    label: 'Your presence', available: 'Available', busy: 'Busy', away: 'Away', wrapUp: 'Wrap-up', offline: 'Offline',
    failed: 'Your presence was not changed: the server does not answer.',
  },
  live: {
    live: 'Live', catchingUp: 'Catching up…', down: (time: string) => `Not live since ${time}, trying again`,
    offline: (time: string) => `Not connected since ${time}. What you write is kept.`,
  },

  list: {
    label: 'Conversations', rows: (n: number) => many(n, 'conversation', 'conversations'),
    arrived: (n: number) => `${many(n, 'new conversation', 'new conversations')} · show`,
    spoken: (n: number) => many(n, 'new conversation', 'new conversations'),
    search: 'Search', searchLabel: 'Search these conversations', clear: 'Clear filters',
    failed: 'This list could not be read. Nothing is lost.', denied: (who: string) => `You may not see this list. ${who} can let you in.`,
    firstUse: 'No conversation yet. When a customer writes, the words appear here by themselves.',
    firstChannel: 'No channel yet, so no customer can write.',
    noChannel: (who: string) => `No channel yet, so no customer can write. ${who} can add one.`,
    done: 'Nothing waits here.', doneMine: 'Nothing waits for you.',
    waiting: (n: number, queue: string) => `${n === 1 ? 'One person waits' : `${count(n)} people wait`} in ${queue}`,
    waitingAny: (n: number) => `${n === 1 ? 'One person waits' : `${count(n)} people wait`} for an answer`,
    take: 'Take the longest waiting', noHits: (q: string) => `Nothing found for “${q}” in this list.`,
    noHitsOpen: (q: string) => `Nothing found for “${q}” in open conversations.`, noHitsClosed: (q: string) => `Nothing found for “${q}” in closed conversations.`,
    searchAll: 'Search all open ones', searchClosed: 'Search closed ones too', closed: 'Closed', width: 'Width of the list', an: 'an admin',
  },
  filters: {
    nothing: 'No conversation passes these filters.', title: 'Filters', open: 'Open', anyone: 'Anyone', label: 'Label', order: 'Order', sorts: { timeLeft: 'Time left', oldest: 'Oldest first', newest: 'Newest first' },
    saveAs: 'Keep this list as', save: 'Keep', forAll: 'For everyone', saved: 'Kept lists', remove: (name: string) => `Forget ${name}`, removed: (name: string) => `Forgotten: ${name}`,
  },
  search: {
    title: 'Search', placeholder: 'Search everything', close: 'Close the search', hint: 'Messages, replies, notes, customers and numbers, open or closed.',
    failed: 'The search did not answer. Nothing is lost.', none: (q: string) => `Nothing found for “${q}”.`, more: 'Show more', fresh: (time: string) => `Everything written until ${time} can be found.`,
    newer: (n: number, isMore: boolean) => `${count(n)}${isMore ? '+' : ''} newer · show`, spoken: (n: number) => many(n, 'newer hit', 'newer hits'),
    kinds: { message: 'Message', reply: 'Reply', note: 'Note', customer: 'Customer', id: 'Number' }, where: 'Where', everywhere: 'Everywhere', inOpen: 'In open ones', any: 'Any', until: 'Until', days: { noDay: 'This is not a date.', beforeFrom: 'This lies before the first day.' }, noneNarrowed: (q: string) => `Nothing found for “${q}” with these filters.`, since: 'Since',
  },
  bulk: {
    label: 'What was chosen', choose: 'Choose several', chosen: (n: number) => `${count(n)} chosen`, clear: 'Choose none', busy: 'Working…',
    box: (who: string) => `Choose ${who}`, resolved: (n: number) => `Resolved: ${many(n, 'conversation', 'conversations')}`,
    snoozed: (n: number) => `Put off: ${many(n, 'conversation', 'conversations')}`,
    assigned: (n: number, to: string) => `${to} has ${many(n, 'conversation', 'conversations')} more`,
    labelled: (n: number, label: string) => `“${label}” is on ${many(n, 'conversation', 'conversations')}`,
    failed: (n: number) => `${many(n, 'conversation was', 'conversations were')} left as ${n === 1 ? 'it was' : 'they were'}: it could not be done there.`,
  },
  row: {
    you: 'You:', draft: 'Draft:', unclaimed: 'Unclaimed', mine: 'You', writing: (name: string) => `${name} is writing…`,
    more: (n: number) => `+${String(n)}`, priority: { low: 'Low', normal: '', high: 'High', urgent: 'Urgent' },
    resolved: 'Resolved', closed: 'Closed', noWords: 'No words', nameless: 'Someone without a name', gone: 'no longer in this list',
    unread: 'unread',
  },
  time: {
    seconds: (n: number) => `${String(n)} s`, min: (n: number) => `${String(n)} min`, hours: (n: number) => `${String(n)} h`, days: (n: number) => many(n, 'day', 'days'),
    late: (time: string) => `${time} late`, under: 'under 1 min', until: (when: string) => `until ${when}`,
    today: 'Today', yesterday: 'Yesterday', tomorrow: (time: string) => `tomorrow ${time}`, waits: (time: string) => `waits ${time}`,
  },

  thread: {
    label: 'Conversation', none: 'Choose a conversation from the list.', noneAction: 'Open the first one', nothing: 'A conversation you choose stands here.',
    failed: 'This conversation could not be read. Nothing is lost.', retry: 'Try again',
    denied: (who: string) => `You may not see this conversation. ${who} can let you in.`,
    missing: 'There is no conversation here. The address may be incomplete.', back: 'Back to the list', backShort: 'Back',
    earlier: 'Reading earlier messages…', earlierFailed: 'Earlier messages could not be read.', later: 'Reading later messages…', laterFailed: 'Later messages could not be read.', isStart: 'This is where it began.',
    unread: (time: string) => `New since ${time}`, newBelow: (n: number) => `${many(n, 'new message', 'new messages')} ↓`, toEnd: 'To the newest ↓',
    received: (time: string) => `received ${time}`, public: 'Public', private: 'Private', note: 'Note', onlyUs: 'Only colleagues can read this',
    changes: (n: number) => many(n, 'change', 'changes'), less: 'Show less', showAll: (n: number) => `Show all ${count(n)} characters`,
    you: 'You', toYou: 'you', system: 'Conversations', via: (how: string) => `by ${how}`, media: (type: string, host: string) => `${type} on ${host}`,
    picture: 'Picture', video: 'Video', audio: 'Sound', file: 'File', brokenMedia: 'A file whose address cannot be opened',
    hint: { claim: 'claim', reply: 'reply', resolve: 'resolve and next' }, writing: (names: string) => `${names} is writing…`,
    viewing: (names: string) => `${names} is reading this too`, unsaved: (names: string) => `${names} has words here that are not sent yet`,
  },
  delivery: {
    otherDevice: (text: string) => `On another device you had written: “${text}”`, takeOther: 'Take that instead',
    sending: 'Sending…', held: (s: number) => `Sending in ${String(s)} s`, undo: 'Undo', sent: 'Sent', delivered: 'Delivered', read: 'Read',
    failed: 'This did not go out.', tryAgain: 'Try again', edit: 'Edit', unknown: 'We could not find out if this arrived.',
    arrived: 'It arrived', sendAgain: 'Send again', drop: 'Drop it', unreachable: 'Not sent: the server does not answer. Your words are kept.',
    refused: 'This was not sent.', cancelled: 'Taken back', newer: (who: string) => `${who} wrote again while you were writing.`,
    show: 'Show', sendAnyway: 'Send anyway', owned: (who: string) => `${who} has this.`, asNote: 'Add as a note', someone: 'A colleague',
    elsewhere: (who: string) => `Your words to ${who} have not gone out.`,
  },
  composer: {
    attach: 'Attach a file', attached: 'Attached files', detach: (name: string) => `Take off ${name}`, attaching: (n: number) => `${many(n, 'file is', 'files are')} on the way…`,
    pasted: 'picture.png', tooBig: (name: string) => `${name} is larger than 10 MB.`, notAttached: (name: string, why: string) => `${name} was not attached: ${why}`,
    suggestions: 'Suggestions', sendAnd: 'Send, and then', sendSnooze: (when: string) => `Send, and bring it back: ${when}`,
    wordsOf: (who: string) => `Words of ${who}, for you to make your own`,
    label: 'Write', public: 'Public reply', private: 'Private message', note: 'Note', customer: 'the customer',
    seePublic: 'Everyone can read this', seePrivate: (who: string) => `Only ${who} can read this`, seeNote: 'Only colleagues can read this',
    post: 'Post in public', send: (who: string) => `Send to ${who}`, addNote: 'Add note', placeholder: (who: string) => `Write to ${who}`,
    placeholderPublic: 'Write for everyone to read', placeholderNote: 'Write for colleagues', confirmPublic: 'Everyone can read this, for good. Post it?',
    postIt: 'Post in public', notYet: 'Not yet', noteToPublic: 'You wrote this for colleagues. Turn it into a public reply?',
    turn: 'Make it public', keepNote: 'Keep it a note', tooLong: (n: number) => `${count(n)} characters too many`, closed: 'This conversation is closed.',
    resolved: 'This is resolved. A reply opens it again.', reopen: 'Reopen', hisOwn: (who: string) => `${who} has this.`, mayNotWrite: 'You may read this, not write in it.',
  },
  actions: {
    nextBest: 'Next best for me',
    claim: 'Claim', release: 'Give back', resolve: 'Resolve', resolveNext: 'Resolve and next', snooze: 'Snooze', reopen: 'Reopen',
    labels: 'Labels', priority: 'Priority', handOver: 'Hand over', promise: 'Make a promise', ask: 'Ask a colleague', reply: 'Reply', note: 'Note', more: 'More', customer: 'Customer',
    next: 'Next conversation', previous: 'Previous conversation', open: 'Open', backOrClose: 'Back, close', undo: 'Undo',
    nextUnread: 'Next unread message', previousUnread: 'Previous unread message', context: 'Customer pane', search: 'Search', keys: 'These keys',
    everything: 'Everything', send: 'Send', sendResolve: 'Send and resolve', audience: 'Change who can read it', panes: 'Next pane',
    give: 'Give something', copyLink: 'Copy link', copyEntryLink: 'Copy link to this message', snoozeMoment: 'Snooze until another time', select: 'Choose', selectTo: 'Choose up to here', sendSnooze: 'Send and snooze',
    goMine: 'Go to Mine', goUnattended: 'Go to Unattended', goAll: 'Go to All open', goQueues: 'Go to queues', goSettings: 'Go to Settings', goFloor: englishFloor.go, signOut: 'Sign out',
  },
  groups: { list: 'List', thread: 'Conversation', write: 'Writing', go: 'Go to', app: 'Everywhere' },
  done: {
    resolved: (who: string) => `Resolved: ${who}`, snoozed: (who: string, until: string) => `${who} comes back ${until}`, released: (who: string) => `Given back: ${who}`,
    assigned: (who: string, to: string) => `${to} has this now: ${who}`, taken: (who: string) => `${who} took this before you`, unreachable: 'The server does not answer. Nothing was changed.',
    refused: (what: string) => `Not done: ${what}.`, illegal: (state: string) => `That cannot be done now: the conversation is ${state}.`, dismiss: 'Close',
  },
  states: {
    new: 'new', offered: 'offered', owned: 'in work', waitingCustomer: 'waiting for the customer', waitingInternal: 'waiting for a colleague', snoozed: 'snoozed',
    resolved: 'resolved', closed: 'closed',
  },
  snooze: { title: 'Bring it back', hour: 'In an hour', threeHours: 'In three hours', tomorrow: 'Tomorrow 9:00', monday: 'Monday 9:00', other: 'Another time…', moment: 'When it comes back', zone: (name: string) => `On your clock: ${name}`,
    troubles: { none: 'Choose a day and a time.', passed: 'This moment has passed. Choose a later one.', tooFar: 'This is more than a year ahead. Choose an earlier one.' } },
  links: { copied: 'Link copied', title: 'Link', refused: 'The browser did not let us copy. Take the link from here:' },
  labels: { all: (n: number) => `Show all ${count(n)}`, title: 'Labels', placeholder: 'New label', add: 'Add', remove: (label: string) => `Remove ${label}`, none: 'No labels', tooMany: 'A conversation carries at most 50 labels.' },
  priority: { low: 'Low', normal: 'Normal', high: 'High', urgent: 'Urgent' },
  context: {
    label: 'Customer', title: 'Customer', followers: (n: number) => many(n, 'follower', 'followers'), channel: 'Channel', queue: 'Queue', owner: 'Owner', accountable: 'Answerable', state: 'State',
    began: 'Began', waiting: 'Waiting since', due: 'Answer due', thread: 'Thread', priority: 'Priority', labels: 'Labels', nobody: 'Nobody yet', visibility: 'Who can read it', everyone: 'Everyone',
    onlyThem: 'The customer and we', none: 'Who wrote, and what we know of them, stands here when a conversation is open.', close: 'Close', edit: 'Change', failed: 'Nothing is known while the conversation cannot be read.',
  },
  settings: {
    title: 'Settings', pages: 'Pages of the settings', mine: 'Mine', company: 'Company',
    page: { looks: 'Language and looks', keys: 'Keys' },
    sound: 'Sound', soundHint: 'One soft note when something must not be missed, at most one in ten seconds.', soundTest: 'Play it', browser: 'Notices of the browser', browserHint: 'When this page is in the background. They say who, never what was written.',
    browserBlocked: 'The browser does not allow it. Allow notices for this page in its settings.', quiet: 'Quiet hours', quietHint: 'Notices are shown, and make no sound.', quietFrom: 'From', quietTo: 'to',
    signOff: 'Sign-off',
    language: 'Language', auto: 'As the browser', timeZone: 'Time zone', timeZoneAuto: (zone: string) => `As this machine: ${zone}`,
    theme: 'Light or dark', system: 'As the system', light: 'Light', dark: 'Dark', density: 'Rows', comfortable: 'Comfortable', compact: 'Compact',
    comfortableHint: 'Three lines to a conversation', compactHint: 'Two lines to a conversation', keys: 'Single-key shortcuts', keysHint: 'c claims, r replies, e resolves. Off: only keys with Ctrl stay.',
    on: 'On', off: 'Off', session: 'This session', signOut: 'Sign out', notSaved: 'Kept in this browser only: the server does not answer.', signedInAs: (name: string, email: string) => `${name} · ${email}`,
    ownKeys: 'Own keys', ownKeysHint: 'Press a button, then the key it should have. Delete takes the key away, Esc leaves it as it was.', noKey: 'No key',
    pressKey: 'Press a key', keyTaken: (key: string, what: string) => `${key} belongs to: ${what}.`, keysReset: 'All as delivered', changeKey: (what: string, key: string) => `${what}: ${key}. Change`,
  },
  admin: englishAdmin,
  ...englishCompany,
  work: englishWork,
  ...englishHandover,
  gestures: englishGestures,
  asks: englishAsks,
  offers: englishOffers,
  promises: englishPromises,
  canned: {
    page: 'Ready-made answers', about: 'Type / and the shortcut while writing. These are filled in:', add: 'Add an answer', none: 'No ready-made answer yet.', title: 'Title', shortcut: 'Shortcut, without the /',
    text: 'Words', scope: 'For whom', mine: 'For me', all: 'For everyone', inQueue: (queue: string) => `For ${queue}`, edit: 'Change', keep: 'Keep it', remove: 'Remove', removed: (title: string) => `Removed: ${title}`,
  },
  notices: {
    title: 'Notices', unseen: (n: number) => `${many(n, 'notice', 'notices')} you have not seen`, none: 'Nothing to be told.',
    assigned: (who: string, customer: string) => `${who} handed ${customer} to you`, mentioned: (who: string, customer: string) => `${who} mentioned you: ${customer}`,
    customerAnswered: (customer: string) => `${customer} answered`, snoozeEnded: (customer: string) => `${customer} is back`, deliveryFailed: (customer: string) => `Your reply to ${customer} may not have arrived`,
    leaseLapsing: (customer: string) => `${customer} goes back to the queue soon: write, or give it back`, queueAlarm: (customer: string) => `${customer} waits too long, and nobody has it`, other: (customer: string) => `Something new: ${customer}`,
    forOther: (said: string, who: string) => `${said} (for ${who}, who has not seen it)`,
  },
  palette: { label: 'Everything', placeholder: 'What would you like to do?', none: (q: string) => `Nothing is called “${q}”.` },
  keys: { title: 'Keys', off: 'Single keys are switched off in Settings.', close: 'Close' },
  entry: {
    claimed: (who: string) => `${who} took this`, released: (who: string) => `${who} gave this back`, assigned: (who: string, to: string) => `${who} handed this to ${to}`, lapsed: (queue: string) => `Given back to ${queue}: nobody wrote`, away: (queue: string, who: string) => `Given back to ${queue}: ${who} lost the connection`, wentPrivate: (queue: string) => `Given back to ${queue}: the customer writes in private now`,
    offered: (to: string) => `Offered to ${to}`, offerEnded: (to: string) => `${to} did not take it`, state: { resolved: (who: string) => `${who} resolved this`, closed: () => 'Closed', snoozed: (who: string) => `${who} put this off`, reopened: (who: string) => `${who} opened this again`, other: (state: string) => `Now ${state}` },
    labels: (who: string) => `${who} changed the labels`, priority: (who: string) => `${who} changed the priority`, priorityTo: (who: string, to: string) => `${who} set the priority to ${to}`, cancelled: (who: string) => `${who} took back a reply before it went out`, dropped: (who: string) => `${who} dropped a reply`, unknown: (kind: string) => `Something happened: ${kind}`,
  },
  refusals: {
    'empty-text': 'There were no words in it.', 'text-too-long': 'It is longer than 10,000 characters.', 'audience-mismatch': 'This channel does not take it for that audience.',
    'illegal-move': 'The conversation is closed.', forbidden: 'You may read this, not write in it.', 'not-found': 'The conversation is not there any more.',
  },
  failure: { title: 'This page met something it did not expect.', safe: 'Everything sent is kept by the server, and your drafts in this window.', reload: 'Load it again' },
  loading: 'Reading…',
  floor: englishFloor,
};

export type Words = typeof english;
