/** The map as an SVG: text that can be read and searched, light and dark, nothing from elsewhere and nothing that runs. */
import type { LineMap, StageMap, StationState, StopState } from '../domain/network.ts';
import { lineFacts, stageFacts } from './map-list.ts';
import { STATION_WORDS } from './map-words.ts';
import { lineSvg } from './svg-line.ts';
import { gaugeAt, markAt } from './svg-marks.ts';
import { element, escapeXml, linesOf, pixels, rounded, type Svg, text } from './svg-shapes.ts';
import { stopsSvg, tierHues } from './svg-stops.ts';
import { STYLE } from './svg-style.ts';
import { STOP_WORDS, shortTally } from './words.ts';

const MARGIN = 60;
const HEAD = { size: 32, line: 40, lines: 3, width: 650 };
const FOOT = { size: 15, line: 24 };

/** Draws a map. The same map gives the same text. */
export function svgOf(map: LineMap | StageMap): Svg {
	const { title, below } = headOf(map);
	const lines = linesOf(title, HEAD.size, HEAD.width, HEAD.lines);
	const top = 84 + lines.length * HEAD.line + 40;
	const drawing = map.stage === null ? lineSvg(map, top) : stopsSvg(map, top);
	const { width } = drawing;
	const progress = map.stage === null ? map.progress : map.stage.progress;
	const foot = footSvg(map, width, drawing.height + 30);
	const height = foot.bottom + 40;
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${rounded(width)} ${rounded(height)}" width="${rounded(width)}" height="${rounded(height)}" role="img" aria-labelledby="map-title map-desc">`,
		element('title', { id: 'map-title' }, escapeXml(`${title}: a map`)),
		element('desc', { id: 'map-desc' }, escapeXml(description(map))),
		element('style', {}, STYLE),
		element('rect', { x: 0.5, y: 0.5, width: width - 1, height: height - 1, rx: 16, class: 'paper' }),
		...lines.map((line, i) => text(MARGIN, 84 + i * HEAD.line, line, 'title')),
		...linesOf(below, 16, width - 2 * MARGIN - 230, 1).map((line) =>
			text(MARGIN, 84 + lines.length * HEAD.line - 8, line, 'sub'),
		),
		gaugeAt(width - MARGIN - 42, 92, 42, progress.percent),
		text(width - MARGIN - 100, 98, shortTally(progress), 'tally', 'end'),
		...drawing.svg,
		...foot.svg,
		'</svg>\n',
	].join('\n');
}

function headOf(map: LineMap | StageMap): { readonly title: string; readonly below: string } {
	const chosen = `path ${map.path} · level ${map.level}`;
	if (map.stage === null) return { title: map.goal, below: chosen };
	const { number, title, phase } = map.stage;
	return { title: `${number} ${title}`, below: [map.title, phase, chosen].filter((word) => word !== '').join(' · ') };
}

/** What the picture shows, for who does not see it. */
function description(map: LineMap | StageMap): string {
	const facts = map.stage === null ? lineFacts(map) : stageFacts(map);
	return [...facts, ...whereFacts(map).map((fact) => `${fact}.`)].join(' ');
}

function whereFacts({ here, nextStop }: LineMap | StageMap): string[] {
	return [
		...(here ? [`You are here: ${here.topic.number} ${here.topic.title}`] : []),
		...(nextStop ? [`Next stop: ${nextStop.number} ${nextStop.title}`] : []),
	];
}

/** Where the learner is, in words, and what the marks mean. */
function footSvg(map: LineMap | StageMap, width: number, top: number): { svg: Svg[]; bottom: number } {
	const where = whereFacts(map).flatMap((fact) => linesOf(fact, FOOT.size, width - 2 * MARGIN, 1));
	const svg = where.map((line, i) => text(MARGIN, top + i * FOOT.line, line, 'where'));
	let [x, y] = [MARGIN, top + where.length * FOOT.line + 24];
	for (const { word, drawn } of legendOf(map)) {
		const wide = 34 + pixels(word, 12) + 28;
		if (x + wide > width - MARGIN && x > MARGIN) [x, y] = [MARGIN, y + 32];
		svg.push(drawn(x + 13, y - 5), text(x + 34, y, word, 'facts'));
		x += wide;
	}
	return { svg, bottom: y };
}

interface LegendItem {
	readonly word: string;
	readonly drawn: (x: number, y: number) => Svg;
}

function legendOf(map: LineMap | StageMap): LegendItem[] {
	const shown = map.stage === null ? map.phases.flatMap(({ stages }) => stages) : map.topics;
	const words: Readonly<Partial<Record<StationState | StopState, string>>> =
		map.stage === null ? STATION_WORDS : STOP_WORDS;
	const states = new Set<StationState | StopState>(shown.map(({ state }) => state));
	const items = Object.entries(words).flatMap(([key, word]): LegendItem[] => {
		const state = [...states].find((one) => one === key);
		if (!state) return [];
		return [
			{ word, drawn: (x, y) => markAt(x, y, { state, percent: state === 'started' ? 50 : 0, hue: 'h0', radius: 13 }) },
		];
	});
	const tiers = map.stage === null ? [] : tierHues(map.topics);
	return [
		...items,
		...tiers.map(({ tier, hue }) => ({
			word: tier,
			drawn: (x: number, y: number) => element('path', { d: `M${x - 11} ${y}h22`, class: `track ${hue}` }),
		})),
	];
}
