/** A stage in SVG: its topics on the tracks of their tiers, what they need of other stages at the left edge, what they open at the right. */
import type { EdgeData, StageMap, StopData } from '../model/network.ts';
import { needWord, stopFacts } from './map-stops.ts';
import { type Drawing, hereAt } from './svg-line.ts';
import { markAt } from './svg-marks.ts';
import { element, linesOf, pixels, rounded, type Svg, text } from './svg-shapes.ts';
import { branching, type Link, type Stop } from './tracks.ts';

const WIDTH = 1080;
/** Where the words at the left end, the first track, and the words at the right. */
const X = { left: 290, track: 350, right: 780, margin: 60 };
const LANE = 48;
const RADIUS = 15;
const BEND = 24;
const NAME = { size: 17, line: 22, lines: 3 };
const EDGE = { size: 14, line: 18, most: 4, width: 230 };

interface Row extends Stop {
	readonly y: number;
	readonly name: readonly string[];
	readonly from: readonly string[];
	readonly opens: readonly string[];
}

export function stopsSvg(map: StageMap, top: number): Drawing {
	const { stops, links, tiers } = branching(map.topics);
	const x = X.track + tiers.length * LANE;
	const rows: Row[] = [];
	let y = top;
	for (const stop of stops) {
		const name = linesOf(`${stop.topic.number} ${stop.topic.title}`, NAME.size, X.right - x - 40, NAME.lines);
		const [from, opens] = [
			edgeLines(stop.topic.from, (edge) => ` (${needWord(edge)})`.replace(/(?<!^) /g, '\u00a0')),
			edgeLines(stop.topic.opens),
		];
		const half = (Math.max(from.length, opens.length) * EDGE.line) / 2;
		y += Math.max(map.here?.topic.id === stop.topic.id ? 66 : 24, half + 10);
		rows.push({ ...stop, y, name, from, opens });
		y += Math.max(name.length * NAME.line + 26, half + 10);
	}
	return {
		svg: [
			...(rows.some(({ from }) => from.length > 0)
				? [text(X.left, top - 8, 'from other stages', 'edge head', 'end')]
				: []),
			...(rows.some(({ opens }) => opens.length > 0) ? [text(X.right, top - 8, 'leads to', 'edge head')] : []),
			...rows.flatMap((row) => wires(row, x)),
			// The core's own track lies over what branches off.
			...links.toSorted(bySpine).map((link) => linkSvg(link, rows)),
			...rows.flatMap((row) => stopSvg(row, x, map)),
		],
		width: WIDTH,
		height: y,
	};
}

/** The topics at an edge, one under the other. */
function edgeLines(edges: readonly EdgeData[], after: (edge: EdgeData) => string = () => ''): string[] {
	const shown = edges.length > EDGE.most + 1 ? edges.slice(0, EDGE.most) : edges;
	const lines = shown.flatMap((edge) =>
		linesOf(`${edge.number} ${edge.title}${after(edge)}`, EDGE.size, EDGE.width, 2),
	);
	return shown.length < edges.length ? [...lines, `and ${edges.length - shown.length} more`] : lines;
}

function xOf(lane: number): number {
	return X.track + lane * LANE;
}

function bySpine(a: Link, b: Link): number {
	return b.toLane - a.toLane;
}

/** Thin lines from the words at the left edge to the stop, and from its name to the words at the right. */
function wires({ from, opens, lane, y, name }: Row, x: number): Svg[] {
	const wire = (start: number, end: number) =>
		element('path', { d: `M${rounded(start)} ${rounded(y)}H${rounded(end)}`, class: 'wire' });
	const start = x + pixels(name[0] ?? '', NAME.size) + 8;
	return [
		...(from.length > 0 ? [wire(X.left + 10, xOf(lane))] : []),
		...(opens.length > 0 && start < X.right - 20 ? [wire(start, X.right - 10)] : []),
	];
}

/** Track down from a stop, and in a bend across to where the other is. */
function linkSvg({ from, to, lane, toLane, travelled }: Link, rows: readonly Row[]): Svg {
	const [y, toY] = [rows[from]?.y ?? 0, rows[to]?.y ?? 0];
	const across = `V${rounded(toY - BEND)}a${BEND} ${BEND} 0 0 0 ${BEND} ${BEND}H${xOf(toLane)}`;
	const d = `M${xOf(lane)} ${rounded(y)}${lane === toLane ? `V${rounded(toY)}` : across}`;
	return element('path', { d, class: `track ${hueOf(rows[to])}${travelled ? '' : ' ahead'}` });
}

const HUE = { core: 'h0', recommended: 'h2', optional: 'h3' } as const;

function hueOf(row: Stop | undefined): string {
	return HUE[row?.topic.tier ?? 'core'];
}

function stopSvg(row: Row, x: number, { here, nextStop }: StageMap): Svg[] {
	const { topic, y, name, from, opens, lane } = row;
	const mark = { state: topic.state, percent: topic.state === 'started' ? 50 : 0, hue: hueOf(row), radius: RADIUS };
	const isHere = here?.topic.id === topic.id;
	const faint = topic.state === 'waiting' || topic.state === 'later' ? ' faint' : '';
	const facts = [...stopFacts(topic), ...(nextStop?.id === topic.id ? ['next stop'] : [])].join(' · ');
	const block = (lines: readonly string[], at: number, size: number, look: string, anchor?: 'end') =>
		lines.map((line, i) => text(at, y + 5 + (i - (lines.length - 1) / 2) * size, line, look, anchor));
	return [
		markAt(xOf(lane), y, mark),
		...(isHere ? [hereAt(xOf(lane), y - RADIUS - 6)] : []),
		...name.map((line, i) => text(x, y + 6 + i * NAME.line, line, `stop${faint}`)),
		text(x, y + 5 + name.length * NAME.line, facts, 'facts'),
		...block(from, X.left, EDGE.line, 'edge', 'end'),
		...block(opens, X.right, EDGE.line, 'edge'),
	];
}

/** The tiers that have a track, with their colours. */
export function tierHues(topics: readonly StopData[]): { readonly tier: string; readonly hue: string }[] {
	return branching(topics).tiers.map((tier) => ({ tier, hue: HUE[tier] }));
}
