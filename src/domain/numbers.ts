/**
 * The sum, the largest and the smallest of many numbers. `Math.max(...numbers)` passes each as an argument, and V8
 * fails beyond about 120,000 arguments.
 */

export function sum(numbers: readonly number[]): number {
	return numbers.reduce((total, number) => total + number, 0);
}

/** @param least the result if all numbers are smaller or there are none */
export function largest(numbers: readonly number[], least = 0): number {
	return numbers.reduce((most, number) => Math.max(most, number), least);
}

/** Infinity if there are none. */
export function smallest(numbers: readonly number[]): number {
	return numbers.reduce((least, number) => Math.min(least, number), Number.POSITIVE_INFINITY);
}
