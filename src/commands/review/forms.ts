/** The forms of `roadmap review`, and which arguments and options belong to each. */
import { type Input, textOption } from '../../cli/command.ts';
import { closest } from '../../domain/closest.ts';
import { minutesIn } from '../../domain/duration.ts';
import { safeLine } from '../../domain/safe.ts';
import { type UserError, usageError } from '../../errors.ts';

/** What a session can be asked about, and its other options. */
const FOR_SESSIONS = ['topic', 'stage', 'all', 'max', 'minutes', 'grades'];
/** The options of the other forms, and how many arguments each takes. */
const FORMS: ReadonlyMap<string, { readonly options: readonly string[]; readonly takes: number }> = new Map([
	['answer', { options: [], takes: 2 }],
	['grade', { options: ['had'], takes: 3 }],
	['--back', { options: ['back'], takes: 0 }],
	['--target', { options: ['target'], takes: 0 }],
]);

/** @throws UserError with exit code 2 for an argument or option of another form */
export function refuseOthers({ args, options }: Input): void {
	const given = [...FOR_SESSIONS, 'had', 'back', 'target'].filter((option) => options[option] !== undefined);
	const word = args[0] ?? ['--back', '--target'].find((option) => given.includes(option.slice(2)));
	const form = word === undefined ? { options: FOR_SESSIONS, takes: 0 } : FORMS.get(word);
	if (!form) return;
	const hint = 'See: roadmap help review';
	const strange = given.find((option) => !form.options.includes(option));
	const name = ['roadmap review', word].filter(Boolean).join(' ');
	if (strange !== undefined) throw usageError(`--${strange} does not belong to ${name}.`, hint);
	const extra = args[form.takes];
	if (extra !== undefined) throw usageError(`Unexpected argument "${safeLine(extra)}".`, hint);
}

export function noSuchStep(word: string, value: string | undefined): UserError {
	return usageError(`roadmap review has no step "${safeLine(word)}".`, meantBy(word, value));
}

function meantBy(word: string, value: string | undefined): string {
	const near = closest(word, ['answer', 'grade']);
	if (near) return `Did you mean roadmap review ${near}?`;
	const stage = word === 'stage' ? value : /^\d+$/.exec(word)?.[0];
	if (stage !== undefined) return `For one stage: roadmap review --stage ${safeLine(stage)}`;
	return `For one topic: roadmap review --topic ${/^\d+\.\d+$/.test(word) ? word : '1.2'}`;
}

/** Parses a whole number from 1 to 999; minutes also as `5m` or `1h`. @throws UserError with exit 2 */
export function numberOption(input: Input, name: 'max' | 'minutes'): number | undefined {
	const word = textOption(input, name);
	if (word === undefined) return undefined;
	const number = name === 'minutes' && /[a-z]/i.test(word) ? String(minutesIn(word)) : word;
	if (/^[1-9]\d{0,2}$/.test(number)) return Number(number);
	const hint = `For example: roadmap review --${name} 5`;
	throw usageError(`"${safeLine(word)}" is not a number from 1 up.`, hint);
}
