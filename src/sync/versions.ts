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
/** A block of more versions, or deeper inside others, stays as it came about. */
const MOST = { versions: 32, deep: 8 };

interface Version {
	readonly label: string;
	/** Without their newlines. */
	readonly lines: string[];
}

/** A block that is being read. */
interface Open {
	readonly from: number;
	readonly done: Version[];
	/** The version that is being read; several where it held a block itself. */
	current: Version[];
}

/** Whether a note holds a block. */
export function isConflicted(text: string): boolean {
	return read(text.split('\n')).blocks > 0;
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
	return read(lines).flat.join('\n');
}

/** Two whole texts as one block, for what git cannot compare line by line. */
export function bothOf(ours: string, theirs: string, labels: { ours: string; theirs: string }): string {
	const lines = (text: string) => text.replace(/\n$/, '').split('\n');
	return [BEGIN + labels.ours, ...lines(ours), OR + labels.theirs, ...lines(theirs), END, ''].join('\n');
}

/** The same lines with no block inside another and each version of a block once; and how many blocks there are. */
function read(lines: readonly string[]): { flat: string[]; blocks: number } {
	const flat: string[] = [];
	const opened: Open[] = [];
	const begins = beginsIn(lines);
	let blocks = 0;
	const put = (text: readonly string[]) => {
		for (const { lines: into } of opened.at(-1)?.current ?? [{ lines: flat }]) for (const line of text) into.push(line);
	};
	lines.forEach((line, i) => {
		const block = opened.at(-1);
		const said = line.trimEnd();
		if (begins.has(i)) opened.push({ from: i, done: [], current: [{ label: said.slice(BEGIN.length), lines: [] }] });
		else if (!block) put([line]);
		else if (said.startsWith(OR)) {
			for (const version of block.current) block.done.push(version);
			block.current = [{ label: said.slice(OR.length), lines: [] }];
		} else if (said !== END) put([line]);
		else {
			opened.pop();
			const outer = opened.at(-1);
			const versions = once([...block.done, ...block.current]);
			if (block.done.length === 0 || versions.length * (outer?.current.length ?? 1) > MOST.versions)
				put(lines.slice(block.from, i + 1));
			else if (outer) outer.current = outer.current.flatMap((before) => versions.map((after) => joined(before, after)));
			else put(written(versions));
			if (block.done.length > 0) blocks++;
		}
	});
	return { flat, blocks };
}

/** The lines at which a block begins that has an end. */
function beginsIn(lines: readonly string[]): Set<number> {
	const [begins, open]: [Set<number>, number[]] = [new Set(), []];
	lines.forEach((line, i) => {
		if (line.startsWith(BEGIN) && open.length < MOST.deep) open.push(i);
		else if (line.trimEnd() === END) {
			const begin = open.pop();
			if (begin !== undefined) begins.add(begin);
		}
	});
	return begins;
}

function written(versions: readonly Version[]): string[] {
	const [only, ...others] = versions;
	if (only && others.length === 0) return [...only.lines];
	return [...versions.flatMap(({ label, lines }, i) => [(i === 0 ? BEGIN : OR) + label, ...lines]), END];
}

function joined(before: Version, after: Version): Version {
	return { label: after.label, lines: [...before.lines, ...after.lines] };
}

function once(versions: readonly Version[]): Version[] {
	const texts = versions.map(({ lines }) => lines.join('\n'));
	return versions.filter((_, i) => texts.indexOf(texts[i] ?? '') === i);
}
