/** The scripts as their shells see them: no faults, and loading them says nothing, however often. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { has, LOAD, Machine, SHELLS } from './shell.ts';

describe.each(SHELLS)('%s', (shell) => {
	const missing = !has(shell);

	test.skipIf(missing)(`${shell} -n finds no fault${missing ? ` (${shell} is not installed)` : ''}`, () => {
		const machine = new Machine();
		const script = machine.write('script', machine.run('bash', `roadmap completion ${shell}`).said);
		const { status, stdout, stderr } = spawnSync(shell, ['-n', script], { encoding: 'utf8' });
		expect({ status, said: stdout + stderr }).toEqual({ status: 0, said: '' });
	});

	test.skipIf(missing)('is loaded twice without a word', () => {
		const load = LOAD[shell];
		expect(new Machine().run(shell, `${load}\n${load}`)).toEqual({ code: 0, said: '' });
	});
});

test.skipIf(!has('bash'))('bash loads it with every option that a careful learner may have set', () => {
	const options = 'set -euo pipefail; shopt -s nullglob failglob extglob nocasematch';
	expect(new Machine().run('bash', `${options}\n${LOAD.bash}\n${LOAD.bash}`)).toEqual({ code: 0, said: '' });
});

test.skipIf(!has('zsh'))('zsh finds it in a folder of its own, too', () => {
	const machine = new Machine();
	machine.write('functions/_roadmap', machine.run('bash', 'roadmap completion zsh').said);
	const folder = path.join(machine.folder, 'functions');
	const script = `fpath=(${folder} $fpath); autoload -Uz compinit && compinit -i -D; print -r -- $_comps[roadmap]`;
	expect(machine.run('zsh', script)).toEqual({ code: 0, said: '_roadmap\n' });
});
