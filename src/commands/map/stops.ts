/** Draws a stage in characters: the core track at the left, branches beside it, and each stop's text. */

import type { StageMap, StopData } from '../../domain/map.ts';
import { largest } from '../../domain/numbers.ts';
import type { RenderContext } from '../../render/context.ts';
import { type Branching, branching, TIER_HUES } from '../../render/layout.ts';
import { isHere, lastingFacts, named } from '../../render/map-words.ts';
import { pad, spread, widthOf, wrap } from '../../render/text.ts';
import { dayWords, enumerateSome, stateMark } from '../../render/words.ts';
import { fewLines, hueOf, type Paint, track } from './line.ts';

/** Columns per track. */
const LANE = 3;

export function stopsDrawing(map: StageMap, context: RenderContext): string[] {
	const plan = branching(map.topics);
	const numbers = largest(map.topics.map(({ number }) => number.length)) + 2;
	const width = Math.min(context.width, 80) - plan.tiers.length * LANE - numbers - 1;
	return plan.stops.flatMap(({ topic }, row) => {
		const [first = '', ...rest] = stopWords(topic, map, { ...context, width });
		const lead = `${isHere(topic, map) ? '▸' : ' '}${pad(topic.number, numbers)}`;
		const below = `${railsBelow(plan, row, context)}${' '.repeat(numbers + 1)}`;
		const lines = [`${railsAt(plan, row, context)}${lead}${first}`, ...rest.map((line) => below + line)];
		return lines.map((line) => line.trimEnd());
	});
}

/** Draws the tracks beside the lines below a stop. */
function railsBelow({ below, tiers }: Branching, row: number, context: RenderContext): string {
	return tiers
		.map((tier, lane) => pad(rail(below[row]?.[lane], hueOf(context, TIER_HUES[tier]), context), LANE))
		.join('');
}

/** Draws the line of a stop: its mark, the track that branches off to it, and the tracks that pass by. */
function railsAt(plan: Branching, row: number, context: RenderContext): string {
	const stop = plan.stops[row];
	if (!stop) return '';
	const { branch, topic } = stop;
	const own = hueOf(context, TIER_HUES[topic.tier]);
	return plan.tiers
		.map((tier, lane) => {
			const below = plan.below[row]?.[lane];
			if (lane === stop.lane) return pad(stateMark(context, topic.state, own), LANE);
			const passing = below !== undefined && plan.below[row - 1]?.[lane] !== undefined;
			if (!branch || lane < branch.lane || lane > branch.toLane)
				return pad(rail(passing ? below : undefined, hueOf(context, TIER_HUES[tier]), context), LANE);
			const { travelled } = branch;
			const across = (heavy: string, light: string) =>
				track(context, own, travelled, heavy + '━'.repeat(LANE - 1), light + '─'.repeat(LANE - 1));
			if (lane > branch.lane) return passing ? across('┼', '┼') : across('━', '─');
			return below === undefined ? across('┗', '╰') : across('┣', '├');
		})
		.join('');
}

function rail(travelled: boolean | undefined, hue: Paint, context: RenderContext): string {
	return travelled === undefined ? '' : track(context, hue, travelled, '┃', '│');
}

/** Returns a stop's title and facts, and below them what it waits for and unlocks. */
function stopWords(topic: StopData, map: StageMap, context: RenderContext): string[] {
	const { theme } = context;
	const ties = tiesOf(topic, context.today).join(' · ');
	const lines = headLines(topic, context, isHere(topic, map) ? theme.title : String);
	return ties === '' ? lines : [...lines, ...wrap(context, ties).map((line) => theme.quiet(line))];
}

/** Returns the title with the facts at the right, or below if they would take much of the line. */
function headLines(topic: StopData, context: RenderContext, paint: Paint): string[] {
	const facts = context.theme.quiet(lastingFacts(topic).join(' · '));
	const room = context.width - 2;
	const isUnder = widthOf(facts) > room / 3;
	const lines = fewLines(context, topic.title, isUnder ? room : room - widthOf(facts) - 2);
	const [first = '', ...rest] = lines.map((line) => paint(line));
	return isUnder ? [first, ...rest, ...wrap(context, facts)] : [...spread(context, first, facts), ...rest];
}

/** Describes a stop's date, unmet and assumed needs, and the numbers of what it unlocks. */
function tiesOf({ state, until, needs, from, opens }: StopData, today: string): string[] {
	const all = [...needs, ...from];
	const missing = state === 'waiting' ? all.filter(({ met }) => !met) : [];
	const assumed = all.filter((need) => need.assumed && (need.status === 'todo' || need.status === 'started'));
	return [
		...(state === 'later' && until !== undefined ? [`put off until ${dayWords(until, today)}`] : []),
		...(missing.length > 0 ? [`after ${enumerateSome(missing.map(named))}`] : []),
		...(assumed.length > 0 && state !== 'done' ? [`takes ${enumerateSome(assumed.map(named))} as known`] : []),
		...(opens.length > 0 ? [`opens ${enumerateSome(opens.map(({ number }) => number))}`] : []),
	];
}
