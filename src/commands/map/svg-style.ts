/** The colours and fonts of a map file, for light and dark. Text has a contrast of at least 4.5 to 1. */

const LIGHT = {
	paper: '#fdfcf9',
	edge: '#d9d4c7',
	theme: '#1f2328',
	quiet: '#59636e',
	off: '#8b949e',
	hues: ['#0a5fb4', '#b3440c', '#1a7340', '#7a35c9', '#b3245c', '#7a5c00'],
};

const DARK = {
	paper: '#0d1117',
	edge: '#30363d',
	theme: '#e6edf3',
	quiet: '#9aa4af',
	off: '#6e7681',
	hues: ['#58a6ff', '#ff9a5c', '#4ac27f', '#c297ff', '#ff7aa8', '#dcb83c'],
};

const SHAPES = `
text { font-family: system-ui, Helvetica Neue, Arial, sans-serif; }
.title { font-size: 32px; font-weight: 700; }
.sub { font-size: 16px; }
.figure { font-size: 22px; font-weight: 700; }
.tally { font-size: 17px; }
.name { font-size: 15px; font-weight: 600; }
.stop { font-size: 17px; font-weight: 600; }
.here { font-weight: 800; }
.phase-name { font-size: 15px; font-weight: 700; }
.facts, .edge { font-size: 14px; }
.head { font-weight: 700; }
.where { font-size: 15px; font-weight: 600; }
.track { fill: none; stroke-width: 9; stroke-linecap: round; stroke-linejoin: round; }
.ring { stroke-width: 5; }
.dotted { stroke-dasharray: 4 4; stroke-width: 3; }
.halo { fill: none; stroke-width: 2; stroke-dasharray: 2 4; stroke-linecap: round; }
.rail { fill: none; stroke-width: 3; stroke-linecap: round; }
.wire { fill: none; stroke-width: 1.5; stroke-dasharray: 2 5; stroke-linecap: round; }
.check { fill: none; stroke-width: 3.5; stroke-linecap: round; stroke-linejoin: round; }
.gauge { fill: none; stroke-width: 9; stroke-linecap: round; }
`;

/** Everything whose colour depends on the theme. */
function coloured({ paper, edge, theme, quiet, off, hues }: typeof LIGHT): string {
	return `
.paper { fill: ${paper}; stroke: ${edge}; }
text { fill: ${theme}; }
.sub, .facts, .edge, .faint, .tally { fill: ${quiet}; }
.ring { fill: ${paper}; }
.off { stroke: ${off}; }
.wire { stroke: ${off}; }
.check { stroke: ${paper}; }
.gauge { stroke: ${hues[0]}; }
.gauge.ahead { stroke: ${mixed(hues[0] ?? theme, paper, AHEAD)}; }
${hues.map((hue, i) => hueRules(`.phase-${i}`, hue, paper)).join('\n')}
`;
}

function hueRules(name: string, hue: string, paper: string): string {
	return [
		`${name} { stroke: ${hue}; }`,
		`${name}.ahead { stroke: ${mixed(hue, paper, AHEAD)}; }`,
		`${name}.full, ${name}.pie, ${name}.phase-name { fill: ${hue}; }`,
		`${name}.pie, ${name}.phase-name { stroke: none; }`,
	].join(' ');
}

/** How much colour a track ahead keeps. */
const AHEAD = 0.32;

/** Mixes two opaque colours, so that nothing below shines through. */
function mixed(hue: string, paper: string, share: number): string {
	const part = (color: string, i: number) => Number.parseInt(color.slice(1 + 2 * i, 3 + 2 * i), 16);
	const mix = (i: number) => Math.round(part(hue, i) * share + part(paper, i) * (1 - share));
	return `#${[0, 1, 2].map((i) => mix(i).toString(16).padStart(2, '0')).join('')}`;
}

export const STYLE = `${SHAPES}${coloured(LIGHT)}@media (prefers-color-scheme: dark) {${coloured(DARK)}}
`;
