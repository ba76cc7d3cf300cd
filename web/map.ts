/**
 * The map: the path's stages as stations on one line that turns at the end of each row. A station is filled by what is
 * complete there, and leads to its stage. It draws from numbers alone and can be replaced by any other picture.
 */

import { describeStage, type StageData } from '../src/domain/describe.ts';
import { largest } from '../src/domain/extremes.ts';
import { shortTally } from '../src/render/words.ts';
import type { Desk } from './desk.ts';
import { el, refill, svg } from './dom.ts';

/** In pixels, which are the picture's own units too: it is drawn for the width that it has. */
const STATION = { least: 112, height: 122, radius: 17, top: 34 };
const LETTERS = 7.1;

interface Station extends StageData {
	readonly x: number;
	readonly y: number;
	readonly width: number;
	/** Which of the phases' colours. */
	readonly color: number;
	readonly isHere: boolean;
}

export function mapSection(desk: Desk): HTMLElement {
	const place = el('div', { class: 'map' });
	let width = 0;
	const draw = () => refill(place, width > 0 && picture(stationsOf(desk, width), width));
	new ResizeObserver(([entry]) => {
		const now = Math.floor(entry?.contentRect.width ?? 0);
		if (now === width) return;
		width = now;
		draw();
	}).observe(place);
	desk.onChange(draw);
	return el('section', { class: 'map-section', 'aria-labelledby': 'map' }, el('h2', { id: 'map' }, 'The map'), place);
}

/** The colour of a phase: its place among the phases, in rounds of six. */
export function phaseColor(desk: Desk, phase: string): number {
	return Math.max(0, desk.roadmap.phases.indexOf(phase)) % 6;
}

function stationsOf(desk: Desk, width: number): Station[] {
	const standing = desk.standing();
	const { stages } = standing.scope;
	const next = desk.next();
	const columns = columnsIn(width, stages.length);
	return stages.map((stage, i) => {
		const row = Math.floor(i / columns);
		const place = i % columns;
		const column = row % 2 === 0 ? place : columns - 1 - place;
		const cell = width / columns;
		return {
			...describeStage(standing, stage),
			x: cell * (column + 0.5),
			y: STATION.top + row * STATION.height,
			width: cell,
			color: phaseColor(desk, stage.phase),
			isHere: next !== undefined && stage.topics.includes(next),
		};
	});
}

/** As many as fit, and then so that the rows are of nearly the same length. */
function columnsIn(width: number, count: number): number {
	const most = Math.max(2, Math.floor(width / STATION.least));
	const rows = Math.ceil(count / most);
	return Math.max(1, Math.ceil(count / rows));
}

function picture(stations: readonly Station[], width: number): SVGElement {
	const height = largest(stations.map(({ y }) => y)) + STATION.height - STATION.top;
	const size = { width, height, viewBox: `0 0 ${width} ${height}` };
	const lines = stations.slice(1).map((station, i) => track(stations[i] ?? station, station, width));
	return svg('svg', { ...size, role: 'group', 'aria-label': 'Stages' }, ...lines, ...stations.map(drawStation));
}

/** From one station to the next: along the row, or out to its end, down and back. */
function track(from: Station, to: Station, width: number): SVGElement {
	const side = from.x > width / 2 ? 1 : -1;
	const edge = from.x + side * (from.width / 2 + 4);
	const turn = 14 * side;
	const path =
		from.y === to.y
			? `M${from.x} ${from.y}H${to.x}`
			: `M${from.x} ${from.y}H${edge - turn}q${turn} 0 ${turn} 14V${to.y - 14}q0 14 ${-turn} 14H${to.x}`;
	return svg('path', { class: `track phase-${to.color}`, d: path });
}

function drawStation(station: Station): SVGElement {
	const { id, number, title, x, y, color, progress, isHere } = station;
	const isFull = progress.total > 0 && progress.percent === 100;
	const state = `${shortTally(progress)}${isHere ? ', you are here' : ''}`;
	const share = svg('circle', {
		class: 'share',
		r: STATION.radius,
		pathLength: 100,
		'stroke-dasharray': `${progress.total === 0 ? 0 : progress.percent} 100`,
		transform: 'rotate(-90)',
	});
	return svg(
		'a',
		{
			href: `#stage-${id}`,
			class: `station phase-${color}${isFull ? ' full' : ''}${isHere ? ' here' : ''}`,
			transform: `translate(${x} ${y})`,
			'aria-label': `${number} ${title}, ${state}`,
		},
		svg('circle', { class: 'halo', r: STATION.radius + 7 }),
		svg('circle', { class: 'ring', r: STATION.radius }),
		share,
		// The spaces keep the words apart for who hears them.
		svg('text', { class: 'number', y: 5 }, `${number} `),
		...linesOf(title, station.width).map((line, i) => svg('text', { class: 'name', y: 40 + i * 16 }, `${line} `)),
	);
}

/** A title in at most three lines of the room that a station has. */
function linesOf(title: string, width: number): string[] {
	const most = Math.max(8, Math.floor((width - 8) / LETTERS));
	const lines: string[] = [];
	for (const word of title.split(/\s+/)) {
		const last = lines.at(-1);
		if (last !== undefined && `${last} ${word}`.length <= most) lines[lines.length - 1] = `${last} ${word}`;
		else lines.push(word);
	}
	const shown = lines.slice(0, 3).map((line) => (line.length > most + 2 ? `${line.slice(0, most)}…` : line));
	const end = shown.at(-1);
	return lines.length > 3 && end !== undefined ? [...shown.slice(0, -1), `${end} …`] : shown;
}
