/** Every example that help shows is run, in its order, in a home of the command's own where a topic is in hand. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { splitWords } from '../../src/cli/programs.ts';
import { commands, home } from '../../src/commands/index.ts';
import { makeFolder, Terminal } from '../terminal.ts';
import { LABS } from './labs.ts';
import { LEAN, offered, writeRoadmap } from './screen.ts';

/** As little as an export has in it, or a placement's answers. @returns its path */
function writeJson(name: string): string {
	const file = path.join(makeFolder(), name);
	const answers = '{"roadmap":"data-engineer","claims":{"1":"most"}}';
	fs.writeFileSync(file, name === 'answers.json' ? answers : '{"program":"roadmap","format":1,"events":[],"notes":[]}');
	return file;
}

function writeChecklist(): string {
	const file = path.join(makeFolder(), 'README.md');
	fs.writeFileSync(file, '# Plan\n\n- [ ] Joins\n');
	return file;
}

/** The words after `roadmap`, also where a shell's own words stand around them; a file that they name is there, or new. */
function wordsOf(line: string): string[] {
	const words = splitWords(/\broadmap\b([^)]*)/.exec(line)?.[1] ?? '');
	const fileFor =
		words[0] === 'new' || words[0] === 'convert' ? () => path.join(makeFolder(), 'new.yaml') : () => writeRoadmap(LEAN);
	// A lab's folder is made in the current one, which is the repository.
	const isLabToMake = words[0] === 'lab' && /^\d/.test(words[1] ?? '');
	const typed = isLabToMake ? [...words, '--in', makeFolder()] : words;
	return typed.map((word) => {
		if (word.endsWith('.git')) return path.join(makeFolder(), 'remote.git');
		if (word.endsWith('.yaml')) return path.resolve(fileFor());
		if (word.endsWith('.md') && words[0] === 'convert') return writeChecklist();
		if (/\.(?:html|ics)$/.test(word)) return path.join(makeFolder(), word);
		return word.endsWith('.json') ? writeJson(word) : word;
	});
}

/** What goes on until Ctrl-C ends with it; a lab that was just begun is not right. */
function codeOf(line: string): number {
	if (line === 'roadmap lab check') return 1;
	return /--(?:watch|serve)/.test(line) ? 130 : 0;
}

/** What is said beside the answer. */
function saidOf(line: string): string {
	return line.includes('--serve') ? 'Stopped serving.\n' : '';
}

test.each([home, ...commands])('$name', async ({ name, examples }) => {
	// In CI nothing is opened in a browser.
	const terminal = new Terminal({ env: { CI: '1', PATH: process.env.PATH ?? '' } });
	await terminal.run('start 2.2');
	if (name === 'lab') {
		await terminal.run(['use', writeRoadmap(LABS)]);
		process.chdir(makeFolder());
	}
	expect(examples.length).toBeGreaterThan(0);
	for (const { line } of examples) {
		const words = wordsOf(line);
		expect(words[0]).toBe(name === 'home' ? undefined : name);
		const { code, err } = await terminal.run(words);
		expect({ line, code, err }).toEqual({ line, code: codeOf(line), err: saidOf(line) });
	}
});

test('the examples of the whole help', async () => {
	const terminal = new Terminal();
	const { out } = await terminal.run('help');
	const section = out.slice(out.indexOf('Examples\n'), out.indexOf('Learn\n'));
	const lines = offered(section);
	expect(lines).toHaveLength(4);
	for (const line of lines) {
		const { code, err } = await terminal.run(wordsOf(line));
		expect({ line, code, err }).toEqual({ line, code: 0, err: '' });
	}
});

/** Everything that is in view by default. */
const ALL = `known ${Array.from({ length: 14 }, (_, i) => `stage:${i + 1}`).join(' ')} --yes`;

/** Lines after which a screen offers what to type next. `+23` lets so many days go by. */
const BEFORE = [
	[''],
	['done 1.1', ''],
	['start 1.2', ''],
	['next'],
	['next -n 3'],
	['start 1.2', 'next'],
	['next --stage 4'],
	['next --time 1m'],
	['topic 1.2'],
	['done 1.2', 'topic 1.2'],
	['open 1.2'],
	['open 1.2 --print'],
	['start 1.2'],
	['done 1.1'],
	['done 1.1', 'done 1.1'],
	['known stage:1 --yes'],
	['skip 1.1'],
	['reset 1.1'],
	['done 1.2 --resource 1'],
	['later 1.1'],
	['undo'],
	['done 1.1', 'undo'],
	['stages'],
	['stage 4'],
	['known stage:4 --yes', 'stage 4'],
	['map'],
	['map 4'],
	['known stage:4 --yes', 'map 4'],
	['search window'],
	['search zzzzzz'],
	['path'],
	['path ml'],
	['level'],
	['level core'],
	['stats'],
	['done 1.1 1.2', 'stats'],
	['stats --what-if 3 topics/week'],
	['pace'],
	['pace 6h'],
	['pace pause'],
	['pace pause', ''],
	['pace pause', 'pace'],
	['start 1.2', '+23', ''],
	['start 1.2', '+23', 'start 1.1', ''],
	[ALL, ''],
	[ALL, 'next'],
	[ALL, 'stage 1'],
	['topic 1.2 --short'],
	['start 1.2', 'topic 1.2 --short'],
	['project 1'],
	['project 1 --start'],
	['project 1 --start', ''],
	['project 1 --done'],
	['log'],
	['done 1.1', '+23', 'log --week'],
	['later --list'],
	['later 3.2', 'later --list'],
	['plan'],
	['plan --until 12w'],
	['tools'],
	['lab'],
	['notes'],
	['use'],
	['doctor'],
	['changes'],
	['done 1.1', 'changes'],
	['hide'],
	['hide 3.3', 'hide'],
	['add 4 Mine'],
	['link 1.2 https://example.com/x'],
	['redo'],
	['done 1.1', 'undo', 'redo'],
	['done 1.1', '+2', 'review --json', ''],
	['sync status'],
	['placement --stage 5 --yes'],
	['help exit-codes'],
].map((lines) => ({ lines, said: lines.map((line) => `roadmap ${line}`.trim()).join(', ') }));

test.each(BEFORE)('what the screen offers after `$said` can be typed as it stands', async ({ lines }) => {
	const options = { tty: true, env: { CI: '1' } };
	const reach = async () => {
		const terminal = new Terminal(options);
		let out = '';
		for (const line of lines) {
			const [, days] = /^\+(\d+)$/.exec(line) ?? [];
			if (days === undefined) ({ out } = await terminal.run(line));
			else terminal.now = new Date(terminal.now.getTime() + Number(days) * 86_400_000);
		}
		return { terminal, out };
	};
	const next = offered((await reach()).out);
	if (lines.at(-1) !== 'help exit-codes') expect(next).not.toEqual([]);
	// A placeholder is for the learner to fill in.
	for (const line of next.filter((one) => !one.includes('<'))) {
		const { terminal } = await reach();
		// What asks is left with Ctrl-C.
		const asks = ['roadmap start', 'roadmap placement', 'roadmap review', 'roadmap new'].includes(line);
		const { code } = await terminal.run(wordsOf(line), asks ? ['\u0003'] : []);
		expect({ line, code }).toEqual({ line, code: asks ? 130 : 0 });
	}
});
