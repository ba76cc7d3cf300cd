/** Any YAML → values with their places, or what is wrong with it in plain words. */
import { Converter } from './converter.ts';
import { Stuck, TooMuch } from './cursor.ts';
import type { Fault } from './fault.ts';
import { MOST_UNUSUAL } from './limits.ts';
import { syntaxFaults } from './syntax.ts';
import type { FileText } from './text.ts';
import { type Node, pathAfter } from './tree.ts';
import { type Composed, compose } from './yaml.ts';

export interface Parsed {
	/** Undefined where the file cannot be understood. */
	readonly root: Node | undefined;
	readonly faults: readonly Fault[];
}

/**
 * Parses one file. Never throws for anything in the text.
 * @param unusual where the first form stands that is not plain
 */
export function parseUnusual(file: FileText, unusual: number): Parsed {
	if (file.text.length > MOST_UNUSUAL) return refuse(file, unusual, TOO_UNUSUAL);
	try {
		return read(file, compose(file.text));
	} catch (error) {
		if (error instanceof Stuck) return refuse(file, unusual, TOO_UNUSUAL);
		if (error instanceof TooMuch) return refuse(file, error.at, error.message);
		// The library throws what it did not foresee, stack overflows among it; a fault is a fault.
		return refuse(file, unusual, 'this cannot be read as YAML; write it in a simpler form');
	}
}

const TOO_UNUSUAL =
	'in so large a file only plain forms are read: key: value, lists, texts quoted on one line, | and >-';

function refuse(file: FileText, at: number, message: string): Parsed {
	return { root: undefined, faults: [file.error({ start: at, end: at + 1 }, [], message)] };
}

function read(file: FileText, composed: Composed): Parsed {
	const faults = composed.directives.map((place) => file.error(place, [], directiveMessage));
	for (const fault of syntaxFaults(file, composed.errors)) faults.push(fault);
	const isBroken = faults.length > composed.directives.length;
	if (composed.second !== undefined) faults.push(secondFault(file, composed.second));
	if (isBroken || composed.second !== undefined) return { root: undefined, faults };
	const { root, faults: told } = new Converter(file).convert(composed.contents);
	const tags = composed.tags.map((place) => file.error(place, root ? pathAfter(root, place.end) : [], tagMessage));
	return { root, faults: [...faults, ...tags, ...told] };
}

const directiveMessage = 'lines that begin with % are not for roadmaps; leave this one out';
const tagMessage = 'tags (words that begin with !) are not for roadmaps; leave it out, or put the text in quotes';

function secondFault(file: FileText, at: number): Fault {
	const marker = file.text.slice(at).match(/^---/m)?.index ?? 0;
	const start = at + marker;
	return file.error({ start, end: start + 3 }, [], 'a second document begins here; a file holds one roadmap');
}
