/** What to learn now, and why, as in `roadmap next`. */
import { resourceToOpen, type TopicData } from '../src/domain/describe.ts';
import { whyNothing, whyNow } from '../src/domain/next.ts';
import type { Topic } from '../src/domain/types.ts';
import { dayWords, resourceFacts, topicFacts, whyWords } from '../src/render/words.ts';
import { type Child, el, outLink, refill } from './dom.ts';
import { topicLink } from './lesson.ts';
import { inline } from './prose.ts';
import type { Store } from './store.ts';

export function nextSection(store: Store): HTMLElement {
	const place = el('div');
	const draw = () => {
		const topic = store.next();
		const focused = place.contains(document.activeElement);
		refill(place, ...(topic ? card(store, topic) : nothing(store)));
		if (focused) place.querySelector<HTMLElement>('button, a')?.focus();
	};
	draw();
	store.onChange(draw);
	return el('section', { class: 'next', 'aria-labelledby': 'next' }, el('h2', { id: 'next' }, 'Learn now'), place);
}

function card(store: Store, topic: Topic): HTMLElement[] {
	const data = store.describe(topic);
	const why = whyWords(data, whyNow(store.standing(), topic), store.today);
	const resource = resourceToOpen(data.resources);
	return [
		el(
			'p',
			{ class: 'next-title' },
			topicLink(topic.id, topic.title),
			el('span', { class: 'facts' }, topicFacts(data)),
		),
		el('p', { class: 'lead' }, ...inline(data.summary)),
		el(
			'dl',
			{ class: 'place' },
			...line('Why now', why),
			...(resource ? line('Begin', outLink(resource.url, resource.title), ` · ${resourceFacts(resource)}`) : []),
		),
		el('p', { class: 'actions' }, ...actions(store, topic, data)),
	];
}

function actions(store: Store, topic: Topic, { status, number }: TopicData): Child[] {
	if (!store.live)
		return [
			'In a terminal: ',
			el('code', {}, `roadmap open ${number}`),
			', then ',
			el('code', {}, `roadmap done ${number}`),
		];
	const button = (label: string, to: 'started' | 'done') => {
		const made = el('button', { type: 'button', class: to === 'done' ? 'main' : '' }, label);
		made.addEventListener('click', () => void store.mark(topic, to));
		return made;
	};
	return [status === 'todo' && button('Start it', 'started'), button('Mark it done', 'done')];
}

function line(name: string, ...children: Child[]): HTMLElement[] {
	return [el('dt', {}, name), el('dd', {}, ...children)];
}

function nothing(store: Store): HTMLElement[] {
	const why = whyNothing(store.standing());
	if (why.finished) return [el('p', {}, 'Everything in view is finished. Another path or level has more.')];
	const until = why.until === '' ? '' : `, the first of it until ${dayWords(why.until, store.today)}`;
	return [el('p', {}, `What is left is put off${until}.`)];
}
