/** Recall statistics: the share recalled, the answers of each day, and what is due when. */
import type { DatedAnswer } from './answers.ts';
import { addDays, daysFrom } from './day.ts';
import { FOUR_OF_FIVE } from './forecast.ts';
import { dueDay, type Question } from './question.ts';

export interface RecallFigures {
	/** The target retention. */
	readonly target: number;
	/** Number of answers to due questions; only the first of a day counts. */
	readonly asked: number;
	readonly recalled: number;
	/** The share recalled, with its 80 % interval; null if no due question was answered yet. */
	readonly share: { readonly measured: number; readonly from: number; readonly to: number } | null;
	/** For the last fourteen days, in order. */
	readonly answers: readonly DayCount[];
	/** For the next fourteen days from today; overdue questions count today. */
	readonly due: readonly DayCount[];
}

export interface DayCount {
	readonly day: string;
	readonly questions: number;
}

const DAYS = 14;

/**
 * @param answers all of them
 * @param counted those that count for the schedule
 * @param questions those that may be asked
 */
export function recallFigures(
	answers: readonly DatedAnswer[],
	counted: readonly DatedAnswer[],
	questions: readonly Question[],
	target: number,
	today: string,
): RecallFigures {
	const due = counted.filter(({ event }) => event.asked === 'due');
	const recalled = due.filter(({ grade }) => grade > 1).length;
	const coming = questions.filter(({ remembered, isResting }) => remembered && !isResting).map(dueDay);
	return {
		target,
		asked: due.length,
		recalled,
		share: due.length === 0 ? null : shareOf(recalled, due.length),
		answers: daysFrom(addDays(today, 1 - DAYS), today).map((day) => {
			return { day, questions: answers.filter((answer) => answer.day === day).length };
		}),
		due: daysFrom(today, addDays(today, DAYS - 1)).map((day) => {
			return { day, questions: coming.filter((one) => one === day || (day === today && one < day)).length };
		}),
	};
}

/** Returns the Wilson score interval, which is valid for few answers too and stays within 0 and 1. */
function shareOf(recalled: number, asked: number): NonNullable<RecallFigures['share']> {
	const measured = recalled / asked;
	const square = FOUR_OF_FIVE ** 2 / asked;
	const middle = (measured + square / 2) / (1 + square);
	const half = (FOUR_OF_FIVE * Math.sqrt((measured * (1 - measured)) / asked + square / (4 * asked))) / (1 + square);
	return { measured: rounded(measured), from: rounded(middle - half), to: rounded(middle + half) };
}

function rounded(share: number): number {
	return Math.round(share * 1000) / 1000;
}
