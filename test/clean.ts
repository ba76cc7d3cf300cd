/** What a terminal may be sent: text, the program's own colours, and its own links. Everything else is somebody else's. */

/** The palette of `render/context.ts`, and what ends it. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with an escape
const COLOR = /\u001b\[(?:0|1|2|22|3[1-6]|39|9[13])m/g;

// biome-ignore lint/suspicious/noControlCharactersInRegex: links begin with an escape
const LINK = /\u001b\]8;;((?:https?:\/\/[\x21-\x7e]+)?)\u001b\\/g;

/** What moves a list that is drawn again: inquirer's. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they begin with an escape
const DRAWING = /\u001b\[(?:\d*[A-GJK]|\?25[lh]|\d+(?:;\d+)?m)/g;

/** All that is neither text nor newline nor tab, and all that hides or reorders text. */
const FOREIGN =
	// biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is the point
	/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|\p{Surrogate}|[\u{e0000}-\u{e007f}]/gu;

/** @returns what should not be there, each with what stands around it */
export function foreignIn(text: string): string[] {
	const bare = text.replace(COLOR, '').replace(LINK, '');
	const found = [...bare.matchAll(FOREIGN)].slice(0, 3);
	return [...found.map(({ index }) => JSON.stringify(bare.slice(Math.max(0, index - 30), index + 10))), ...torn(text)];
}

/** The same for what a question drew. */
export function foreignInQuestion(text: string): string[] {
	return foreignIn(text.replace(DRAWING, ''));
}

/** Links that do not end where they should: on the line that they began on. */
function torn(text: string): string[] {
	return text.split('\n').filter((line) => {
		const targets = [...line.matchAll(LINK)].map(([, target]) => target !== '');
		return targets.length % 2 === 1 || targets.some((opens, i) => opens !== (i % 2 === 0));
	});
}
