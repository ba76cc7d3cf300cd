import { useRoadmap } from '../app/choices.ts';
import { type KnownRoadmap, knownRoadmaps, markedElsewhere } from '../app/roadmaps.ts';
import type { Session } from '../app/session.ts';
import { command, isSet, textOption } from '../cli/command.ts';
import { safeLine } from '../domain/safe.ts';
import { type Tally, tally } from '../domain/tally.ts';
import { usageError } from '../errors.ts';
import type { RenderContext } from '../render/context.ts';
import { complete, counted, tallyWords } from '../render/tally.ts';
import { hints, records, screen, spread, wrap } from '../render/text.ts';
import { joined } from '../render/words.ts';

interface UseResult {
	/** The roadmap in use now. */
	readonly roadmap: string;
	/** The roadmap in use before, if this command changed it. */
	readonly from: string | null;
	/** Whether the named roadmap was already in use. */
	readonly unchanged: boolean;
	/** The file that owns the declared id, so that this one's progress is kept apart; null if there is no clash. */
	readonly clash: string | null;
	/** Whether its file was opened from a new place. */
	readonly relocated?: boolean;
	readonly roadmaps: readonly RoadmapRow[];
}

interface RoadmapRow {
	readonly id: string;
	readonly title: string | null;
	readonly goal: string | null;
	/** Null for the built-in roadmap. */
	readonly file: string | null;
	readonly inUse: boolean;
	readonly progress: Tally | null;
	/** Why it cannot be opened. */
	readonly fault: string | null;
}

export const use = command({
	usage: 'use [roadmap]',
	summary: 'Show the roadmaps, or choose one',
	group: 'Choose',
	about:
		'A roadmap is a YAML file, its folder, or the id of one that you used before. Each keeps its own progress, by its id.',
	options: [
		{ flags: '--moved', about: 'the file is a roadmap you used before, moved to a new place' },
		{ flags: '--was <id>', about: 'the id it had before: progress under that id goes on' },
	],
	examples: [
		{ line: 'roadmap use', does: 'the roadmaps, and how far you are in each' },
		{ line: 'roadmap use mine.yaml', does: 'from now on, your own' },
		{ line: 'roadmap use data-engineer', does: 'back to the one that comes with the program' },
	],
	run: async (session, input): Promise<UseResult> => {
		const options = { isMoved: isSet(input, 'moved'), was: textOption(input, 'was') };
		const [word = options.was === undefined ? undefined : session.settings.roadmap] = input.args;
		if (word === undefined && (options.isMoved || options.was !== undefined))
			throw usageError('--moved and --was need the file of the roadmap.', 'For example: roadmap use mine.yaml --moved');
		const used = word === undefined ? undefined : await useRoadmap(session, word, options);
		const roadmaps = [...(await knownRoadmaps(session)).map(rowOf), ...rowsWithoutFile(session)];
		const now = roadmaps.find(({ inUse }) => inUse);
		return {
			roadmap: used?.to ?? now?.id ?? (await idInUse(session)),
			from: used && used.from !== used.to ? used.from : null,
			unchanged: used !== undefined && used.from === used.to,
			clash: used?.clash ?? null,
			...(used?.isRelocated && { relocated: true }),
			roadmaps,
		};
	},
	view: useView,
	isReceipt: ({ from, unchanged }) => from !== null || unchanged,
});

function rowOf({ id, file, isInUse: inUse, state, fault }: KnownRoadmap): RoadmapRow {
	if (!state) return { id, title: null, goal: null, file, inUse, progress: null, fault };
	const { roadmap, scope, progress } = state.standing;
	return { id, title: roadmap.title, goal: roadmap.goal, file, inUse, progress: tally(progress, scope.topics), fault };
}

/** Returns rows for roadmaps with progress but without a known file. */
function rowsWithoutFile(session: Session): RoadmapRow[] {
	return [...markedElsewhere(session).keys()].map((id) => ({
		...{ id, title: null, goal: null, file: null, inUse: false, progress: null },
		fault: 'There is progress on it here, and its file is not known: roadmap use <file>',
	}));
}

async function idInUse(session: Session): Promise<string> {
	return (await session.open()).standing.roadmap.id;
}

function useView(result: UseResult, context: RenderContext): string {
	const { roadmap, from, unchanged, roadmaps } = result;
	const now = roadmaps.find(({ id }) => id === roadmap);
	if (now && (unchanged || from !== null)) return chosenView(result, now, context);
	if (context.plain) return records(roadmaps.map(record));
	const other = roadmaps.find(({ inUse, fault }) => !inUse && fault === null);
	return screen(
		context,
		...roadmaps.map((row) => block(row, context)),
		hints(context, [
			other && [`roadmap use ${other.id}`, 'choose another'],
			['roadmap use <file>', 'a roadmap of your own, from its YAML file'],
			['roadmap new', 'begin one'],
		]),
	);
}

function chosenView({ from, clash, relocated }: UseResult, now: RoadmapRow, context: RenderContext): string {
	const since = from === null ? 'already' : 'now';
	const sentence = `You are on ${context.theme.title(now.title ?? now.id)} ${relocated ? 'now, with its file in a new place' : since}.`;
	return screen(
		context,
		spread(context, sentence, context.theme.quiet(now.progress ? tallyWords(now.progress) : '')),
		clash === null
			? []
			: wrap(context, `Its id is taken by ${safeLine(clash)}, so its progress is kept apart, as ${now.id}.`),
		hints(context, [['roadmap next', 'what to learn now'], from !== null && [`roadmap use ${from}`, 'back']]),
	);
}

function record({ id, inUse, title, progress, file, fault }: RoadmapRow): (string | number)[] {
	const numbers = progress ? [complete(progress), counted(progress)] : ['', ''];
	return [id, inUse ? 'in use' : '', title ?? '', ...numbers, safeLine(file ?? ''), safeLine(fault ?? '')];
}

function block({ id, inUse, title, goal, file, progress, fault }: RoadmapRow, context: RenderContext): string[] {
	const { theme } = context;
	const mark = inUse ? theme.good('●') : theme.quiet('○');
	const name = `${context.accessible ? '' : `${mark} `}${theme.title(id)}${inUse ? '  in use' : ''}`;
	const under = [joined([title, goal], ': '), safeLine(file ?? ''), safeLine(fault ?? '')];
	return [
		...spread(context, name, theme.quiet(progress ? tallyWords(progress) : '')),
		...under.flatMap((text) => wrap(context, text, 2).map((line) => `  ${theme.quiet(line)}`)),
	];
}
