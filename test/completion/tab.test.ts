/** A learner at a prompt types, and presses TAB. */
import fs from 'node:fs';
import { beforeEach, describe, expect, test } from 'vitest';
import { has, Machine, type Session, SHELLS } from './shell.ts';

const SLOW = 120_000;

describe.each(SHELLS)('%s', (shell) => {
	const missing = ['tmux', shell].filter((program) => !has(program));
	const note = missing.length > 0 ? ` (${missing.join(' and ')} not installed)` : '';

	describe.skipIf(missing.length > 0)(`on TAB${note}`, () => {
		let machine: Machine;

		beforeEach(() => {
			machine = new Machine();
		});

		/** What becomes of each line. */
		async function tabs(session: Session, lines: readonly string[]): Promise<Record<string, string>> {
			const become: Record<string, string> = {};
			for (const line of lines) {
				await session.clear();
				become[line] = await session.tab(line);
			}
			return become;
		}

		test('completes commands, options, topics, stages, paths, levels and files', { timeout: SLOW }, async () => {
			machine.write('work/mine.yaml', '');
			const expected = {
				'roadmap sea': 'roadmap search',
				'roadmap done sql-j': 'roadmap done sql-joins',
				'roadmap done sql-joins stage:wa': 'roadmap done sql-joins stage:warehousing',
				'roadmap stage orch': 'roadmap stage orchestration',
				'roadmap next --stage=orch': 'roadmap next --stage=orchestration',
				'roadmap next --sta': 'roadmap next --stage',
				'roadmap path analy': 'roadmap path analytics',
				'roadmap level reco': 'roadmap level recommended',
				'roadmap help exit': 'roadmap help exit-codes',
				'roadmap check mi': 'roadmap check mine.yaml',
				'roadmap --roadmap mi': 'roadmap --roadmap mine.yaml',
				'roadmap use mi': 'roadmap use mine.yaml',
				'roadmap use data-e': 'roadmap use data-engineer',
				'roadmap use ./mi': 'roadmap use ./mine.yaml',
				'roadmap --roadmap=mi': 'roadmap --roadmap=mine.yaml',
				'roadmap --roadmap=data-e': 'roadmap --roadmap=data-engineer',
				'roadmap export --format m': 'roadmap export --format markdown',
				'roadmap link sql-joins --kind=vid': 'roadmap link sql-joins --kind=video',
				'roadmap add 1 x --tier opt': 'roadmap add 1 x --tier optional',
				'roadmap map --svg mi': 'roadmap map --svg mine.yaml',
				'roadmap import mi': 'roadmap import mine.yaml',
				'roadmap next > mi': 'roadmap next > mine.yaml',
				'roadmap done nothing-of-that-name': 'roadmap done nothing-of-that-name',
				'roadmap done "sql-j': 'roadmap done "sql-joins"',
			};
			expect(await tabs(await machine.open(shell), Object.keys(expected))).toEqual(expected);
		});

		test('offers known roadmaps and files together', { timeout: SLOW }, async () => {
			machine.write('work/data two.yaml', '');
			const session = await machine.open(shell);
			const screen = await session.type('roadmap use dat', ['Tab', 'Tab', 'Tab'], (shown) => /two/.test(shown));
			expect(screen).toContain('data-engineer');
			await session.clear();
			expect(await session.tab('roadmap use data\\ t')).toBe('roadmap use data\\ two.yaml');
		});

		test('shows what the candidates are', { timeout: SLOW }, async () => {
			const session = await machine.open(shell);
			const shows = (screen: string) =>
				screen.includes('LSM-trees vs B-trees') && screen.includes('The write-ahead log');
			await session.type('roadmap topic 4.', ['Tab', 'Tab'], shows);
			await session.clear();
			const screen = await session.type('roadmap done stage:st', ['Tab', 'Tab'], (text) => text.includes('Streaming'));
			expect(screen).toContain('Storage engines & file formats');
		});

		test('runs nothing that was typed', { timeout: SLOW }, async () => {
			const session = await machine.open(shell);
			const lines = [
				'roadmap done $(touch PWNED) sql-j',
				'roadmap done "$(touch PWNED)" sql-j',
				'roadmap done (touch PWNED) sql-j',
				'roadmap done `touch PWNED` sql-j',
				"roadmap done 'a $(touch PWNED)' sql-j",
				'roadmap --roadmap "$(touch PWNED)" done sql-j',
				'roadmap done ; touch PWNED; roadmap done sql-j',
				'roadmap done "a b" \\$x \\\'q sql-j',
			];
			// The word at the cursor itself, zsh runs on TAB for any command, before it asks for completions.
			if (shell !== 'zsh')
				lines.push('roadmap done $(touch PWNED)', 'roadmap done `touch PWNED`', 'roadmap use "$(touch PWNED)/x');
			const become = await tabs(session, lines);
			expect(machine.find('PWNED')).toEqual([]);
			expect(become[lines[0] ?? '']).toBe('roadmap done $(touch PWNED) sql-joins');
			expect(become[lines[7] ?? '']).toMatch(/ sql-joins$/);
		});

		test('runs nothing that a roadmap says', { timeout: SLOW }, async () => {
			const titles = ['$(touch PWNED)', '`touch PWNED`', '(touch PWNED)', '"; touch PWNED; "', "'; touch PWNED; '"];
			titles.push('a\n touch PWNED', '\\$(touch PWNED)\\', 'percent %F{red}%n $x');
			const topics = titles.map((title, i) => `{id: evil-${i + 1}, title: ${JSON.stringify(title)}}`).join(', ');
			const text = (ids: string) => `format: 1\nid: r\ntitle: R\nstages: [{id: s, title: S, topics: [${ids}]}]\n`;
			machine.write('work/titles.yaml', text(topics));
			machine.write('work/ids.yaml', text('{id: "evil-$(touch PWNED)", title: A}'));
			const session = await machine.open(shell);
			await session.type('roadmap --roadmap titles.yaml done evil-', ['Tab', 'Tab'], (screen) =>
				screen.includes('percent %F{red}%n $x'),
			);
			const become = await tabs(session, [
				'roadmap --roadmap titles.yaml done evil-1',
				'roadmap --roadmap ids.yaml done ev',
			]);
			expect(Object.values(become)).toEqual([
				'roadmap --roadmap titles.yaml done evil-1',
				'roadmap --roadmap ids.yaml done ev',
			]);
			expect(machine.find('PWNED')).toEqual([]);
		});

		test('runs no file: neither its name nor a roadmap of this folder', { timeout: SLOW }, async () => {
			machine.write('work/$(touch PWNED).yaml', '');
			machine.write('work/roadmap', '#!/bin/sh\ntouch PWNED\n');
			fs.chmodSync(`${machine.work}/roadmap`, 0o755);
			const session = await machine.open(shell);
			await tabs(session, ['roadmap check ', './roadmap done sql-j']);
			await session.clear();
			await session.type(
				'roadmap check ',
				['Tab', 'Enter'],
				(screen) => screen.trimEnd().endsWith('tab>') && screen.trim() !== 'tab>',
			);
			expect(machine.find('PWNED')).toEqual([]);
		});

		test.each([
			['the journal', 'home/.local/share/roadmap/progress/a.jsonl', '{"v":1,"id"\n'],
			['the settings', 'home/.config/roadmap/config.json', '{"choices"'],
		])('offers nothing and says nothing where %s is damaged', { timeout: SLOW }, async (_, file, content) => {
			machine.write(file, content);
			const session = await machine.open(shell);
			await session.clear();
			const line = 'roadmap done sql-j';
			const screen = await session.type(line, ['Tab', 'Tab', '@@'], (shown) => shown.includes('@@'));
			expect(screen.trim()).toBe(`tab> ${line}@@`);
		});
	});
});

describe.skipIf(!has('bash') || !has('tmux'))('bash', () => {
	test('with other word breaks', { timeout: SLOW }, async () => {
		const session = await new Machine().open('bash', 'COMP_WORDBREAKS=" "');
		expect(await session.tab('roadmap done stage:wa')).toBe('roadmap done stage:warehousing');
		await session.clear();
		expect(await session.tab('roadmap --color=al')).toBe('roadmap --color=always');
	});

	test('with every option that a careful learner may have set', { timeout: SLOW }, async () => {
		const session = await new Machine().open('bash', 'set -u; shopt -s nullglob failglob nocasematch; IFS=-');
		expect(await session.tab('roadmap done sql-joins stage:wa')).toBe('roadmap done sql-joins stage:warehousing');
	});
});
