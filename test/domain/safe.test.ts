import { describe, expect, test } from 'vitest';
import { firstUnsafe, safeJson, safeLine, safeSource, safeText } from '../../src/domain/safe.ts';

/** A replaced character. */
const R = '\ufffd';

const UNSAFE: [what: string, text: string, safe: string][] = [
	['a colour', '\u001b[31mred\u001b[0m', `${R}[31mred${R}[0m`],
	['a nested CSI, which would be whole once the inner one is cut out', '\u001b\u001b[0m[31m', `${R}${R}[0m[31m`],
	['a CSI split by a character that is dropped', '\u001b\u200b[2J', `${R}[2J`],
	['an unterminated CSI', '\u001b[38;5', `${R}[38;5`],
	['an OSC that sets the title', '\u001b]0;title\u0007', `${R}]0;title${R}`],
	['an unterminated OSC, which would swallow what follows', '\u001b]0;title', `${R}]0;title`],
	['an OSC link', '\u001b]8;;http://x\u001b\\here', `${R}]8;;http://x${R}\\here`],
	['an OSC that writes the clipboard', '\u001b]52;c;eA==\u001b\\', `${R}]52;c;eA==${R}\\`],
	['a DCS', '\u001bP1$r0m\u001b\\', `${R}P1$r0m${R}\\`],
	['an unterminated DCS', '\u001bP+q544e', `${R}P+q544e`],
	['an APC', '\u001b_Gf=100;AAAA\u001b\\', `${R}_Gf=100;AAAA${R}\\`],
	['a PM and an SOS', '\u001b^x\u001bXy', `${R}^x${R}Xy`],
	['a full reset', '\u001bc', `${R}c`],
	['a C1 CSI', '\u009b31mred', `${R}31mred`],
	['a C1 OSC and its C1 end', '\u009d0;title\u009c', `${R}0;title${R}`],
	['a C1 DCS and a C1 APC', '\u0090x\u009fy', `${R}x${R}y`],
	['a C1 next line', 'a\u0085b', `a${R}b`],
	['a bell', 'ding\u0007', `ding${R}`],
	['backspaces that write over', 'evil\b\b\b\bgood', `evil${R}${R}${R}${R}good`],
	['a carriage return that writes over', 'evil\rgood', `evil${R}good`],
	['vertical tab and form feed', 'a\u000bb\u000cc', `a${R}b${R}c`],
	['shift out, which changes the letters', '\u000eabc\u000f', `${R}abc${R}`],
	['NUL and DEL', '\0a\u007f', `${R}a${R}`],
	['line and paragraph separators', 'a\u2028b\u2029c', `a${R}b${R}c`],
	['a lone high surrogate', 'a\ud83db', `a${R}b`],
	['a lone low surrogate', 'a\ude00b', `a${R}b`],
	['surrogates that a dropped character keeps apart', '\ud83d\u200b\ude00', `${R}${R}`],
	['a right-to-left override', 'exe.\u202etxt', 'exe.txt'],
	['bidi embeddings', '\u202aa\u202bb\u202cc\u202dd', 'abcd'],
	['bidi isolates', '\u2066a\u2067b\u2068c\u2069', 'abc'],
	['bidi marks', 'a\u200eb\u200fc\u061cd', 'abcd'],
	['a zero-width space and a word joiner', 'pass\u200bword\u2060s', 'passwords'],
	['a byte-order mark', '\ufefftext', 'text'],
	['annotations', '\ufff9a\ufffab\ufffbc', 'abc'],
	['text hidden in tag characters', 'hi\u{e0001}\u{e0068}\u{e0069}\u{e007f}', 'hi'],
];

const HARMLESS: [what: string, text: string][] = [
	['nothing', ''],
	['letters, digits and signs', 'SELECT * FROM t WHERE a <> 1; -- 100 %'],
	['what looks like a sequence', '[31m ]0;title'],
	['accents', 'Öl, façade, señor'],
	['combining marks', 'e\u0301 a\u0308 n\u0303'],
	['Chinese, Japanese, Korean', '数据 データ 데이터'],
	['Arabic and Hebrew', 'بيانات נתונים'],
	['Persian with a non-joiner', 'می\u200cخواهم'],
	['Devanagari with a joiner', 'क्\u200dष'],
	['an emoji', '🍞'],
	['an emoji with a colour of skin', '👍🏽'],
	['an emoji of several joined', '👩\u200d🚀 👨\u200d👩\u200d👧'],
	['an emoji with its variation selector', '❤\ufe0f 1\ufe0f\u20e3'],
	['a flag', '🇨🇭'],
	['a letter beyond the basic plane', '𝒙 𠮷'],
	['the replacement character itself', R],
	['spaces that do not break', 'a\u00a0b\u202fc'],
];

