/** The list of stages beside the page, if there is room, with the progress in each and the one being read. */
import { describeStage } from '../src/domain/describe.ts';
import { shortTally } from '../src/render/tally.ts';
import { el, refill } from './dom.ts';
import { phaseClass } from './map.ts';
import type { Store } from './store.ts';

export function stageIndex(store: Store): HTMLElement {
	const list = el('ol');
	let links = new Map<string, HTMLElement>();
	const draw = () => {
		const standing = store.standing();
		links = new Map(
			standing.scope.stages.map((stage) => {
				const { number, id, title, progress } = describeStage(standing, stage);
				const link = el(
					'a',
					{ href: `#stage-${id}`, class: phaseClass(store, stage.phase) },
					el('span', { class: 'aside-number' }, String(number)),
					el('span', {}, title),
					el('span', { class: 'tally' }, shortTally(progress)),
				);
				return [`stage-${id}`, link];
			}),
		);
		refill(list, ...[...links.values()].map((link) => el('li', {}, link)));
		showCurrent(links);
	};
	draw();
	store.onChange(draw);
	addEventListener('scroll', () => showCurrent(links), { passive: true });
	return el('nav', { class: 'aside', 'aria-label': 'Stages' }, list);
}

/** Marks the last stage that starts above the middle of the window. */
function showCurrent(links: ReadonlyMap<string, HTMLElement>): void {
	let current: HTMLElement | undefined;
	for (const [id, link] of links) {
		const stage = document.getElementById(id)?.closest('article');
		if (stage && stage.getBoundingClientRect().top < innerHeight / 2) current = link;
	}
	for (const link of links.values()) {
		if (link === current) link.setAttribute('aria-current', 'location');
		else link.removeAttribute('aria-current');
	}
}
