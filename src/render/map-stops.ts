/** A stage in characters: the core's track down the left, what branches off beside it, and the words of each stop. */
import { largest } from '../domain/extremes.ts';
import type { EdgeData, StageMap, StopData, StopState } from '../domain/network.ts';
import { stopFlag } from './map-flags.ts';
import { fewLines, flagLine, named, track } from './map-station.ts';
import type { Page } from './page.ts';
import { hanging, pad, spread, widthOf, wrap } from './text.ts';
import { type Branching, branching } from './tracks.ts';
import { dayWords, duration, enumerateSome, stopMark } from './words.ts';

/** Columns from one track to the next. */
const LANE = 3;

export function stopsDrawing(map: StageMap, page: Page): string[] {
	const plan = branching(map.topics);
	const numbers = largest(map.topics.map(({ number }) => number.length)) + 2;
	const width = Math.min(page.width, 80) - plan.tiers.length * LANE - numbers;
	return plan.stops.flatMap(({ topic }, row) => {
		const [first = '', ...rest] = stopWords(topic, map, { ...page, width });
		const below = railsBelow(plan, row, page);
		const lines = [`${railsAt(plan, row, page)}${pad(topic.number, numbers)}${first}`];
		for (const line of rest) lines.push(`${below}${' '.repeat(numbers)}${line}`);
		// Between two stops there is a piece of track.
		if (row < plan.stops.length - 1) lines.push(below);
		return lines.map((line) => line.trimEnd());
	});
}

/** The tracks beside the words under a stop. */
function railsBelow({ below, tiers }: Branching, row: number, page: Page): string {
	return tiers.map((_, lane) => pad(rail(below[row]?.[lane], page), LANE)).join('');
}

/** The line of a stop itself: its mark, the track that branches off to it, and the tracks that pass. */
function railsAt(plan: Branching, row: number, page: Page): string {
	const stop = plan.stops[row];
	const branch = stop?.branch;
	return plan.tiers
		.map((_, lane) => {
			const below = plan.below[row]?.[lane];
			if (lane === stop?.lane) return pad(stopMark(page, stop.topic.state), LANE);
			const passing = below !== undefined && plan.below[row - 1]?.[lane] !== undefined;
			if (!branch || lane < branch.lane || lane > branch.toLane)
				return pad(rail(passing ? below : undefined, page), LANE);
			const { travelled } = branch;
			const across = track(page, travelled, '━'.repeat(LANE - 1), '─'.repeat(LANE - 1));
			if (lane > branch.lane) return track(page, travelled, passing ? '┼' : '━', passing ? '┼' : '─') + across;
			return track(page, travelled, below === undefined ? '┗' : '┣', below === undefined ? '╰' : '├') + across;
		})
		.join('');
}

function rail(travelled: boolean | undefined, page: Page): string {
	return travelled === undefined ? '' : track(page, travelled, '┃', '│');
}

/** A stop's title and facts, and under them what it waits for, where it comes from and where it leads. */
function stopWords(topic: StopData, map: StageMap, page: Page): string[] {
	const { ink } = page;
	const flag = stopFlag(topic, map);
	const isFaint = topic.state === 'waiting' || topic.state === 'later';
	const paint = flag === 'you are here' ? ink.title : isFaint ? ink.quiet : String;
	const edges = edgeWords(topic, page.today).flatMap(([label, text]) =>
		hanging(page, '', ink.quiet(`${label} ${text}`), 0),
	);
	return [...headLines(topic, page, paint), ...flagLine(page, flag, '◀'), ...edges];
}

/** The title with the facts at the right, or under it where the page is narrow. */
function headLines(topic: StopData, page: Page, paint: (line: string) => string): string[] {
	const facts = stopFacts(topic).join(' · ');
	const isNarrow = page.width < 50;
	const room = isNarrow ? page.width - 2 : Math.max(12, page.width - 2 - widthOf(facts) - 2);
	const [first = '', ...rest] = fewLines(page, topic.title, room).map((line) => paint(line));
	const quiet = facts === '' ? '' : page.ink.quiet(facts);
	const lines = isNarrow ? [first, ...rest, ...wrap(page, quiet)] : [...spread(page, first, quiet), ...rest];
	return lines.filter((line) => line !== '');
}

export function stopFacts({ tier, minutes, own, state, status }: StopData): string[] {
	const time = minutes === null ? '' : duration(minutes);
	const said = [tier === 'core' ? '' : tier, time, own ? 'yours' : '', stateWord(state, status)];
	return said.filter((fact) => fact !== '');
}

function stateWord(state: StopState, status: StopData['status']): string {
	if (state === 'waiting') return '';
	return state === 'later' ? 'put off' : state === 'ready' ? 'ready' : status;
}

/** The ties of a stop in words: a label, and what stands at the other end. */
export function edgeWords(topic: StopData, today: string): (readonly [label: string, text: string])[] {
	const { state, until, needs, from, opens } = topic;
	const unmet = needs.filter(({ met }) => !met);
	const assumed = state === 'done' ? [] : needs.filter((need) => need.assumed && !isComplete(need));
	const said: [string, string][] = [
		['until', until === undefined || state !== 'later' ? '' : dayWords(until, today)],
		['after', state === 'waiting' ? enumerateSome(unmet.map(named)) : ''],
		['takes', assumed.length > 0 ? `${enumerateSome(assumed.map(named))} as known` : ''],
		['from', enumerateSome(from.map((edge) => `${named(edge)} (${needWord(edge)})`))],
		['to', enumerateSome(opens.map(named))],
	];
	return said.filter(([, text]) => text !== '');
}

function isComplete({ status }: EdgeData): boolean {
	return status === 'done' || status === 'known';
}

export function needWord({ assumed, status }: EdgeData): string {
	if (status === 'todo' || status === 'started')
		return assumed ? 'taken as known' : status === 'todo' ? 'to do' : 'started';
	return status;
}
