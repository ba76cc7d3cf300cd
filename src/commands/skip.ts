import { marking } from './marking.ts';

export const skip = marking({
	verb: 'skip',
	to: 'skipped',
	summary: 'Leave a topic out: it no longer counts',
	about: 'A skipped topic leaves the percentage, and what needs it is free to begin. roadmap reset brings it back.',
	examples: [{ line: 'roadmap skip document-stores', does: 'you will not need it' }],
});
