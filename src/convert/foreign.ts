/** Recognises files that are neither a roadmap nor progress, and suggests what to do with them. */
import fs from 'node:fs';
import path from 'node:path';
import { safeLine, shellWord } from '../domain/safe.ts';
import { EXIT, UserError, usageError } from '../errors.ts';
import { headOf, isTopicFolder, namesIn, readText } from './folder.ts';
import { FORM_NAMES, type Form, formOf, formOfBytes, isRefused, readJson, refusedForm } from './kind.ts';

type Wanted = 'roadmap' | 'progress';

const CODE = { roadmap: EXIT.invalid, progress: EXIT.failed } as const;

/**
 * Throws if the source is some other known kind of file than the one wanted. Files that may be the wanted kind, or
 * cannot be read, pass: their reader reports what is wrong.
 * @throws UserError
 */
export function refuseForeign(source: string, wanted: Wanted): void {
	refuseAddress(source);
	const error = errorFor(source, wanted);
	if (error) throw error;
}

/** @returns undefined for a source that may be of the wanted kind, or cannot be read */
function errorFor(source: string, wanted: Wanted): UserError | undefined {
	try {
		const found = fs.statSync(source, { throwIfNoEntry: false });
		if (found?.isDirectory()) return foreignFolder(source, wanted);
		// A pipe or device could not be read a second time.
		if (!found?.isFile()) return undefined;
		const binary = formOfBytes(headOf(source));
		if (binary) return refusedForm(source, binary, CODE[wanted]);
		const text = readText(source);
		const form = formOf(text, readJson(text, source));
		return form === undefined || form === wanted ? undefined : foreignFile(source, form, wanted);
	} catch {
		return undefined;
	}
}

/** @throws UserError for a URL */
export function refuseAddress(source: string): void {
	if (!/^[a-z][a-z\d+.-]*:\/\//i.test(source)) return;
	throw usageError(
		`Nothing is fetched: ${safeLine(source)} is an address, and roadmap reads files.`,
		'Save the page, or clone its repository, and name the file or folder: roadmap convert README.md',
	);
}

function foreignFile(file: string, form: Form, wanted: Wanted): UserError {
	if (isRefused(form)) return refusedForm(file, form, CODE[wanted]);
	const hasTicks = wanted === 'progress' && (form === 'markdown' || form === 'todo' || form === 'csv');
	const ticks = hasTicks ? ', and of its ticks a file for roadmap import' : '';
	const what = wanted === 'roadmap' ? 'no roadmap yet' : 'not what roadmap export writes';
	return new UserError(`${safeLine(file)} is ${FORM_NAMES[form]}, and ${what}.`, {
		hint: `roadmap convert ${safeLine(shellWord(file))} makes a roadmap of it${ticks}.`,
		code: CODE[wanted],
	});
}

/** A folder with a roadmap.yaml is meant to be a roadmap. */
function foreignFolder(folder: string, wanted: Wanted): UserError | undefined {
	const isRoadmap = fs.existsSync(path.join(folder, 'roadmap.yaml'));
	if (isRoadmap) return wanted === 'roadmap' ? undefined : refusedForm(folder, 'roadmap', CODE[wanted]);
	const names = namesIn(folder);
	const isReadme = names.some((file) => /^readme\.md$/i.test(file));
	if (!isReadme && !isTopicFolder(names)) return undefined;
	const what = isTopicFolder(names) ? 'of roadmap.sh topics' : 'with a README';
	return new UserError(`${safeLine(folder)} is a folder ${what}, and no roadmap yet.`, {
		hint: `roadmap convert ${safeLine(shellWord(folder))} makes a roadmap of it.`,
		code: CODE[wanted],
	});
}
