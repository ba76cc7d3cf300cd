/** The colours and letters of a map, on light and on dark paper. Text has a contrast of 4.5 to 1 at least. */

const LIGHT = {
	paper: '#fdfcf9',
	edge: '#d9d4c7',
	ink: '#1f2328',
	quiet: '#59636e',
	off: '#8b949e',
	here: '#1f2328',
	hues: ['#0a5fb4', '#b3440c', '#1a7340', '#7a35c9', '#b3245c', '#7a5c00'],
};

const DARK = {
	paper: '#0d1117',
	edge: '#30363d',
	ink: '#e6edf3',
	quiet: '#9aa4af',
	off: '#6e7681',
	here: '#e6edf3',
	hues: ['#58a6ff', '#ff9a5c', '#4ac27f', '#c297ff', '#ff7aa8', '#dcb83c'],
};

const SHAPES = `
text { font-family: system-ui, "Helvetica Neue", Arial, sans-serif; }
.title { font-size: 32px; font-weight: 700; }
.sub { font-size: 16px; }
.figure { font-size: 22px; font-weight: 700; }
.tally { font-size: 17px; }
.name { font-size: 16px; font-weight: 600; }
.stop { font-size: 17px; font-weight: 600; }
.phase { font-size: 15px; font-weight: 700; }
.facts, .edge { font-size: 14px; }
.head { font-weight: 700; }
.where { font-size: 15px; font-weight: 600; }
.flagged { font-size: 14px; font-weight: 700; }
.track { fill: none; stroke-width: 11; stroke-linecap: round; }
.ring { stroke-width: 5; }
.dotted { stroke-dasharray: 4 4; stroke-width: 3; }
.flag { stroke-width: 1.5; }
.rail { fill: none; stroke-width: 3; stroke-linecap: round; }
.wire { fill: none; stroke-width: 1.5; stroke-dasharray: 2 5; stroke-linecap: round; }
.check { fill: none; stroke-width: 3.5; stroke-linecap: round; stroke-linejoin: round; }
.gauge { fill: none; stroke-width: 9; stroke-linecap: round; }
`;

/** Everything that a theme colours. */
function coloured({ paper, edge, ink, quiet, off, here, hues }: typeof LIGHT): string {
	return `
.paper { fill: ${paper}; stroke: ${edge}; }
text { fill: ${ink}; }
.sub, .facts, .edge, .faint, .tally { fill: ${quiet}; }
.ring { fill: ${paper}; }
.off { stroke: ${off}; }
.wire { stroke: ${off}; }
.check { stroke: ${paper}; }
.flag { fill: ${here}; stroke: ${here}; }
.flagged { fill: ${paper}; }
.flag.to-come { fill: ${paper}; }
.flagged.to-come { fill: ${ink}; }
.gauge { stroke: ${hues[0]}; }
.gauge.ahead { stroke: ${mixed(hues[0] ?? ink, paper, AHEAD)}; }
${hues.map((hue, i) => hueRules(`.h${i}`, hue, paper)).join('\n')}
`;
}

function hueRules(name: string, hue: string, paper: string): string {
	return [
		`${name} { stroke: ${hue}; }`,
		`${name}.ahead { stroke: ${mixed(hue, paper, AHEAD)}; }`,
		`${name}.full, ${name}.pie, ${name}.phase { fill: ${hue}; }`,
		`${name}.pie, ${name}.phase { stroke: none; }`,
	].join(' ');
}

/** How much of its colour is left of a track that is ahead. */
const AHEAD = 0.32;

/** Two colours in one, so that what lies under it does not shine through. */
function mixed(hue: string, paper: string, share: number): string {
	const part = (color: string, i: number) => Number.parseInt(color.slice(1 + 2 * i, 3 + 2 * i), 16);
	const mix = (i: number) => Math.round(part(hue, i) * share + part(paper, i) * (1 - share));
	return `#${[0, 1, 2].map((i) => mix(i).toString(16).padStart(2, '0')).join('')}`;
}

/** How many phases have a colour of their own. */
export const HUES = LIGHT.hues.length;

export const STYLE = `${SHAPES}${coloured(LIGHT)}@media (prefers-color-scheme: dark) {${coloured(DARK)}}
`;
