/** German words of asking a colleague. */
import { hat } from './german';
import { count } from '../locale';
import type { englishAsks } from './en-asks';

const people = (n: number) => (n === 1 ? '1 Person' : `${count(n)} Personen`);
const after = (seconds: number) => (seconds < 100 ? `in ${count(seconds)} s` : `in ${count(Math.round(seconds / 60))} min`);
const next: Record<string, string> = { team: 'fragen wir die ganze Abteilung', department: 'fragen wir die ganze Firma', company: 'fragen wir, wer Dienst hat', duty: 'endet die Frage' };

export const germanAsks: typeof englishAsks = {
  title: 'Kollegen fragen', question: 'Was möchten Sie wissen?', topics: 'Themen', ask: 'Fragen', close: 'Lassen', known: 'Schon beantwortet',
  askingIn: (n, place, ring, seconds) =>
    `Gefragt: ${people(n)}${ring === 'duty' ? ' im Dienst' : ring === 'company' ? ' in der Firma' : place === undefined || place === '' ? '' : ` in ${place}`}. Wenn ${after(seconds)} niemand antwortet, ${next[ring ?? ''] ?? 'suchen wir weiter'}.`,
  looking: 'Wir suchen jemanden, der es weiß.', nobody: (seconds) => `Niemand, der es wissen könnte, ist jetzt da. Die Frage steht im Gespräch und endet ${after(seconds)}.`,
  cancel: 'Nicht mehr nötig', answered: (who) => `${who} hat geantwortet`, take: 'Das hilft', takeIn: 'Übernehmen', notGood: 'Das hilft nicht',
  by: (who, day) => `${who}, ${day}`, use: 'Übernehmen', outdated: 'Gilt nicht mehr',
  notAsked: 'Die Frage ging nicht hinaus: Der Server antwortet nicht. Sie steht noch hier.', tooMany: 'In diesem Gespräch laufen schon drei Fragen.',
  asks: (who) => `${who} fragt`, because: (topic) => `weil Sie ${topic} folgen`, becauseNear: 'weil Sie zusammen arbeiten', becauseDuty: 'weil Sie Dienst haben',
  look: 'Ansehen', answer: 'Antworten', notNow: 'Jetzt nicht', yourAnswer: 'Ihre Antwort', sent: (who) => `${who} hat Ihre Antwort`, more: (n) => `${count(n)} weitere`,
  faster: (who) => `${who} war schneller, danke`, over: 'Die Frage wurde beantwortet oder zurückgenommen, danke', notSent: 'Ihre Antwort kam nicht an: Der Server antwortet nicht. Sie steht noch hier.',
  entry: {
    asked: (who, text) => `${who} ${hat(who)} Kollegen gefragt: „${text}“`, answered: (who, text) => `${who} ${hat(who)} geantwortet: „${text}“`,
    cancelled: (who) => `${who} ${hat(who)} die Frage zurückgenommen`, expired: 'Niemand beantwortete die Frage', notGood: (who) => `${who} ${hat(who)} weiter gefragt: Die Antwort half nicht`,
    thanked: (who, whom) => `${who} ${hat(who)} ${whom} gedankt`,
  },
  told: { asked: (who, customer) => `${who} fragt Sie zu ${customer}`, askAnswered: (who, customer) => `${who} hat Ihre Frage zu ${customer} beantwortet` },
};
