/** What a YAML file says, and where: the values of JSON, each with the place that it was read from. */
import type { Path } from './fault.ts';

/** A stretch of the text, as offsets. */
export interface Place {
	readonly start: number;
	readonly end: number;
}

export interface Scalar extends Place {
	readonly kind: 'scalar';
	readonly value: string | number | boolean | null;
}

/** Lists and maps are marked by their first character, for a caret to stay on its line. */
export interface List extends Place {
	readonly kind: 'list';
	readonly items: Node[];
}

export interface Dict extends Place {
	readonly kind: 'dict';
	/** In the order of the file; a key may stand in it twice. */
	readonly entries: Entry[];
}

export interface Entry {
	readonly key: string;
	readonly keyPlace: Place;
	readonly value: Node;
}

export type Node = Scalar | List | Dict;

/** The plain value. Of a key that stands twice, the first counts; one called `__proto__` counts for nothing. */
export function plainValue(node: Node): unknown {
	if (node.kind === 'scalar') return node.value;
	if (node.kind === 'list') return node.items.map(plainValue);
	const value: Record<string, unknown> = {};
	for (const { key, value: child } of node.entries) {
		if (key !== '__proto__' && !Object.hasOwn(value, key)) value[key] = plainValue(child);
	}
	return value;
}

/** What a path leads to. */
export function nodeAt(root: Node, path: Path): Node | undefined {
	let node: Node | undefined = root;
	for (const step of path) node = node && (entryOf(node, step)?.value ?? itemOf(node, step));
	return node;
}

/** The place of the value (or, with `onKey`, of the key) that a path leads to; of the nearest parent that exists. */
export function locate(root: Node, path: Path, onKey = false): Place {
	if (onKey) {
		const parent = nodeAt(root, path.slice(0, -1));
		const entry = parent && entryOf(parent, path.at(-1));
		if (entry) return entry.keyPlace;
	}
	let node = root;
	for (const step of path) {
		const next = entryOf(node, step)?.value ?? itemOf(node, step);
		if (!next) break;
		node = next;
	}
	return node;
}

function entryOf(node: Node, step: string | number | undefined): Entry | undefined {
	return node.kind === 'dict' ? node.entries.find(({ key }) => key === step) : undefined;
}

function itemOf(node: Node, step: string | number): Node | undefined {
	return node.kind === 'list' && typeof step === 'number' ? node.items[step] : undefined;
}

/** The path of the first value that begins at an offset or behind it. */
export function pathAfter(root: Node, offset: number): Path {
	const path: (string | number)[] = [];
	const find = (node: Node): boolean => {
		if (node.start >= offset) return true;
		const children: (readonly [string | number, Node])[] =
			node.kind === 'dict'
				? node.entries.map(({ key, value }) => [key, value])
				: node.kind === 'list'
					? node.items.map((item, i) => [i, item])
					: [];
		return children.some(([step, child]) => {
			path.push(step);
			return find(child) || path.pop() === undefined;
		});
	};
	return find(root) ? path : [];
}
