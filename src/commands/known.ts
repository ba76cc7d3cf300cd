import { marking } from './marking.ts';

export const known = marking({
	verb: 'known',
	to: 'known',
	summary: 'You knew it before: it counts as complete',
	about: 'For what you could do before you came. It counts like done, and says nothing about your pace.',
	examples: [
		{ line: 'roadmap known 1.1 1.2', does: 'two topics' },
		{ line: 'roadmap known stage:1 --yes', does: 'a whole stage, as far as your level shows it' },
	],
});
