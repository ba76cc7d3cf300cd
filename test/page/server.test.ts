/** The server itself, spoken to in bytes: what it says to whom, and what it does not put up with. */
import net from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Learned } from '../../src/domain/snapshot.ts';
import { UserError } from '../../src/errors.ts';
import { type Served, type Site, serve } from '../../src/page/publish.ts';
import { thrownBy } from '../domain/fixture.ts';

const EMPTY: Learned = {
	marks: [],
	deferred: [],
	finished: [],
	projects: [],
	labs: [],
	asks: [],
	more: { latest: '', goal: 'none', pausedAt: null, pausedUntil: null },
	notes: [],
	layer: '',
};
const HTML = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'sha256-x'">`;

let served: Served;
let marks: string[];
let fault: Error | undefined;
let now: { changeStamp: string; learned: Learned };

const site: Site = {
	html: async () => HTML,
	changeStamp: () => now.changeStamp,
	learned: async () => now.learned,
	mark: async (topic, to) => {
		if (fault) throw fault;
		if (topic === 'nothing') return undefined;
		marks.push(`${topic} ${to}`);
		return { ...EMPTY, marks: [[topic, { status: to, at: '2026-11-22T10:00:00.000Z' }]] };
	},
	answer: async ({ topic, question, grade, had = '-' }) => {
		if (question === 'nothing') return undefined;
		marks.push(`${topic}/${question} ${grade} ${had}`);
		return EMPTY;
	},
};

beforeEach(async () => {
	marks = [];
	fault = undefined;
	now = { changeStamp: '1', learned: EMPTY };
	served = await serve(site, 0);
});

afterEach(() => served.close());

function place(): { host: string; port: number; path: string } {
	const { host, port, pathname } = new URL(served.url);
	return { host, port: Number(port), path: pathname };
}

/** Sends bytes and gives all that comes back until the other side closes, or until `enough` is in it. */
function say(bytes: string | readonly string[], enough?: string): Promise<string> {
	return new Promise((resolve, reject) => {
		const socket = net.connect(place().port, '127.0.0.1');
		let text = '';
		const end = () => {
			socket.destroy();
			resolve(text);
		};
		socket.setTimeout(15_000, () => reject(new Error(`silence after: ${text}`)));
		socket.on('error', () => resolve(text));
		socket.on('close', end);
		socket.on('data', (part) => {
			text += part;
			if (enough !== undefined && text.includes(enough)) end();
		});
		for (const part of [bytes].flat()) socket.write(part);
	});
}

function request(line: string, headers: Readonly<Record<string, string>>, body = ''): string {
	const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
	return `${line} HTTP/1.1\r\n${lines.join('')}\r\n${body}`;
}

function post(body: string, headers: Readonly<Record<string, string>> = {}, route = 'mark'): Promise<string> {
	const { host, path } = place();
	const whole = {
		Host: host,
		Origin: `http://${host}`,
		'Content-Type': 'application/json',
		'Content-Length': String(Buffer.byteLength(body)),
		Connection: 'close',
		...headers,
	};
	return say(request(`POST ${path}${route}`, whole, body));
}

function get(path = place().path, headers: Readonly<Record<string, string>> = {}): Promise<string> {
	return say(request(`GET ${path}`, { Host: place().host, Connection: 'close', ...headers }));
}

function statusOf(answer: string): number {
	return Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0);
}

describe('the page', () => {
	test('comes with every header that keeps others away from it', async () => {
		const answer = await get();
		expect(statusOf(answer)).toBe(200);
		expect(answer.endsWith(HTML)).toBe(true);
		for (const header of [
			"Content-Security-Policy: default-src 'none'; script-src 'sha256-x'; frame-ancestors 'none'",
			'X-Content-Type-Options: nosniff',
			'X-Frame-Options: DENY',
			'Referrer-Policy: no-referrer',
			'Cache-Control: no-store',
			'Cross-Origin-Resource-Policy: same-origin',
			'Cross-Origin-Opener-Policy: same-origin',
			'Content-Type: text/html; charset=utf-8',
		])
			expect(answer).toContain(`${header}\r\n`);
		expect(answer).not.toMatch(/^Access-Control/im);
		expect(answer).not.toMatch(/^Set-Cookie/im);
	});

	test('is reached on 127.0.0.1 and no other address of this machine', async () => {
		expect(place().host).toMatch(/^127\.0\.0\.1:\d+$/);
		const refused = await new Promise((resolve) => {
			const socket = net.connect(place().port, '127.0.0.2');
			socket.on('connect', () => resolve(false)).on('error', () => resolve(true));
		});
		expect(refused).toBe(true);
	});

	test('a port that somebody has is named', async () => {
		const error = await serve(site, place().port).catch((caught: unknown) => caught);
		expect(() => {
			throw error;
		}).toThrow(`Could not listen on port ${place().port}: another program has it.`);
		expect(
			thrownBy(() => {
				throw error;
			}).code,
		).toBe(1);
	});
});

