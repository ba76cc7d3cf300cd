/** Decodes bytes to text, or finds where they are not text. */
import { isUtf8 } from 'node:buffer';

interface Decoded {
	/** The decodable text; line breaks are `\n` or `\r\n`. */
	readonly text: string;
	readonly wrong?: { readonly at: number; readonly message: string };
}

/** Bytes that are validated at once. */
const STRETCH = 65_536;

const NEWLINE = 10;
const RETURN = 13;

const AS_UTF8 = 'save the file as UTF-8';

/** Decodes UTF-8, with or without a byte-order mark. */
export function decode(bytes: Buffer): Decoded {
	if (isUtf16(bytes)) return { text: '', wrong: { at: 0, message: `this is UTF-16 text; ${AS_UTF8}` } };
	const text = withNewlines(bytes).toString('utf8', hasMark(bytes) ? 3 : 0);
	if (!isUtf8(bytes)) {
		return { text, wrong: { at: invalidAt(bytes), message: `this is not UTF-8 text; ${AS_UTF8}` } };
	}
	const nul = text.indexOf('\0');
	if (nul >= 0) return { text, wrong: { at: nul, message: `this is a NUL byte, which no text has; ${AS_UTF8}` } };
	return { text };
}

/** Detects UTF-16 by its byte-order mark, or by a zero in every second of the first bytes. */
function isUtf16(bytes: Buffer): boolean {
	const [a, b, c, d] = bytes;
	if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) return true;
	return bytes.length >= 4 && ((a === 0 && c === 0 && !!b && !!d) || (b === 0 && d === 0 && !!a && !!c));
}

function hasMark(bytes: Buffer): boolean {
	return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}

/** Replaces lone carriage returns, which end a line in YAML but not for the library. Offsets stay the same. */
function withNewlines(bytes: Buffer): Buffer {
	let at = bytes.indexOf(RETURN);
	if (at < 0) return bytes;
	const copy = Buffer.from(bytes);
	for (; at >= 0; at = copy.indexOf(RETURN, at + 1)) if (copy[at + 1] !== NEWLINE) copy[at] = NEWLINE;
	return copy;
}

/** Returns the index of the first replacement character that is not itself in the file. */
function invalidAt(bytes: Buffer): number {
	const mark = hasMark(bytes) ? 3 : 0;
	let [start, end] = [mark, nextStretch(bytes, mark)];
	while (end < bytes.length && isUtf8(bytes.subarray(start, end))) [start, end] = [end, nextStretch(bytes, end)];
	const stretch = bytes.subarray(start, end);
	let at = bytes.toString('utf8', mark, start).length;
	let offset = 0;
	for (const character of stretch.toString('utf8')) {
		const isTheirs = character !== '\ufffd' || stretch.toString('latin1', offset, offset + 3) === '\xef\xbf\xbd';
		if (!isTheirs) break;
		offset += Buffer.byteLength(character);
		at += character.length;
	}
	return at;
}

/** Returns the end of the stretch that starts at `start`, not inside a character. */
function nextStretch(bytes: Buffer, start: number): number {
	let end = Math.min(bytes.length, start + STRETCH);
	while (end < bytes.length && end > start + STRETCH - 4 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end--;
	return end;
}
