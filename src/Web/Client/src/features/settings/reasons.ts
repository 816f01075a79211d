/** The server's short reasons in words; one that is not known is shown as it is. */
import { words } from '../../ui/words';

const fault = /^(.+?)-(missing|wrong-type|too-long|too-many|unknown|not-http)$/u;

/** Why something that came in could not be read: "sender-id-missing" is about the member sender.id. */
export function faultWords(reason: string): string {
  if (reason === 'not-an-object') return words.faults.notAnObject;
  const [, member, kind] = fault.exec(reason) ?? [];
  if (member === undefined || kind === undefined) return reason;
  const name = member.replace(/^(sender|media)-/u, '$1.');
  switch (kind) {
    case 'missing': return words.faults.missing(name);
    case 'wrong-type': return words.faults.wrongType(name);
    case 'too-long': return words.faults.tooLong(name);
    case 'too-many': return words.faults.tooMany(name);
    case 'not-http': return words.faults.notHttp(name);
    default: return words.faults.unknown(name);
  }
}

/** Why something did not go out: "http-404", "dns-failed". */
export function sendingWords(reason: string | undefined): string {
  if (reason === undefined) return words.sending.unsaid;
  const status = /^http-(\d{3})$/u.exec(reason)?.[1];
  if (status !== undefined) return words.sending.status(status);
  return (words.sending.known as Readonly<Record<string, string | undefined>>)[reason] ?? reason;
}
