import type { Session } from '../../app/session.ts';
import { command, type Input, isSet } from '../../cli/command.ts';
import { EXIT } from '../../errors.ts';
import type { LabCommandResult } from './results.ts';

/** The subcommands, chosen by the first word. */
export const LAB_FORMS = {
	check: 'is it right?',
	hint: 'one more hint',
	solution: 'how the author does it',
	reset: 'put your answer away and begin again',
	engine: 'what checks the labs',
} as const;

export const lab = command({
	usage: 'lab [what] [lab]',
	summary: 'Practice that is checked on your machine',
	group: 'Remember',
	forms: LAB_FORMS,
	about:
		'A lab is a task with data of its own. roadmap lab 1.2 makes a folder for it, with a file for your answer; write it in your own editor, and roadmap lab check says what is missing or too many. A lab is named by its topic, its id, or both (sql-joins/lab); without a name it is the one whose folder you are in, else the one that you began last. SQL is checked by DuckDB, which is fetched if you agree; Python by the python3 that you have. Nothing that you wrote is ever overwritten.',
	options: [
		{ flags: '--watch', about: 'with lab check: check again whenever you save, until q or Ctrl-C' },
		{ flags: '--in <folder>', about: 'make the folder of the lab in this one (roadmap-labs)' },
		{
			flags: '-y, --yes',
			about: 'with lab check and lab engine: fetch DuckDB; with lab solution: show it before you have passed',
		},
		{ flags: '--remove', about: 'with lab engine: remove DuckDB again' },
	],
	examples: [
		{ line: 'roadmap lab', does: 'which labs there are' },
		{ line: 'roadmap lab 1.2', does: 'make the folder of the lab of topic 1.2' },
		{ line: 'roadmap lab check', does: 'check your answer' },
		{ line: 'roadmap lab check --watch', does: 'check it whenever you save' },
		{ line: 'roadmap lab hint', does: 'one more hint' },
		{ line: 'roadmap lab solution --yes', does: 'how the author does it, before it passes' },
		{ line: 'roadmap lab reset', does: 'put your answer away and begin again' },
		{ line: 'roadmap lab engine', does: 'show or fetch what checks the labs' },
	],
	run: async (session, input) => (await import('./run-lab.ts')).runLab(session, input),
	rounds: (session, input) => (isSet(input, 'watch') ? watched(session, input) : undefined),
	view: async (result, context) => (await import('./run-lab.ts')).labView(result, context),
	isReceipt: (result) => 'away' in result,
	code: (result) => ('passed' in result && !result.passed ? EXIT.failed : EXIT.done),
});

async function* watched(session: Session, input: Input): AsyncGenerator<LabCommandResult, void> {
	yield* (await import('./run-lab.ts')).watchLab(session, input);
}
