/** How the learner hears of what is beside the answer. */

import { safeLine } from '../domain/safe.ts';
import { UserError } from '../errors.ts';
import { screen, wrap } from '../render/text.ts';
import type { Places } from '../store/places.ts';
import type { Notice } from '../store/recall.ts';
import { isNews } from '../store/told.ts';
import type { World } from './host.ts';
import { makePage } from './output.ts';

export interface Voice {
	readonly warn: (text: string) => void;
	/** What was kept cannot be read whole. Told once. */
	readonly damage: (places: Places, notice: Notice) => void;
	/** Called between the steps of reading a file, it says, once, after two seconds of work, that the program is at it. */
	readonly slowly: (file: string) => () => void;
	/** Waits for work; after a second it says, once, what is being waited for. */
	readonly meanwhile: <T>(says: string, work: Promise<T>) => Promise<T>;
	/** The same for any long work, said in a sentence. */
	readonly patiently: (sentence: string) => () => void;
}

export function voiceOf(world: World): Voice {
	const warn = (text: string) => {
		const page = makePage(world.stderr, world, 'auto');
		const line = safeLine(text);
		world.stderr.write(page.plain ? `roadmap: ${line}\n` : `${screen(page, wrap(page, line))}`);
	};
	const patiently = (sentence: string) => {
		// The global `performance` would load node:perf_hooks, 1 ms of every start with a roadmap of one's own.
		const start = Date.now();
		let said = !world.stderr.isTTY;
		return () => {
			if (said || Date.now() - start < 2_000) return;
			said = true;
			warn(sentence);
		};
	};
	return {
		warn,
		damage: (places, { key, text }) => {
			if (isNews(places, key)) warn(`${text} roadmap doctor says more.`);
		},
		slowly: (file) => patiently(`Reading ${file} for the first time. This takes a few seconds, once.`),
		patiently,
		meanwhile: async (says, work) => {
			const saying = world.stderr.isTTY ? setTimeout(warn, 1_000, says) : undefined;
			try {
				return await work;
			} finally {
				clearTimeout(saying);
			}
		},
	};
}

/** For a shell on TAB: nothing beside the answer, and no answer from what is damaged. It stays news to the learner. */
export const SILENCE: Voice = {
	warn: () => {},
	damage: (_places, { text }) => {
		throw new UserError(text);
	},
	slowly: () => () => {},
	meanwhile: (_says, work) => work,
	patiently: () => () => {},
};
