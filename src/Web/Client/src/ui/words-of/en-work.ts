/** English words of where people work, what they can, and what they follow. */
export const englishWork = {
  team: 'Team', department: 'Department', capacity: 'Carries at once, in units of work', skills: 'Skills, parted by commas', skillsNeeded: 'Skills needed here, parted by commas', follows: 'Topics',
  carries: (units: number) => `carries ${units}`,
  topics: 'Topics', topicsAbout: 'What customers write about. Each topic is known by words of theirs; colleagues choose the topics they follow.',
  myTopics: 'My topics', myTopicsAbout: 'Colleagues ask you about the topics you follow, and you are shown who needs us there.', noTopics: 'The company has no topics yet.',
  addTopic: 'Add a topic', noTopic: 'No topic yet.', words: 'Words customers use, parted by commas', noWords: 'No words yet.', remove: (name: string) => `Remove ${name}`,
  removed: (name: string) => `Removed: ${name}`,
};
