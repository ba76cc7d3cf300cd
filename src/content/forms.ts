/** What YAML allows and a roadmap has no use for, or should not hide. One walk, linear in the size of the file. */
import { firstUnsafe } from '../model/safe.ts';
import type { Fault } from './fault.ts';
import { MOST_FAULTS } from './limits.ts';
import type { FileText } from './text.ts';
import type { Dict, List, Node, Scalar } from './tree.ts';

interface Walk {
	readonly file: FileText;
	readonly path: (string | number)[];
	readonly faults: Fault[];
	/** A part that aliases repeat is looked at once. */
	readonly seen: Set<Node>;
}

export function formFaults(file: FileText, root: Node): Fault[] {
	const walk: Walk = { file, path: [], faults: [], seen: new Set() };
	visit(walk, root);
	return walk.faults;
}

function visit(walk: Walk, node: Node): void {
	if (walk.faults.length > MOST_FAULTS) return;
	if (node.kind === 'scalar') checkText(walk, node);
	else if (!walk.seen.has(node)) {
		walk.seen.add(node);
		if (node.kind === 'dict') visitDict(walk, node);
		else visitList(walk, node);
	}
}

function visitList(walk: Walk, { items }: List): void {
	for (const [i, item] of items.entries()) {
		walk.path.push(i);
		visit(walk, item);
		walk.path.pop();
	}
}

function visitDict(walk: Walk, { entries }: Dict): void {
	const lines = new Map<string, number>();
	for (const { key, keyPlace, value } of entries) {
		walk.path.push(key);
		const message = keyMessage(key, lines.get(key), walk.file);
		if (message) walk.faults.push(walk.file.error(keyPlace, [...walk.path], message));
		if (!lines.has(key)) lines.set(key, keyPlace.start);
		visit(walk, value);
		walk.path.pop();
	}
}

/** @param first where the same key stood before */
function keyMessage(key: string, first: number | undefined, file: FileText): string | undefined {
	if (key === '<<') return 'merge keys (<<) are not for roadmaps; write the fields out';
	if (key === '__proto__') return '"__proto__" cannot be a key; leave it out';
	if (first === undefined) return undefined;
	return `"${key}" stands here a second time; the first is in line ${file.lineAt(first)}, keep one`;
}

/** A text with characters that a terminal acts on is cleaned when it is read; the author should know. */
function checkText({ file, path, faults }: Walk, { value, start, end }: Scalar): void {
	if (typeof value !== 'string') return;
	const found = firstUnsafe(value);
	if (!found) return;
	const { character, what } = found;
	const raw = file.text.slice(start, end).indexOf(character);
	const place = raw < 0 ? { start, end } : { start: start + raw, end: start + raw + character.length };
	const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
	faults.push(file.warning(place, [...path], `U+${code} is ${what} and is never shown; leave it out`));
}
