/** The nearest id to a text: its letters without their accents, and hyphens for all else. */
import { SLUG } from './types.ts';

/** @returns undefined where no letter or digit of an id is in it */
export function slugOf(text: string): string | undefined {
	const plain = text.slice(0, 64).normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
	const slug = plain
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-/, '')
		.slice(0, 64)
		.replace(/-$/, '');
	return SLUG.test(slug) ? slug : undefined;
}
