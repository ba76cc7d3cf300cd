/** Forecasts when everything in view will be finished, as a range of two days. */
import { addDays } from './day.ts';
import type { Pace } from './pace.ts';

export interface Remaining {
	readonly topics: number;
	/** Unfinished projects of stages that have topics left. */
	readonly projects: number;
	/** For topics and projects, by the content's estimates. */
	readonly minutes: number;
}

export interface Forecast {
	/** The earlier day; null if there is no forecast. */
	readonly from: string | null;
	/** The later day; null if it is over ten years away, or there is no forecast. */
	readonly to: string | null;
	/** Why a day is missing: nothing is left, nothing was done lately, or it is over ten years away. */
	readonly why: 'finished' | 'no-pace' | 'beyond' | null;
}

/** The normal deviate with a tenth in each tail: the range holds in four cases of five. */
export const FOUR_OF_FIVE = 1.2816;
/** How far estimates are off once the scope is known: McConnell, Software Estimation (2006), chapter 4. */
const CONE = 1.5;
const TEN_YEARS = 3_653;

/**
 * Forecasts when what is left will be finished.
 *
 * With a record of k topics, the time for r more, relative to its mean, has a logarithm of variance 1/k + 1/r if topics
 * come at random (the two-sample prediction for Poisson processes, Nelson 1970, in its lognormal form), times their
 * unevenness, as in quasi-likelihood (Wedderburn 1974). Without a record, hours may be off by half either way; a weekly
 * number of topics is either met, or met in two weeks of three.
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

/** Returns the divisor for the earlier day and the factor for the later one. */
function margins(left: Remaining, { record, minutes }: Pace): [sooner: number, later: number] {
	if (!record) return [minutes === null ? 1 : CONE, CONE];
	const margin = Math.exp(FOUR_OF_FIVE * Math.sqrt(record.unevenness * (1 / record.topics + 1 / left.topics)));
	return [margin, margin];
}

function dayAfter(weeks: number, today: string): string | null {
	const days = Math.max(1, Math.ceil(weeks * 7));
	return days > TEN_YEARS ? null : addDays(today, days);
}
