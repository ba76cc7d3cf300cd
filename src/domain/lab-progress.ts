/** Progress with labs. The journal keeps up to four registers for each lab, one for each step. */
import type { Register } from './memory.ts';
import type { Progress } from './progress.ts';
import type { Topic } from './types.ts';

/** Checked but failed; passed; a hint was shown; the solution was shown. */
export const LAB_STEPS = ['tried', 'passed', 'hinted', 'shown'] as const;
export type LabStep = (typeof LAB_STEPS)[number];

export interface LabProgress {
	/** Time of the last failed check, ISO 8601; null if there is none. */
	readonly tried: string | null;
	/** Time of the last passed check, ISO 8601; null if there is none. */
	readonly passed: string | null;
	/** The number of hints shown. */
	readonly hints: number;
	/** Whether the solution was shown. */
	readonly shown: boolean;
}

export const NO_LAB: LabProgress = { tried: null, passed: null, hints: 0, shown: false };

/** Returns a lab's key in `Progress`: the ids of its topic and itself, neither of which contains a space. */
export function labKey(topic: string, lab: string): string {
	return `${topic} ${lab}`;
}

export type LabState = 'todo' | 'tried' | 'passed';

export function labProgressOf({ labs }: Pick<Progress, 'labs'>, topic: string, lab: string): LabProgress {
	return labs.get(labKey(topic, lab)) ?? NO_LAB;
}

/** Counts the labs of these topics, and how many are passed. */
export function labsPassed(topics: readonly Topic[], progress: Progress): { passed: number; total: number } {
	const all = topics.flatMap(({ id, labs = [] }) => labs.map((lab) => labProgressOf(progress, id, lab)));
	return { passed: all.filter(({ passed }) => passed !== null).length, total: all.length };
}

export function labStateOf({ tried, passed }: LabProgress): LabState {
	if (passed !== null) return 'passed';
	return tried === null ? 'todo' : 'tried';
}

/**
 * Merges a register into the labs.
 * @param name the topic, the lab and the step, as in `facts`
 * @param ids old id of a topic → its current one
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
