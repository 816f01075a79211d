/** German words of the pages that administrators see. */
import type { englishAdmin } from './en-admin';

export const germanAdmin: typeof englishAdmin = {
  employees: 'Kollegen', queues: 'Warteschlangen', channels: 'Kanäle', keys: 'API-Schlüssel', quarantine: 'Beiseitegelegt',
  failed: 'Das konnte nicht gelesen werden. Nichts ist verloren.', cancel: 'Abbrechen', add: 'Anlegen', copy: 'Kopieren', copied: 'Kopiert', name: 'Name',
  addEmployee: 'Kollegen anlegen', invite: 'Anmeldelink erzeugen', role: 'Rolle', roleOf: (who) => `Rolle von ${who}`,
  roles: { agent: 'Agent', lead: 'Leitung', admin: 'Admin', operator: 'Betrieb', auditor: 'Prüfung', colleague: 'Kollege' },
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
  showRaw: 'Zeigen', hideRaw: 'Verbergen', denied: (who) => `Sie dürfen diese Seite nicht sehen. ${who} kann Sie freischalten.`, stale: (when) => `So war es um ${when}: Seitdem konnte es nicht noch einmal gelesen werden.`,
  busy: 'Einen Moment…', keep: 'Lassen', openIt: 'Öffnen', changeWhat: (name) => `${name} ändern`, test: 'Testnachricht senden',
  endSecretSure: 'Was damit unterschrieben ist, wird dann abgelehnt.', revokeSure: 'Was ihn benutzt, geht dann nicht mehr, endgültig.', patience: 'Ungesehene Hinweise gehen an den Dienst nach', patienceUsual: '1 Min., wie üblich',
};
