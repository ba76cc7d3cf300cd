/**
 * npm run screens: renders every daily screen of the built program as a picture in screens/, for review. Each picture
 * is one command of one learner, at three widths, with and without colour. What a terminal of 24 rows cuts off is below
 * a dashed line.
 *
 *   npm run screens -- home stage    only these
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { markUp, run } from './terminal.mjs';

const FOLDER = path.join(import.meta.dirname, '..', 'screens');
const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser'];
const WIDTHS = [40, 80, 120];
const ROWS = 24;
const INKS = [{}, { NO_COLOR: '1' }];

/** File name → command. */
const SCREENS = {
	home: '',
	next: 'next',
	topic: 'topic 2.2',
	'topic-short': 'topic 2.2 --short',
	stage: 'stage 2',
	stages: 'stages',
	stats: 'stats',
	map: 'map',
	'map-stage': 'map 4',
	log: 'log',
	later: 'later --list',
	plan: 'plan',
	pace: 'pace',
	project: 'project 2',
	tools: 'tools',
	notes: 'notes',
	use: 'use',
	doctor: 'doctor',
	help: 'help',
};

const FORTNIGHT = [
	['2026-11-15', ['done 1.1', 'known 1.5 3.1']],
	['2026-11-18', ['done 1.2', 'done 1.3']],
	['2026-11-22', ['done 1.4', 'start 2.4']],
	['2026-11-26', ['done 2.1', 'start 2.2', 'done 2.2 --resource 1', 'done 2.2 --resource 2', 'later 3.2']],
];
const ALL = Array.from({ length: 14 }, (_, i) => `known stage:${i + 1} --yes`);

/** What each learner has marked on which day, and today's date for them. */
const LEARNERS = {
	'day-1': { days: [], today: '2026-11-28' },
	'day-14': { days: FORTNIGHT, today: '2026-11-28' },
	'after-a-gap': { days: FORTNIGHT, today: '2026-12-19' },
	finished: {
		days: [...FORTNIGHT, ['2027-06-30', ['done stage:2 stage:3 stage:4 --yes', ...ALL]]],
		today: '2027-07-01',
	},
};

const STYLE = `
body { margin: 0; background: #30363d; font: 12px sans-serif; color: #c9d1d9; display: inline-block; }
table { border-spacing: 14px; } th { text-align: left; font-weight: normal; } td { vertical-align: top; padding: 0; }
pre { margin: 0; padding: 6px 0; background: #0d1117; font: 14px/18px "DejaVu Sans Mono", monospace; color: #d7dce2; }
.fold { border-top: 1px dashed #f0883e; background: #161b22; }
.bold { font-weight: 700; color: #fff; } .dim { opacity: .55; }
.red { color: #ff7b72; } .green { color: #56d364; } .yellow { color: #e3b341; } .blue { color: #6cb6ff; }
.magenta { color: #d2a8ff; } .cyan { color: #56c8d8; }`;

async function prepare({ days, home }) {
	for (const [day, lines] of days)
		for (const [i, line] of lines.entries()) await run(line, { home, now: new Date(`${day}T19:0${i % 10}:00.000Z`) });
}

async function screen(command, columns, learner, env) {
	const now = new Date(`${learner.today}T19:30:00.000Z`);
	const lines = await run(command, { home: learner.home, now, columns, env });
	const block = (part, look) => {
		const text = part.map((line) => `${markUp(line, 'span')}\n`).join('');
		return text && `<pre class="${look}" style="width:${columns}ch">${text}</pre>`;
	};
	return block(lines.slice(0, ROWS), '') + block(lines.slice(ROWS), 'fold');
}

async function picture(command, name, learner) {
	const heads = WIDTHS.map((columns) => `<th>roadmap ${command} · ${name} · ${columns} columns</th>`);
	const rows = [heads];
	for (const env of INKS) {
		const cells = [];
		for (const columns of WIDTHS) cells.push(`<td>${await screen(command, columns, learner, env)}</td>`);
		rows.push(cells);
	}
	const table = rows.map((cells) => `<tr>${cells.join('')}</tr>`).join('');
	return `<!doctype html><meta charset="utf-8"><style>${STYLE}</style><table>${table}</table>`;
}

const wanted = process.argv.slice(2);
const chromiumFile = BROWSERS.find((name) => fs.existsSync(name));
if (!chromiumFile) throw new Error('Pictures need Chromium: apt-get install chromium');
const homes = fs.mkdtempSync(path.join(os.tmpdir(), 'roadmap-screens-'));
const browser = await chromium.launch({
	executablePath: chromiumFile,
	args: ['--headless', '--no-sandbox', '--disable-gpu'],
});
try {
	const page = await browser.newPage();
	fs.mkdirSync(FOLDER, { recursive: true });
	for (const [name, learner] of Object.entries(LEARNERS)) {
		learner.home = path.join(homes, name);
		await prepare(learner);
		for (const [file, command] of Object.entries(SCREENS)) {
			if (wanted.length > 0 && !wanted.includes(file)) continue;
			await page.setContent(await picture(command, name, learner));
			await page.locator('body').screenshot({ path: path.join(FOLDER, `${file}-${name}.png`) });
		}
	}
} finally {
	await browser.close();
	fs.rmSync(homes, { recursive: true });
}
