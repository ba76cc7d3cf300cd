/** One topic: a row that opens to the whole content, which is created when first opened. */
import { isComplete } from '../src/domain/progress.ts';
import { missingNeeds } from '../src/domain/standing.ts';
import type { Status, Topic } from '../src/domain/types.ts';
import { dayWords, duration, enumerateSome, joined } from '../src/render/words.ts';
import { el } from './dom.ts';
import { type Lesson, lessonOn } from './lesson.ts';
import { reachWideBlocks } from './prose.ts';
import type { Store } from './store.ts';

export interface TopicRow {
	readonly element: HTMLElement;
	readonly details: HTMLDetailsElement;
	/** Updates the learner's state; what is open stays open. */
	readonly update: () => void;
	/** Creates the content if that has not happened yet. */
	readonly unfold: () => void;
}

export function topicRow(store: Store, topic: Topic): TopicRow {
	const sign = store.live ? tick(store, topic) : el('span', { class: 'sign', 'aria-hidden': 'true' });
	const state = el('span', { class: 'state' });
	const waits = el('span', { class: 'waits' });
	const facts = [topic.own && 'yours', topic.tier, topic.minutes !== undefined && duration(topic.minutes)];
	const summary = el(
		'summary',
		{},
		el('span', { class: 'topic-number' }, topic.number),
		el('h4', {}, topic.title),
		waits,
		el('span', { class: 'facts' }, state, joined(facts)),
	);
	const body = el('div', { class: 'body' });
	const details = el('details', {}, summary, body);
	const element = el('li', { class: 'topic', id: `topic-${topic.id}` }, sign, details);
	let lesson: Lesson | undefined;
	const unfold = () => {
		if (lesson) return;
		lesson = lessonOn(store, topic);
		body.append(...lesson.elements);
	};
	const update = () => {
		const { status, until } = store.describe(topic);
		element.dataset.status = status;
		const isNext = store.next()?.id === topic.id;
		element.classList.toggle('is-next', isNext);
		if (sign instanceof HTMLInputElement) sign.checked = isComplete(status);
		const word = status === 'todo' ? isNext && 'next' : status;
		state.textContent = joined([word, until !== undefined && `until ${dayWords(until, store.today)}`], ', ');
		waits.textContent = waitWords(store, topic, status);
		lesson?.update();
	};
	details.addEventListener('toggle', () => {
		if (!details.open) return;
		unfold();
		reachWideBlocks(body);
	});
	update();
	return { element, details, update, unfold };
}

function waitWords(store: Store, topic: Topic, status: Status): string {
	if (status !== 'todo') return '';
	const missing = missingNeeds(store.standing(), topic);
	const titles = missing.flatMap((id) => store.topicOf(id)?.title ?? []);
	return titles.length === 0 ? '' : `after ${enumerateSome(titles, 2)}`;
}

/** A checkbox: ticking it marks the topic `done`, clearing it resets the topic. */
function tick(store: Store, topic: Topic): HTMLInputElement {
	const box = el('input', { type: 'checkbox', class: 'tick', 'aria-label': `Done: ${topic.title}` });
	box.addEventListener('change', async () => {
		box.disabled = true;
		await store.mark(topic, box.checked ? 'done' : 'todo');
		box.disabled = false;
		box.checked = isComplete(store.describe(topic).status);
		box.focus();
	});
	return box;
}
