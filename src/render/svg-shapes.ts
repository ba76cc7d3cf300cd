/** What an SVG is made of: elements whose text is escaped, and an estimate of how wide a text will be. */
import { cut, widthOf } from './text.ts';

/** A piece of SVG, ready to be written. */
export type Svg = string;

type Attributes = Readonly<Record<string, string | number | undefined>>;

/** An element; what is in it is SVG already. */
export function element(name: string, attributes: Attributes, ...inside: readonly Svg[]): Svg {
	const said = Object.entries(attributes)
		.filter(([, value]) => value !== undefined)
		.map(([key, value]) => ` ${key}="${escapeXml(typeof value === 'number' ? rounded(value) : String(value))}"`)
		.join('');
	return inside.length === 0 ? `<${name}${said}/>` : `<${name}${said}>${inside.join('')}</${name}>`;
}

/** A line of text as an element. */
export function text(x: number, y: number, words: string, look: string, anchor?: 'middle' | 'end'): Svg {
	return element('text', { x, y, class: look, 'text-anchor': anchor }, escapeXml(words));
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
