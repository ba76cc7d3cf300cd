/** The built program on the other Nodes that it promises to run on. scripts/other-nodes.sh puts them there. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { outline, Program, ROOT } from './binary.ts';

const [FIRST = ''] = outline().flat();
const WELL = { code: 0, err: '' };

describe.each([22, 24])('Node %i', (major) => {
	const node = path.join(ROOT, 'node_modules', '.nodes', String(major), 'bin', 'node');
	const says = spawnSync(node, ['--version'], { encoding: 'utf8', env: {} });
	const missing = says.status !== 0;

	test(missing ? `is not on this machine; scripts/other-nodes.sh brings it` : 'is the one that was meant', {
		skip: missing,
	}, () => {
		expect(says.stdout).toMatch(new RegExp(`^v${major}\\.`));
	});

	test.skipIf(missing)('next, done and stages say what they say on this one', async () => {
		const [there, here] = [new Program({ node }), new Program()];
		for (const line of ['--help', 'next', 'next --json', 'stages --json', 'search join', 'level core', 'path ml']) {
			const [other, own] = [await there.run(line), await here.run(line)];
			expect(other, line).toMatchObject(WELL);
			expect(other, line).toEqual(own);
		}
		expect(await there.run('done 1.1')).toMatchObject(WELL);
		expect((await there.json('stages')).progress).toMatchObject({ done: 1 });
		// A journal that one of them wrote, the other reads.
		expect(await new Program({ home: there.home }).alreadyDone([FIRST])).toEqual([FIRST]);
	});

	test.skipIf(missing)('errors, warnings and questions are the same', async () => {
		const [there, here] = [new Program({ node }), new Program()];
		for (const line of ['nonsense', 'topic xyzzyqqq', 'done', 'next --jsn']) {
			const [other, own] = [await there.run(line), await here.run(line)];
			expect(other.err, line).not.toBe('');
			expect(other, line).toEqual(own);
		}
		const keys = [['1.2', '\u0003']] as const;
		expect(await there.onTerminal('done', { pipes: ['stdout'], keys })).toMatchObject({
			code: 130,
			out: '',
			cooked: true,
		});
	});
});
