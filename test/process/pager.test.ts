/** What is longer than the screen goes to the learner's pager; whatever becomes of the pager, nothing is lost. */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeFolder, Program } from './binary.ts';

const LONG = 'topic 1.2';
const SHORT = 'next';
const LAST = 'roadmap done 1.2';
const ESC = '\u001b';

/** A pager that keeps how it was called and what it read. */
function makePager(script = 'cat > "$FOLDER/read"'): { folder: string; file: string } {
	const folder = makeFolder();
	const file = path.join(folder, 'pager');
	const said = `printf '%s\\n' "$@" > '${folder}/args'; printf %s "$LESS" > '${folder}/less'`;
	fs.writeFileSync(file, `#!/bin/sh\nFOLDER='${folder}'\n${said}\n${script}\n`, { mode: 0o755 });
	return { folder, file };
}

function kept(folder: string, name: string): string | undefined {
	const file = path.join(folder, name);
	return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : undefined;
}

async function printed(line: string): Promise<string> {
	return (await new Program().onTerminal(`${line} --no-pager`, { pipes: ['stderr'] })).screen;
}

describe('the pager', () => {
	test('reads what is longer than the screen, colours and all, with LESS as git and gh set it and a prompt that says how to leave', async () => {
		const { folder, file } = makePager();
		const { code, screen, err } = await new Program().onTerminal(LONG, {
			env: { PAGER: file },
			pipes: ['stderr'],
		});
		expect({ code, screen, err }).toEqual({ code: 0, screen: '', err: '' });
		expect(kept(folder, 'read')).toBe((await printed(LONG)).replaceAll('\r\n', '\n'));
		expect(kept(folder, 'less')).toMatch(/^FRXPs.*q\\: leave\$$/);
	});

	test('keeps a LESS that is set, empty too', async () => {
		const { folder, file } = makePager();
		await new Program().onTerminal(LONG, { env: { PAGER: file, LESS: '' } });
		expect(kept(folder, 'less')).toBe('');
	});

	test('is called without a shell, its words split as a shell would', async () => {
		const { folder, file } = makePager();
		const trap = path.join(makeFolder(), 'trap');
		await new Program().onTerminal(LONG, { env: { PAGER: `'${file}' -R "two words" $(touch ${trap}) ;` } });
		expect(kept(folder, 'args')).toBe(`-R\ntwo words\n$(touch\n${trap})\n;\n`);
		expect(fs.existsSync(trap)).toBe(false);
	});

	test('ROADMAP_PAGER goes before PAGER', async () => {
		const { folder, file } = makePager();
		await new Program().onTerminal(LONG, { env: { PAGER: 'false', ROADMAP_PAGER: file } });
		expect(kept(folder, 'read')).toContain(LAST);
	});

	test('less is the one where none is named; q leaves it', async () => {
		const seen = await new Program().onTerminal(LONG, { env: { PAGER: undefined }, keys: [['q: leave', 'q']] });
		expect(seen).toMatchObject({ code: 0, cooked: true });
		expect(seen.screen).not.toContain(LAST);
	});

	test('Ctrl-C is its own key: less stays, and leaves the terminal as it was', async () => {
		// It draws its prompt again when it was interrupted.
		const keys = [
			['q: leave', '\u0003'],
			['q: leave', 'q'],
		] as const;
		const seen = await new Program().onTerminal(LONG, { env: { PAGER: undefined }, keys });
		expect(seen).toMatchObject({ code: 0, cooked: true });
	});

	test.each([
		['closes without reading', 'exit 0'],
		['reads a line and fails', 'head -1 >/dev/null; exit 3'],
	])('that %s is no failure', async (_what, script) => {
		// More than the 64 KB that a pipe holds.
		const topics = Array.from({ length: 2_000 }, (_, i) => `{id: t-${i}, title: The topic that has the number ${i}}`);
		const big = path.join(makeFolder(), 'big.yaml');
		fs.writeFileSync(
			big,
			`format: 1\nid: b\ntitle: B\nstages: [{id: s, title: S, phase: P, tagline: T, topics: [${topics.join(', ')}]}]\n`,
		);
		const { file } = makePager(script);
		const seen = await new Program().onTerminal(`stage 1 --roadmap ${big}`, {
			env: { PAGER: file },
			pipes: ['stderr'],
		});
		expect(seen).toMatchObject({ code: 0, err: '' });
	});

	test.each(['/nonexistent/pager', '/etc/passwd', '""'])('%s cannot be started: the text is printed', async (pager) => {
		const { code, screen, err } = await new Program().onTerminal(LONG, { env: { PAGER: pager }, pipes: ['stderr'] });
		expect({ code, err }).toEqual({ code: 0, err: '' });
		expect(screen).toBe(await printed(LONG));
	});
});

describe('no pager', () => {
	test.each([
		['for what fits', SHORT, {}],
		['with --no-pager', `${LONG} --no-pager`, {}],
		['with --no-pager before help', '--no-pager help', {}],
		['with --json', `${LONG} --json`, {}],
		['where PAGER is empty', LONG, { PAGER: '' }],
		['where it is cat', LONG, { PAGER: 'cat' }],
		['where ROADMAP_PAGER is empty, whatever PAGER is', LONG, { ROADMAP_PAGER: '' }],
		['for a dumb terminal', LONG, { TERM: 'dumb' }],
		['for a screen reader', LONG, { ROADMAP_ACCESSIBLE: '1' }],
	])('%s', async (_why, line, env) => {
		const { folder, file } = makePager();
		const seen = await new Program().onTerminal(line, { env: { PAGER: file, ...env } });
		expect(seen.code).toBe(0);
		expect(seen.screen).toMatch(/\S/);
		expect(kept(folder, 'args')).toBeUndefined();
	});

	test('in a pipe', async () => {
		const { folder, file } = makePager();
		const seen = await new Program().onTerminal(LONG, { env: { PAGER: file }, pipes: ['stdout'] });
		expect(seen.out).toContain(LAST);
		expect(seen.out).not.toContain(ESC);
		expect(kept(folder, 'args')).toBeUndefined();
	});
});
