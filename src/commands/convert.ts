import { command, isSet, textOption } from '../cli/command.ts';
import type { Converted } from '../convert/write-files.ts';
import { sum } from '../domain/numbers.ts';
import { safeLine, shellWord } from '../domain/safe.ts';
import { SLUG } from '../domain/types.ts';
import { type UserError, usageError } from '../errors.ts';
import type { RenderContext } from '../render/context.ts';
import { hints, screen, wrap } from '../render/text.ts';
import { leadMark, plural } from '../render/words.ts';

/** How many omissions are listed on the screen. */
const SHOWN = 20;

interface ConvertResult {
	/** The kind of source, in words. */
	readonly form: string;
	readonly id: string;
	readonly title: string;
	readonly file: string;
	readonly stages: number;
	readonly topics: number;
	/** Topics that only collect links found beside the source's topics. */
	readonly readings: number;
	readonly resources: number;
	/** Topics with an estimate. */
	readonly timed: number;
	readonly ticked: number;
	readonly progressFile: string | null;
	/** How many topics each rule assigned to a stage. */
	readonly rules: readonly { readonly rule: string; readonly topics: number }[];
	readonly omitted: readonly { readonly where: string; readonly why: string }[];
	readonly dryRun: boolean;
}

export const convert = command({
	usage: 'convert <source>',
	summary: 'Make a roadmap of a curriculum that you have',
	group: 'Author',
	about:
		'Reads a file or a folder on this machine: a README with tables of courses, lists or checklists, a folder or drawing of roadmap.sh, CSV, todo.txt, or a tree of YAML or JSON. Nothing is fetched, and no file is overwritten. When you convert again, topics keep their ids, and with them what you marked.',
	options: [
		{ flags: '-o, --output <file>', about: 'the file to write (named after the title if left out)' },
		{ flags: '--graph <file>', about: 'the drawing of a roadmap.sh folder, saved as JSON' },
		{ flags: '--id <id>', about: 'the id that progress is kept under' },
		{ flags: '--title <text>', about: 'the title of the roadmap' },
		{ flags: '--needs <how>', about: 'chain: each topic needs the one before it in its stage' },
		{ flags: '--stages-key <key>', about: 'the field that the stages of a YAML tree are in' },
		{ flags: '--dry-run', about: 'show what would come of it, and write nothing' },
	],
	examples: [
		{ line: 'roadmap convert README.md -o cs.yaml', does: 'tables, lists and checklists of a README' },
		{ line: 'roadmap convert plan.md -o plan.yaml --dry-run', does: 'what would come of it' },
	],
	run: async (_session, input): Promise<ConvertResult> => {
		const [source = ''] = input.args;
		const needs = textOption(input, 'needs');
		if (needs !== undefined && needs !== 'chain') throw unknownValue('needs', needs, 'The only one is --needs chain.');
		const id = textOption(input, 'id');
		if (id !== undefined && !SLUG.test(id))
			throw unknownValue(
				'id',
				id,
				'An id has lowercase letters, digits and hyphens, at most 64, and begins with a letter or digit.',
			);
		const dryRun = isSet(input, 'dryRun');
		const { convertFiles } = await import('../convert/write-files.ts');
		const options = {
			graph: textOption(input, 'graph'),
			id,
			title: textOption(input, 'title'),
			isChained: needs === 'chain',
			stagesKey: textOption(input, 'stagesKey'),
		};
		return resultOf(convertFiles(source, textOption(input, 'output'), options, dryRun), dryRun);
	},
	view: convertView,
});

function unknownValue(option: string, value: string, hint: string): UserError {
	return usageError(`--${option} cannot be "${safeLine(value)}".`, hint);
}

function resultOf({ form, id, curriculum, file, progressFile }: Converted, dryRun: boolean): ConvertResult {
	const topics = curriculum.stages.flatMap((stage) => stage.topics);
	return {
		form,
		id,
		title: curriculum.title,
		file,
		stages: curriculum.stages.length,
		topics: topics.length,
		readings: topics.filter(({ isReading }) => isReading).length,
		resources: sum(topics.map((topic) => topic.resources.length)),
		timed: topics.filter(({ minutes }) => minutes !== undefined).length,
		ticked: topics.filter(({ done }) => done).length,
		progressFile,
		rules: [...(curriculum.rules ?? [])].map(([rule, count]) => ({ rule, topics: count })),
		omitted: curriculum.omissions.map(({ where, why }) => ({ where: safeLine(where), why: safeLine(why) })),
		dryRun,
	};
}

function convertView(result: ConvertResult, context: RenderContext): string {
	const { title, form, file, dryRun, omitted } = result;
	const readings = result.readings === 0 ? '' : `, ${plural(result.readings, 'reading list')} among them`;
	const counts = `${plural(result.stages, 'stage')}, ${plural(result.topics, 'topic')}${readings}, ${plural(result.resources, 'address', 'addresses')}`;
	const times =
		result.timed === 0 ? 'None says how long it takes.' : `${result.timed} of ${result.topics} say how long they take.`;
	const ticked =
		result.progressFile === null ? '' : ` ${plural(result.ticked, 'topic')} ticked: ${safeLine(result.progressFile)}`;
	const written = dryRun ? `would be written to ${safeLine(file)}; nothing was` : `written to ${safeLine(file)}`;
	return screen(
		context,
		wrap(context, `${leadMark(context, '✓')}${context.theme.title(title)}, from ${form}, ${written}.`),
		[
			...wrap(context, `${counts}. ${times}${ticked}`),
			...result.rules.flatMap(({ rule, topics }) => wrap(context, `${topics} by ${rule}`, 2)),
		],
		omissionLines(omitted, context),
		nextHints(result, context),
	);
}

function omissionLines(omitted: ConvertResult['omitted'], context: RenderContext): string[] {
	if (omitted.length === 0) return [];
	const rest = omitted.length - SHOWN;
	return [
		...wrap(context, `Left out: ${omitted.length}`),
		...omitted.slice(0, SHOWN).flatMap(({ where, why }) => wrap(context, context.theme.quiet(`${where}: ${why}`), 2)),
		...(rest > 0
			? wrap(context, context.theme.quiet(`and ${rest} more; roadmap convert … --dry-run --json lists them all`), 2)
			: []),
	];
}

function nextHints({ file, progressFile, dryRun }: ConvertResult, context: RenderContext): string[] {
	if (dryRun) return [];
	return hints(context, [
		[`roadmap use ${safeLine(shellWord(file))}`, 'use it from now on'],
		progressFile !== null && [`roadmap import ${safeLine(shellWord(progressFile))}`, 'bring in what was ticked'],
	]);
}
