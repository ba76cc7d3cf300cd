import os from 'node:os';
import path from 'node:path';
import { defineConfig } from 'vitest/config';

/**
 * Every ring; with TEST_DIST=1 the ring that runs the program in process once more, on what is shipped. The others call
 * parts of the source, or run the shipped program already.
 */
const shipped = process.env.TEST_DIST !== undefined;
const program = path.join(import.meta.dirname, shipped ? 'test/shipped.ts' : 'src/main.ts');

export default defineConfig({
	test: {
		include: [shipped ? 'test/commands/*.test.ts' : 'test/**/*.test.ts'],
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
