/** Reads one YAML file of a roadmap into a value, its syntax faults, and the place of every part. */
import { firstUnsafe } from '../domain/safe.ts';
import { decode } from './decode.ts';
import type { Fault, FieldPath } from './fault.ts';
import { type Budget, MAX_EXPANDED, MAX_FAULTS } from './limits.ts';
import type { SourceFile } from './source.ts';
import { HASH, syntaxFaults } from './syntax.ts';
import { FileText, type Span } from './text.ts';
import { compose, isAlias, isMap, isNode, isScalar, isSeq, LimitExceeded, linesOf, type YAMLMap } from './yaml.ts';
import { charAt, isComment, keyOf, Places, placeOf, placeOfValue } from './yaml-places.ts';

export interface YamlFile {
	readonly file: string;
	/** Undefined if the file cannot be parsed. */
	readonly value: unknown;
	readonly faults: readonly Fault[];
	/**
	 * Creates a fault at a path's value (or, with `onKey`, its key); at the nearest existing parent if it does not exist.
	 */
	readonly faultAt: (path: FieldPath, message: string, onKey?: boolean) => Fault;
	readonly warningAt: (path: FieldPath, message: string) => Fault;
	/** Returns the line of a path. */
	readonly lineOf: (path: FieldPath) => number;
	/** Returns a value as the author wrote it; undefined if there is none. */
	readonly written: (path: FieldPath) => string | undefined;
}

/**
 * Reads one file. Never throws, whatever it contains.
 * @param budget the tokens that the roadmap's files may still have
 */
export function readYaml({ name, bytes }: SourceFile, budget: Budget): YamlFile {
	const { text, wrong } = decode(bytes);
	const file = new FileText(name, text, linesOf(text));
	if (wrong) return withoutValue(file, [file.error(charAt(wrong.at), [], wrong.message)]);
	try {
		return read(file, budget);
	} catch (error) {
		if (error instanceof LimitExceeded) return withoutValue(file, [file.error(charAt(error.at), [], error.message)]);
		// The library throws on input it did not foresee, including stack overflows: that is a fault in the file too.
		return withoutValue(file, [file.error(charAt(0), [], 'this cannot be read as YAML; write it in a simpler form')]);
	}
}

function read(file: FileText, budget: Budget): YamlFile {
	const { root, errors, directives, tags, second } = compose(file.text, budget);
	const faults = directives.map((place) => file.error(place, [], DIRECTIVE));
	const wrong = syntaxFaults(file, errors);
	for (const fault of wrong) faults.push(fault);
	if (second !== undefined) faults.push(secondFault(file, second));
	if (wrong.length > 0 || second !== undefined) return withoutValue(file, faults);
	const values = new Values(file, tags);
	const value = values.read(root);
	if (value === null) return withoutValue(file, [...faults, file.error({ start: 0, end: 0 }, [], EMPTY)]);
	return withValue(file, new Places(file.text, root, values.aliases), value, [...faults, ...values.faults]);
}

const EMPTY = 'the file is empty; begin with: format: 1';
const DIRECTIVE = 'lines that begin with % are not for roadmaps; leave this one out';
const TAG = 'tags (words that begin with !) are not for roadmaps; leave it out, or put the text in quotes';

function secondFault(file: FileText, at: number): Fault {
	const start = at + (file.text.slice(at).match(/^---/m)?.index ?? 0);
	return file.error({ start, end: start + 3 }, [], 'a second document begins here; a file holds one roadmap');
}

function withValue(file: FileText, places: Places, value: unknown, faults: readonly Fault[]): YamlFile {
	return {
		file: file.file,
		value,
		faults,
		faultAt: (path, message, onKey) => file.error(places.of(path, onKey), path, message),
		warningAt: (path, message) => file.warning(places.of(path), path, message),
		lineOf: (path) => file.lineAt(places.of(path).start),
		written: (path) => places.written(path),
	};
}

function withoutValue(file: FileText, faults: readonly Fault[]): YamlFile {
	return {
		file: file.file,
		value: undefined,
		faults,
		faultAt: (path, message) => file.error(charAt(0), path, message),
		warningAt: (path, message) => file.warning(charAt(0), path, message),
		lineOf: () => 1,
		written: () => undefined,
	};
}

/** What an anchor (&name) names, and how many values it contains, including those its aliases repeat. */
interface Anchored {
	readonly node: unknown;
	readonly value: unknown;
	readonly weight: number;
}

/** Converts the library's nodes to plain values. Aliases are followed within limits; unsupported forms are reported. */
class Values {
	readonly faults: Fault[] = [];
	/** Alias → the node that it repeats. */
	readonly aliases = new Map<unknown, unknown>();
	readonly #file: FileText;
	readonly #tags: Span[];
	readonly #path: (string | number)[] = [];
	readonly #anchors = new Map<string, Anchored>();
	#count = 0;
	#repeated = 0;

