/** The `doctor` command, with the texts of its findings. */

import { type Examined, examine } from '../app/doctor.ts';
import { command, isSet, textOption } from '../cli/command.ts';
import type { Finding, FindingKind } from '../domain/finding.ts';
import { safeLine, shellWord } from '../domain/safe.ts';
import { EXIT } from '../errors.ts';
import type { RenderContext } from '../render/context.ts';
import { type Hints, hints, labelled, records, screen, wrap } from '../render/text.ts';
import { areOrIs, joined, plural } from '../render/words.ts';
import { pathsOf } from '../store/places.ts';

type DoctorResult =
	| { readonly paths: ReturnType<typeof pathsOf> }
	| ({
			readonly ok: boolean;
			readonly fix: boolean;
	  } & Examined);

export const doctor = command({
	usage: 'doctor',
	summary: 'Look for damage in settings, progress and notes',
	group: 'Keep',
	about:
		'Looks at settings, journals, notes, roadmaps and the engine of labs, says what is wrong, where, and what to do, and changes nothing. With --fix it sets damaged lines and files aside, rebuilds what can be rebuilt, and removes what killed commands left: temporary files and locks. With --set-aside it renames a journal, so that it no longer counts. Nothing of yours is deleted.',
	options: [
		{ flags: '--fix', about: 'repair what can be repaired' },
		{ flags: '--set-aside <journal>', about: 'go on without a journal of another machine, or one that cannot be read' },
		{ flags: '--paths', about: 'where everything is', excludes: ['--fix', '--set-aside'] },
	],
	examples: [
		{ line: 'roadmap doctor', does: 'what is wrong, if anything' },
		{ line: 'roadmap doctor --fix', does: 'repair it' },
		{ line: 'roadmap doctor --paths', does: 'the folders and files' },
	],
	run: async (session, input): Promise<DoctorResult> => {
		if (isSet(input, 'paths')) return { paths: pathsOf(session.places) };
		const fix = isSet(input, 'fix');
		const examined = await examine(session, { fix, setAside: textOption(input, 'setAside') });
		return { ok: !examined.findings.some(({ isFault }) => isFault), fix, ...examined };
	},
	view: doctorView,
	code: (result) => ('ok' in result && !result.ok ? EXIT.failed : EXIT.done),
});

function doctorView(result: DoctorResult, context: RenderContext): string {
	if ('paths' in result) return paths(result.paths, context);
	const { ok, findings, mended, setAside } = result;
	const paint = ok ? context.theme.good : context.theme.bad;
	return screen(
		context,
		...findings.map((finding) => block(finding, context)),
		[
			...(setAside ? wrap(context, setAsideWords(setAside)) : []),
			...mended.flatMap(({ finding, aside }) => wrap(context, mendedWords(finding, aside))),
		],
		wrap(context, paint(verdict(result))),
		hints(context, steps(findings, context)),
	);
}

function verdict({ ok, findings, mended, setAside, fix }: Extract<DoctorResult, Examined>): string {
	if (ok) {
		const remarks = findings.length > 0 && `with ${plural(findings.length, 'remark')}`;
		return `${joined([mended.length > 0 ? 'All is well now' : 'All is well', remarks], ', ')}.`;
	}
	const faults = findings.filter(({ isFault }) => isFault).length;
	const count = `There ${areOrIs(faults)} ${plural(faults, 'fault')}.`;
	if (fix) return `${count} The rest could not be repaired here.`;
	return setAside ? count : `${count} Nothing was changed.`;
}

function block(finding: Finding, context: RenderContext): string[] {
	const { kind, isFault, file, about } = finding;
	const { what, meaning, todo } = WORDS[kind];
	const head = `${isFault ? 'Fault' : 'Remark'}: ${what.replace('%', () => safeLine(about))}`;
	return [
		...wrap(context, isFault ? context.theme.bad(head) : context.theme.title(head)),
		...(file === '' ? [] : [context.theme.quiet(placeOf(finding))]),
		...wrap(context, `${meaning} ${todo.replace('%', () => setAsideCommand(file))}`),
	];
}

function placeOf({ file, line }: Finding): string {
	return `${safeLine(file)}${line === null ? '' : `:${line}`}`;
}

/** Returns the command that sets a journal aside, quoted for the shell. */
function setAsideCommand(file: string): string {
	const name = file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1).replace(/\.jsonl$/, '');
	return `roadmap doctor --set-aside ${shellWord(safeLine(name))}`;
}

interface FindingWords {
	/** `%` stands for the finding's details; in `todo`, for the command that sets the journal aside. */
	readonly what: string;
	readonly meaning: string;
	readonly todo: string;
}

const FIX = 'roadmap doctor --fix sets it aside, under another name.';

