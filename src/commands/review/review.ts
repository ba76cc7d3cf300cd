import { command } from '../../cli/command.ts';

export const review = command({
	usage: 'review [step...]',
	summary: 'Do you still know what you finished?',
	group: 'Remember',
	about:
		'Asks what is worth asking today: at most ten questions or five minutes, three of them new. You judge your answer point by point; a question that you knew comes back after a longer time. Every answer is kept as soon as it is given, and a pause costs nothing. For scripts: review --json lists the questions, review answer shows an answer, review grade records how it went: again, hard, good or easy.',
	options: [
		{ flags: '--topic <topic>', about: 'the questions of one topic, due or not', excludes: ['--stage', '--all'] },
		{
			flags: '--stage <stage>',
			about: 'the questions of what you finished in a stage, due or not',
			excludes: ['--all'],
		},
		{ flags: '--all', about: 'beyond what is due, the least remembered first' },
		{ flags: '--max <n>', about: 'ask at most this many questions (10)' },
		{ flags: '--minutes <n>', about: 'ask for at most this many minutes (5)' },
		{ flags: '--grades', about: 'judge with four grades, each with the days until the question comes back' },
		{ flags: '--had <points>', about: 'with review grade: which points of the answer you had, such as 1,3' },
		{ flags: '--back', about: 'ask again what you set aside last' },
		{ flags: '--target <share>', about: 'the share that you want to recall: 0.80 to 0.95 (0.85)' },
	],
	examples: [
		{ line: 'roadmap review', does: 'what is worth asking today' },
		{ line: 'roadmap review --topic 1.2', does: 'the questions of what you just finished' },
		{ line: 'roadmap review --json', does: 'the questions without their answers, for a script' },
		{ line: 'roadmap review answer 1.2/two-details', does: 'the answer to one' },
		{ line: 'roadmap review grade 1.2/two-details good', does: 'you knew it' },
	],
	run: async (session, input) => (await import('./run-review.ts')).runReview(session, input),
	view: async (result, context) => (await import('./run-review.ts')).reviewView(result, context),
	isReceipt: (result) => 'changed' in result,
});
