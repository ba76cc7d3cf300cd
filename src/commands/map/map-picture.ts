/**
 * Draws the map as an SVG file: text that can be read and searched, light and dark colours, nothing loaded and nothing
 * executed.
 */
import type { LineMap, StageMap } from '../../domain/map.ts';
import { branching, TIER_HUES } from '../../render/layout.ts';
import { lineSvg } from '../../render/line-svg.ts';
import { hereLabel, lineFacts, stageFacts, statesOn } from '../../render/map-words.ts';
import { hueOf, linesOf, markAt, pixels, rounded, type Shape, shape, text, xmlOf } from '../../render/svg.ts';
import { shortTally } from '../../render/tally.ts';
import { joined, scopeTitle, scopeWords } from '../../render/words.ts';
import { stopsSvg } from './stops-svg.ts';
import { STYLE } from './svg-style.ts';

const MARGIN = 60;
const WIDTH = 1000;
const HEAD = { size: 32, line: 40, lines: 3, width: 650 };
const FOOT = { size: 15, line: 24 };

/** Draws a map. The same map gives the same text. */
export function svgOf(map: LineMap | StageMap): string {
	const { title, below } = headOf(map);
	const lines = linesOf(title, HEAD.size, HEAD.width, HEAD.lines);
	const top = 84 + lines.length * HEAD.line;
	const drawing =
		map.stage === null
			? { ...lineSvg(map, { left: MARGIN, top: top + 24, width: WIDTH - 2 * MARGIN }), width: WIDTH }
			: stopsSvg(map, top + 40);
	const { width } = drawing;
	const progress = map.stage === null ? map.progress : map.stage.progress;
	const foot = footOf(map, width, drawing.bottom + 30);
	const height = foot.bottom + 40;
	const frame = { viewBox: `0 0 ${rounded(width)} ${rounded(height)}`, width, height, role: 'img' };
	const picture = shape(
		'svg',
		{ xmlns: 'http://www.w3.org/2000/svg', ...frame, 'aria-labelledby': 'map-title map-desc' },
		shape('title', { id: 'map-title' }, `${title}: a map`),
		shape('desc', { id: 'map-desc' }, description(map)),
		shape('style', {}, STYLE),
		shape('rect', { x: 0.5, y: 0.5, width: width - 1, height: height - 1, rx: 16, class: 'paper' }),
		...lines.map((line, i) => text(MARGIN, 84 + i * HEAD.line, line, 'title')),
		...linesOf(below, 16, width - 2 * MARGIN - 230, 1).map((line) => text(MARGIN, top - 8, line, 'sub')),
		...gaugeAt(width - MARGIN - 42, 92, 42, progress.percent),
		text(width - MARGIN - 100, 98, shortTally(progress), 'tally', 'end'),
		...drawing.shapes,
		...foot.shapes,
	);
	return `${xmlOf(picture)}\n`;
}

function headOf(map: LineMap | StageMap): { readonly title: string; readonly below: string } {
	const chosen = scopeWords(map);
	if (map.stage === null) return { title: scopeTitle(map), below: chosen };
	const { number, title, phase } = map.stage;
	return { title: `${number} ${title}`, below: joined([map.title, phase, chosen]) };
}

/** Describes the picture for those who cannot see it. */
function description(map: LineMap | StageMap): string {
	const facts = map.stage === null ? lineFacts(map) : stageFacts(map, '');
	return [...facts, ...whereFacts(map).map((fact) => `${fact}.`)].join(' ');
}

function whereFacts(map: LineMap | StageMap): string[] {
	const { here, nextStop } = map;
	return [
		...(here ? [`${hereLabel(map)}: ${here.topic.number} ${here.topic.title}`] : []),
		...(nextStop ? [`Then: ${nextStop.number} ${nextStop.title}`] : []),
	];
}

/** Draws the progress as a ring around the percentage. */
function gaugeAt(x: number, y: number, radius: number, percent: number): Shape[] {
	const round = 2 * Math.PI * radius;
	const ring = { cx: x, cy: y, r: radius };
	const turned = `rotate(-90 ${rounded(x)} ${rounded(y)})`;
	const dash = `${rounded((round * percent) / 100)} ${rounded(round)}`;
	const filled = shape('circle', { ...ring, class: 'gauge', 'stroke-dasharray': dash, transform: turned });
	return [
		shape('circle', { ...ring, class: 'gauge ahead' }),
		...(percent > 0 ? [filled] : []),
		text(x, y + 8, `${Math.floor(percent)} %`, 'figure', 'middle'),
	];
}

/** Draws the learner's position in words, and the legend. */
function footOf(map: LineMap | StageMap, width: number, top: number) {
	const where = whereFacts(map).flatMap((fact) => linesOf(fact, FOOT.size, width - 2 * MARGIN, 1));
	let [x, y] = [MARGIN, top + where.length * FOOT.line + 24];
	const legend = legendOf(map).flatMap(({ word, drawn }) => {
		const wide = 34 + pixels(word, 12) + 28;
		if (x + wide > width - MARGIN && x > MARGIN) [x, y] = [MARGIN, y + 32];
		const shapes = [...drawn(x + 13, y - 5), text(x + 34, y, word, 'facts')];
		x += wide;
		return shapes;
	});
	return {
		shapes: [...where.map((line, i) => text(MARGIN, top + i * FOOT.line, line, 'where')), ...legend],
		bottom: y,
	};
}

interface LegendItem {
	readonly word: string;
	readonly drawn: (x: number, y: number) => readonly Shape[];
}

function legendOf(map: LineMap | StageMap): LegendItem[] {
	const look = { percent: 50, hue: hueOf(1), radius: 13, isHere: false };
	const items = statesOn(map).map(({ state, word }): LegendItem => {
		return { word, drawn: (x, y) => markAt(x, y, { ...look, state }) };
	});
	const tiers = map.stage === null ? [] : branching(map.topics).tiers;
	const lines = tiers.map((tier): LegendItem => {
		const track = `track ${hueOf(TIER_HUES[tier])}`;
		return { word: tier, drawn: (x, y) => [shape('path', { d: `M${x - 11} ${y}h22`, class: track })] };
	});
	return [...items, ...lines];
}
