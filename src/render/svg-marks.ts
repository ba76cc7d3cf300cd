/** The marks of stations and stops in SVG: a ring that fills as a pie, so that colour is never the only sign. */
import { element, rounded, type Svg } from './svg-shapes.ts';

export interface Mark {
	readonly state: 'done' | 'started' | 'ready' | 'waiting' | 'later' | 'skipped' | 'empty';
	/** 0 to 100: how much of the ring is filled. */
	readonly percent: number;
	/** Its colour, as a class. */
	readonly hue: string;
	readonly radius: number;
}

/** A mark at a place. */
export function markAt(x: number, y: number, { state, percent, hue, radius }: Mark): Svg {
	const ring = (r: number, look: string) => element('circle', { cx: x, cy: y, r, class: look });
	if (state === 'done') return ring(radius, `full ${hue}`) + checkAt(x, y, radius);
	if (state === 'skipped' || state === 'empty')
		return ring(radius * 0.7, 'ring off') + element('path', { d: dashAt(x, y, radius), class: 'rail off' });
	if (state === 'waiting' || state === 'later') return ring(radius * 0.7, 'ring off dotted');
	return ring(radius, `ring ${hue}`) + pieAt(x, y, radius * 0.62, percent, hue);
}

function checkAt(x: number, y: number, radius: number): Svg {
	const at = (dx: number, dy: number) => `${rounded(x + dx * radius)} ${rounded(y + dy * radius)}`;
	return element('path', { d: `M${at(-0.42, 0.02)}L${at(-0.1, 0.34)}L${at(0.44, -0.3)}`, class: 'check' });
}

function dashAt(x: number, y: number, radius: number): string {
	return `M${rounded(x - radius * 0.3)} ${rounded(y)}h${rounded(radius * 0.6)}`;
}

/** A slice from twelve o'clock on; a little of it is seen as soon as there is anything. */
function pieAt(x: number, y: number, radius: number, percent: number, hue: string): Svg {
	if (percent <= 0) return '';
	const angle = (Math.min(96, Math.max(8, percent)) / 100) * 2 * Math.PI;
	const end = `${rounded(x + radius * Math.sin(angle))} ${rounded(y - radius * Math.cos(angle))}`;
	const arc = `A${rounded(radius)} ${rounded(radius)} 0 ${angle > Math.PI ? 1 : 0} 1 ${end}`;
	return element('path', { d: `M${rounded(x)} ${rounded(y)}v${rounded(-radius)}${arc}Z`, class: `pie ${hue}` });
}

/** How far the learner is, as a ring with the figure in it. */
export function gaugeAt(x: number, y: number, radius: number, percent: number): Svg {
	const round = 2 * Math.PI * radius;
	const ring = { cx: x, cy: y, r: radius };
	const turned = `rotate(-90 ${rounded(x)} ${rounded(y)})`;
	const dash = `${rounded((round * percent) / 100)} ${rounded(round)}`;
	const filled = element('circle', { ...ring, class: 'gauge', 'stroke-dasharray': dash, transform: turned });
	return [
		element('circle', { ...ring, class: 'gauge ahead' }),
		percent > 0 ? filled : '',
		element('text', { x, y: y + 8, class: 'figure', 'text-anchor': 'middle' }, `${Math.floor(percent)} %`),
	].join('');
}
