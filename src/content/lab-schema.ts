/** The YAML format of a topic's labs. check-labs.ts checks what each kind of check needs. */
import { ALL_CHECK_KINDS, ENGINES } from '../domain/lab.ts';
import {
	code,
	fewOf,
	fileName,
	filePath,
	filledCode,
	filledProse,
	flag,
	line,
	mapOf,
	maxLength,
	minutes,
	type OutputOf,
	oneOf,
	optional,
	pipe,
	prose,
	scalar,
	slug,
	someOf,
	wholeNumber,
} from './validator.ts';

const names = optional(fewOf(line, 'column names', 50));

/** One map for all kinds, so that editors complete it and a fault in one field is reported at that field. */
const check = mapOf(
	{
		kind: oneOf(ALL_CHECK_KINDS, 'kind of check'),
		says: optional(line),
		expect: optional(code),
		rows: optional(fewOf(fewOf(scalar, 'values', 50), 'rows', 200)),
		columns: names,
		order: names,
		names: optional(flag),
		query: optional(code),
		statement: optional(code),
		node: optional(line),
		path: optional(fileName),
		args: optional(fewOf(line, 'arguments', 20)),
		stdin: optional(code),
		repeat: optional(wholeNumber('repeat', 1, 1_000_000)),
		memory: optional(wholeNumber('memory', 32, 1_024)),
		hidden: optional(flag),
	},
	'check',
);

const data = { make: optional(code), again: optional(code), files: optional(fewOf(filePath, 'files', 20)) };
const variant = mapOf({ ...data, says: optional(line) }, 'variant');

const wrong = mapOf(
	{
		answer: code,
		check: wholeNumber('check', 1, 20),
		variant: optional(wholeNumber('variant', 1, 8)),
	},
	'wrong answer',
);

export const lab = mapOf(
	{
		id: slug,
		title: line,
		engine: oneOf(ENGINES, 'way to run a lab'),
		minutes: optional(minutes),
		task: filledProse,
		...data,
		variants: optional(fewOf(variant, 'variants', 8), []),
		starter: optional(code, ''),
		checks: pipe(someOf(check, 'checks'), maxLength(20, 'a lab has at most 20 checks')),
		hints: optional(fewOf(prose, 'hints', 5), []),
		solution: filledCode,
		wrong: optional(fewOf(wrong, 'wrong answers', 20), []),
	},
	'lab',
);

export type LabEntry = OutputOf<typeof lab>;
