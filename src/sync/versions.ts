/**
 * Lines of a note that two machines changed, kept both, as they stand in the file. Pure.
 *
 *     <<<<<<< on laptop-1a2b3c
 *     what was written there
 *     ======= on another machine
 *     what was written elsewhere
 *     >>>>>>> keep what you want of these versions, and delete the marks
 *
 * The marks are text like any other: they travel, and they go when the learner deletes them. Where such a block itself
 * is changed on two machines, its versions become one longer block: no block stays inside another.
 */

const BEGIN = '<<<<<<< ';
const OR = '======= ';
const END = '>>>>>>> keep what you want of these versions, and delete the marks';
/** A block of more versions than this stays as it came about. */
const MOST = 32;

interface Version {
	readonly label: string;
	/** Without their newlines. */
	readonly lines: readonly string[];
}

interface Block {
	readonly versions: readonly Version[];
	/** The line behind it. */
	readonly end: number;
}

/** Whether a note holds a block. */
export function isConflicted(text: string): boolean {
	const lines = text.split('\n');
	return lines.some((_, i) => blockAt(lines, i) !== undefined);
}

/**
 * Reads what `git merge-file` printed and writes its conflicts as blocks.
 * @param size of git's own marks, chosen so that no line of the note looks like one
 */
export function withBlocks(merged: string, size: number, labels: { ours: string; theirs: string }): string {
	const [begin = '', or = '', end = ''] = ['<', '=', '>'].map((mark) => mark.repeat(size));
	const lines = merged.split('\n').map((line) => {
		if (line.startsWith(begin)) return BEGIN + labels.ours;
		if (line.startsWith(or)) return OR + labels.theirs;
		return line.startsWith(end) ? END : line;
	});
	return flat(lines).join('\n');
}

/** Two whole texts as one block, for what git cannot compare line by line. */
export function bothOf(ours: string, theirs: string, labels: { ours: string; theirs: string }): string {
	const lines = (text: string) => text.replace(/\n$/, '').split('\n');
	return flat([BEGIN + labels.ours, ...lines(ours), OR + labels.theirs, ...lines(theirs), END, '']).join('\n');
}

/** The same lines with no block inside another, and each version of a block once. */
function flat(lines: readonly string[]): string[] {
	const out: string[] = [];
	for (let i = 0; i < lines.length; ) {
		const block = blockAt(lines, i);
		out.push(...(block ? written(block.versions) : [lines[i] ?? '']));
		i = block?.end ?? i + 1;
	}
	return out;
}

function written(versions: readonly Version[]): string[] {
	const [only, ...others] = versions;
	if (only && others.length === 0) return [...only.lines];
	return [...versions.flatMap(({ label, lines }, i) => [(i === 0 ? BEGIN : OR) + label, ...lines]), END];
}

/** The block that begins at a line, with those inside it spread out. @returns undefined where none begins or it is torn */
function blockAt(lines: readonly string[], from: number): Block | undefined {
	const first = lines[from]?.trimEnd() ?? '';
	if (!first.startsWith(BEGIN)) return undefined;
	const done: Version[] = [];
	let open: Version[] = [{ label: first.slice(BEGIN.length), lines: [] }];
	for (let i = from + 1; i < lines.length && open.length + done.length <= MOST; i++) {
		const line = lines[i] ?? '';
		if (line.trimEnd() === END)
			return done.length === 0 ? undefined : { versions: once([...done, ...open]), end: i + 1 };
		const inner = blockAt(lines, i);
		if (inner) {
			open = open.flatMap((outer) => inner.versions.map((version) => joined(outer, version)));
			i = inner.end - 1;
		} else if (line.startsWith(OR)) {
			done.push(...open);
			open = [{ label: line.trimEnd().slice(OR.length), lines: [] }];
		} else open = open.map(({ label, lines: before }) => ({ label, lines: [...before, line] }));
	}
	return undefined;
}

function joined(outer: Version, inner: Version): Version {
	return { label: inner.label, lines: [...outer.lines, ...inner.lines] };
}

function once(versions: readonly Version[]): Version[] {
	const texts = versions.map(({ lines }) => lines.join('\n'));
	return versions.filter((_, i) => texts.indexOf(texts[i] ?? '') === i);
}
