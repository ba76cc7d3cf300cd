/** What tests of every kind share: folders that go with the test, and waiting. Loads nothing of the program. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';

/** A folder that lives as long as the test. */
export function makeFolder(): string {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'roadmap-test-'));
	onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
	return folder;
}

/** The words of a command line as the shell would split it. */
export function wordsOf(line: string | readonly string[]): readonly string[] {
	return typeof line === 'string' ? line.split(' ').filter((word) => word !== '') : line;
}

/** Waits until something is so; fails the test after a time in which it would be. */
export async function until(isSo: () => boolean): Promise<void> {
	for (const end = Date.now() + 15_000; !isSo(); ) {
		if (Date.now() > end) throw new Error('it never came');
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
}
