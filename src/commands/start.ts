import { marking } from './marking.ts';

export const start = marking({
	verb: 'start',
	to: 'started',
	summary: 'Begin a topic; next shows it until it is done',
	examples: [{ line: 'roadmap start sql-joins', does: 'begin it' }],
});