describe('who is turned away hears a number and nothing else', () => {
	const host = () => place().host;
	test.each([
		['without the ticket', 404, () => get('/')],
		['with another ticket', 404, () => get(`/${'x'.repeat(32)}/`)],
		['out of the folder', 404, () => get(`${place().path}../../../etc/passwd`)],
		['favicon', 404, () => get('/favicon.ico')],
		['under another name', 403, () => get(place().path, { Host: 'evil.example' })],
		['under two names', 403, () => say(request(`GET ${place().path}`, { Host: host(), host: 'evil.example' }))],
		['from another page', 403, () => get(place().path, { Origin: 'http://evil.example' })],
		['a mark from another page', 403, () => post('{}', { Origin: 'http://evil.example' })],
		['a mark from a file', 403, () => post('{}', { Origin: 'null' })],
		['a mark as a form', 415, () => post('{}', { 'Content-Type': 'text/plain' })],
		[
			'preflight',
			405,
			() =>
				say(
					request(`OPTIONS ${place().path}mark`, {
						Host: host(),
						Connection: 'close',
						Origin: 'http://evil.example',
						'Access-Control-Request-Method': 'POST',
					}),
				),
		],
		['HEAD', 405, () => say(request(`HEAD ${place().path}`, { Host: host(), Connection: 'close' }))],
		['what is no JSON', 400, () => post('{')],
		['what is no mark', 400, () => post('[]')],
		['no topic', 400, () => post('{"topic":"../../x","to":"done"}')],
		['no status', 400, () => post('{"topic":"sql-joins","to":"constructor"}')],
		['a topic that is not there', 404, () => post('{"topic":"nothing","to":"done"}')],
		['an answer from another page', 403, () => post('{}', { Origin: 'http://evil.example' }, 'answer')],
		['an answer as a form', 415, () => post('{}', { 'Content-Type': 'text/plain' }, 'answer')],
		['what is no answer', 400, () => post('{"topic":"sql-joins","to":"done"}', {}, 'answer')],
		['no grade', 400, () => post('{"topic":"sql-joins","question":"a","grade":5}', {}, 'answer')],
		['no points', 400, () => post('{"topic":"sql-joins","question":"a","grade":3,"had":"x"}', {}, 'answer')],
		['a question that is not there', 404, () => post('{"topic":"a","question":"nothing","grade":3}', {}, 'answer')],
		['too much', 413, () => post(JSON.stringify({ topic: 'sql-joins', to: 'done', x: 'x'.repeat(20_000) }))],
		['no HTTP', 400, () => say('SSH-2.0-x\r\n\r\n')],
		['a head too long', 431, () => get(place().path, { 'X-Long': 'x'.repeat(20_000) })],
	] as const)('%s: %i', async (_, status, answer) => {
		const text = await answer();
		expect(statusOf(text)).toBe(status);
		expect(text).not.toMatch(/Access-Control|Set-Cookie|Location|X-Powered|Server:/i);
		expect(text.slice(text.indexOf('\r\n\r\n')).trim()).toBe('');
		expect(marks).toEqual([]);
	});

	test('a body in chunks that goes on and on is not waited for', async () => {
		const { host, path } = place();
		const headers = {
			Host: host,
			Origin: `http://${host}`,
			'Content-Type': 'application/json',
			'Transfer-Encoding': 'chunked',
		};
		const chunk = `1000\r\n${'x'.repeat(0x1000)}\r\n`;
		const answer = await say([request(`POST ${path}mark`, headers), chunk, chunk, chunk, chunk, chunk]);
		expect(statusOf(answer)).toBe(413);
	});

	test('a head or a body that does not come is not waited for long', { timeout: 20_000 }, async () => {
		const { host, path } = place();
		const headers = {
			Host: host,
			Origin: `http://${host}`,
			'Content-Type': 'application/json',
			'Content-Length': '40',
		};
		const [head, body] = await Promise.all([
			say('GET / HTTP/1.1\r\nHo'),
			say(request(`POST ${path}mark`, headers, '{')),
		]);
		expect([statusOf(head), statusOf(body)]).toEqual([408, 408]);
		expect(marks).toEqual([]);
	});
});

