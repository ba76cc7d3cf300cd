import { describe, expect, test } from 'vitest';
import { Terminal } from '../terminal.ts';

const SHELLS = ['bash', 'zsh', 'fish', 'powershell'];

describe.each(SHELLS)('completion %s', (shell) => {
	test('prints a script that first says where to put it', async () => {
		const { code, out, err } = await new Terminal().run(`completion ${shell}`);
		expect({ code, err }).toEqual({ code: 0, err: '' });
		const [first, second] = out.split('\n').filter((line) => line !== '#compdef roadmap');
		expect(first).toMatch(/^# .*Put this line into /);
		expect(second).toMatch(new RegExp(`^#.*roadmap completion ${shell}`));
	});

	test('is the same on a terminal', async () => {
		const [piped, shown] = [new Terminal(), new Terminal({ tty: true, columns: 40 })];
		expect((await shown.run(`completion ${shell}`)).out).toBe((await piped.run(`completion ${shell}`)).out);
	});

	test('with --json the script is data', async () => {
		const { out } = await new Terminal().run(`completion ${shell}`);
		expect(await new Terminal().json(`completion ${shell}`)).toEqual({ shell, script: out });
	});

	test('evaluates nothing of what it reads', async () => {
		const { out } = await new Terminal().run(`completion ${shell}`);
		const code = out.split('\n').filter((line) => !line.trimStart().startsWith('#'));
		expect(code.join('\n')).not.toMatch(/\beval\b|compgen -W|Invoke-Expression|\biex\b/i);
	});
});

test('without a shell: exit 2 and all of them', async () => {
	const { code, out, err } = await new Terminal().run('completion');
	expect({ code, out }).toEqual({ code: 2, out: '' });
	for (const shell of SHELLS) expect(err).toContain(shell);
});

test('a shell that there is not: exit 2 and the near miss', async () => {
	const { code, out, err } = await new Terminal().run('completion bsh');
	expect({ code, out }).toEqual({ code: 2, out: '' });
	expect(err).toContain('Did you mean roadmap completion bash?');
});
