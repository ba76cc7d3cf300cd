/** The built program in the place of the source: what `#program` means with TEST_DIST=1. */
import { createRequire } from 'node:module';
import type * as Program from '../src/main.ts';

// The parse edge between the bundle, which has no types, and the tests.
const shipped = createRequire(import.meta.url)('../dist/main.js') as typeof Program;

export const { main } = shipped;
