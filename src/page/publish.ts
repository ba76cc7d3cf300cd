/** Everything that `roadmap page` takes, by one door: the page as a text, and the server. */
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browsed } from '../cli/browser.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import { UserError } from '../errors.ts';
import { assemble } from './html.ts';
import type { Site } from './server.ts';

export { redirectTo } from './html.ts';
export { type Served, type Site, serve } from './server.ts';

/** What a command may do with pages for a browser: make one, put it where a browser finds it, serve it until Ctrl-C. */
export interface Pages {
	/** A whole HTML file. */
	readonly make: (snapshot: Snapshot) => Promise<string>;
	/** Keeps a page in the cache, over the one from before. @returns its path @throws UserError */
	readonly keep: (roadmap: string, html: string) => string;
	/** The address of a file on this machine. */
	readonly address: (file: string) => Promise<string>;
	/** Shows a page of ours, written or served, to the browser: never an address that somebody else wrote. */
	readonly show: (url: string) => Promise<Browsed>;
	/** Serves a page to this machine, and gives its address, once. @throws UserError, and Interrupted on Ctrl-C */
	readonly serve: (site: Omit<Site, 'pulse'>, port: number) => AsyncIterable<string>;
	/** Called between the steps of a long work, it says after a second that the program is at it. */
	readonly patiently: () => () => void;
}

/** @param shelf the folder with the compiled roadmaps @throws UserError when the page was never built */
export function publish(shelf: string, snapshot: Snapshot): string {
	return assemble(readTemplate(path.join(shelf, '..', 'page.html')), snapshot);
}

export function addressOf(file: string): string {
	return pathToFileURL(file).href;
}

/** Removes a file of ours from the cache; where that fails, it stays. */
export function removeFile(file: string): void {
	try {
		fs.rmSync(file, { force: true });
	} catch {
		// Its address leads nowhere when the server is gone.
	}
}

function readTemplate(file: string): string {
	try {
		return fs.readFileSync(file, 'utf8');
	} catch {
		throw new UserError('The page that comes with the program is missing.', {
			hint: 'Run npm run build in its folder.',
		});
	}
}
