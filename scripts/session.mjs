/**
 * npm run picture: generates docs/session.svg, an evening with the program for the README, and docs/map.svg, the map of
 * a learner halfway through.
 *
 * Every line is the built program's output, from a temporary home.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { markUp, run } from './terminal.mjs';

const root = path.join(import.meta.dirname, '..');

const COLUMNS = 80;
const LINE = 19;
const CHAR = 8.4;
/** What the map's learner has done so far. */
const MONTHS = ['done stage:1 stage:3 2.1 2.2 2.3 2.4 4.1 4.2 6.1 11.1 --yes', 'skip 2.5', 'start 4.3'];
const COMMANDS = ['next', 'done sql-joins', 'stage 1 --core'];

function draw(lines) {
	const [width, height] = [Math.ceil(COLUMNS * CHAR) + 40, lines.length * LINE + 40];
	const text = lines
		.map((line, i) => `<text xml:space="preserve" x="20" y="${30 + i * LINE}">${markUp(line, 'tspan')}</text>`)
		.filter((_, i) => lines[i] !== '');
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title desc">
<title id="title">An evening with roadmap</title>
<desc id="desc">roadmap next shows the topic to learn now, why, and what to open; roadmap done marks it; roadmap stage shows how far the stage is.</desc>
<style>
text { font: 14px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; fill: #24292f; }
rect { fill: #f6f8fa; stroke: #d0d7de; }
.bold { font-weight: 700; } .dim { fill: #57606a; } .green { fill: #116329; } .yellow { fill: #7d4e00; } .cyan { fill: #0b5c76; } .red { fill: #a40e26; }
@media (prefers-color-scheme: dark) {
text { fill: #e6edf3; } rect { fill: #0d1117; stroke: #30363d; }
.dim { fill: #9198a1; } .green { fill: #56d364; } .yellow { fill: #e3b341; } .cyan { fill: #56c8d8; } .red { fill: #ff7b72; }
}
</style>
<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="6"/>
${text.join('\n')}
</svg>
`;
}

const home = fs.mkdtempSync(path.join(os.tmpdir(), 'roadmap-session-'));
const at = (time) => ({ home, now: new Date(time), columns: COLUMNS });
const lines = [];
await run('done relational-model', at('2026-11-21T19:40:00.000Z'));
for (const command of COMMANDS)
	lines.push(`$ roadmap ${command}`, ...(await run(command, at('2026-11-22T20:05:00.000Z'))));
fs.mkdirSync(path.join(root, 'docs'), { recursive: true });
for (const command of [...MONTHS, `map --svg ${path.join(root, 'docs', 'map.svg')} --force`])
	await run(command, at('2027-02-21T20:05:00.000Z'));
fs.rmSync(home, { recursive: true });
fs.writeFileSync(path.join(root, 'docs', 'session.svg'), draw(lines));
