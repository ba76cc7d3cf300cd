/** Single-key shortcuts, a dialog that lists them, and a switch that turns them off. */

import { el } from './dom.ts';
import type { Stages } from './stages.ts';
import type { Store } from './store.ts';

const KEYS = [
	['/', 'search'],
	['j, k', 'the next topic, the one before'],
	['Enter', 'open or close it'],
	['n', 'what to learn now'],
	['m', 'the map'],
	['?', 'these keys'],
	['Esc', 'close what is open'],
] as const;

export function keyboard(
	store: Store,
	stages: Stages,
	search: () => void,
): { button: HTMLElement; dialog: HTMLElement } {
	const on = el('input', { type: 'checkbox', checked: true });
	const close = el('button', { type: 'button', class: 'main' }, 'Close');
	const dialog = el(
		'dialog',
		{ class: 'keys', 'aria-labelledby': 'keys' },
		el('h2', { id: 'keys' }, 'Keys'),
		el('dl', {}, ...KEYS.flatMap(([key, does]) => [el('dt', {}, el('kbd', {}, key)), el('dd', {}, does)])),
		el('p', {}, el('label', {}, on, 'Single keys are on')),
		close,
	);
	close.addEventListener('click', () => dialog.close());
	const button = el('button', { type: 'button', class: 'icon', 'aria-label': 'Keys' }, el('kbd', {}, '?'));
	button.addEventListener('click', () => dialog.showModal());
	const acts: Readonly<Record<string, () => void>> = {
		'/': search,
		j: () => step(stages, 1),
		k: () => step(stages, -1),
		n: () => {
			const topic = store.next();
			if (topic) store.reveal(topic);
		},
		m: () => document.querySelector<SVGAElement>('.map a')?.focus(),
		'?': () => dialog.showModal(),
	};
	document.addEventListener('keydown', (event) => {
		if (!on.checked || dialog.open || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
		const act = acts[event.key];
		if (!act) return;
		event.preventDefault();
		act();
	});
	return { button, dialog };
}

/** Whether the focus is where keys enter text. */
function isTyping(target: EventTarget | null): boolean {
	if (target instanceof HTMLInputElement) return target.type !== 'checkbox' && target.type !== 'radio';
	return target instanceof HTMLSelectElement;
}

/** Moves the focus from the focused topic, or to the first one on the screen. */
function step(stages: Stages, by: number): void {
	const rows = stages.rows();
	const focused = rows.findIndex(({ element }) => element.contains(document.activeElement));
	const visible = rows.findIndex(({ element }) => element.getBoundingClientRect().top > 120);
	const place = focused >= 0 ? focused + by : Math.max(0, visible);
	const row = rows[Math.min(rows.length - 1, Math.max(0, place))];
	row?.details.querySelector('summary')?.focus();
}
