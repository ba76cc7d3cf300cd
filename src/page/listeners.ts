/** Pushes the learner's state to all open pages when they connect and whenever it changes, by server-sent events. */
import type { ServerResponse } from 'node:http';
import type { Learned } from '../domain/snapshot.ts';

const MAX_LISTENERS = 16;
/** How often the journals are checked, in ms: a mark made in the terminal should show within a second. */
const POLL_MS = 300;
/** Heartbeat interval in ms, so that closed connections are noticed. */
const HEARTBEAT_MS = 15_000;

export interface LiveState {
	/** Returns a different text whenever something has changed; cheap. */
	readonly changeStamp: () => string;
	readonly learned: () => Promise<Learned>;
}

interface Listeners {
	/** @returns false if there are too many already */
	readonly add: (response: ServerResponse) => boolean;
	readonly end: () => void;
}

export function makeListeners(life: LiveState): Listeners {
	const open = new Set<ServerResponse>();
	const broadcast = (learned: Learned) => {
		for (const response of open) response.write(event('learned', learned));
	};
	const polling = setInterval(pollWith(life, open, broadcast), POLL_MS);
	const heartbeat = setInterval(() => {
		for (const response of open) response.write(': still here\n\n');
	}, HEARTBEAT_MS);
	return {
		add: (response) => {
			if (open.size >= MAX_LISTENERS) return false;
			response.writeHead(200, { 'Content-Type': 'text/event-stream; charset=utf-8' });
			response.write('retry: 1000\n\n');
			open.add(response);
			response.on('close', () => open.delete(response));
			// Covers changes between loading the page and connecting.
			life.learned().then(
				(learned) => response.write(event('learned', learned)),
				() => {},
			);
			return true;
		},
		end: () => {
			clearInterval(polling);
			clearInterval(heartbeat);
			for (const response of open) response.end(event('end', {}));
		},
	};
}

function event(name: string, data: unknown): string {
	return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** Checks only while a page is connected. After an error, the next check sends the state again. */
function pollWith(life: LiveState, open: ReadonlySet<ServerResponse>, send: (learned: Learned) => void) {
	let last = life.changeStamp();
	return async () => {
		if (open.size === 0) return;
		try {
			const now = life.changeStamp();
			if (now === last) return;
			last = now;
			send(await life.learned());
		} catch {
			last = '';
		}
	};
}
