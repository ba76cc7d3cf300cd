/** Navigation to stages, topics and the top, by links with a #, the address bar and the history. */
import { scopeOf } from '../src/domain/scope.ts';
import type { Topic } from '../src/domain/types.ts';
import type { Stages } from './stages.ts';
import type { Store } from './store.ts';

export function followPlaces(store: Store, stages: Stages): void {
	store.reveal = (topic) => {
		remember(`#topic-${topic.id}`);
		reveal(store, stages, topic);
	};
	document.addEventListener('click', (event) => {
		const link = event.target instanceof Element ? event.target.closest('a[href^="#"]') : null;
		const hash = link?.getAttribute('href');
		if (!hash || event.ctrlKey || event.metaKey || event.shiftKey) return;
		event.preventDefault();
		remember(hash);
		go(store, stages, hash);
	});
	addEventListener('popstate', () => go(store, stages, location.hash));
	if (location.hash !== '') go(store, stages, location.hash);
}

function remember(hash: string): void {
	if (location.hash !== hash) history.pushState(null, '', hash);
}

function go(store: Store, stages: Stages, hash: string): void {
	const topic = hash.startsWith('#topic-') ? store.topicOf(hash.slice('#topic-'.length)) : undefined;
	const place = document.getElementById(hash.slice(1));
	if (topic) reveal(store, stages, topic);
	else if (!place || hash === '#main') scrollTo({ top: 0 });
	else {
		(place.closest('article') ?? place).scrollIntoView();
		place.focus({ preventScroll: true });
	}
}

function reveal(store: Store, stages: Stages, topic: Topic): void {
	if (!store.standing().scope.ids.has(topic.id) && !topic.hidden) takeIntoView(store, topic);
	const row = stages.rowOf(topic);
	if (!row) return;
	row.unfold();
	row.details.open = true;
	row.element.scrollIntoView();
	row.details.querySelector('summary')?.focus({ preventScroll: true });
}

/** Widens the choice until the topic is in view, keeping the path or the level if possible. */
function takeIntoView(store: Store, topic: Topic): void {
	const { roadmap } = store;
	const { path, level } = store.standing().scope;
	const choices = [path, ...roadmap.paths].flatMap((wider) =>
		[level, ...roadmap.levels].map((deeper) => ({ wider, deeper, choice: { path: wider.id, level: deeper.id } })),
	);
	const found = choices.find(({ choice }) => scopeOf(roadmap, choice).ids.has(topic.id));
	if (!found) return;
	store.choose(found.choice);
	store.announce(`${topic.title} is in view now: path ${found.wider.title}, level ${found.deeper.id}.`);
}
