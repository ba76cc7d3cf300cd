/** The page of `roadmap page`: assembles its parts. */
import type { Scope } from '../src/domain/scope.ts';
import { tally } from '../src/domain/tally.ts';
import { complete, counted, tallyWords } from '../src/render/tally.ts';
import { instantWords, plural } from '../src/render/words.ts';
import { followPlaces } from './active-section.ts';
import { el, refill } from './dom.ts';
import { header } from './header.ts';
import { keyboard } from './keys.ts';
import { listen } from './live.ts';
import { mapSection } from './map.ts';
import { nextSection } from './next.ts';
import { reachWideBlocks } from './prose.ts';
import { recallSection } from './recall.ts';
import { searchBox } from './search.ts';
import { stageIndex } from './stage-index.ts';
import { type Stages, stageList } from './stages.ts';
import { makeStore, readSnapshot, type Store } from './store.ts';

/** Long enough to read a sentence, in ms. */
const MESSAGE_MS = 5_000;

async function start(): Promise<void> {
	const store = makeStore(await readSnapshot());
	const stages = stageList(store);
	const search = searchBox(store);
	const { button, dialog } = keyboard(store, stages, search.focus);
	const main = el(
		'main',
		{ id: 'main', tabindex: -1 },
		hero(store),
		nextSection(store),
		...(store.live ? [recallSection(store)] : []),
		mapSection(store),
		openers(store, stages),
		stages.element,
	);
	document.body.append(
		el('a', { class: 'skip', href: '#main' }, 'To the roadmap'),
		header(store, search.element, button),
		...(store.live ? [listen(store)] : []),
		el('div', { class: 'frame' }, stageIndex(store), main),
		footer(store),
		announcer(store),
		dialog,
	);
	followPlaces(store, stages);
	addEventListener('resize', () => reachWideBlocks(document));
	document.documentElement.dataset.ready = 'true';
}

function hero(store: Store): HTMLElement {
	const bar = el('progress', { max: 1, value: 0, 'aria-label': 'Progress' });
	const words = el('span', { class: 'tally' });
	const choice = el('dl', { class: 'place' });
	const show = () => {
		const { progress, scope } = store.standing();
		const all = tally(progress, scope.topics);
		bar.max = Math.max(1, counted(all));
		bar.value = complete(all);
		words.textContent = tallyWords(all);
		refill(choice, ...choiceLines(scope));
	};
	show();
	store.onChange(show);
	return el(
		'div',
		{ class: 'hero' },
		el('h1', {}, store.roadmap.goal),
		el('p', { class: 'progress' }, bar, words),
		choice,
	);
}

function choiceLines({ path, level, stages, topics }: Scope): HTMLElement[] {
	const line = (name: string, value: string, more: string) => [
		el('dt', {}, name),
		el('dd', {}, value, el('span', { class: 'quiet' }, more === '' ? '' : ` · ${more}`)),
	];
	return [
		...line('Path', path.title, path.for),
		...line('Level', level.id, level.for),
		...line('In view', `${plural(stages.length, 'stage')}, ${plural(topics.length, 'topic')}`, ''),
	];
}

/** Buttons to open or close every topic, for reading or printing everything. */
function openers(store: Store, stages: Stages): HTMLElement {
	const openAll = el('button', { type: 'button' }, 'Open every topic');
	const closeAll = el('button', { type: 'button' }, 'Close every topic');
	const each = (open: boolean) => {
		for (const { details, unfold } of stages.rows()) {
			if (open) unfold();
			details.open = open;
		}
		store.announce(open ? 'Every topic is open.' : 'Every topic is closed.');
	};
	openAll.addEventListener('click', () => each(true));
	closeAll.addEventListener('click', () => each(false));
	return el('p', { class: 'openers' }, openAll, closeAll);
}

function footer(store: Store): HTMLElement {
	const made = `Made on ${instantWords(store.at, store.today)} by roadmap page. It asks the network for nothing.`;
	const more = store.live
		? 'What you mark and answer here is kept as if it were said in a terminal; roadmap undo takes it back.'
		: 'To see what you marked since, make it again. To mark topics here: roadmap page --serve.';
	return el('footer', {}, el('p', {}, made), el('p', {}, more));
}

function announcer(store: Store): HTMLElement {
	const announcement = el('div', { class: 'said', role: 'status' });
	let timer: ReturnType<typeof setTimeout> | undefined;
	store.announce = (sentence) => {
		clearTimeout(timer);
		announcement.textContent = sentence;
		timer = setTimeout(() => {
			announcement.textContent = '';
		}, MESSAGE_MS);
	};
	return announcement;
}

start().catch(() => {
	const words = 'This browser could not unpack the page. One from the middle of 2024 or newer can.';
	document.body.append(el('p', { class: 'plain', role: 'alert' }, words));
});
