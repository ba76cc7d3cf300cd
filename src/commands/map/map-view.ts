/**
 * Shows the map of the roadmap or of a stage: drawn in the terminal, as a list for screen readers, as records in a
 * pipe.
 */

import type { LineMap, StageMap, StopData } from '../../domain/map.ts';
import { sum } from '../../domain/numbers.ts';
import { safeLine } from '../../domain/safe.ts';
import type { RenderContext } from '../../render/context.ts';
import { branching } from '../../render/layout.ts';
import { hereLabel, isHere, marksOn, named, statesOn, stationFact, stopFact } from '../../render/map-words.ts';
import { nothingBlocks } from '../../render/nothing-left.ts';
import { complete, counted, stageFacts, tallyWords } from '../../render/tally.ts';
import { hanging, hints, notice, records, screen, spread, wrap } from '../../render/text.ts';
import { areOrIs, enumerate, joined, leadMark, plural, scopeTitle, scopeWords, stateMark } from '../../render/words.ts';
import { lineDrawing, WIDEST } from './line.ts';
import type { MapResult } from './map.ts';
import { stopsDrawing } from './stops.ts';

export function mapView(result: MapResult, context: RenderContext): string {
	const { picture } = result;
	if (picture) return picture.file === null ? picture.svg : writtenView(result, picture.file, context);
	if (context.plain) return records(isLine(result) ? lineRecords(result) : stageRecords(result));
	const blocks = isLine(result) ? lineBlocks(result, context) : stageBlocks(result, context);
	const words = [...legend(result, context), ...leftOut(result, context)];
	if (result.nothing) return screen(context, ...blocks, words, ...nothingBlocks(result.nothing, context));
	// Without blank lines between them, because the whole line has to fit a screen.
	const hints = nextSteps(result, context);
	return screen(context, ...blocks, ...(isLine(result) ? [[...words, ...hints]] : [words, hints]));
}

function isLine(map: LineMap | StageMap): map is LineMap {
	return map.stage === null;
}

function lineRecords(map: LineMap): (string | number)[][] {
	return map.phases.flatMap(({ stages }) =>
		stages.map((station) => {
			const { number, id, phase, title, progress, state, reachable } = station;
			const figures = [complete(progress), counted(progress), `${Math.floor(progress.percent)}%`];
			const here = isHere(station, map) ? ['you are here'] : [];
			return [number, id, phase, title, ...figures, state, reachable, ...here];
		}),
	);
}

/** The numbers of needs in the stage, needs elsewhere, and topics unlocked elsewhere are separated by spaces. */
function stageRecords(map: StageMap): (string | number)[][] {
	const numbers = (edges: StopData['needs']) => edges.map(({ number }) => number).join(' ');
	return map.topics.map((topic) => {
		const { number, id, status, tier, title, state, needs, from, opens } = topic;
		const here = isHere(topic, map) ? ['you are here'] : [];
		return [number, id, status, tier, title, state, numbers(needs), numbers(from), numbers(opens), ...here];
	});
}

function lineBlocks(map: LineMap, context: RenderContext): string[][] {
	const facts = `${tallyWords(map.progress)} · ${scopeWords(map)}`;
	const head = spread(
		context,
		context.theme.title(scopeTitle(map)),
		context.theme.quiet(facts),
		Math.min(context.width, WIDEST) - 2,
	);
	return [head, context.accessible ? lineList(map, context) : lineDrawing(map, context)];
}

function lineList(map: LineMap, context: RenderContext): string[] {
	return map.phases.flatMap(({ title, stages }, i) => [
		...(i > 0 && title !== '' ? [''] : []),
		...wrap(context, context.theme.quiet(title)),
		...stages.flatMap((stage) => hanging(context, `${stage.number}  `, stationFact(stage, map))),
	]);
}

function stageBlocks(map: StageMap, context: RenderContext): string[][] {
	const { number, title, tagline } = map.stage;
	const head = [
		...spread(context, context.theme.title(`${number}  ${title}`), context.theme.quiet(stageFacts(map.stage))),
		...wrap(context, context.theme.quiet(tagline)),
	];
	const list = () =>
		map.topics.flatMap((topic) => hanging(context, `${topic.number}  `, stopFact(topic, map, context.today)));
	return [head, context.accessible ? list() : stopsDrawing(map, context)];
}

/** Explains the marks and tracks that occur on the map; not for screen readers, which get words. */
function legend(map: LineMap | StageMap, context: RenderContext): string[] {
	if (context.accessible) return [];
	const meanings = new Map<string, string>();
	for (const { state, word } of statesOn(map)) {
		const mark = stateMark(context, state, String);
		meanings.set(mark, joined([meanings.get(mark), word], ', '));
	}
	if (marksOn(map).some((one) => isHere(one, map))) meanings.set('▸', hereLabel(map).toLowerCase());
	// Non-breaking spaces keep each entry on one line.
	const entries = [...meanings].map(([mark, words]) => `${mark} ${words}`.replaceAll(' ', '\u00a0')).join('   ');
	const tiers = isLine(map) ? [] : branching(map.topics).tiers;
	const tracks = tiers.length > 1 ? `Tracks from the left: ${tiers.join(', ')}.` : '';
	return [...wrap(context, entries), ...wrap(context, context.theme.quiet(tracks))];
}

/** Says what is not drawn because of the path and, in a stage, the level. */
function leftOut(map: LineMap | StageMap, context: RenderContext): string[] {
	const hidden = map.hidden.filter(({ count }) => count > 0);
	const count = sum(hidden.map((tier) => tier.count));
	const tiers = enumerate(hidden.map((tier) => `${tier.count} ${tier.tier}`));
	const elsewhere = isLine(map) ? map.elsewhere.length : 0;
	return [
		!isLine(map) && count > 0 && `${tiers} ${count === 1 ? 'topic' : 'topics'} not shown (level ${map.level}).`,
		elsewhere > 0 && `${plural(elsewhere, 'stage')} ${areOrIs(elsewhere)} not on your path (${map.path}).`,
		!isLine(map) && !map.inPath && `This stage is not on your path (${map.path}).`,
	].flatMap((text) => wrap(context, context.theme.quiet(text || '')));
}

function nextSteps(map: LineMap | StageMap, context: RenderContext): string[] {
	const { here } = map;
	if (isLine(map)) {
		if (!here) return [];
		const what = hereLabel(map) === 'Next' ? 'what is next' : 'where you are';
		return hints(context, [[`roadmap map ${here.stage.number}`, `${what}: ${named(here.topic)}`]]);
	}
	const inside = map.reachable.find(({ number }) => number.startsWith(`${map.stage.number}.`));
	return hints(context, [
		inside ? [`roadmap topic ${inside.number}`, 'the whole topic'] : ['roadmap next', 'what to learn now, and why'],
		['roadmap map', 'the whole line'],
	]);
}

function writtenView(map: MapResult, file: string, context: RenderContext): string {
	const what = isLine(map) ? 'The map' : `The map of stage ${map.stage.number}`;
	const again = isLine(map) ? 'roadmap map' : `roadmap map ${map.stage.number}`;
	return notice(context, `${leadMark(context, '✓')}${what} is in ${safeLine(file)}.`, [
		[again, 'the same in the terminal'],
	]);
}
