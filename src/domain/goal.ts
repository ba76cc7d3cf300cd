/** The weekly goal: how it is typed, how the journal stores it (`6h`, `3 topics`, `none`), and its value. */
import { type UserError, usageError } from '../errors.ts';
import { minutesIn } from './duration.ts';
import { safeLine } from './safe.ts';

export type Goal = { readonly minutes: number } | { readonly topics: number };

const TOPICS = /^(\d{1,5}(?:[.,]\d{1,2})?) ?(?:topics?|t)?$/i;
const EVERY = / ?(?:\/|per|an?|each|every) ?(w|wk|weeks?|d|days?)$/i;
const DAYS = 7;
const WEEK_HOURS = 7 * 24;
const MAX_TOPICS = 999;

/**
 * Parses `6h/week`, `1h30m/day`, `90m`, `3 topics`, `3/week` or `none` to the stored form: `6h`, `1.5h`, `3 topics`,
 * `none`.
 * @throws UserError with exit code 2
 */
export function readGoal(word: string): string {
	const text = word.trim().replace(/\s+/g, ' ');
	if (/^none$/i.test(text)) return 'none';
	const every = EVERY.exec(text);
	const amount = text.slice(0, every?.index ?? text.length);
	const times = /^d/i.test(every?.[1] ?? '') ? DAYS : 1;
	const isBare = /^\d{1,5}$/.test(amount);
	if (isBare && !every) throw notAPace(word, amount);
	const minutes = isBare ? undefined : minutesIn(amount);
	const topics = Number(TOPICS.exec(amount)?.[1]?.replace(',', '.') ?? Number.NaN);
	const kept = minutes === undefined ? topicsKept(topics * times) : hoursKept((minutes * times) / 60);
	if (kept === undefined) throw notAPace(word, '');
	return kept;
}

/** Converts the stored form to a goal; null for none. */
export function goalOf(kept: string): Goal | null {
	const number = Number.parseFloat(kept);
	if (Number.isNaN(number)) return null;
	return kept.endsWith('h') ? { minutes: Math.round(number * 60) } : { topics: number };
}

function hoursKept(hours: number): string | undefined {
	const rounded = Math.round(hours * 100) / 100;
	return rounded > 0 && rounded <= WEEK_HOURS ? `${rounded}h` : undefined;
}

function topicsKept(topics: number): string | undefined {
	return Number.isInteger(topics) && topics > 0 && topics <= MAX_TOPICS ? `${topics} topics` : undefined;
}

/** @param amount the number, if it came without a unit */
function notAPace(word: string, amount: string): UserError {
	const message = `"${safeLine(word)}" is not a weekly pace.`;
	if (/^(?:break|vacation|holidays?|rest)$/i.test(word.trim()))
		return usageError(message, 'To take a break: roadmap pace pause 2w');
	if (Number(amount || NaN) === 0 || /^(?:off|stop|no|never)$/i.test(word.trim())) {
		const hint = 'roadmap pace none takes the goal away; roadmap pace pause takes a break.';
		return usageError(message, hint);
	}
	if (amount === '') return usageError(message, 'Write 6h/week, 1h/day or "3 topics/week".');
	return usageError(`${amount} hours or ${amount} topics a week?`, `Write ${amount}h/week or "${amount} topics/week".`);
}