describe('prose is made safe of', () => {
	test.each(UNSAFE)('%s', (_, text, safe) => {
		expect(safeText(text)).toBe(safe);
	});
});

describe('prose keeps', () => {
	test.each([...HARMLESS, ['tabs and newlines', '\ta\n\n\tb\n']])('%s', (_, text) => {
		expect(safeText(text)).toBe(text);
	});
});

test('of all of Unicode, prose keeps no control, surrogate, separator or bidi control but tab and newline', () => {
	const everything = Array.from({ length: 0x11_0000 }, (_, code) => `${String.fromCodePoint(code)} `).join('');
	const survivors = safeText(everything).match(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu);
	expect(survivors).toEqual(['\t', '\n']);
});

test('what is safe stays as it is', () => {
	for (const [, text] of UNSAFE) expect(safeText(safeText(text))).toBe(safeText(text));
});

describe('a line of source keeps every place when it is made safe of', () => {
	test.each(UNSAFE)('%s', (_, text) => {
		const safe = safeSource(text);
		expect(safe).toHaveLength(text.length);
		expect(safe.replaceAll(R, '')).toBe(safeText(text).replaceAll(R, ''));
	});

	test('tabs, which become one space each', () => {
		expect(safeSource('\ta:\t\tb')).toBe(' a:  b');
	});
});

describe('a line of source keeps', () => {
	test.each(HARMLESS)('%s', (_, text) => {
		expect(safeSource(text)).toBe(text);
	});
});

describe('one line', () => {
	test.each([
		['has a space for a newline', 'a\nb', 'a b'],
		['has a space for the newline of any system', 'a\r\nb\rc', 'a b c'],
		['has a space for a tab', 'a\tb', 'a b'],
		['has one space for several of them and the spaces around', 'a \n\t \n  b', 'a b'],
		['keeps spaces within', 'a  b', 'a  b'],
		['keeps spaces within, whatever else is in it', 'é  b\nc', 'é  b c'],
		['has no spaces at its ends', '  a ', 'a'],
		['has none of any kind at its ends', '\n  a \t', 'a'],
		['is made safe', '\u001b[1mloud\u202e', `${R}[1mloud`],
		['may be empty', ' \n ', ''],
	])('%s', (_, text, line) => {
		expect(safeLine(text)).toBe(line);
	});

	test.each([
		['at its beginning', '\u0301a', '\u25cc\u0301a'],
		['behind spaces', '  \u0301a', '\u25cc\u0301a'],
		['behind what is dropped', '\u200b \u0301', '\u25cc\u0301'],
		['on letters stay', 'e\u0301 \u25cc\u0301', 'e\u0301 \u25cc\u0301'],
	])('has no accents that would take the letter before it: %s', (_, text, line) => {
		expect(safeLine(text)).toBe(line);
		expect(safeLine(line)).toBe(line);
		expect(safeText(text).trim()).toBe(line);
		expect(safeText(`a\n${text}`)).toMatch(new RegExp(`\n *${line}$`));
	});

	test('is made of a very long run of spaces in a moment', () => {
		const start = performance.now();
		expect(safeLine(`é${' '.repeat(300_000)}b`)).toHaveLength(300_002);
		expect(performance.now() - start).toBeLessThan(1_000);
	});
});

describe('the first unsafe character', () => {
	const control = 'a control character';
	const invisible = 'an invisible character';

	test.each([
		['of a colour', 'red \u001b[31m\u0007', '\u001b', control],
		['of C1', 'a\u009b31m', '\u009b', control],
		['of a line with a carriage return', 'a\r', '\r', control],
		['of a text that is read backwards', 'exe.\u202etxt', '\u202e', invisible],
		['beyond the basic plane', 'hi\u{e0068}', '\u{e0068}', invisible],
		['that is half a pair', 'a\ud83d', '\ud83d', control],
		['though a worse one comes later', '\u200bb\u0007', '\u200b', invisible],
		['though an invisible one comes later', '\u0007b\u200b', '\u0007', control],
	])('%s', (_, text, character, what) => {
		expect(firstUnsafe(text)).toEqual({ character, what });
	});

	test.each([...HARMLESS, ['tabs and newlines', '\ta\n']])('is none in %s', (_, text) => {
		expect(firstUnsafe(text)).toBeUndefined();
	});

	test.each(UNSAFE)('is one in %s', (_, text) => {
		expect(firstUnsafe(text)).toBeDefined();
	});
});

describe('JSON that is looked at', () => {
	test.each(UNSAFE)('says the same and shows nothing of %s', (_, text) => {
		const json = safeJson({ text, [text]: [text] }, 2);
		expect(JSON.parse(json)).toEqual({ text, [text]: [text] });
		expect(safeText(json)).toBe(json);
	});

	test.each(HARMLESS)('keeps %s', (_, text) => {
		expect(safeJson(text)).toBe(JSON.stringify(text));
	});
});
