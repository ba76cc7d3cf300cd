/** What a command may do with pages for a browser: make one, put it where a browser finds it, serve it until Ctrl-C. */
import type { Browsed } from '../browser.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { Site } from './server.ts';

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
