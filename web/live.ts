/** The connection of a served page to its program: sends marks and receives changes made elsewhere. */
import type { Learned } from '../src/domain/snapshot.ts';
import { tally } from '../src/domain/tally.ts';
import type { Status, Topic } from '../src/domain/types.ts';
import { tallyWords } from '../src/render/words.ts';
import { el } from './dom.ts';
import type { Store } from './store.ts';

const GONE = 'The program behind this page has ended, so marks are not kept. Start it again with roadmap page --serve.';

/** @returns the alert that the program is gone, hidden while it is not */
export function listen(store: Store): HTMLElement {
	const gone = el('p', { class: 'gone', role: 'alert', hidden: true });
	const show = (isGone: boolean) => {
		gone.hidden = !isGone;
		gone.textContent = isGone ? GONE : '';
	};
	const source = new EventSource('events');
	source.addEventListener('open', () => show(false));
	source.addEventListener('error', () => show(true));
	source.addEventListener('learned', ({ data }) => store.learn(read(data)));
	source.addEventListener('end', () => {
		source.close();
		show(true);
	});
	store.mark = (topic, to) => send(store, topic, to);
	return gone;
}

async function send(store: Store, topic: Topic, to: Status): Promise<void> {
	try {
		const headers = { 'Content-Type': 'application/json' };
		const body = JSON.stringify({ topic: topic.id, to });
		const response = await fetch('mark', { method: 'POST', headers, body });
		if (!response.ok) throw new Error(await reasonOf(response));
		store.learn(read(await response.text()));
		const { progress, scope } = store.standing();
		store.announce(
			`${topic.title} is ${to === 'todo' ? 'to do again' : to}. ${tallyWords(tally(progress, scope.topics))}.`,
		);
	} catch (error) {
		const why = error instanceof TypeError ? 'the program behind this page does not answer.' : String(error).slice(7);
		store.announce(`Not kept: ${why}`);
		store.refresh();
	}
}

/** Parse edge for what our own program sends. */
function read(text: string): Learned {
	return JSON.parse(text) as Learned;
}

async function reasonOf(response: Response): Promise<string> {
	try {
		const { error } = (await response.json()) as { error?: unknown };
		return typeof error === 'string' ? error : `answer ${response.status}`;
	} catch {
		return `answer ${response.status}`;
	}
}
