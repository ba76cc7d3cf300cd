/**
 * Who may ask for what. The server listens on this machine alone, but every page that is open in a browser here can
 * reach it too: by guessing its port, or under a name of its own that it lets point to 127.0.0.1 (DNS rebinding). So
 * the address has a ticket in it, and what the browser says about where a request comes from has to be right.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

export type Route = 'page' | 'events' | 'mark';

export interface PageRequest {
	readonly method: string | undefined;
	readonly url: string | undefined;
	readonly headers: Pick<IncomingHttpHeaders, 'host' | 'origin' | 'content-type' | 'sec-fetch-site' | 'sec-fetch-mode'>;
	/** How many Host headers there were. */
	readonly hosts: number;
}

/** Which route is taken, or the status that turns it away. */
type Admission = { readonly route: Route } | { readonly status: number };

const METHODS: Readonly<Record<Route, string>> = { page: 'GET', events: 'GET', mark: 'POST' };
/** No other spelling of an address is one: nothing is decoded, shortened or put together. */
const ADDRESS = /^\/([\w-]{1,64})\/(events|mark)?$/;

/** 192 bits of the system's entropy, for one run. */
export function newToken(): string {
	return randomBytes(24).toString('base64url');
}

export function authorize({ method, url, headers, hosts }: PageRequest, port: number, ticket: string): Admission {
	const ours = [`127.0.0.1:${port}`, `localhost:${port}`];
	const host = headers.host ?? '';
	if (hosts !== 1 || !ours.includes(host)) return { status: 403 };
	const [, said = '', place = 'page'] = ADDRESS.exec(url ?? '') ?? [];
	if (!isSame(said, ticket)) return { status: 404 };
	// The pattern of the address has no other places.
	const route = place as Route;
	if (method !== METHODS[route]) return { status: 405 };
	if (!isFromHere(headers, `http://${host}`, route)) return { status: 403 };
	if (route === 'mark' && !/^application\/json\s*(;|$)/i.test(headers['content-type'] ?? '')) return { status: 415 };
	return { route };
}

/** A browser says where a request comes from; a mark has to say it, the rest must not say anything else. */
function isFromHere(headers: PageRequest['headers'], origin: string, route: Route): boolean {
	const { origin: said, 'sec-fetch-site': site, 'sec-fetch-mode': mode } = headers;
	if (said === undefined ? route === 'mark' : said !== origin) return false;
	const isNavigation = route === 'page' && mode === 'navigate';
	return site === undefined || site === 'same-origin' || site === 'none' || isNavigation;
}

/** In a time that tells nothing of where they differ. */
function isSame(a: string, b: string): boolean {
	const digest = (text: string) => createHash('sha256').update(text).digest();
	return timingSafeEqual(digest(a), digest(b));
}
