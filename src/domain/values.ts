/** What values from outside are: records, ids, and the ids that texts could be. */
import { SLUG } from './types.ts';

/** Whether a value is an object with fields, and neither null nor a list. */
export function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What a text says as JSON, with or without a byte order mark; undefined where it is none. */
export function parseJson(text: string): unknown {
	try {
		return JSON.parse(text.replace(/^\ufeff/, ''));
	} catch {
		return undefined;
	}
}

/** Where the text stops being JSON, in characters; its length where it only ends too early. */
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
 * The nearest id to a text: its letters without their accents, and hyphens for all else.
 * @returns undefined where no letter or digit of an id is in it
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