test('connections without a ticket, however many and fast, keep nobody out who has it', async () => {
	let isOver = false;
	const attack = async () => {
		while (!isOver) {
			const socket = net.connect(place().port, '127.0.0.1').on('error', () => {});
			await new Promise((resolve) => socket.on('close', resolve).on('connect', () => setTimeout(resolve, 5)));
			if (Math.random() < 0.5) socket.destroy();
		}
	};
	const idle = Array.from({ length: 200 }, () => net.connect(place().port, '127.0.0.1').on('error', () => {}));
	const attacks = Array.from({ length: 64 }, attack);
	const answers: number[] = [];
	for (let i = 0; i < 60; i++) answers.push(statusOf(await get()));
	isOver = true;
	await Promise.all(attacks);
	for (const socket of idle) socket.destroy();
	expect(answers.filter((status) => status !== 200)).toEqual([]);
});

describe('a mark', () => {
	test('is made, and the answer is how things stand', async () => {
		const answer = await post('{"topic":"sql-joins","to":"done"}');
		expect(statusOf(answer)).toBe(200);
		expect(answer).toContain('"marks":[["sql-joins",{"status":"done"');
		expect(marks).toEqual(['sql-joins done']);
	});

	test('that could not be kept is told in our words, and a fault of ours not in detail', async () => {
		fault = new UserError('Could not write the journal: the disk is full.');
		expect(await post('{"topic":"sql-joins","to":"done"}')).toContain(
			'{"error":"Could not write the journal: the disk is full."}',
		);
		fault = new Error('/secret/path');
		const answer = await post('{"topic":"sql-joins","to":"done"}');
		expect(statusOf(answer)).toBe(500);
		expect(answer).not.toContain('secret');
	});
});

test('an answer is kept with its grade and its points', async () => {
	expect(statusOf(await post('{"topic":"sql-joins","question":"why","grade":1,"had":"101"}', {}, 'answer'))).toBe(200);
	expect(statusOf(await post('{"topic":"sql-joins","question":"why","grade":4}', {}, 'answer'))).toBe(200);
	expect(marks).toEqual(['sql-joins/why 1 101', 'sql-joins/why 4 -']);
});

describe('news', () => {
	const events = () => request(`GET ${place().path}events`, { Host: place().host });

	test('come at once, and within a second of a change', async () => {
		const first = await say(events(), '"layer":""');
		expect(first).toContain('Content-Type: text/event-stream');
		const waits: number[] = [];
		for (const layer of ['first', 'second', 'third']) {
			const heard = say(events(), `"layer":"${layer}"`);
			await new Promise((resolve) => setTimeout(resolve, 100));
			const start = performance.now();
			now = { changeStamp: layer, learned: { ...EMPTY, layer } };
			expect(await heard).toContain('event: learned');
			waits.push(performance.now() - start);
		}
		// The shortest of three, so that a busy machine is not taken for a slow program.
		expect(Math.min(...waits)).toBeLessThan(1_000);
	});

	test('are for sixteen pages at most', async () => {
		const sockets = await Promise.all(
			Array.from({ length: 16 }, () => {
				const socket = net.connect(place().port, '127.0.0.1');
				socket.write(events());
				return new Promise<net.Socket>((resolve) => socket.once('data', () => resolve(socket)));
			}),
		);
		expect(statusOf(await say(events()))).toBe(503);
		for (const socket of sockets) socket.destroy();
	});

	test('end with the program', async () => {
		const heard = say(events());
		await new Promise((resolve) => setTimeout(resolve, 100));
		await served.close();
		expect(await heard).toContain('event: end');
	});
});
