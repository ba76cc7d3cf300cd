/** Search as you type: the program's own search, in a list operated by keyboard (ARIA APG, combobox with a list). */
import { type Hit, topicSearch } from '../src/domain/search.ts';
import { foundWords, plural, statusWord } from '../src/render/words.ts';
import { el, refill } from './dom.ts';
import type { Store } from './store.ts';

const MAX_HITS = 12;

export interface Search {
	readonly element: HTMLElement;
	readonly focus: () => void;
}

export function searchBox(store: Store): Search {
	const list = el('ul', { id: 'found', role: 'listbox', 'aria-label': 'Topics found', hidden: true });
	const count = el('p', { class: 'unseen', role: 'status' });
	const input = el('input', {
		type: 'search',
		id: 'search',
		role: 'combobox',
		'aria-label': 'Search topics',
		'aria-controls': 'found',
		'aria-expanded': 'false',
		'aria-autocomplete': 'list',
		'aria-keyshortcuts': '/',
		autocomplete: 'off',
		spellcheck: 'false',
		placeholder: 'Search',
	});
	let find: ((query: string) => Hit[]) | undefined;
	let hits: Hit[] = [];
	let chosen = 0;
	const mark = () => {
		for (const [i, option] of [...list.children].entries()) option.setAttribute('aria-selected', String(i === chosen));
		const option = list.querySelector(`[aria-selected="true"]`);
		if (option) input.setAttribute('aria-activedescendant', option.id);
		else input.removeAttribute('aria-activedescendant');
		option?.scrollIntoView({ block: 'nearest' });
	};
	const close = () => {
		list.hidden = true;
		input.setAttribute('aria-expanded', 'false');
		input.removeAttribute('aria-activedescendant');
		count.textContent = '';
	};
	const open = () => {
		const query = input.value.trim();
		if (query === '') return close();
		// Created at the first letter typed, and again after notes have changed.
		find ??= topicSearch(store.roadmap, store);
		const all = find(query);
		hits = all.slice(0, MAX_HITS);
		chosen = 0;
		refill(list, ...hits.map((hit, i) => optionOf(store, hit, i)));
		if (hits.length === 0)
			list.append(el('li', { class: 'none', role: 'option', 'aria-disabled': 'true' }, 'Nothing fits.'));
		list.hidden = false;
		input.setAttribute('aria-expanded', 'true');
		count.textContent = plural(all.length, 'topic');
		mark();
	};
	const go = (hit: Hit | undefined) => {
		if (!hit) return;
		close();
		input.value = '';
		store.reveal(hit.topic);
	};
	const step = (by: number) => {
		if (list.hidden) return open();
		chosen = hits.length === 0 ? 0 : (chosen + by + hits.length) % hits.length;
		mark();
	};
	const keys: Readonly<Record<string, () => void>> = {
		ArrowDown: () => step(1),
		ArrowUp: () => step(-1),
		Enter: () => go(list.hidden ? undefined : hits[chosen]),
		Escape: () => {
			input.value = '';
			close();
		},
	};
	store.onChange(() => {
		find = undefined;
	});
	input.addEventListener('input', open);
	input.addEventListener('keydown', (event) => {
		const act = event.isComposing ? undefined : keys[event.key];
		if (!act) return;
		event.preventDefault();
		act();
	});
	input.addEventListener('blur', close);
	// Keeps the focus in the input: its blur would close the list before the click.
	list.addEventListener('mousedown', (event) => event.preventDefault());
	list.addEventListener('click', (event) => {
		const option = event.target instanceof Element ? event.target.closest('[role=option]') : null;
		if (option) go(hits[[...list.children].indexOf(option)]);
	});
	const element = el('search', { class: 'search' }, input, list, count);
	return { element, focus: () => input.focus() };
}

function optionOf(store: Store, { topic, where, excerpt }: Hit, i: number): HTMLElement {
	const { scope } = store.standing();
	const isOut = !scope.ids.has(topic.id);
	const found = foundWords(where, excerpt);
	const facts = [topic.number, topic.tier, statusWord(store.describe(topic).status), isOut ? 'not in view' : ''];
	return el(
		'li',
		{ role: 'option', id: `found-${i}` },
		el('span', { class: 'found-title' }, topic.title),
		el('span', { class: 'facts' }, facts.filter((fact) => fact !== '').join(' · ')),
		found !== '' && el('span', { class: 'excerpt' }, found),
	);
}
