/** The initial files of a lab's folder: the task, the learner's file, and the data. */
import type { Engine, Lab } from '../../domain/lab.ts';
import { shellWord } from '../../domain/safe.ts';
import type { Topic } from '../../domain/types.ts';
import { hiddenData } from '../../labs/check-lab.ts';
import { titleOf } from '../../labs/engines.ts';
import type { LabFile } from '../../labs/files.ts';
import { duration } from '../../render/words.ts';

const EXTENSIONS: Readonly<Record<Engine, string>> = { duckdb: 'sql', python: 'py' };

/** Returns the name of the file that the learner writes. */
export function answerName({ engine }: Pick<Lab, 'engine'>): string {
	return `answer.${EXTENSIONS[engine]}`;
}

export function starterOf(lab: Lab): LabFile {
	return { name: answerName(lab), bytes: Buffer.from(lab.starter) };
}

/** @param data the files that come with the lab @param rules what counts as right, one sentence each */
export function filesOf(lab: Lab, topic: Topic, data: readonly LabFile[], rules: readonly string[]): LabFile[] {
	const { make, again } = lab.data;
	const scripts = [
		[MAKE, make],
		[AGAIN, again],
	] as const;
	const made = scripts.flatMap(([name, sql]) => (sql === undefined ? [] : [{ name, bytes: Buffer.from(sql) }]));
	const inputs = inputsOf(lab);
	const lines = [...[...made, ...data].map(({ name }) => fileLine(name)), ...inputs.map(({ line }) => line)];
	const readme = readmeOf(lab, topic, lines, rules);
	return [{ name: 'README.md', bytes: Buffer.from(readme) }, starterOf(lab), ...made, ...inputs, ...data];
}

/** Returns the input of each visible check as a file, so that the program can be tried by hand. */
function inputsOf(lab: Lab): (LabFile & { readonly line: string })[] {
	return lab.checks.flatMap((check, i) => {
		if (check.kind !== 'stdout' || check.hidden || check.stdin === '') return [];
		const name = `input-${i + 1}.txt`;
		const command = ['python3', answerName(lab), ...check.args.map(shellWord), '<', name].join(' ');
		return [{ name, bytes: Buffer.from(check.stdin), line: `- \`${name}\` is the input of a check: \`${command}\`` }];
	});
}

/** SQL that creates the tables, and SQL to run between two runs of the answer. */
const [MAKE, AGAIN] = ['make.sql', 'again.sql'] as const;

function readmeOf(lab: Lab, { number, title }: Topic, data: readonly string[], rules: readonly string[]): string {
	const { minutes, engine } = lab;
	const time = minutes === undefined ? '' : `about ${duration(minutes)}, `;
	const answer = answerName(lab);
	const counts = [...rules, ...(hiddenData(lab) > 0 ? ['It is checked on other data of the same shape, too.'] : [])];
	return `# ${lab.title}

Topic ${number}, ${title}: ${time}checked by ${titleOf(engine)}.

## What to do

${lab.task.trim()}
${dataPart(data)}
## What counts as right

${counts.map((rule) => `- ${rule}`).join('\n')}

## How to go on

Write your answer in \`${answer}\`, save it, and run in this folder:

    roadmap lab check            is it right?
    roadmap lab check --watch    the same whenever you save
    roadmap lab hint             one more hint
    roadmap lab solution         how the author does it
    roadmap lab reset            put your answer away and begin again
`;
}

function dataPart(lines: readonly string[]): string {
	return lines.length === 0 ? '' : `\n## The data\n\n${lines.join('\n')}\n`;
}

function fileLine(name: string): string {
	if (name === MAKE)
		return `- \`${MAKE}\` makes the tables; they are there when your answer is checked. To look at them: \`duckdb -init ${MAKE}\``;
	return name === AGAIN ? `- Your answer runs twice; \`${AGAIN}\` runs in between.` : `- \`${name}\``;
}
