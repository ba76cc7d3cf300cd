/** Serves the page on 127.0.0.1 while its command runs. node:http is imported only here. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { GRADES, isHad } from '../domain/question.ts';
import type { Grade } from '../domain/schedule.ts';
import type { Learned } from '../domain/snapshot.ts';
import { STATUSES, type Status } from '../domain/types.ts';
import { isRecord, isSlug, parseJson } from '../domain/values.ts';
import { UserError } from '../errors.ts';
import { authorize, newToken } from './auth.ts';
import { policyIn } from './html.ts';
import { type LiveState, makeListeners } from './listeners.ts';

export interface Site extends LiveState {
	/** Returns the whole page with the present state. */
	readonly html: () => Promise<string>;
	/** Marks a topic as a command would. @returns undefined if there is no such topic */
	readonly mark: (topic: string, to: Status) => Promise<Learned | undefined>;
	/** Records an answer as the terminal would. @returns undefined if there is no such question */
	readonly answer: (answer: PageAnswer) => Promise<Learned | undefined>;
}

/** How an answer to a recall question was judged in the page. */
export interface PageAnswer {
	readonly topic: string;
	readonly question: string;
	readonly grade: Grade;
	/** Which points of the answer were there: "101" is the first and the third. */
	readonly had?: string;
}

export interface Served {
	readonly url: string;
	readonly close: () => Promise<void>;
}

/** For a request body; a mark has about a hundred bytes. */
const MAX_BYTES = 16 * 1024;

/** Connections that have not sent the token. */
const MAX_UNAUTHENTICATED = 128;

const LIMITS = {
	maxHeaderSize: 8 * 1024,
	headersTimeout: 5_000,
	requestTimeout: 10_000,
	keepAliveTimeout: 5_000,
	connectionsCheckingInterval: 1_000,
};

const HEADERS: Readonly<Record<string, string>> = {
	'Cache-Control': 'no-store',
	'Cross-Origin-Opener-Policy': 'same-origin',
	'Cross-Origin-Resource-Policy': 'same-origin',
	'Referrer-Policy': 'no-referrer',
	'X-Content-Type-Options': 'nosniff',
	'X-Frame-Options': 'DENY',
	'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
};

/** Listens on a port of 127.0.0.1; 0 picks a free one. @throws UserError if the port is not available */
export async function serve(site: Site, port: number): Promise<Served> {
	const token = newToken();
	const listeners = makeListeners(site);
	const server = createServer(LIMITS, (request, response) => {
		for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
		const { method, url, headers } = request;
		const hosts = request.headersDistinct.host?.length ?? 0;
		const verdict = authorize({ method, url, headers, hosts }, portOf(server), token);
		if ('status' in verdict) return reject(response, verdict.status);
		exempt(request.socket);
		if (verdict.route === 'events') return listeners.add(response) ? undefined : reject(response, 503);
		const { route } = verdict;
		const answered = route === 'page' ? answerPage(site, response) : answerChange(site, route, request, response);
		answered.catch((error) => answerError(response, error));
	});
	const exempt = limitUnauthenticated(server);
	await listen(server, port);
	return {
		url: `http://127.0.0.1:${portOf(server)}/${token}/`,
		close: () => {
			listeners.end();
			const closed = new Promise<void>((resolve) => server.close(() => resolve()));
			server.closeAllConnections();
			return closed;
		},
	};
}

/**
 * Keeps connections without the token from exhausting the server: beyond the limit the oldest is closed, since a
 * legitimate client sends the token at once.
 * @returns a function that exempts a connection that has sent the token
 */
function limitUnauthenticated(server: Server): (socket: Socket) => void {
	const unauthenticated = new Set<Socket>();
	server.on('connection', (socket: Socket) => {
		unauthenticated.add(socket);
		socket.on('close', () => unauthenticated.delete(socket));
		const [oldest] = unauthenticated;
		if (unauthenticated.size > MAX_UNAUTHENTICATED) oldest?.destroy();
	});
	return (socket) => void unauthenticated.delete(socket);
}

