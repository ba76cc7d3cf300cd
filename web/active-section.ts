/** Going to places: a stage, a topic, the top. An address with a # leads there, also from outside and back again. */
import { scopeOf } from '../src/domain/scope.ts';
import type { Topic } from '../src/domain/types.ts';
import type { Stages } from './stages.ts';
import type { Store } from './store.ts';

export function followPlaces(desk: Store, stages: Stages): void {
	desk.reveal = (topic) => {
		remember(`#topic-${topic.id}`);
		reveal(desk, stages, topic);
	};
	document.addEventListener('click', (event) => {
		const link = event.target instanceof Element ? event.target.closest('a[href^="#"]') : null;
		const hash = link?.getAttribute('href');
		if (!hash || event.ctrlKey || event.metaKey || event.shiftKey) return;
		event.preventDefault();
		remember(hash);
		go(desk, stages, hash);
	});
	addEventListener('popstate', () => go(desk, stages, location.hash));
	if (location.hash !== '') go(desk, stages, location.hash);
}

function remember(hash: string): void {
	if (location.hash !== hash) history.pushState(null, '', hash);
}

function go(desk: Store, stages: Stages, hash: string): void {
	const topic = hash.startsWith('#topic-') ? desk.topicOf(hash.slice('#topic-'.length)) : undefined;
	const place = document.getElementById(hash.slice(1));
	if (topic) reveal(desk, stages, topic);
	else if (!place || hash === '#main') scrollTo({ top: 0 });
	else {
		(place.closest('article') ?? place).scrollIntoView();
		place.focus({ preventScroll: true });
	}
}

function reveal(desk: Store, stages: Stages, topic: Topic): void {
	if (!desk.standing().scope.ids.has(topic.id) && !topic.hidden) takeIntoView(desk, topic);
	const row = stages.rowOf(topic);
	if (!row) return;
	row.unfold();
	row.details.open = true;
	row.element.scrollIntoView();
	row.details.querySelector('summary')?.focus({ preventScroll: true });
}

/** The path stays where one of its levels shows the topic, and the level where it does. */
function takeIntoView(desk: Store, topic: Topic): void {
	const { roadmap } = desk;
	const { path, level } = desk.standing().scope;
	const choices = [path, ...roadmap.paths].flatMap((wider) =>
		[level, ...roadmap.levels].map((deeper) => ({ wider, deeper, choice: { path: wider.id, level: deeper.id } })),
	);
	const found = choices.find(({ choice }) => scopeOf(roadmap, choice).ids.has(topic.id));
	if (!found) return;
	desk.choose(found.choice);
	desk.say(`${topic.title} is in view now: path ${found.wider.title}, level ${found.deeper.id}.`);
}
