import { command } from '../../cli/command.ts';

export const plan = command({
	usage: 'plan',
	summary: 'Which week holds what, and what a last day takes',
	group: 'Begin',
	about:
		'Weeks from this Monday on, in the order of roadmap next. The hours of a week are those of your own record once five topics are done, until then your goal, else 5. Nothing of it is kept, so nothing is ever late: it is made anew from where you stand.',
	options: [
		{ flags: '--hours <hours>', about: 'plan with so many hours a week' },
		{ flags: '--until <day>', about: 'the hours a week that it takes, and what to leave out: 2027-03-01, 12w, 6m' },
		{ flags: '--no-projects', about: 'without the projects at the end of the stages' },
		{ flags: '--all', about: 'every week, and not only the next ones' },
		{ flags: '--md', about: 'as Markdown' },
	],
	examples: [
		{ line: 'roadmap plan', does: 'the next weeks' },
		{ line: 'roadmap plan --hours 8', does: 'at another pace' },
		{ line: 'roadmap plan --until 12w', does: 'what it takes to be through by then' },
		{ line: 'roadmap plan --md', does: 'the whole plan as Markdown' },
	],
	run: async (session, input) => (await import('./planned.ts')).planned(session, input),
	view: async (result, page) => (await import('./planned.ts')).planView(result, page),
});
