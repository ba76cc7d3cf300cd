/** Who may ask a served page for what. */
import { describe, expect, test } from 'vitest';
import { type Asked, authorize, newToken } from '../../src/page/auth.ts';

const PORT = 4711;
const TICKET = 'ticket-of-this-test_0123456789ab';
const HOST = `127.0.0.1:${PORT}`;
const ORIGIN = `http://${HOST}`;

function ask(asked: { [Part in keyof Asked]?: Asked[Part] } = {}) {
	return authorize({ method: 'GET', url: `/${TICKET}/`, headers: { host: HOST }, hosts: 1, ...asked }, PORT, TICKET);
}

function post(headers: Asked['headers'] = {}, url = `/${TICKET}/mark`) {
	const whole = { host: HOST, origin: ORIGIN, 'content-type': 'application/json', ...headers };
	return ask({ method: 'POST', url, headers: whole });
}

describe('who has the ticket and comes from the page', () => {
	test.each([
		['page', ask()],
		['events', ask({ url: `/${TICKET}/events` })],
		['mark', post()],
		['mark', post({ 'content-type': 'application/json; charset=utf-8' })],
		['mark', post({ 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'cors' })],
		['answer', post({}, `/${TICKET}/answer`)],
		['page', ask({ headers: { host: HOST, 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate' } })],
		// A terminal in a browser shows the address, and it is clicked.
		['page', ask({ headers: { host: HOST, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' } })],
		['page', ask({ headers: { host: `localhost:${PORT}` } })],
		['mark', post({ host: `localhost:${PORT}`, origin: `http://localhost:${PORT}` })],
	] as const)('is let to the %s', (route, verdict) => {
		expect(verdict).toEqual({ route });
	});
});

describe('under another name', () => {
	test.each([
		undefined,
		'',
		'evil.example',
		`evil.example:${PORT}`,
		`127.0.0.1.evil.example:${PORT}`,
		'127.0.0.1',
		'localhost',
		`127.0.0.1:${PORT + 1}`,
		`127.0.0.2:${PORT}`,
		`0.0.0.0:${PORT}`,
		`[::1]:${PORT}`,
		`127.1:${PORT}`,
		`2130706433:${PORT}`,
		`${HOST}, evil.example`,
		`LOCALHOST.:${PORT}`,
	])('host %s: 403, ticket or not', (host) => {
		expect(ask({ headers: { ...(host !== undefined && { host }) } })).toEqual({ status: 403 });
		expect(post(host === undefined ? {} : { host, origin: `http://${host}` })).toEqual(
			host === undefined ? { route: 'mark' } : { status: 403 },
		);
	});

	test('two hosts: 403', () => {
		expect(ask({ hosts: 2 })).toEqual({ status: 403 });
		expect(ask({ hosts: 0 })).toEqual({ status: 403 });
	});
});

describe('without the ticket', () => {
	test.each([
		undefined,
		'',
		'/',
		'*',
		'/mark',
		'/events',
		'//',
		`/${TICKET}`,
		`/${TICKET.slice(0, -1)}/`,
		`/${TICKET}x/`,
		`/${TICKET.toUpperCase()}/`,
		`/x/../${TICKET}/`,
		`/${TICKET}/../`,
		`/${TICKET}/../../etc/passwd`,
		`/${TICKET}/..%2f..%2fetc%2fpasswd`,
		`/${TICKET}//`,
		`/${TICKET}/events/`,
		`/${TICKET}/other`,
		`/${TICKET}/?x=1`,
		`/${TICKET}/#x`,
		`/%74icket-of-this-test_0123456789ab/`,
		`http://${HOST}/${TICKET}/`,
		`/${TICKET}/\n`,
		`/${'a'.repeat(4_000)}/`,
		'/constructor/',
		'/__proto__/',
	])('%s: 404', (url) => {
		expect(ask({ url })).toEqual({ status: 404 });
	});

	test('a new one each time, of 192 bits', () => {
		const tickets = new Set(Array.from({ length: 1_000 }, newToken));
		expect(tickets.size).toBe(1_000);
		for (const ticket of tickets) expect(ticket).toMatch(/^[\w-]{32}$/);
	});
});

describe('from another page', () => {
	test.each([
		'http://evil.example',
		'null',
		'',
		`https://${HOST}`,
		`http://127.0.0.1:${PORT + 1}`,
		`http://localhost:${PORT}`,
		`${ORIGIN}/`,
		`${ORIGIN}.evil.example`,
		'file://',
	])('origin %s: 403', (origin) => {
		expect(post({ origin })).toEqual({ status: 403 });
		expect(ask({ headers: { host: HOST, origin } })).toEqual({ status: 403 });
	});

	test.each(['mark', 'answer'])('%s without an origin: 403', (route) => {
		const headers = { host: HOST, 'content-type': 'application/json' };
		expect(ask({ method: 'POST', url: `/${TICKET}/${route}`, headers })).toEqual({ status: 403 });
	});

	test.each(['cross-site', 'same-site'])('what a %s page loads: 403', (site) => {
		const headers = { host: HOST, 'sec-fetch-site': site, 'sec-fetch-mode': 'no-cors' } as const;
		expect(ask({ headers })).toEqual({ status: 403 });
		expect(ask({ url: `/${TICKET}/events`, headers: { ...headers, 'sec-fetch-mode': 'navigate' } })).toEqual({
			status: 403,
		});
	});
});

describe('another method or type', () => {
	test.each(['HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE', 'get', undefined])('%s: 405', (method) => {
		expect(ask({ method })).toEqual({ status: 405 });
	});

	test.each(['GET', 'PUT', 'OPTIONS'])('a mark or an answer by %s: 405', (method) => {
		for (const route of ['mark', 'answer'])
			expect(ask({ method, url: `/${TICKET}/${route}` })).toEqual({ status: 405 });
	});

	test.each([
		'text/plain',
		'application/x-www-form-urlencoded',
		'multipart/form-data',
		'application/jsonx',
		'text/plain; application/json',
		'',
	])('type %s: 415', (type) => {
		expect(post({ 'content-type': type })).toEqual({ status: 415 });
	});
});