	constructor(file: FileText, tags: readonly Span[]) {
		this.#file = file;
		this.#tags = tags.toReversed();
	}

	/** @throws LimitExceeded if aliases repeat too much */
	read(root: unknown): unknown {
		const value = this.#value(root);
		this.#reportTags(Number.POSITIVE_INFINITY);
		return value;
	}

	#value(node: unknown): unknown {
		const before = this.#count++;
		const place = placeOf(node);
		this.#reportTags(place.start);
		if (isAlias(node)) return this.#follow(node, node.source, place);
		const value = this.#own(node, place);
		if (isNode(node) && node.anchor) this.#anchors.set(node.anchor, { node, value, weight: this.#count - before });
		return value;
	}

	#own(node: unknown, place: Span): unknown {
		if (isSeq(node)) return node.items.map((item, i) => this.#inside(i, () => this.#value(item)));
		if (isMap(node)) return this.#fields(node);
		if (!isScalar(node)) return null;
		if (typeof node.value === 'string') this.#warnUnsafe(node.value, place);
		return node.value ?? null;
	}

	/** Of duplicate keys the first counts; `__proto__` is dropped. */
	#fields(map: YAMLMap<unknown, unknown>): Record<string, unknown> {
		const fields: Record<string, unknown> = {};
		const lines = new Map<string, number>();
		for (const pair of map.items) {
			const { key, place, isPlain } = keyOf(pair, this.#file.text, map);
			this.#inside(key, () => {
				const message = isPlain ? keyMessage(key, lines.get(key)) : 'a key must be a plain text; put it in quotes';
				if (message) this.#report(place, message);
				if (!lines.has(key)) lines.set(key, this.#file.lineAt(place.start));
				if (isScalar(pair.key) && pair.key.anchor) {
					this.#anchors.set(pair.key.anchor, { node: pair.key, value: key, weight: 1 });
				}
				if (isPlain && !pair.value) this.#report(place, map.flow ? commaMessage(key) : colonMessage(key));
				const value = pair.value ? this.#value(pair.value) : null;
				if (isComment(this.#file.text, pair)) this.#report(placeOfValue(this.#file.text, pair, map), HASH);
				if (key !== '__proto__' && !Object.hasOwn(fields, key)) fields[key] = value;
			});
		}
		return fields;
	}

	#follow(alias: unknown, name: string, place: Span): unknown {
		const anchored = this.#anchors.get(name);
		if (!anchored) {
			this.#report(place, `*${name} repeats what stands behind &${name}, and there is no &${name} before it`);
			return null;
		}
		this.aliases.set(alias, anchored.node);
		this.#count += anchored.weight;
		this.#repeated += anchored.weight;
		if (this.#repeated <= MAX_EXPANDED) return anchored.value;
		throw new LimitExceeded(place.start, `aliases (*${name}) repeat too much; write the values out`);
	}

	/** Warns about characters that a terminal acts on, which are removed when the text is read. */
	#warnUnsafe(value: string, { start, end }: Span): void {
		const found = firstUnsafe(value);
		if (!found || this.faults.length > MAX_FAULTS) return;
		const { character, what } = found;
		const raw = this.#file.text.slice(start, end).indexOf(character);
		const place = raw < 0 ? { start, end } : { start: start + raw, end: start + raw + character.length };
		const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
		const message = `U+${code} is ${what} and is never shown; leave it out`;
		this.faults.push(this.#file.warning(place, [...this.#path], message));
	}

	/** Reports a tag at the next value, because the library stores no place for it. */
	#reportTags(start: number): void {
		for (let tag = this.#tags.at(-1); tag && tag.end <= start; tag = this.#tags.at(-1)) {
			this.#report(tag, TAG);
			this.#tags.pop();
		}
	}

	#inside<T>(step: string | number, read: () => T): T {
		this.#path.push(step);
		const result = read();
		this.#path.pop();
		return result;
	}

	#report(place: Span, message: string): void {
		if (this.faults.length <= MAX_FAULTS) this.faults.push(this.#file.error(place, [...this.#path], message));
	}
}

function keyMessage(key: string, first: number | undefined): string | undefined {
	if (key === '<<') return 'merge keys (<<) are not for roadmaps; write the fields out';
	if (key === '__proto__') return '"__proto__" cannot be a key; leave it out';
	if (first === undefined) return undefined;
	return `"${key}" stands here a second time; the first is in line ${first}, keep one`;
}

function commaMessage(key: string): string {
	return `"${key.slice(0, 60)}" has no value; inside { } a comma ends a text, so put the whole text in quotes`;
}

function colonMessage(key: string): string {
	return `a colon is missing after "${key.slice(0, 60)}"; write key: value`;
}
