import { choosing } from './choosing.ts';

export const level = choosing({
	what: 'level',
	summary: 'Show the levels, or choose one',
	about: 'A level chooses how much of each stage you see: the core, the recommended topics too, or everything.',
	examples: [
		{ line: 'roadmap level', does: 'the levels, and which one is yours' },
		{ line: 'roadmap level core', does: 'the spine alone' },
	],
});
