import { choosing } from './choosing.ts';

export const path = choosing({
	what: 'path',
	summary: 'Show the paths, or choose one',
	about: 'A path chooses stages. What you have marked stays marked, whichever path you are on.',
	examples: [
		{ line: 'roadmap path', does: 'the paths, and which one is yours' },
		{ line: 'roadmap path analytics', does: 'choose one' },
	],
});
