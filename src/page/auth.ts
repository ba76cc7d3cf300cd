/**
 * Authorizes requests. The server listens on this machine only, but every page open in a browser here can reach it: by
 * guessing its port, or through a domain that points to 127.0.0.1 (DNS rebinding). So the address contains a token, and
 * the headers that tell where a request comes from are checked.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

export type Route = 'page' | 'events' | 'mark' | 'answer';

export interface PageRequest {
	readonly method: string | undefined;
	readonly url: string | undefined;
	readonly headers: Pick<IncomingHttpHeaders, 'host' | 'origin' | 'content-type' | 'sec-fetch-site' | 'sec-fetch-mode'>;
	/** The number of Host headers. */
	readonly hosts: number;
}

/** The route to take, or the status to reject with. */
type Admission = { readonly route: Route } | { readonly status: number };

const METHODS: Readonly<Record<Route, string>> = { page: 'GET', events: 'GET', mark: 'POST', answer: 'POST' };
/** Matched literally, without decoding or normalising. */
const ADDRESS = /^\/([\w-]{1,64})\/(events|mark|answer)?$/;

/** 192 bits of system entropy, valid for one run. */
export function newToken(): string {
	return randomBytes(24).toString('base64url');
}

export function authorize({ method, url, headers, hosts }: PageRequest, port: number, token: string): Admission {
	const ours = [`127.0.0.1:${port}`, `localhost:${port}`];
	const host = headers.host ?? '';
	if (hosts !== 1 || !ours.includes(host)) return { status: 403 };
	const [, sent = '', place = 'page'] = ADDRESS.exec(url ?? '') ?? [];
	if (!isSame(sent, token)) return { status: 404 };
	// Safe: the pattern allows no other value.
	const route = place as Route;
	if (method !== METHODS[route]) return { status: 405 };
	if (!isFromHere(headers, `http://${host}`, route)) return { status: 403 };
	if (isChange(route) && !/^application\/json\s*(;|$)/i.test(headers['content-type'] ?? '')) return { status: 415 };
	return { route };
}

/**
 * Checks the headers in which a browser states the origin: a change must state it, and no request may state another one.
 */
function isFromHere(headers: PageRequest['headers'], origin: string, route: Route): boolean {
	const { origin: stated, 'sec-fetch-site': site, 'sec-fetch-mode': mode } = headers;
	if (stated === undefined ? isChange(route) : stated !== origin) return false;
	const isNavigation = route === 'page' && mode === 'navigate';
	return site === undefined || site === 'same-origin' || site === 'none' || isNavigation;
}

function isChange(route: Route): boolean {
	return METHODS[route] === 'POST';
}

/** Compares in constant time. */
function isSame(a: string, b: string): boolean {
	const digest = (text: string) => createHash('sha256').update(text).digest();
	return timingSafeEqual(digest(a), digest(b));
}
