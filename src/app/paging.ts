/** Pages for a browser. */
import path from 'node:path';
import type { Browsed } from '../cli/browser.ts';
import { Interrupted, isUserError, UserError } from '../errors.ts';
import type { Pages, Site } from '../page/publish.ts';
import { writeAtomic } from '../store/atomic.ts';
import { fileError } from '../store/files.ts';
import { pulseOf } from '../store/pulse.ts';
import type { Desk } from './desk.ts';
import type { Session } from './session.ts';

const LONG_WORK = 'Making the page of a large roadmap. This takes a few seconds.';

export function paging(desk: Desk): Pick<Session, 'forget' | 'pages'> {
	const { world, places, voice } = desk;
	const pages: Pages = {
		make: async (snapshot) => (await import('../page/publish.ts')).publish(world.shelf, snapshot),
		keep: (roadmap, html) => keep(path.join(places().cache, 'page', `${roadmap}.html`), html),
		address: async (file) => (await import('../page/publish.ts')).addressOf(file),
		show: (url) => show(desk, url),
		serve: (site, port) => serveUntilInterrupted(desk, site, port),
		patiently: () => voice.patiently(LONG_WORK),
	};
	return { pages, forget: () => desk.refresh({ memory: undefined, settings: undefined }) };
}

async function show(desk: Desk, url: string): Promise<Browsed> {
	const { browse } = await import('../cli/browser.ts');
	if (url.startsWith('file:')) return browse(desk.world, url);
	const { addressOf, redirectTo } = await import('../page/publish.ts');
	const file = redirectFile(desk, url);
	try {
		writeAtomic(file, redirectTo(url));
	} catch {
		return { opened: false, why: `the file that leads the browser to it could not be written: ${file}` };
	}
	return browse(desk.world, addressOf(file));
}

/** Where a browser is sent first, so that the ticket is in no list of processes. */
function redirectFile({ places }: Desk, url: string): string {
	return path.join(places().cache, 'page', `open-${new URL(url).port}.html`);
}

async function* serveUntilInterrupted(desk: Desk, site: Omit<Site, 'pulse'>, port: number) {
	const { world, places } = desk;
	const { removeFile, serve } = await import('../page/publish.ts');
	const { url, close } = await serve({ ...site, pulse: () => pulseOf(places()) }, port);
	const clean = () => removeFile(redirectFile(desk, url));
	let release = () => {};
	const interrupted = new Promise<void>((resolve) => {
		release = world.holdInterrupts(resolve);
	});
	const forgetEnd = world.whenEnded(clean);
	try {
		yield url;
		await interrupted;
	} finally {
		release();
		forgetEnd();
		clean();
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
		const said = fileError(error, 'write', file);
		if (!isUserError(said)) throw said;
		throw new UserError(said.message, { hint: 'Name a place that you may write to: roadmap page -o roadmap.html' });
	}
}
