/** Search as you type: the program's own search, in a list operated by keyboard (ARIA APG, combobox with a list). */
import { type Hit, topicSearch } from '../src/domain/search.ts';
import { foundWords, joined, plural, statusWord } from '../src/render/words.ts';
import { el, refill } from './dom.ts';
import type { Store } from './store.ts';

const MAX_HITS = 12;

export interface Search {
	readonly element: HTMLElement;
	readonly focus: () => void;
}

export function searchBox(store: Store): Search {
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
	const list = resultList(store, input);
	const count = el('p', { class: 'unseen', role: 'status' });
	let find: ((query: string) => Hit[]) | undefined;
	const close = () => {
		list.close();
		count.textContent = '';
	};
	const clear = () => {
		input.value = '';
		close();
	};
	const open = () => {
		const query = input.value.trim();
		if (query === '') return close();
		// Created at the first letter typed, and again after notes have changed.
		find ??= topicSearch(store.roadmap, store);
		const all = find(query);
		list.show(all.slice(0, MAX_HITS));
		count.textContent = plural(all.length, 'topic');
	};
	const go = (hit: Hit | undefined) => {
		if (!hit) return;
		clear();
		store.reveal(hit.topic);
	};
	const step = (by: number) => (list.element.hidden ? open() : list.step(by));
	const keys: Readonly<Record<string, () => void>> = {
		ArrowDown: () => step(1),
		ArrowUp: () => step(-1),
		Enter: () => go(list.chosen()),
		Escape: clear,
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
	list.element.addEventListener('click', ({ target }) => go(list.hitAt(target)));
	return { element: el('search', { class: 'search' }, input, list.element, count), focus: () => input.focus() };
}

/** The list of what was found. The focus stays in the input, which names the chosen option. */
function resultList(store: Store, input: HTMLInputElement) {
	const element = el('ul', { id: 'found', role: 'listbox', 'aria-label': 'Topics found', hidden: true });
	let hits: readonly Hit[] = [];
	let at = 0;
	const choose = (i: number) => {
		at = i;
		for (const [place, option] of [...element.children].entries())
			option.setAttribute('aria-selected', String(place === at));
		const option = element.querySelector('[aria-selected="true"]');
		if (option) input.setAttribute('aria-activedescendant', option.id);
		else input.removeAttribute('aria-activedescendant');
		option?.scrollIntoView({ block: 'nearest' });
	};
	// The input's blur would close the list before the click.
	element.addEventListener('mousedown', (event) => event.preventDefault());
	return {
		element,
		show: (found: readonly Hit[]) => {
			hits = found;
			refill(element, ...hits.map((hit, i) => optionOf(store, hit, i)));
			if (hits.length === 0)
				element.append(el('li', { class: 'none', role: 'option', 'aria-disabled': 'true' }, 'Nothing fits.'));
			element.hidden = false;
			input.setAttribute('aria-expanded', 'true');
			choose(0);
		},
		close: () => {
			element.hidden = true;
			input.setAttribute('aria-expanded', 'false');
			input.removeAttribute('aria-activedescendant');
		},
		step: (by: number) => choose(hits.length === 0 ? 0 : (at + by + hits.length) % hits.length),
		chosen: () => (element.hidden ? undefined : hits[at]),
		hitAt: (target: EventTarget | null) => {
			const option = target instanceof Element ? target.closest('[role=option]') : null;
			return option ? hits[[...element.children].indexOf(option)] : undefined;
		},
	};
}

function optionOf(store: Store, { topic, where, excerpt }: Hit, i: number): HTMLElement {
	const { scope } = store.standing();
	const isOut = !scope.ids.has(topic.id);
	const found = foundWords(where, excerpt);
	const facts = [topic.number, topic.tier, statusWord(store.describe(topic).status), isOut && 'not in view'];
	return el(
		'li',
		{ role: 'option', id: `found-${i}` },
		el('span', { class: 'found-title' }, topic.title),
		el('span', { class: 'facts' }, joined(facts)),
		found !== '' && el('span', { class: 'excerpt' }, found),
	);
}
