/** The marks that are no more than a status: what each is for. */
import { marking } from './marking.ts';

export const start = marking({
	verb: 'start',
	to: 'started',
	summary: 'Begin a topic; next shows it until it is done',
	examples: [{ line: 'roadmap start sql-joins', does: 'begin it' }],
});

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

export const skip = marking({
	verb: 'skip',
	to: 'skipped',
	summary: 'Leave a topic out: it no longer counts',
	about: 'A skipped topic leaves the percentage, and what needs it is free to begin. roadmap reset brings it back.',
	examples: [{ line: 'roadmap skip document-stores', does: 'you will not need it' }],
});

export const reset = marking({
	verb: 'reset',
	to: 'todo',
	summary: 'Put a topic back to where nothing was marked',
	examples: [{ line: 'roadmap reset sql-joins', does: 'to do again' }],
});
