/** English words of the pages that administrators see. */
export const englishAdmin = {
  employees: 'Colleagues', queues: 'Queues', channels: 'Channels', keys: 'API keys', quarantine: 'Set aside',
  failed: 'This could not be read. Nothing is lost.', cancel: 'Cancel', add: 'Add', copy: 'Copy', copied: 'Copied', name: 'Name',
  addEmployee: 'Add a colleague', invite: 'Make a sign-in link', role: 'Role', roleOf: (who: string) => `Role of ${who}`,
  roles: { agent: 'Agent', lead: 'Lead', admin: 'Admin', operator: 'Operator', auditor: 'Auditor' },
  linkFor: (who: string) => `This link signs ${who} in, once. Send it to nobody else.`, newLink: 'New sign-in link', lockOut: 'Lock out', letIn: 'Let in again',
  noEmployees: 'Nobody yet.',
  addQueue: 'Add a queue', noQueues: 'No queue yet.', duty: 'On duty', target: 'Answer within', noTarget: 'No target',
  addChannel: 'Add a channel', noChannels: 'No channel yet, so no customer can write.', replyUrl: 'Where replies are sent', firstQueue: 'The first one',
  secretOf: (name: string, url: string) => `${name} writes to ${url}, signed with this secret. It is shown this once.`,
  secretAdded: (name: string) => `A second secret of ${name}. Both count until one is ended. It is shown this once.`,
  repliesTo: (url: string) => `Replies go to ${url}`, queueOf: (name: string) => `Queue of ${name}`, addSecret: 'Add a secret', endSecret: 'End it',
  secretFrom: (when: string) => `Secret from ${when}`, switchOff: 'Switch off', switchOn: 'Switch on',
  addKey: 'Make a key', actsAs: 'Acts as', keyOnce: 'Your key. It is shown this once.', noKeys: 'No key yet.', revoke: 'Revoke', revoked: 'Revoked',
  keyAbout: (prefix: string, who: string, when: string) => `${prefix}… · acts as ${who} · since ${when}`,
  quarantineAbout: 'What came in and could not be read stands here as it came.', noQuarantine: 'Nothing was set aside.', showRaw: 'Show', hideRaw: 'Hide',
  replies: 'Failed replies',
};
