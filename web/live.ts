/** The connection of a served page to its program: sends marks and receives changes made elsewhere. */
import type { Learned } from '../src/domain/snapshot.ts';
import { tally } from '../src/domain/tally.ts';
import { tallyWords } from '../src/render/tally.ts';
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
	store.mark = async (topic, to) => {
		if (!(await send(store, 'mark', { topic: topic.id, to }))) return;
		const { progress, scope } = store.standing();
		store.announce(
			`${topic.title} is ${to === 'todo' ? 'to do again' : to}. ${tallyWords(tally(progress, scope.topics))}.`,
		);
	};
	store.answer = ({ id: topic }, { id: question }, grade, had) =>
		send(store, 'answer', { topic, question, grade, ...(had !== undefined && { had }) });
	return gone;
}

/** @returns whether the server saved it */
async function send(store: Store, place: 'mark' | 'answer', change: object): Promise<boolean> {
	try {
		const headers = { 'Content-Type': 'application/json' };
		const response = await fetch(place, { method: 'POST', headers, body: JSON.stringify(change) });
		if (!response.ok) throw new Error(await reasonOf(response));
		store.learn(read(await response.text()));
		return true;
	} catch (error) {
		const why = error instanceof TypeError ? 'the program behind this page does not answer.' : String(error).slice(7);
		store.announce(`Not kept: ${why}`);
		store.refresh();
		return false;
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