function listen(server: Server, port: number): Promise<void> {
	return new Promise((resolve, reject) => {
		server.once('error', (error: NodeJS.ErrnoException) => reject(portError(error, port)));
		server.listen({ port, host: '127.0.0.1', exclusive: true }, resolve);
	});
}

function portError(error: NodeJS.ErrnoException, port: number): Error {
	const why = { EADDRINUSE: 'another program has it', EACCES: 'you may not have it' }[error.code ?? ''];
	if (why === undefined) return error;
	return new UserError(`Could not listen on port ${port}: ${why}.`, {
		hint: 'Without --port, one that is free is taken.',
	});
}

function portOf(server: Server): number {
	// A server that listens on a port has an address of this type.
	return (server.address() as AddressInfo).port;
}

/** Rejects a request with a bare status and closes the connection without reading the rest. */
function reject(response: ServerResponse, status: number): void {
	response.writeHead(status, { Connection: 'close', 'Content-Length': 0 }).end();
}

async function answerPage(site: Site, response: ServerResponse): Promise<void> {
	const html = await site.html();
	response.setHeader('Content-Security-Policy', `${policyIn(html)}; frame-ancestors 'none'`);
	answer(response, 200, 'text/html', html);
}

async function answerChange(
	site: Site,
	route: 'mark' | 'answer',
	request: IncomingMessage,
	response: ServerResponse,
): Promise<void> {
	const body = await readBody(request);
	if (body === undefined) return reject(response, 413);
	const change = route === 'mark' ? readMark(body) : readAnswer(body);
	if (!change) return reject(response, 400);
	const learned = 'to' in change ? await site.mark(change.topic, change.to) : await site.answer(change);
	if (!learned) return reject(response, 404);
	answerJson(response, 200, learned);
}

/** Sends an error to the page with the message that the terminal would show. */
function answerError(response: ServerResponse, error: unknown): void {
	if (response.headersSent) return void response.destroy();
	const message = error instanceof UserError ? error.message : 'Something went wrong in roadmap.';
	answerJson(response, 500, { error: message });
}

function answerJson(response: ServerResponse, status: number, data: unknown): void {
	answer(response, status, 'application/json', JSON.stringify(data));
}

function answer(response: ServerResponse, status: number, type: string, text: string): void {
	const body = Buffer.from(text);
	response.writeHead(status, { 'Content-Type': `${type}; charset=utf-8`, 'Content-Length': body.length }).end(body);
}

/** @returns undefined as soon as the body is known to be too long */
function readBody(request: IncomingMessage): Promise<string | undefined> {
	if (Number(request.headers['content-length'] ?? 0) > MAX_BYTES) return Promise.resolve(undefined);
	return new Promise((resolve, reject) => {
		const parts: Buffer[] = [];
		let length = 0;
		request.on('error', reject).on('end', () => resolve(Buffer.concat(parts).toString('utf8')));
		request.on('data', (part: Buffer) => {
			parts.push(part);
			length += part.length;
			if (length <= MAX_BYTES) return;
			request.pause();
			resolve(undefined);
		});
	});
}

/** Parse edge for the page's requests, with `readAnswer`. */
function readMark(body: string): { topic: string; to: Status } | undefined {
	const value = parseJson(body);
	if (!isRecord(value) || !isSlug(value.topic)) return undefined;
	const to = STATUSES.find((status) => status === value.to);
	return to && { topic: value.topic, to };
}

function readAnswer(body: string): PageAnswer | undefined {
	const value = parseJson(body);
	if (!isRecord(value) || !isSlug(value.topic) || !isSlug(value.question)) return undefined;
	const { topic, question, had } = value;
	const grade = GRADES.find(([, known]) => known === value.grade)?.[1];
	if (grade === undefined || (had !== undefined && !isHad(had))) return undefined;
	return { topic, question, grade, ...(had !== undefined && { had }) };
}
