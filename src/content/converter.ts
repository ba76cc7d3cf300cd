/** The library's nodes → ours: aliases are followed, within bounds; what is no plain key is told. */
import { TooMuch } from './cursor.ts';
import type { Fault } from './fault.ts';
import { MOST_REPEATED } from './limits.ts';
import { scalar } from './scalar.ts';
import type { FileText } from './text.ts';
import type { Entry, Node, Place, Scalar } from './tree.ts';
import { type Part, partOf } from './yaml.ts';

/** What an anchor (&name) stands before, and how many values that is with those that its aliases repeat. */
interface Anchored {
	readonly node: Node;
	readonly weight: number;
}

export class Converter {
	readonly #file: FileText;
	readonly #faults: Fault[] = [];
	readonly #path: (string | number)[] = [];
	readonly #anchors = new Map<string, Anchored>();
	/** Values so far, those that aliases repeat among them. */
	#count = 0;
	#repeated = 0;

	constructor(file: FileText) {
		this.#file = file;
	}

	/** @throws TooMuch for aliases that stand for too much */
	convert(contents: unknown): { root: Node | undefined; faults: readonly Fault[] } {
		const root = this.#node(contents, 0);
		if (root.kind !== 'scalar' || root.value !== null) return { root, faults: this.#faults };
		const fault = this.#file.error({ start: 0, end: 0 }, [], 'the file is empty; begin with: format: 1');
		return { root: undefined, faults: [fault] };
	}

	/** @param empty where a value would stand that is not there */
	#node(source: unknown, empty: number): Node {
		const before = this.#count++;
		const part = partOf(source);
		if (!part) return scalar(null, empty, empty);
		if (part.kind === 'alias') return this.#follow(part.name, part);
		const node = this.#own(part);
		if (part.anchor) this.#anchors.set(part.anchor, { node, weight: this.#count - before });
		return node;
	}

	#own(part: Exclude<Part, { kind: 'alias' }>): Node {
		const { start, end } = part;
		if (part.kind === 'scalar') return scalar(plainWord(part.value, part.source), start, end);
		if (part.kind === 'list') {
			const items = part.items.map((item, i) => this.#inside(i, () => this.#node(item, start)));
			return { kind: 'list', start, end: start + 1, items };
		}
		const entries = part.pairs.map(({ key, value }) => this.#entry(partOf(key), value, part));
		return { kind: 'dict', start, end: start + 1, entries };
	}

	#entry(part: Part | undefined, value: unknown, map: Part & { kind: 'map' }): Entry {
		const isPlain = part?.kind === 'scalar' && typeof part.value === 'string';
		const keyPlace: Place = { start: part?.start ?? map.start, end: part?.end ?? map.start + 1 };
		const key = isPlain ? String(part.value) : this.#file.text.slice(keyPlace.start, keyPlace.end);
		if (part?.kind === 'scalar' && part.anchor) {
			this.#anchors.set(part.anchor, { node: scalar(key, keyPlace.start, keyPlace.end), weight: 1 });
		}
		return this.#inside(key, () => {
			if (!isPlain) this.#tell(keyPlace, 'a key must be a plain text; put it in quotes');
			else if (!value) this.#tell(keyPlace, map.inBrackets ? commaMessage(key) : colonMessage(key));
			const missing = scalar(null, keyPlace.start, keyPlace.end);
			return { key, keyPlace, value: value ? behindColon(this.#node(value, keyPlace.end), keyPlace.end + 1) : missing };
		});
	}

	#follow(name: string, place: Place): Node {
		const anchored = this.#anchors.get(name);
		if (!anchored) {
			this.#tell(place, `*${name} repeats what stands behind &${name}, and there is no &${name} before it`);
			return scalar(null, place.start, place.end);
		}
		this.#count += anchored.weight;
		this.#repeated += anchored.weight;
		if (this.#repeated <= MOST_REPEATED) return anchored.node;
		throw new TooMuch(place.start, `aliases (*${name}) repeat too much; write the values out`);
	}

	#inside<T>(step: string | number, read: () => T): T {
		this.#path.push(step);
		const result = read();
		this.#path.pop();
		return result;
	}

	#tell(place: Place, message: string): void {
		this.#faults.push(this.#file.error(place, [...this.#path], message));
	}
}

/** A value that is not there is missed right behind the colon, however many blanks follow it. */
function behindColon(node: Node, at: number): Node {
	return node.kind === 'scalar' && node.value === null && node.start === node.end ? scalar(null, at, at) : node;
}

function commaMessage(key: string): string {
	return `"${key.slice(0, 60)}" has no value; inside { } a comma ends a text, so put the whole text in quotes`;
}

function colonMessage(key: string): string {
	return `a colon is missing after "${key.slice(0, 60)}"; write key: value`;
}

/** What else the library may make of a word is a text to us. */
function plainWord(value: unknown, source: string): Scalar['value'] {
	if (value === null || typeof value === 'number' || typeof value === 'boolean') return value;
	return typeof value === 'string' ? value : source;
}
