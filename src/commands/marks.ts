/** The marks that only set a status, with their help texts. */
import { marking } from './marking.ts';

export const start = marking({
	verb: 'start',
	to: 'started',
	takes: 'in hand',
	isForOne: true,
	summary: 'Begin a topic: it is in hand until it is done',
	about:
		'The topic begun last is the topic in hand: next shows it, and open, topic, note, done, skip, later and link act on it where you name none. Started again, a topic is in hand again; roadmap start --pick shows what there is to begin.',
	examples: [{ line: 'roadmap start sql-joins', does: 'begin it' }],
});

export const known = marking({
	verb: 'known',
	to: 'known',
	summary: 'You knew it before: it counts as complete',
	about:
		'For what you could do before you came. It counts like done, and says nothing about your pace. Of a stage, it marks what is not done yet.',
	examples: [
		{ line: 'roadmap known 1.1 1.2', does: 'two topics' },
		{ line: 'roadmap known stage:1 --yes', does: 'what is left of a stage, at your level' },
	],
});

export const skip = marking({
	verb: 'skip',
	to: 'skipped',
	takes: 'in hand',
	summary: 'Leave a topic out: it no longer counts',
	about:
		'Without a topic, the one in hand. A skipped topic leaves the percentage, and what needs it is free to begin. roadmap reset brings it back.',
	examples: [{ line: 'roadmap skip document-stores', does: 'you will not need it' }],
});

export const reset = marking({
	verb: 'reset',
	to: 'todo',
	summary: 'Put a topic back to where nothing was marked',
	about: 'Also one that was put off or skipped. Of a stage, it takes every mark away.',
	examples: [{ line: 'roadmap reset sql-joins', does: 'to do again' }],
});
