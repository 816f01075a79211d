/** German words of the pages that administrators see. */
import type { englishAdmin } from './en-admin';

export const germanAdmin: typeof englishAdmin = {
  employees: 'Kollegen', queues: 'Warteschlangen', channels: 'Kanäle', keys: 'API-Schlüssel', quarantine: 'Beiseitegelegt',
  failed: 'Das konnte nicht gelesen werden. Nichts ist verloren.', cancel: 'Abbrechen', add: 'Anlegen', copy: 'Kopieren', copied: 'Kopiert', name: 'Name',
  addEmployee: 'Kollegen anlegen', invite: 'Anmeldelink erzeugen', role: 'Rolle', roleOf: (who) => `Rolle von ${who}`,
  roles: { agent: 'Agent', lead: 'Leitung', admin: 'Admin', operator: 'Betrieb', auditor: 'Prüfung' },
  linkFor: (who) => `Dieser Link meldet ${who} an, einmal. Senden Sie ihn niemandem sonst.`, newLink: 'Neuer Anmeldelink', lockOut: 'Sperren', letIn: 'Wieder zulassen',
  noEmployees: 'Noch niemand.',
  addQueue: 'Warteschlange anlegen', noQueues: 'Noch keine Warteschlange.', duty: 'Dienst hat', target: 'Antwort binnen', noTarget: 'Kein Ziel',
  addChannel: 'Kanal anlegen', noChannels: 'Noch kein Kanal, also kann kein Kunde schreiben.', replyUrl: 'Wohin Antworten gehen', firstQueue: 'Die erste',
  secretOf: (name, url) => `${name} schreibt an ${url}, unterschrieben mit diesem Geheimnis. Es wird nur dieses eine Mal gezeigt.`,
  secretAdded: (name) => `Ein zweites Geheimnis von ${name}. Beide gelten, bis eines beendet wird. Es wird nur dieses eine Mal gezeigt.`,
  repliesTo: (url) => `Antworten gehen an ${url}`, queueOf: (name) => `Warteschlange von ${name}`, addSecret: 'Geheimnis hinzufügen', endSecret: 'Beenden',
  secretFrom: (when) => `Geheimnis vom ${when}`, switchOff: 'Ausschalten', switchOn: 'Einschalten',
  addKey: 'Schlüssel anlegen', actsAs: 'Handelt als', keyOnce: 'Ihr Schlüssel. Er wird nur dieses eine Mal gezeigt.', noKeys: 'Noch kein Schlüssel.', revoke: 'Zurückziehen', revoked: 'Zurückgezogen',
  keyAbout: (prefix, who, when) => `${prefix}… · handelt als ${who} · seit ${when}`,
  quarantineAbout: 'Was hereinkam und nicht gelesen werden konnte, steht hier, wie es kam.', noQuarantine: 'Nichts wurde beiseitegelegt.', showRaw: 'Zeigen', hideRaw: 'Verbergen',
  replies: 'Gescheiterte Antworten',
};
