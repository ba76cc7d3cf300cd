/** Pages for a browser. */
import path from 'node:path';
import type { Context } from '../context.ts';
import { Interrupted } from '../errors.ts';
import type { Pages } from '../page/pages.ts';
import type { Site } from '../page/publish.ts';
import { writeAtomic } from '../store/atomic.ts';
import { fileError } from '../store/files.ts';
import { pulseOf } from '../store/pulse.ts';
import type { Desk } from './desk.ts';

const LONG_WORK = 'Making the page of a large roadmap. This takes a few seconds.';

export function paging(desk: Desk): Pick<Context, 'forget' | 'pages'> {
	const { world, places, voice } = desk;
	const pages: Pages = {
		make: async (snapshot) => (await import('../page/publish.ts')).publish(world.shelf, snapshot),
		keep: (roadmap, html) => keep(path.join(places().cache, 'page', `${roadmap}.html`), html),
		address: async (file) => (await import('../page/publish.ts')).addressOf(file),
		show: async (url) => (await import('../browser.ts')).browse(world, url),
		serve: (site, port) => serveUntilInterrupted(desk, site, port),
		patiently: () => voice.patiently(LONG_WORK),
	};
	return { pages, forget: () => desk.refresh({ memory: undefined, settings: undefined }) };
}

async function* serveUntilInterrupted({ world, places }: Desk, site: Omit<Site, 'pulse'>, port: number) {
	const { serve } = await import('../page/publish.ts');
	const { url, close } = await serve({ ...site, pulse: () => pulseOf(places()) }, port);
	let release = () => {};
	const interrupted = new Promise<void>((resolve) => {
		release = world.holdInterrupts(resolve);
	});
	try {
		yield url;
		await interrupted;
	} finally {
		release();
		await close();
	}
	// The terminal has written ^C.
	world.stderr.write(`${world.stderr.isTTY ? '\n' : ''}Stopped serving.\n`);
	throw new Interrupted();
}

function keep(file: string, html: string): string {
	try {
		writeAtomic(file, html);
		return file;
	} catch (error) {
		throw fileError(error, 'write', file);
	}
}
