/** The fixed bar: search, path, level, light or dark, and the keys. */

import { el, svg } from './dom.ts';
import type { Store } from './store.ts';

export function header(store: Store, search: HTMLElement, keys: HTMLElement): HTMLElement {
	return el(
		'header',
		{ class: 'bar' },
		el('a', { class: 'brand', href: '#main' }, store.roadmap.title),
		el('div', { class: 'switches' }, pathSwitch(store), levelSwitch(store)),
		search,
		el('div', { class: 'tools' }, themeButton(), keys),
	);
}

function pathSwitch(store: Store): HTMLElement | undefined {
	const { paths } = store.roadmap;
	if (paths.length < 2) return undefined;
	const select = el('select', { id: 'path' }, ...paths.map(({ id, title }) => el('option', { value: id }, title)));
	const show = () => {
		select.value = store.standing().scope.path.id;
	};
	show();
	store.onChoice(show);
	select.addEventListener('change', () => {
		store.choose({ path: select.value });
		announceScope(store);
	});
	return el('div', { class: 'switch' }, el('label', { for: 'path' }, 'Path'), select);
}

function levelSwitch(store: Store): HTMLElement {
	const choices = store.roadmap.levels.map(({ id }) => {
		const input = el('input', { type: 'radio', name: 'level', value: id, class: 'unseen' });
		input.addEventListener('change', () => {
			store.choose({ level: id });
			announceScope(store);
		});
		return { id, input, label: el('label', {}, input, el('span', {}, id)) };
	});
	const show = () => {
		for (const { id, input } of choices) input.checked = id === store.standing().scope.level.id;
	};
	show();
	store.onChoice(show);
	return el(
		'fieldset',
		{ class: 'switch level' },
		el('legend', {}, 'Level'),
		el('div', { class: 'segments' }, ...choices.map(({ label }) => label)),
	);
}

function announceScope(store: Store): void {
	const { path, level, topics, stages } = store.standing().scope;
	store.announce(`${path.title}, ${level.id}: ${stages.length} stages, ${topics.length} topics.`);
}

/** Toggles light and dark: the system's preference until it is changed here. */
function themeButton(): HTMLElement {
	const root = document.documentElement;
	const dark = matchMedia('(prefers-color-scheme: dark)');
	const isDark = () => (root.dataset.theme ?? (dark.matches ? 'dark' : 'light')) === 'dark';
	const icon = svg(
		'svg',
		{ viewBox: '0 0 20 20', width: 20, height: 20, 'aria-hidden': 'true' },
		svg('circle', { cx: 10, cy: 10, r: 7, fill: 'none', stroke: 'currentColor', 'stroke-width': 1.6 }),
		svg('path', { d: 'M10 3a7 7 0 0 1 0 14z', fill: 'currentColor' }),
	);
	const button = el('button', { type: 'button', class: 'icon', 'aria-label': 'Dark colours' }, icon);
	const show = () => button.setAttribute('aria-pressed', String(isDark()));
	button.addEventListener('click', () => {
		root.dataset.theme = isDark() ? 'light' : 'dark';
		show();
	});
	dark.addEventListener('change', show);
	show();
	return button;
}
