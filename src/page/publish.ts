/** Everything that `roadmap page` takes, by one door: the page as a text, and the server. */
import { pathToFileURL } from 'node:url';
import type { Snapshot } from '../model/snapshot.ts';
import { assemble } from './html.ts';
import { readTemplate } from './template.ts';

export { type Served, type Site, serve } from './server.ts';

/** @param shelf the folder with the compiled roadmaps */
export function publish(shelf: string, snapshot: Snapshot): string {
	return assemble(readTemplate(shelf), snapshot);
}

export function addressOf(file: string): string {
	return pathToFileURL(file).href;
}
