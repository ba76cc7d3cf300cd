/**
 * Draws a stage as SVG: its topics on the tracks of their tiers, their needs in other stages at the left, what they
 * unlock there at the right.
 */
import type { EdgeData, StageMap } from '../../domain/map.ts';
import { branching, type Link, type Stop, TIER_HUES } from '../../render/layout.ts';
import type { Drawing } from '../../render/line-svg.ts';
import { isHere, needWord, stopFacts } from '../../render/map-words.ts';
import { hueOf, linesOf, markAt, pixels, rounded, type Shape, shape, text } from '../../render/svg.ts';

const NARROWEST = 1000;
const MARGIN = 60;
const LANE = 48;
const RADIUS = 15;
const BEND = 24;
const NAME = { size: 17, line: 22, lines: 3 };
const EDGE = { size: 14, line: 18, most: 4, width: 230 };

/** The x of the end of the left text, of the first track, of the names, and of the right text. */
interface Columns {
	readonly left: number;
	readonly track: number;
	readonly name: number;
	readonly right: number;
}

interface StopRow extends Stop {
	readonly y: number;
	readonly bottom: number;
	readonly name: readonly string[];
	readonly from: readonly string[];
	readonly opens: readonly string[];
}

export function stopsSvg(map: StageMap, top: number): Drawing & { readonly width: number } {
	const { stops, links, tiers } = branching(map.topics);
	const hasFrom = stops.some(({ topic }) => topic.from.length > 0);
	const hasOpens = stops.some(({ topic }) => topic.opens.length > 0);
	const left = MARGIN + EDGE.width;
	const track = hasFrom ? left + 60 : MARGIN + 70;
	const columns = { left, track, name: track + tiers.length * LANE, right: track + 430 };
	const rows = rowsOf(stops, map, columns, top);
	return {
		shapes: [
			...(hasFrom ? [text(left, top - 8, 'from other stages', 'edge head', 'end')] : []),
			...(hasOpens ? [text(columns.right, top - 8, 'leads to', 'edge head')] : []),
			...rows.flatMap((row) => wires(row, columns)),
			// The core track is drawn above the branches.
			...links.toSorted(bySpine).map((link) => linkSvg(link, rows, columns)),
			...rows.flatMap((row) => stopSvg(row, columns, map)),
		],
		width: Math.max(NARROWEST, columns.right + (hasOpens ? EDGE.width + MARGIN : 0)),
		bottom: rows.at(-1)?.bottom ?? top,
	};
}

function rowsOf(stops: readonly Stop[], map: StageMap, { name: x, right }: Columns, top: number): StopRow[] {
	const rows: StopRow[] = [];
	let bottom = top;
	for (const stop of stops) {
		const { number, title, from: needs, opens: users } = stop.topic;
		const here = isHere(stop.topic, map) ? '▸ ' : '';
		const name = linesOf(`${here}${number} ${title}`, NAME.size, right - x - 40, NAME.lines);
		const [from, opens] = [
			edgeLines(needs, (edge) => ` (${needWord(edge).replaceAll(' ', '\u00a0')})`),
			edgeLines(users),
		];
		const half = (Math.max(from.length, opens.length) * EDGE.line) / 2 + 10;
		const y = bottom + Math.max(24, half);
		bottom = y + Math.max(name.length * NAME.line + 26, half);
		rows.push({ ...stop, y, bottom, name, from, opens });
	}
	return rows;
}

/** Lists the topics at one side. */
function edgeLines(edges: readonly EdgeData[], after: (edge: EdgeData) => string = () => ''): string[] {
	const shown = edges.length > EDGE.most + 1 ? edges.slice(0, EDGE.most) : edges;
	const lines = shown.flatMap((edge) =>
		linesOf(`${edge.number} ${edge.title}${after(edge)}`, EDGE.size, EDGE.width, 2),
	);
	return shown.length < edges.length ? [...lines, `and ${edges.length - shown.length} more`] : lines;
}

function xOf({ track }: Columns, lane: number): number {
	return track + lane * LANE;
}

function bySpine(a: Link, b: Link): number {
	return b.toLane - a.toLane;
}

/** Draws thin lines from the left text to the stop, and from its name to the right text. */
function wires({ from, opens, lane, y, name }: StopRow, columns: Columns): Shape[] {
	const wire = (start: number, end: number) =>
		shape('path', { d: `M${rounded(start)} ${rounded(y)}H${rounded(end)}`, class: 'wire' });
	const start = columns.name + pixels(name[0] ?? '', NAME.size) + 8;
	return [
		...(from.length > 0 ? [wire(columns.left + 10, xOf(columns, lane))] : []),
		...(opens.length > 0 && start < columns.right - 20 ? [wire(start, columns.right - 10)] : []),
	];
}

/** Draws track down from a stop and across in a bend to another. */
function linkSvg({ from, to, lane, toLane, travelled }: Link, rows: readonly StopRow[], columns: Columns): Shape {
	const [x, toX] = [xOf(columns, lane), xOf(columns, toLane)];
	const [y, toY] = [rows[from]?.y ?? 0, rows[to]?.y ?? 0];
	const across = `V${rounded(toY - BEND)}a${BEND} ${BEND} 0 0 0 ${BEND} ${BEND}H${toX}`;
	const d = `M${x} ${rounded(y)}${lane === toLane ? `V${rounded(toY)}` : across}`;
	return shape('path', {
		d,
		class: `track ${hueOf(TIER_HUES[rows[to]?.topic.tier ?? 'core'])}${travelled ? '' : ' ahead'}`,
	});
}

function stopSvg(row: StopRow, columns: Columns, map: StageMap): Shape[] {
	const { topic, y, name, from, opens, lane } = row;
	const { state } = topic;
	const [x, here] = [columns.name, isHere(topic, map)];
	const look = `stop${state === 'waiting' || state === 'later' ? ' faint' : ''}${here ? ' here' : ''}`;
	const facts = stopFacts(topic).join(' · ');
	const block = (lines: readonly string[], x: number, anchor?: 'end') =>
		lines.map((line, i) => text(x, y + 5 + (i - (lines.length - 1) / 2) * EDGE.line, line, 'edge', anchor));
	return [
		...markAt(xOf(columns, lane), y, {
			state,
			percent: 50,
			hue: hueOf(TIER_HUES[topic.tier]),
			radius: RADIUS,
			isHere: here,
		}),
		...name.map((line, i) => text(x, y + 6 + i * NAME.line, line, look)),
		text(x, y + 5 + name.length * NAME.line, facts, 'facts'),
		...block(from, columns.left, 'end'),
		...block(opens, columns.right),
	];
}
