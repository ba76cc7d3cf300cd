import { marking } from './marking.ts';

export const reset = marking({
	verb: 'reset',
	to: 'todo',
	summary: 'Put a topic back to where nothing was marked',
	examples: [{ line: 'roadmap reset sql-joins', does: 'to do again' }],
});
