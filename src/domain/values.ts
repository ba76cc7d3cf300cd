/** Helpers for values: records, lists, JSON, ids, and objects without undefined fields. */
import { SLUG } from './types.ts';

/** Whether a value is an object, but not null or a list. */
export function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a value is one of a list's. */
export function isOneOf<T>(list: readonly T[], value: unknown): value is T {
	return list.some((item) => item === value);
}

/** Collects the values of each key, in order. */
export function grouped<K, V>(entries: Iterable<readonly [key: K, value: V]>): Map<K, V[]> {
	const groups = new Map<K, V[]>();
	for (const [key, value] of entries) {
		const group = groups.get(key);
		if (group) group.push(value);
		else groups.set(key, [value]);
	}
	return groups;
}

/** Parses JSON, allowing a byte order mark; undefined if it is invalid. */
export function parseJson(text: string): unknown {
	try {
		return JSON.parse(text.replace(/^\ufeff/, ''));
	} catch {
		return undefined;
	}
}

/** Returns the position where a text stops being JSON, in characters; its length if it only ends too early. */
export function jsonFaultAt(text: string): number {
	try {
		JSON.parse(text);
	} catch (error) {
		return Number(/at position (\d+)/.exec(String(error))?.[1] ?? text.length);
	}
	return text.length;
}

export function isSlug(value: unknown): value is string {
	return typeof value === 'string' && SLUG.test(value);
}

/**
 * Derives an id from a text: its letters without accents, and hyphens for everything else.
 * @returns undefined if nothing in it can be part of an id
 */
export function slugOf(text: string): string | undefined {
	const plain = text.slice(0, 64).normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
	const slug = plain
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-/, '')
		.slice(0, 64)
		.replace(/-$/, '');
	return SLUG.test(slug) ? slug : undefined;
}

/** Copies an object without its undefined fields, so that optional fields are absent. */
export function defined<T extends object>(value: T): Defined<T> {
	const copy: Partial<Defined<T>> = { ...value };
	for (const [name, field] of Object.entries(value)) if (field === undefined) Reflect.deleteProperty(copy, name);
	// The only cast: `Defined` expresses in types what the lines above do.
	return copy as Defined<T>;
}

type Defined<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
	[K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};
