/** When all in view will be finished: two days, not one, because nobody knows. */
import { addDays } from './day.ts';
import type { Pace } from './pace.ts';

export interface Remaining {
	readonly topics: number;
	/** Projects that are not done, of stages in which a topic is left. */
	readonly projects: number;
	/** Of topics and projects, by the content's estimates. */
	readonly minutes: number;
}

export interface Forecast {
	/** The earlier day; null where there is none to say. */
	readonly from: string | null;
	/** The later day; null where it is more than ten years away, or there is none to say. */
	readonly to: string | null;
	/** Why there is no day: nothing is left, nothing was done lately, or it is more than ten years away. */
	readonly why: 'finished' | 'no-pace' | 'beyond' | null;
}

/** The normal deviate that leaves a tenth on each side: between the two days in four cases of five. */
const FOUR_OF_FIVE = 1.2816;
/** How far an estimate is off once it is known what there is to do: McConnell, Software Estimation (2006), chapter 4. */
const CONE = 1.5;
const TEN_YEARS = 3_653;

/**
 * When what is left will be finished.
 *
 * From a record of k topics, the time for r more has, as a share of what the mean says, a logarithm with variance
 * 1/k + 1/r where topics come by chance (the two-sample prediction for Poisson processes, Nelson 1970, in its lognormal
 * form); times their unevenness, as quasi-likelihood has it (Wedderburn 1974). Without a record the hours may be off by
 * half either way; a number of topics a week is kept, or is kept in two weeks of three.
 */
export function forecastAt(left: Remaining, rate: Pace, today: string): Forecast {
	if (left.topics === 0) return { from: null, to: null, why: 'finished' };
	const weeks = weeksFor(left, rate);
	if (!Number.isFinite(weeks)) return { from: null, to: null, why: 'no-pace' };
	const [sooner, later] = margins(left, rate);
	const [from, to] = [dayAfter(weeks / sooner, today), dayAfter(weeks * later, today)];
	return { from, to, why: from === null ? 'beyond' : null };
}

function weeksFor(left: Remaining, { minutes, topics }: Pace): number {
	return minutes === null ? left.topics / (topics ?? 0) : left.minutes / minutes;
}

/** By what the mean is divided for the earlier day, and multiplied for the later. */
function margins(left: Remaining, { record, minutes }: Pace): [sooner: number, later: number] {
	if (!record) return [minutes === null ? 1 : CONE, CONE];
	const margin = Math.exp(FOUR_OF_FIVE * Math.sqrt(record.unevenness * (1 / record.topics + 1 / left.topics)));
	return [margin, margin];
}

function dayAfter(weeks: number, today: string): string | null {
	const days = Math.max(1, Math.ceil(weeks * 7));
	return days > TEN_YEARS ? null : addDays(today, days);
}
