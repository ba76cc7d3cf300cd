/** The building blocks of pictures: shapes as plain data, the marks on a map, and text width estimates. */
import type { StationState } from '../domain/map.ts';
import type { StopState } from '../domain/standing.ts';
import { cut, widthOf } from './text.ts';

/** An SVG element, to be written to a file or created in a browser. It contains shapes or text. */
export interface Shape {
	readonly name: 'a' | 'circle' | 'desc' | 'g' | 'path' | 'rect' | 'style' | 'svg' | 'text' | 'title';
	readonly attributes: Readonly<Record<string, string>>;
	readonly inside: readonly (Shape | string)[];
}

/** @param attributes undefined omits one */
export function shape(
	name: Shape['name'],
	attributes: Readonly<Record<string, string | number | undefined>>,
	...inside: Shape['inside']
): Shape {
	const parts = Object.entries(attributes).flatMap(([key, value]) =>
		value === undefined ? [] : [[key, typeof value === 'number' ? rounded(value) : value]],
	);
	return { name, attributes: Object.fromEntries(parts), inside };
}

/** A line of text. */
export function text(x: number, y: number, words: string, look: string, anchor?: 'middle' | 'end'): Shape {
	return shape('text', { x, y, class: look, 'text-anchor': anchor }, words);
}

/** Formats a shape as XML, escaping all text. */
export function xmlOf({ name, attributes, inside }: Shape): string {
	const parts = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(value)}"`);
	const content = inside.map((part) => (typeof part === 'string' ? escapeXml(part) : xmlOf(part)));
	return `<${name}${parts.join('')}${content.length === 0 ? '/>' : `>${content.join('')}</${name}>`}`;
}

/** Escapes XML's special characters and replaces those that XML does not allow. */
export function escapeXml(words: string): string {
	return words.replace(NOT_XML, '\ufffd').replace(/[&<>"']/g, (character) => ENTITIES.get(character) ?? character);
}

const ENTITIES = new Map([
	['&', '&amp;'],
	['<', '&lt;'],
	['>', '&gt;'],
	['"', '&quot;'],
	["'", '&#39;'],
]);

/** XML 1.0 §2.2: control characters except tab and newline, lone surrogates, and two noncharacters. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is the point
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;

export function rounded(value: number): string {
	return String(Math.round(value * 100) / 100);
}

/** Returns a phase's colour class, counted from 1; the six colours repeat. */
export function hueOf(phase: number): string {
	return `phase-${Math.max(0, phase - 1) % HUES}`;
}

const HUES = 6;

interface SvgMark {
	readonly state: StationState | StopState;
	/** From 0 to 100: how much of the ring is filled if the state is `started`. */
	readonly percent: number;
	/** Its colour class. */
	readonly hue: string;
	readonly radius: number;
	/** Whether the learner is here. */
	readonly isHere: boolean;
}

/** Draws a station's or stop's mark: a ring that fills like a pie, so that colour is never the only sign. */
export function markAt(x: number, y: number, { state, percent, hue, radius, isHere }: SvgMark): Shape[] {
	const ring = (r: number, look: string) => shape('circle', { cx: x, cy: y, r, class: look });
	const halo = isHere ? [ring(radius + 7, `halo ${hue}`)] : [];
	if (state === 'done') return [...halo, ring(radius, `full ${hue}`), checkAt(x, y, radius)];
	if (state === 'skipped' || state === 'empty') {
		const dash = `M${rounded(x - radius * 0.3)} ${rounded(y)}h${rounded(radius * 0.6)}`;
		return [...halo, ring(radius * 0.7, 'ring off'), shape('path', { d: dash, class: 'rail off' })];
	}
	if (state === 'waiting' || state === 'later') return [...halo, ring(radius * 0.7, 'ring off dotted')];
	const pie = state === 'started' ? [pieAt(x, y, radius * 0.62, percent, hue)] : [];
	return [...halo, ring(radius, `ring ${hue}`), ...pie];
}

function checkAt(x: number, y: number, radius: number): Shape {
	const at = (dx: number, dy: number) => `${rounded(x + dx * radius)} ${rounded(y + dy * radius)}`;
	return shape('path', { d: `M${at(-0.42, 0.02)}L${at(-0.1, 0.34)}L${at(0.44, -0.3)}`, class: 'check' });
}

/** Draws a slice from twelve o'clock, never too small to see. */
function pieAt(x: number, y: number, radius: number, percent: number, hue: string): Shape {
	const angle = (Math.min(96, Math.max(8, percent)) / 100) * 2 * Math.PI;
	const end = `${rounded(x + radius * Math.sin(angle))} ${rounded(y - radius * Math.cos(angle))}`;
	const arc = `A${rounded(radius)} ${rounded(radius)} 0 ${angle > Math.PI ? 1 : 0} 1 ${end}`;
	return shape('path', { d: `M${rounded(x)} ${rounded(y)}v${rounded(-radius)}${arc}Z`, class: `pie ${hue}` });
}

/**
 * Estimates the largest width of a text in pixels, by the letters of DejaVu Sans Bold, the widest of the common sans
 * fonts: the font that will be used is unknown.
 */
export function pixels(words: string, size: number): number {
	return signsOf(words).reduce((ems, sign) => ems + emsOf(sign), 0) * size;
}

/** Splits a text into graphemes. Only text beyond ASCII needs segmenting. */
function signsOf(words: string): string[] {
	return /^[ -~]*$/.test(words) ? [...words] : [...SIGNS.segment(words)].map(({ segment }) => segment);
}

const SIGNS = new Intl.Segmenter();

function emsOf(sign: string): number {
	if (/^[ijlI.,:;|!'’]$/.test(sign)) return 0.4;
	if (/^[ftr()[\] /\\-]$/.test(sign)) return 0.48;
	if (/^[mwMW@%…—]$/.test(sign)) return 1.08;
	if (/^[A-Z&0-9]/.test(sign)) return 0.82;
	return widthOf(sign) > 1 ? 1.2 : 0.7;
}

/** Breaks a text into lines of limited pixel width, shortening the last one if there would be more than `most`. */
export function linesOf(words: string, size: number, width: number, most: number): string[] {
	const lines: string[] = [''];
	const fits = (more: string) => pixels((lines.at(-1) ?? '') + more, size) <= width;
	const put = (more: string) => lines.push((lines.pop() ?? '') + more);
	for (const word of words.split(' ')) {
		const gap = lines.at(-1) === '' ? '' : ' ';
		if (fits(gap + word)) put(gap + word);
		else if (pixels(word, size) <= width) lines.push(word);
		// A word wider than a line is broken between graphemes, starting on the current line.
		else for (const sign of signsOf(gap + word)) fits(sign) ? put(sign) : lines.push(sign.trim());
		if (lines.length > most) return [...lines.slice(0, most - 1), shortened(lines[most - 1] ?? '')];
	}
	return lines;
}

/** Shortens a line and adds an ellipsis. */
function shortened(line: string): string {
	return cut(`${line} …`, Math.max(2, widthOf(line) - 1));
}
