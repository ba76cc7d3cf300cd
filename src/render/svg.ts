/** What a picture is made of: shapes as plain data, the marks on a map, and an estimate of how wide a text will be. */
import type { StationState, StopState } from '../domain/map.ts';
import { cut, widthOf } from './text.ts';

/** An SVG element, before it is written into a file or made in a browser. What stands in it is other shapes, or text. */
export interface Shape {
	readonly name: 'a' | 'circle' | 'desc' | 'g' | 'path' | 'rect' | 'style' | 'svg' | 'text' | 'title';
	readonly attributes: Readonly<Record<string, string>>;
	readonly inside: readonly (Shape | string)[];
}

/** @param attributes undefined leaves one out */
export function shape(
	name: Shape['name'],
	attributes: Readonly<Record<string, string | number | undefined>>,
	...inside: Shape['inside']
): Shape {
	const said = Object.entries(attributes).flatMap(([key, value]) =>
		value === undefined ? [] : [[key, typeof value === 'number' ? rounded(value) : value]],
	);
	return { name, attributes: Object.fromEntries(said), inside };
}

/** A line of text. */
export function text(x: number, y: number, words: string, look: string, anchor?: 'middle' | 'end'): Shape {
	return shape('text', { x, y, class: look, 'text-anchor': anchor }, words);
}

/** A shape as XML; every text in it is escaped. */
export function xmlOf({ name, attributes, inside }: Shape): string {
	const said = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(value)}"`);
	const content = inside.map((part) => (typeof part === 'string' ? escapeXml(part) : xmlOf(part)));
	return `<${name}${said.join('')}${content.length === 0 ? '/>' : `>${content.join('')}</${name}>`}`;
}

/** Every character that means something in XML as an entity; those that XML has no place for are replaced. */
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

/** XML 1.0 §2.2: control characters but tab and newline, lone surrogates, and two that are no characters. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is the point
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;

export function rounded(value: number): string {
	return String(Math.round(value * 100) / 100);
}

/** The colour of a phase, counted from 1, as a class: there are six, which come round again. */
export function hueOf(phase: number): string {
	return `phase-${Math.max(0, phase - 1) % HUES}`;
}

const HUES = 6;

interface SvgMark {
	readonly state: StationState | StopState;
	/** 0 to 100: how much of the ring is filled, where it is under way. */
	readonly percent: number;
	/** Its colour, as a class. */
	readonly hue: string;
	readonly radius: number;
	/** Whether the learner is here. */
	readonly isHere: boolean;
}

/** The mark of a station or a stop: a ring that fills as a pie, so that colour is never the only sign. */
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

/** A slice from twelve o'clock on, of which a little is seen as soon as something is begun. */
function pieAt(x: number, y: number, radius: number, percent: number, hue: string): Shape {
	const angle = (Math.min(96, Math.max(8, percent)) / 100) * 2 * Math.PI;
	const end = `${rounded(x + radius * Math.sin(angle))} ${rounded(y - radius * Math.cos(angle))}`;
	const arc = `A${rounded(radius)} ${rounded(radius)} 0 ${angle > Math.PI ? 1 : 0} 1 ${end}`;
	return shape('path', { d: `M${rounded(x)} ${rounded(y)}v${rounded(-radius)}${arc}Z`, class: `pie ${hue}` });
}

/**
 * How wide a text is at most, in pixels: by the letters of DejaVu Sans Bold, wider than which no common sans is.
 * Nobody knows the font that will draw it.
 */
export function pixels(words: string, size: number): number {
	return signsOf(words).reduce((ems, sign) => ems + emsOf(sign), 0) * size;
}

/** What a person sees as one sign each. Only a text beyond ASCII needs to be looked at for that. */
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

/** A text in lines no wider than so many pixels, the last one cut where there are more than `most`. */
export function linesOf(words: string, size: number, width: number, most: number): string[] {
	const lines: string[] = [''];
	const fits = (more: string) => pixels((lines.at(-1) ?? '') + more, size) <= width;
	const put = (more: string) => lines.push((lines.pop() ?? '') + more);
	for (const word of words.split(' ')) {
		const gap = lines.at(-1) === '' ? '' : ' ';
		if (fits(gap + word)) put(gap + word);
		else if (pixels(word, size) <= width) lines.push(word);
		// Wider than a line: broken between its signs, from where the line is.
		else for (const sign of signsOf(gap + word)) fits(sign) ? put(sign) : lines.push(sign.trim());
		if (lines.length > most) return [...lines.slice(0, most - 1), shortened(lines[most - 1] ?? '')];
	}
	return lines;
}

/** A line with an ellipsis in the place of its end. */
function shortened(line: string): string {
	return cut(`${line} …`, Math.max(2, widthOf(line) - 1));
}
