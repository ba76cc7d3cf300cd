/** Runs the built program in a simulated terminal, and converts its output to elements for a picture. */
import { createRequire } from 'node:module';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..');
const require = createRequire(import.meta.url);
const { main, version } = require('../dist/main.js');
const { quietHost } = require('../dist/warm.js');

/**
 * Runs a command and returns its output, line by line.
 * @param line the words after `roadmap`
 */
export async function run(line, { home, now, columns = 80, env = {} }) {
	let text = '';
	const onOutput = (part) => {
		text += part;
	};
	const roadmapsFolder = path.join(root, 'dist', 'roadmaps');
	const host = quietHost({ home, roadmapsFolder, version, now: () => now, onOutput });
	host.stdout.columns = columns;
	Object.assign(host.env, env);
	const words = line.split(' ').filter((word) => word !== '');
	const code = await main(words, host);
	if (code !== 0) throw new Error(`roadmap ${line} ended with ${code}`);
	return text.replace(/\n$/, '').split('\n');
}

/** The class that each colour sequence sets, and which classes each reset removes. */
const COLORS = ['red', 'green', 'yellow', 'blue', 'magenta', 'cyan'];
const WEIGHTS = ['bold', 'dim'];
const SET = new Map([
	['1', 'bold'],
	['2', 'dim'],
]);
for (const [i, name] of COLORS.entries()) SET.set(`3${i + 1}`, name).set(`9${i + 1}`, name);
const TAKEN_BACK = new Map([
	['22', WEIGHTS],
	['39', COLORS],
]);

export function escapeXml(text) {
	return text.replace(/[&<>]/g, (char) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[char]);
}

/** Converts a line to XML, with an element of the given name around each styled stretch. */
export function markUp(line, element) {
	const active = new Set();
	const parts = line
		// biome-ignore lint/suspicious/noControlCharactersInRegex: hyperlinks and what a terminal does not show
		.replace(/\u001b\]8;[^\u001b]*\u001b\\/g, '')
		// biome-ignore lint/suspicious/noControlCharactersInRegex: the colour sequences are what is looked for
		.split(/\u001b\[(\d+)m/);
	return parts
		.map((part, i) => {
			if (i % 2 === 0) return painted(part, active, element);
			if (SET.has(part)) active.add(SET.get(part));
			for (const name of TAKEN_BACK.get(part) ?? []) active.delete(name);
			return '';
		})
		.join('');
}

function painted(part, active, element) {
	const text = escapeXml(part);
	return active.size > 0 && part !== '' ? `<${element} class="${[...active].join(' ')}">${text}</${element}>` : text;
}
