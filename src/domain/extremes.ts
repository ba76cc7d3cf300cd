/**
 * The largest and smallest of many numbers. `Math.max(...numbers)` passes each as an argument, and V8 has room for
 * some 120,000 of them: more lines or rows than that would end the program.
 */

/** @param least what it is at least, also where there are no numbers */
export function largest(numbers: readonly number[], least = 0): number {
	return numbers.reduce((most, number) => Math.max(most, number), least);
}

/** Infinity where there are none. */
export function smallest(numbers: readonly number[]): number {
	return numbers.reduce((least, number) => Math.min(least, number), Number.POSITIVE_INFINITY);
}
