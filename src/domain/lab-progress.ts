/** How far the learner is with the labs: four registers for each, of which the journal has any. */
import type { Register } from './memory.ts';
import type { Progress } from './progress.ts';
import type { Topic } from './types.ts';

/** Checked and not right yet; right; a hint was looked at; the solution was. */
export const LAB_STEPS = ['tried', 'passed', 'hinted', 'shown'] as const;
export type LabStep = (typeof LAB_STEPS)[number];

export interface LabProgress {
	/** When it was tried last, ISO 8601; null where it never was. */
	readonly tried: string | null;
	/** When it was passed, ISO 8601. */
	readonly passed: string | null;
	/** How many hints were looked at. */
	readonly hints: number;
	/** Whether the solution was looked at. */
	readonly shown: boolean;
}

export const NO_LAB: LabProgress = { tried: null, passed: null, hints: 0, shown: false };

/** A lab as `Progress` knows it: by its topic's id and its own, neither of which can hold a space. */
export function labKey(topic: string, lab: string): string {
	return `${topic} ${lab}`;
}

export type LabState = 'todo' | 'tried' | 'passed';

export function labProgressOf({ labs }: Pick<Progress, 'labs'>, topic: string, lab: string): LabProgress {
	return labs.get(labKey(topic, lab)) ?? NO_LAB;
}

/** How many of the labs of some topics have passed, and how many there are. */
export function labsPassed(topics: readonly Topic[], progress: Progress): { passed: number; total: number } {
	const all = topics.flatMap(({ id, labs = [] }) => labs.map((lab) => labProgressOf(progress, id, lab)));
	return { passed: all.filter(({ passed }) => passed !== null).length, total: all.length };
}

export function labStateOf({ tried, passed }: LabProgress): LabState {
	if (passed !== null) return 'passed';
	return tried === null ? 'todo' : 'tried';
}

/**
 * Takes a register into the labs.
 * @param name the topic, the lab and the step, as `facts` names them
 * @param ids old id of a topic → the one that it has now
 */
export function keepLab(
	labs: Map<string, LabProgress>,
	name: string,
	{ value, at }: Register,
	ids: ReadonlyMap<string, string>,
): void {
	const [topic = '', lab = '', step] = name.split(' ');
	const key = labKey(ids.get(topic) ?? topic, lab);
	const before = labs.get(key) ?? NO_LAB;
	labs.set(key, { ...before, ...stepOf(before, step, value, at) });
}

function stepOf(before: LabProgress, step: string | undefined, value: string, at: string): Partial<LabProgress> {
	const later = (other: string | null) => (other !== null && other > at ? other : at);
	switch (step) {
		case 'tried':
			return { tried: later(before.tried) };
		case 'passed':
			return { passed: later(before.passed) };
		case 'hinted':
			return { hints: Math.max(before.hints, Number(value)) };
		default:
			return { shown: true };
	}
}
