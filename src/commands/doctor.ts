/** What doctor found, in words. Loaded only for it. */

import { examine } from '../app/doctor.ts';
import { command, isSet } from '../cli/command.ts';
import type { Finding, FindingKind } from '../domain/finding.ts';
import { safeLine } from '../domain/safe.ts';
import { EXIT } from '../errors.ts';
import type { Page } from '../render/page.ts';
import { hints, labelled, records, screen, wrap } from '../render/text.ts';
import { plural } from '../render/words.ts';
import { pathsOf } from '../store/places.ts';

export type DoctorResult =
	| { readonly paths: ReturnType<typeof pathsOf> }
	| {
			readonly ok: boolean;
			readonly findings: readonly Finding[];
			readonly mended: readonly { readonly finding: Finding; readonly aside: string | null }[];
			readonly fix: boolean;
	  };

export const doctor = command({
	usage: 'doctor',
	summary: 'Look for damage in settings, progress and notes',
	group: 'Keep',
	about:
		'Looks at settings, journals, notes and roadmaps, says what is wrong, where, and what to do, and changes nothing. With --fix it sets damaged lines aside and makes again what can be made again; nothing of yours is deleted.',
	options: [
		{ flags: '--fix', about: 'mend what can be mended' },
		{ flags: '--paths', about: 'where everything is' },
	],
	examples: [
		{ line: 'roadmap doctor', does: 'what is wrong, if anything' },
		{ line: 'roadmap doctor --fix', does: 'mend it' },
		{ line: 'roadmap doctor --paths', does: 'the folders and files' },
	],
	run: async (session, input): Promise<DoctorResult> => {
		if (isSet(input, 'paths')) return { paths: pathsOf(session.places) };
		const fix = isSet(input, 'fix');
		const { findings, mended } = await examine(session, fix);
		return { ok: !findings.some(({ isFault }) => isFault), findings, mended, fix };
	},
	view: doctorView,
	code: (result) => ('ok' in result && !result.ok ? EXIT.failed : EXIT.done),
});

export function doctorView(result: DoctorResult, page: Page): string {
	if ('paths' in result) return paths(result.paths, page);
	const { ok, findings, mended, fix } = result;
	const faults = findings.filter(({ isFault }) => isFault).length;
	const verdict = ok
		? `${mended.length > 0 ? 'All is well now' : 'All is well'}${findings.length > 0 ? `, with ${plural(findings.length, 'remark')}` : ''}.`
		: `There ${faults === 1 ? 'is 1 fault' : `are ${faults} faults`}. ${fix ? 'The rest could not be mended here.' : 'Nothing was changed.'}`;
	return screen(
		page,
		...findings.map((finding) => block(finding, page)),
		mended.flatMap(({ finding, aside }) => wrap(page, mendedWords(finding, aside))),
		wrap(page, ok ? page.ink.good(verdict) : page.ink.bad(verdict)),
		hints(page, steps(findings, page)),
	);
}

function block(finding: Finding, page: Page): string[] {
	const { kind, isFault, file, line, about } = finding;
	const { what, meaning, todo } = WORDS[kind];
	const place = file === '' ? '' : `${safeLine(file)}${line === null ? '' : `:${line}`}`;
	const head = `${isFault ? 'Fault' : 'Remark'}: ${what.replace('%', () => safeLine(about))}`;
	return [
		...wrap(page, isFault ? page.ink.bad(head) : page.ink.title(head)),
		...(place === '' ? [] : [page.ink.quiet(place)]),
		...wrap(page, `${meaning} ${todo}`),
	];
}

interface Words {
	/** `%` stands for what it is about. */
	readonly what: string;
	readonly meaning: string;
	readonly todo: string;
}

const FIX = 'roadmap doctor --fix sets it aside, under another name.';

