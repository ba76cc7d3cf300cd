/** The content of an open topic, and the learner's state in it. */
import type { NeedData, ResourceData, TopicData } from '../src/domain/describe.ts';
import { isComplete } from '../src/domain/progress.ts';
import { openedBy } from '../src/domain/standing.ts';
import { STATUSES, type Status, type Topic } from '../src/domain/types.ts';
import { dayWords, labFacts, labName, markWords, resourceFacts, statusWord } from '../src/render/words.ts';
import { type Child, el, outLink, refill } from './dom.ts';
import { inline, prose } from './prose.ts';
import { questionItem } from './recall.ts';
import type { Store } from './store.ts';

export interface Lesson {
	readonly elements: readonly HTMLElement[];
	/** Updates the learner's state and nothing else. */
	readonly update: () => void;
}

export function lessonOn(store: Store, topic: Topic): Lesson {
	const data = store.describe(topic);
	const place = el('dl', { class: 'place' });
	const reading = el('ol');
	const labs = el('ul');
	const notes = el('section', { class: 'part notes' });
	const update = () => {
		const now = store.describe(topic);
		keepFocus(place, () => refill(place, ...placeOf(store, topic, now)));
		keepFocus(reading, () => refill(reading, ...now.resources.map(resourceItem)));
		refill(labs, ...labItems(store, now));
		const note = store.noteOf(topic);
		notes.hidden = note.trim() === '';
		refill(notes, el('h5', {}, 'Your notes'), el('div', { class: 'verbatim' }, note.trim()));
	};
	update();
	const elements = [
		...(data.summary === '' ? [] : [el('p', { class: 'lead' }, ...inline(data.summary))]),
		...(data.key === undefined
			? []
			: [el('p', { class: 'key' }, el('b', {}, 'If you keep one thing: '), ...inline(data.key))]),
		place,
		...chapter('Why it matters', data.why),
		...chapter('The idea', data.idea),
		...list('You can', data.outcomes),
		...pitfalls(data),
		...chapter('Practice', data.practice),
		...(data.labs ? [part('Labs', 'labs', labs)] : []),
		...(data.resources.length === 0 ? [] : [part('To read and do', 'resources', reading)]),
		...recall(store, topic, data),
		notes,
	];
	return { elements, update };
}

/** Changes an element's content while keeping the focus at the same position. */
function keepFocus(within: Element, change: () => void): void {
	const reachable = () => [...within.querySelectorAll<HTMLElement>('a, input')];
	const place = reachable().findIndex((element) => element.matches(':focus'));
	change();
	reachable()[place]?.focus();
}

function placeOf(store: Store, topic: Topic, data: TopicData): HTMLElement[] {
	const opens = openedBy(store.standing(), [topic.id]);
	return [
		...term('State', stateOf(store, topic, data)),
		...term('Needs', needsOf(data.needs)),
		...(opens.length === 0
			? []
			: term(
					'Opens',
					opens.flatMap(({ id, title }, i) => comma(topicLink(id, title), i)),
				)),
	];
}

function stateOf(store: Store, topic: Topic, data: TopicData): Child[] {
	const { number, status, at, on, until } = data;
	if (store.live) return [statusChoice(store, topic, status)];
	const since = at === undefined || status === 'todo' ? '' : ` since ${markWords({ at, on }, store.today)}`;
	const off = until === undefined ? '' : `, put off until ${dayWords(until, store.today)}`;
	const words = `${statusWord(status, data.elsewhere) || 'to do'}${since}${off}`;
	if (isComplete(status)) return [words];
	return [words, el('span', { class: 'command' }, ' · when you can do it: ', el('code', {}, `roadmap done ${number}`))];
}

const LABELS: Readonly<Record<Status, string>> = {
	todo: 'to do',
	started: 'started',
	done: 'done',
	known: 'known before',
	skipped: 'skipped',
};

function statusChoice(store: Store, topic: Topic, now: Status): HTMLElement {
	const options = STATUSES.map((status) => {
		const input = el('input', { type: 'radio', name: `status-${topic.id}`, value: status, checked: status === now });
		input.addEventListener('change', () => void store.mark(topic, status));
		return el('label', {}, input, LABELS[status]);
	});
	return el('fieldset', { class: 'choice' }, el('legend', { class: 'unseen' }, `State of ${topic.title}`), ...options);
}

function needsOf(needs: readonly NeedData[]): Child[] {
	if (needs.length === 0) return ['nothing before it'];
	return needs.flatMap(({ id, title, status, assumed }, i) => {
		const how = status === 'todo' ? (assumed ? ' (taken as known)' : '') : ` (${status})`;
		return comma(topicLink(id, title), i, how);
	});
}

export function topicLink(id: string, title: string): HTMLElement {
	return el('a', { href: `#topic-${id}` }, title);
}

function comma(link: HTMLElement, i: number, how = ''): Child[] {
	return [i > 0 && ', ', link, how];
}

function term(name: string, children: readonly Child[]): HTMLElement[] {
	return [el('dt', {}, name), el('dd', {}, ...children)];
}

function part(title: string, name: string, ...children: Child[]): HTMLElement {
	return el('section', { class: `part ${name}` }, el('h5', {}, title), ...children);
}

function chapter(title: string, text: string | undefined): HTMLElement[] {
	return text === undefined || text.trim() === '' ? [] : [part(title, 'chapter', ...prose(text))];
}

function list(title: string, items: readonly string[] = []): HTMLElement[] {
	if (items.length === 0) return [];
	return [part(title, 'list', el('ul', {}, ...items.map((item) => el('li', {}, ...inline(item)))))];
}

function pitfalls({ pitfalls = [] }: TopicData): HTMLElement[] {
	if (pitfalls.length === 0) return [];
	const items = pitfalls.map(({ mistake, sign }) =>
		el('li', {}, el('p', { class: 'mistake' }, ...inline(mistake)), el('p', { class: 'seen' }, ...inline(sign))),
	);
	return [part('Pitfalls', 'pitfalls', el('ul', {}, ...items))];
}

function resourceItem(resource: ResourceData): HTMLElement {
	return el(
		'li',
		{},
		outLink(resource.url, resource.title, { class: 'resource' }),
		resource.start && el('span', { class: 'badge' }, 'begin here'),
		el('p', { class: 'facts' }, resourceFacts(resource)),
		resource.note !== undefined && el('p', { class: 'about' }, ...inline(resource.note)),
	);
}

/** Lists the topic's labs, each with the command that starts it in a terminal. */
function labItems(store: Store, topic: TopicData): HTMLElement[] {
	return (topic.labs ?? []).map((lab) => {
		const facts = labFacts(lab, store.today);
		return el(
			'li',
			{},
			lab.title,
			facts !== '' && el('span', { class: 'facts' }, ` · ${facts}`),
			el('span', { class: 'command' }, ' · in a terminal: ', el('code', {}, `roadmap lab ${labName(topic, lab)}`)),
		);
	});
}

function recall(store: Store, topic: Topic, { recall = [] }: TopicData): HTMLElement[] {
	if (recall.length === 0) return [];
	return [part('Do you still know it?', 'recall', ...recall.map((one) => questionItem(store, topic, one)))];
}
