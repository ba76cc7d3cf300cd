/** The map: the same picture as `roadmap map --svg`, at the available width, with links to the stages. */
import { lineMap, phaseNumber } from '../src/domain/map.ts';
import { lineSvg } from '../src/render/line-svg.ts';
import { factsOf, isHere } from '../src/render/map-words.ts';
import { hueOf, type Shape } from '../src/render/svg.ts';
import { el, refill, svg } from './dom.ts';
import type { Store } from './store.ts';

/** Space for the ring around the first and last marks, which shows where the learner is. */
const ROOM = 8;

export function mapSection(store: Store): HTMLElement {
	const place = el('div', { class: 'map' });
	let width = 0;
	const draw = () => refill(place, width > 0 && picture(store, width));
	new ResizeObserver(([entry]) => {
		const now = Math.floor(entry?.contentRect.width ?? 0);
		if (now === width) return;
		width = now;
		draw();
	}).observe(place);
	store.onChange(draw);
	return el('section', { class: 'map-section', 'aria-labelledby': 'map' }, el('h2', { id: 'map' }, 'The map'), place);
}

/** Returns a phase's colour, as a class. */
export function phaseClass({ roadmap }: Store, phase: string): string {
	return hueOf(phaseNumber(roadmap, phase));
}

function picture(store: Store, width: number): SVGElement {
	const map = lineMap(store.standing());
	const { shapes, bottom: height } = lineSvg(map, {
		left: ROOM,
		top: 0,
		width: width - ROOM,
		link: (station) => {
			const here = isHere(station, map) ? ', you are here' : '';
			const label = `${station.number} ${station.title}, ${factsOf(station)}${here}`;
			return { href: `#stage-${station.id}`, 'aria-label': label };
		},
	});
	const size = { width, height, viewBox: `0 0 ${width} ${height}` };
	return svg('svg', { ...size, role: 'group', 'aria-label': 'Stages' }, ...shapes.map(drawn));
}

function drawn({ name, attributes, inside }: Shape): SVGElement {
	// The spaces separate the words for screen readers.
	return svg(name, attributes, ...inside.map((part) => (typeof part === 'string' ? `${part} ` : drawn(part))));
}
