/** Writes the files of a conversion: the roadmap, the checklist, and the record of ids. */
import fs from 'node:fs';
import { safeLine } from '../domain/safe.ts';
import { slugOf } from '../domain/values.ts';
import { invalidError } from '../errors.ts';
import { checkOutput, writeOutput } from '../store/user-files.ts';
import { type Conversion, type ConvertOptions, convert, titleOf } from './convert.ts';
import { readText } from './folder.ts';
import { refuseAddress } from './foreign.ts';
import { type Origin, readOrigin } from './ids.ts';

export interface Converted extends Conversion {
	/** The roadmap's path, also in a dry run. */
	readonly file: string;
	/** The checklist's path; null if nothing was ticked. */
	readonly progressFile: string | null;
}

const NEW = {
	force: false,
	instead: 'Choose another name with --output, or move it away: existing files are never overwritten.',
};

/**
 * Converts a file or folder and writes the result without overwriting anything: all of it, or nothing.
 * @param out if undefined, a name is made from the title
 * @throws UserError that names the file
 */
export function convertFiles(
	source: string,
	out: string | undefined,
	options: ConvertOptions,
	isDry: boolean,
): Converted {
	refuseAddress(source);
	const isFolder = fs.statSync(source, { throwIfNoEntry: false })?.isDirectory() ?? false;
	const file = out ?? `${slugOf(options.title ?? titleOf(source, isFolder)) ?? 'roadmap'}.yaml`;
	const stem = file.replace(/\.ya?ml$/, '');
	const [originFile, checklistFile] = [`${stem}.from.json`, `${stem}.progress.md`];
	checkOutput(file, fs.existsSync(originFile) ? { ...NEW, instead: againWords(originFile) } : NEW);
	const made = convert(source, isFolder, options, readFormer(originFile));
	const progressFile = made.checklist === undefined ? null : checklistFile;
	if (progressFile !== null) checkOutput(progressFile, NEW);
	if (!isDry) {
		if (progressFile !== null) writeOutput(progressFile, made.checklist ?? '', NEW);
		writeOutput(originFile, made.origin, { ...NEW, force: true });
		// Last, so that the other files are complete if the roadmap exists.
		writeOutput(file, made.roadmap, NEW);
	}
	return { ...made, file, progressFile };
}

function againWords(originFile: string): string {
	return `To convert it again, move it away first; ${safeLine(originFile)} stays, so that topics keep their ids.`;
}

/** @throws UserError if the file exists but `convert` did not write it */
function readFormer(file: string): Origin | undefined {
	if (!fs.lstatSync(file, { throwIfNoEntry: false })) return undefined;
	const origin = readOrigin(readText(file));
	if (origin) return origin;
	throw invalidError(
		`${safeLine(file)} is not what roadmap convert wrote.`,
		'Move it away, or choose another name with --output.',
	);
}
