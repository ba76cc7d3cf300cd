import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { defineConfig, type Plugin } from 'vitest/config';

/** With TEST_DIST=1 the tests that run the program in process run it as it is shipped; the others do anyway, or call parts of the source. */
const isShipped = process.env.TEST_DIST !== undefined;
const program = path.join(import.meta.dirname, isShipped ? 'test/shipped.ts' : 'src/main.ts');

/** What takes minutes: it starts the built program, git, shells and browsers, makes disks fail, or tries thousands of values. */
const SLOW = [
	'test/{completion,faults,page,process,sync}/**/*.test.ts',
	'test/**/{fuzz,limits,naughty,soak}.test.ts',
	'test/**/*.slow.test.ts',
];

/** Imports text files as esbuild does; by itself, Vite would give their addresses. */
const textFiles: Plugin = {
	name: 'text-files',
	enforce: 'pre',
	load: (id) => (id.endsWith('.txt') ? `export default ${JSON.stringify(fs.readFileSync(id, 'utf8'))};` : undefined),
};

export default defineConfig({
	plugins: [textFiles],
	test: {
		projects: [
			{
				extends: true,
				test: {
					name: 'everyday',
					include: [isShipped ? 'test/commands/*.test.ts' : 'test/**/*.test.ts'],
					exclude: SLOW,
				},
			},
			{ extends: true, test: { name: 'slow', include: isShipped ? [] : SLOW } },
		],
		alias: { '#program': program },
		testTimeout: 20_000,
		setupFiles: ['test/seed.ts'],
		// Many tests wait for programs that they start; on two cores one worker would leave them idle half of the time.
		maxWorkers: Math.max(3, os.availableParallelism()),
		// The tests say which clock, zone and locale they mean.
		env: { TZ: 'UTC' },
		reporters: ['default'],
	},
});
