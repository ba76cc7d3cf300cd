/** The pages that are open: each hears how things stand, at once and whenever that changes. Server-sent events. */
import type { ServerResponse } from 'node:http';
import type { Learned } from '../domain/snapshot.ts';

const MOST = 16;
/** How often the journals are looked at, in ms: a mark made in the terminal is to be seen within a second. */
const PULSE_MS = 300;
/** Now and then a word, so that a page which is gone is noticed. */
const BREATH_MS = 15_000;

export interface Life {
	/** Another text whenever something changed; cheap. */
	readonly changeStamp: () => string;
	readonly learned: () => Promise<Learned>;
}

interface Listeners {
	/** @returns false where there are too many already */
	readonly add: (response: ServerResponse) => boolean;
	readonly end: () => void;
}

export function makeListeners(life: Life): Listeners {
	const open = new Set<ServerResponse>();
	const tell = (learned: Learned) => {
		for (const response of open) response.write(event('learned', learned));
	};
	const looking = setInterval(lookWith(life, open, tell), PULSE_MS);
	const breathing = setInterval(() => {
		for (const response of open) response.write(': still here\n\n');
	}, BREATH_MS);
	return {
		add: (response) => {
			if (open.size >= MOST) return false;
			response.writeHead(200, { 'Content-Type': 'text/event-stream; charset=utf-8' });
			response.write('retry: 1000\n\n');
			open.add(response);
			response.on('close', () => open.delete(response));
			// What happened between the page and this.
			life.learned().then(
				(learned) => response.write(event('learned', learned)),
				() => {},
			);
			return true;
		},
		end: () => {
			clearInterval(looking);
			clearInterval(breathing);
			for (const response of open) response.end(event('end', {}));
		},
	};
}

function event(name: string, data: unknown): string {
	return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** Looks only while somebody listens. What cannot be read now is read at the next change. */
function lookWith(life: Life, open: ReadonlySet<ServerResponse>, tell: (learned: Learned) => void) {
	let seen = life.changeStamp();
	return async () => {
		if (open.size === 0) return;
		try {
			const now = life.changeStamp();
			if (now === seen) return;
			seen = now;
			tell(await life.learned());
		} catch {
			seen = '';
		}
	};
}
