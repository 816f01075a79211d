/** German words of where people work, what they can, and what they follow. */
import type { englishWork } from './en-work';

export const germanWork: typeof englishWork = {
  team: 'Team', department: 'Abteilung', capacity: 'Trägt auf einmal, in Arbeitseinheiten', skills: 'Fähigkeiten, durch Kommas getrennt', skillsNeeded: 'Hier nötige Fähigkeiten, durch Kommas getrennt', follows: 'Themen',
  carries: (units) => `trägt ${units}`,
  topics: 'Themen', topicsAbout: 'Worüber Kunden schreiben. Jedes Thema wird an ihren Wörtern erkannt; Kollegen wählen, welchen Themen sie folgen.',
  myTopics: 'Meine Themen', myTopicsAbout: 'Zu Themen, denen Sie folgen, werden Sie von Kollegen gefragt, und Sie sehen, wer uns dort braucht.', noTopics: 'Die Firma hat noch keine Themen.',
  addTopic: 'Thema hinzufügen', noTopic: 'Noch kein Thema.', words: 'Wörter von Kunden, durch Kommas getrennt', noWords: 'Noch keine Wörter.', remove: (name) => `${name} entfernen`,
  removed: (name) => `Entfernt: ${name}`,
};
