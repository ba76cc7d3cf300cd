import { command } from '../../cli/command.ts';

export const placement = command({
	usage: 'placement',
	summary: 'Not starting from zero? Find out where to begin',
	group: 'Begin',
	about:
		'Five minutes: you say how much of each stage you know, answer up to ten questions, and look over one screen. Nothing is marked until you confirm it there; what is marked already stays as it is, and one roadmap undo takes all of it back. Without a terminal: --answers names a JSON file such as {"roadmap": "data-engineer", "claims": {"1": "most", "2": "some"}, "answers": {"sql-joins/two-details": "had"}}, where a claim is none, some or most, and an answer had, missed or unknown; with --json --dry-run it says what it would ask next.',
	options: [
		{ flags: '--claims-only', about: 'no questions: 90 seconds' },
		{ flags: '--stage <stage>', about: 'begin there: you know most of what comes before it' },
		{
			flags: '--answers <file>',
			about: 'claims and answers from a JSON file; - is the standard input',
			excludes: ['--stage', '--claims-only'],
		},
		{ flags: '--dry-run', about: 'only show what it would mark' },
		{ flags: '-y, --yes', about: 'with --stage: ask nothing' },
	],
	examples: [
		{ line: 'roadmap placement --stage 5 --yes --dry-run', does: 'what beginning at stage 5 would mark' },
		{ line: 'roadmap placement --answers answers.json', does: 'from a file, for scripts' },
	],
	run: async (session, input) => (await import('./run-placement.ts')).runPlacement(session, input),
	view: async (result, context) => (await import('./run-placement.ts')).placementView(result, context),
	isReceipt: ({ dryRun }) => !dryRun,
});
