/** Finds the places of the parts of a YAML file. */
import type { FieldPath } from './fault.ts';
import type { Span } from './text.ts';
import { isAlias, isMap, isNode, isScalar, isSeq, type Node, type Pair } from './yaml.ts';

/** Maps paths to places. */
export class Places {
	readonly #text: string;
	readonly #root: unknown;
	readonly #aliases: ReadonlyMap<unknown, unknown>;

	constructor(text: string, root: unknown, aliases: ReadonlyMap<unknown, unknown>) {
		this.#text = text;
		this.#root = root;
		this.#aliases = aliases;
	}

	/** Returns the place of a path's value (or, with `onKey`, its key), or of the nearest existing parent. */
	of(path: FieldPath, onKey = false): Span {
		let [node, place] = [this.#root, placeOf(this.#root)];
		for (const [i, step] of path.entries()) {
			const next = this.#child(node, step);
			if (!next) return place;
			if (onKey && i === path.length - 1) return next.key ?? next.place;
			({ node, place } = next);
		}
		return place;
	}

	written(path: FieldPath): string | undefined {
		let found: { node: unknown; place: Span } | undefined = { node: this.#root, place: placeOf(this.#root) };
		for (const step of path) found = found && this.#child(found.node, step);
		return found && this.#text.slice(found.place.start, found.place.end);
	}

	#child(parent: unknown, step: string | number): { node: unknown; place: Span; key?: Span } | undefined {
		if (isSeq(parent)) {
			const item = this.#target(typeof step === 'number' ? parent.items[step] : undefined);
			return item === undefined ? undefined : { node: item, place: placeOf(item) };
		}
		if (!isMap(parent)) return undefined;
		const pair = parent.items.find((each) => keyOf(each, this.#text, parent).key === step);
		if (!pair) return undefined;
		const key = keyOf(pair, this.#text, parent).place;
		const node = this.#target(pair.value);
		return { node, key, place: isAlias(pair.value) ? placeOf(node) : placeOfValue(this.#text, pair, parent) };
	}

	/** A fault in an alias is shown at the text it repeats. */
	#target(node: unknown): unknown {
		return this.#aliases.get(node) ?? node;
	}
}

interface Key {
	readonly key: string;
	readonly place: Span;
	readonly isPlain: boolean;
}

export function keyOf({ key }: Pair<unknown, unknown>, text: string, map: unknown): Key {
	const isPlain = isScalar(key) && typeof key.value === 'string';
	const place = isNode(key) && key.range ? rangeOf(key) : placeOf(map);
	return { key: isPlain ? String(key.value) : text.slice(place.start, place.end), place, isPlain };
}

/** A missing value is located right after the colon, whatever blanks follow. */
export function placeOfValue(text: string, pair: Pair<unknown, unknown>, map: unknown): Span {
	const { place: key } = keyOf(pair, text, map);
	const { value } = pair;
	if (!value) return key;
	if (!isMissing(value)) return placeOf(value);
	const hash = isComment(text, pair) ? text.indexOf('#', key.end) : 0;
	return hash > 0 ? charAt(hash) : { start: key.end + 1, end: key.end + 1 };
}

function isMissing(value: unknown): boolean {
	return isScalar(value) && value.value === null && value.range?.[0] === value.range?.[1];
}

/** Whether the intended value starts with a hash, as in `title: #1 in sales`. */
export function isComment(text: string, { key, value }: Pair<unknown, unknown>): boolean {
	return (
		isMissing(value) && isNode(key) && /^["']?:[ \t]+#\S/.test(text.slice(key.range?.[1], (key.range?.[1] ?? 0) + 80))
	);
}

function rangeOf(node: Node): Span {
	const [start = 0, end = start] = node.range ?? [];
	return { start, end };
}

/** Lists and maps are marked by their first character, so that the caret stays on one line. */
export function placeOf(node: unknown): Span {
	if (!isNode(node)) return { start: 0, end: 0 };
	const { start, end } = rangeOf(node);
	return isMap(node) || isSeq(node) ? charAt(start) : { start, end };
}

export function charAt(start: number): Span {
	return { start, end: start + 1 };
}
