/** Explains what counts as right. */
import type { Check, Lab } from '../domain/lab.ts';
import { safeLine } from '../domain/safe.ts';

/** Returns how a lab's answer is compared, as sentences to print with its task. */
export function comparisonRules({ engine, checks }: Lab): string[] {
	if (engine === 'python') {
		return ['What your program prints is compared line by line. Blanks at the ends of lines do not count.'];
	}
	return [...new Set(checks.flatMap((check) => rulesOf(check)))];
}

function rulesOf(check: Check): string[] {
	if (check.kind === 'uses') return [`Your answer has to use ${safeLine(check.node)}.`];
	if (check.kind === 'avoids') return [`Your answer has to do without ${safeLine(check.node)}.`];
	if (check.kind === 'file') return [`Your answer has to write the file ${safeLine(check.path)}.`];
	if (check.kind !== 'result') return [];
	const { order = [], names = false, query } = check;
	const columns = (order.length > 1 ? 'columns ' : 'column ') + order.map((name) => safeLine(name)).join(', ');
	return [
		...(query === undefined ? ['The rows of your last query are compared.'] : []),
		names
			? 'Columns are found by their names; their order does not matter.'
			: 'Columns are compared by their places; their names do not matter.',
		order.length > 0
			? `Rows have to be in the order of the ${columns}; rows that are equal there may come in any.`
			: 'Rows may come in any order.',
		'Duplicates count, and so does NULL.',
	];
}
