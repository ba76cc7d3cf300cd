/** Prints warnings and progress messages to stderr, beside the answer. */

import { safeLine } from '../domain/safe.ts';
import { screen, wrap } from '../render/text.ts';
import type { Host } from './host.ts';
import { makeRenderContext } from './output.ts';

export interface Reporter {
	/** Prints a warning; the same text only once. */
	readonly warn: (text: string) => void;
	/** @returns a callback for between the steps of long work, which prints the sentence once after two seconds */
	readonly onProgress: (sentence: string) => () => void;
	/** Waits for work; after one second, prints once what it is waiting for. */
	readonly whileWaiting: <T>(sentence: string, work: Promise<T>) => Promise<T>;
}

export function makeReporter(host: Host): Reporter {
	const warn = warner(host);
	return {
		warn,
		onProgress: (sentence) => {
			// The global `performance` would load node:perf_hooks, which costs 1 ms of every start with a roadmap of one's
			// own.
			const start = Date.now();
			return () => {
				if (host.stderr.isTTY && Date.now() - start >= 2_000) warn(sentence);
			};
		},
		whileWaiting: async (sentence, work) => {
			const timer = host.stderr.isTTY ? setTimeout(warn, 1_000, sentence) : undefined;
			try {
				return await work;
			} finally {
				clearTimeout(timer);
			}
		},
	};
}

function warner(host: Host): (text: string) => void {
	const printed = new Set<string>();
	return (text) => {
		if (printed.has(text)) return;
		printed.add(text);
		const context = makeRenderContext(host.stderr, host, 'auto');
		const line = safeLine(text);
		host.stderr.write(context.plain ? `roadmap: ${line}\n` : `${screen(context, wrap(context, line))}`);
	};
}

/** For shell completion, where nobody reads stderr. */
export const SILENT: Reporter = {
	warn: () => {},
	onProgress: () => () => {},
	whileWaiting: (_sentence, work) => work,
};
