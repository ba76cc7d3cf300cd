import path from 'node:path';
import { defineConfig } from 'vitest/config';

/** The same suite on the source and, with TEST_DIST=1, on what is shipped. */
const program = path.join(__dirname, process.env.TEST_DIST ? 'test/shipped.ts' : 'src/main.ts');

export default defineConfig({
	test: {
		include: ['test/**/*.test.ts'],
		alias: { '#program': program },
		testTimeout: 20_000,
		// The tests say which clock, zone and locale they mean.
		env: { TZ: 'UTC' },
		reporters: ['default'],
	},
});