const WORDS: Readonly<Record<FindingKind, Words>> = {
	'not-a-file': {
		what: 'there is % where a plain file should be.',
		meaning: 'It is not read, and nothing is written to it.',
		todo: FIX,
	},
	'settings-unreadable': {
		what: 'the settings cannot be read.',
		meaning: 'The default path and level are used. Your progress is not in this file.',
		todo: `${FIX} Then choose again with roadmap path and roadmap level.`,
	},
	'choice-gone': {
		what: 'the roadmap has no %.',
		meaning: 'The default is used instead.',
		todo: 'Choose with roadmap path or roadmap level.',
	},
	'device-damaged': {
		what: 'the file that says which journal is yours is damaged.',
		meaning: 'All journals are still read; your next change begins a new one.',
		todo: FIX,
	},
	'journals-unreadable': {
		what: 'progress cannot be read: %',
		meaning: 'What is in it does not count until it can be read.',
		todo: 'Look at who may read the file and its folder.',
	},
	'journal-damaged': {
		what: 'a line of a journal is damaged: %',
		meaning: 'It does not count. Every other line does.',
		todo: 'roadmap doctor --fix copies it into a file beside the journal, and does not mention it again.',
	},
	'journal-torn': {
		what: 'the last line of a journal was cut short: %',
		meaning: 'That change was never confirmed and does not count.',
		todo: 'roadmap doctor --fix copies it into a file beside the journal, and does not mention it again.',
	},
	'journal-ahead': {
		what: 'a change is dated %, more than a day from now.',
		meaning:
			'A clock was wrong when it was made, or yours is now. It counts, and what you change from now on counts more.',
		todo: 'Check the clock of the machine that it came from.',
	},
	'journal-newer': {
		what: 'there is something from a newer version in this journal (lines: %).',
		meaning: 'It is kept and passed over.',
		todo: 'Update roadmap on this machine.',
	},
	'journal-copy': {
		what: 'this is a second copy of a journal.',
		meaning: 'It is read too, and every change counts once.',
		todo: 'You can leave it there.',
	},
	'checkpoint-wrong': {
		what: 'a summary of the journals does not say what they say.',
		meaning: 'It may show a wrong state. It only saves time; the journals are right.',
		todo: 'roadmap doctor --fix makes it anew.',
	},
	'notes-unreadable': {
		what: 'notes cannot be read: %',
		meaning: 'They are left as they are.',
		todo: 'Look at who may read it; if it is not UTF-8, save it as that in an editor.',
	},
	'notes-conflict': {
		what: 'two versions of these notes could not be merged.',
		meaning: 'Both stand in the file, one after the other, between lines that begin with <<<<<<< and >>>>>>>.',
		todo: 'Keep what you want and take those lines out.',
	},
	'notes-encoding': {
		what: 'these notes are not UTF-8.',
		meaning: 'They are shown and kept, with a sign in place of what cannot be read.',
		todo: 'Save the file as UTF-8 in your editor.',
	},
	'notes-copy': {
		what: 'there is a second copy of the notes on %.',
		meaning: 'Another program made it when two machines wrote to them at once.',
		todo: 'Take over what is missing with roadmap note, then delete the copy.',
	},
	'notes-pending': {
		what: 'an older version did not finish a change of notes.',
		meaning: 'What was to be written is in this file.',
		todo: 'Look whether it is in your notes, then delete the file.',
	},
	'notes-open': {
		what: 'an editor is open on these notes, or was not closed properly.',
		meaning: 'What came to them meanwhile is kept in this file.',
		todo: 'roadmap note on that topic puts it together again.',
	},
	'notes-homeless': {
		what: 'these notes are on %, which the roadmap does not have.',
		meaning: 'They are kept, and roadmap notes shows them at the end.',
		todo: 'Nothing has to be done.',
	},
	'topics-gone': {
		what: 'there are marks on topics that the roadmap does not have. %',
		meaning: 'They are kept, and count again if the topics come back.',
		todo: 'Nothing has to be done.',
	},
	'roadmap-missing': {
		what: 'a roadmap cannot be opened. %',
		meaning: 'Your progress in it is kept.',
		todo: 'roadmap use <file> opens it from its file, wherever that is now; roadmap use data-engineer goes back to the one that comes with the program.',
	},
	'sync-broken': {
		what: 'sync is not set up right: %',
		meaning: 'Nothing is lost; it only does not travel.',
		todo: 'roadmap doctor --fix sets the file aside; then say roadmap sync init with the address once more.',
	},
};

function mendedWords({ kind, file, line }: Finding, aside: string | null): string {
	const place = `${safeLine(file)}${line === null ? '' : `:${line}`}`;
	if (aside === null) return `Removed, to be made anew: ${place}`;
	return kind.startsWith('journal-')
		? `Copied into ${safeLine(aside)}: ${place}`
		: `Set aside as ${safeLine(aside)}: ${place}`;
}

function steps(findings: readonly Finding[], page: Page): [string, string][] {
	if (findings.some(({ mendable }) => mendable)) return [['roadmap doctor --fix', 'mend what can be mended']];
	return page.plain ? [] : [['roadmap', 'where you are']];
}

function paths(places: ReturnType<typeof pathsOf>, page: Page): string {
	if (page.plain) return records(places.map(({ what, path }) => [what, safeLine(path)]));
	return screen(
		page,
		places.flatMap(({ what, path }) => labelled(page, what, safeLine(path))),
	);
}