const WORDS: Readonly<Record<FindingKind, FindingWords>> = {
	'home-relative': {
		what: 'ROADMAP_HOME is not an absolute path.',
		meaning: 'It is another folder, with progress of its own, wherever you run roadmap; this is the one here.',
		todo: 'Set it to this path, or to one that begins with ~/',
	},
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
		meaning: 'Until then, no command can tell where you are.',
		todo: 'Check the permissions of the folder.',
	},
	'journal-unreadable': {
		what: 'a journal cannot be read: %',
		meaning: 'Until then, no command can tell where you are.',
		todo: 'If you may not read it, look at its permissions. % goes on without it: the file stays, under another name.',
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
		what: 'this journal holds something from a newer version (lines: %).',
		meaning: 'It is kept, and ignored until then.',
		todo: 'Update roadmap on this machine.',
	},
	'journal-copy': {
		what: 'this is a second copy of a journal.',
		meaning: 'It is read too, and every change counts once.',
		todo: 'You can leave it there.',
	},
	'journal-large': {
		what: 'this journal of another machine has %.',
		meaning: 'Every command reads it, which takes a while.',
		todo: 'If you do not need what is in it: % goes on without it. The file stays, under another name.',
	},
	'checkpoint-wrong': {
		what: 'a summary of the journals does not match them.',
		meaning: 'It may show a wrong state. It only saves time; the journals are right.',
		todo: 'roadmap doctor --fix rebuilds it.',
	},
	'notes-unreadable': {
		what: 'notes cannot be read: %',
		meaning: 'They are left as they are.',
		todo: 'Check its permissions; if it is not UTF-8, save it as UTF-8 in your editor.',
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
	'notes-open': {
		what: 'an editor is open on these notes, or was not closed properly.',
		meaning: 'What came to them meanwhile is kept in this file.',
		todo: 'roadmap note on that topic puts it together again.',
	},
	'notes-homeless': {
		what: 'these notes are on %, which the roadmap does not have.',
		meaning: 'They are kept, and roadmap notes shows them at the end.',
		todo: 'Nothing needs to be done.',
	},
	'topics-gone': {
		what: 'there are marks on topics that the roadmap does not have. %',
		meaning: 'They are kept, and count again if the topics come back.',
		todo: 'Nothing needs to be done.',
	},
	'topic-renamed': {
		what: 'a topic got another id. %',
		meaning: 'What you marked and noted under the old id is kept, and counts again from then on.',
		todo: 'roadmap check with this file names the line.',
	},
	'question-reported': {
		what: 'you reported the question %',
		meaning: 'It is still asked.',
		todo: 'roadmap export --feedback reports.json collects what you reported, for the author. To stop being asked it, press s in roadmap review.',
	},
	'roadmap-missing': {
		what: 'a roadmap cannot be opened. %',
		meaning: 'Your progress in it is kept.',
		todo: 'roadmap use <file> opens it from its file, wherever that is now; roadmap use data-engineer goes back to the one that comes with the program.',
	},
	'roadmap-new-id': {
		what: 'the id in the file of a roadmap is % now.',
		meaning: 'Your progress goes on under the one that it had when you began.',
		todo: 'Nothing has to be done. Another roadmap needs a file of its own.',
	},
	'progress-homeless': {
		what: 'there is progress on the roadmap %, whose file is not known here.',
		meaning: 'It is kept. It came from another machine, or the file has another id now.',
		todo: 'roadmap use <file> opens the file; with another id in it, add --was and this id.',
	},
	'temporary-file': {
		what: 'a command that was killed left a temporary file.',
		meaning: 'What it was writing there was never confirmed, and does not count.',
		todo: 'roadmap doctor --fix removes it.',
	},
	'lock-left': {
		what: 'a command that was killed left its lock.',
		meaning: 'It blocks nothing: the next command takes it over.',
		todo: 'roadmap doctor --fix removes it.',
	},
	'engine-half': {
		what: 'DuckDB, which checks labs, is installed incompletely.',
		meaning: 'Labs in SQL cannot be checked. Your answers and what you passed are not in it.',
		todo: 'roadmap lab engine --yes fetches it again; roadmap lab engine --remove removes what is there.',
	},
	'sync-broken': {
		what: 'sync is not set up right: %',
		meaning: 'Nothing is lost; your progress just does not sync.',
		todo: 'roadmap doctor --fix sets the file aside; then run roadmap sync init with the address again.',
	},
};

function mendedWords(finding: Finding, aside: string | null): string {
	const place = placeOf(finding);
	if (aside === null)
		return finding.kind === 'checkpoint-wrong' ? `Removed, to be rebuilt: ${place}` : `Removed: ${place}`;
	const isCopied = finding.kind.startsWith('journal-');
	return `${isCopied ? 'Copied into' : 'Set aside as'} ${safeLine(aside)}: ${place}`;
}

function setAsideWords({ file, aside }: NonNullable<Examined['setAside']>): string {
	return `Set aside as ${safeLine(aside)}. To make it count again, rename it back to ${safeLine(file)}`;
}

function steps(findings: readonly Finding[], context: RenderContext): Hints {
	if (findings.some(({ mendable }) => mendable)) return [['roadmap doctor --fix', 'repair what can be repaired']];
	return [!context.plain && ['roadmap', 'where you are']];
}

function paths(places: ReturnType<typeof pathsOf>, context: RenderContext): string {
	if (context.plain) return records(places.map(({ what, path }) => [what, safeLine(path)]));
	return screen(
		context,
		places.flatMap(({ what, path }) => labelled(context, what, safeLine(path))),
	);
}
