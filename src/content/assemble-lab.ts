/** Converts a validated lab from the file format to the program's type. */

import type { Check, Lab } from '../domain/lab.ts';
import { defined } from '../domain/values.ts';
import type { LabEntry } from './lab-schema.ts';

export function assembleLab({ make, again, files, variants, checks, wrong, ...lab }: LabEntry): Lab {
	return {
		...defined(lab),
		data: defined({ make, again, files }),
		variants: variants.map(defined),
		checks: checks.map(assembleCheck),
		wrong: wrong.map(defined),
	};
}

/** Safe defaults: check-labs.ts has verified that the fields a kind needs are present. */
function assembleCheck({ kind, says, ...check }: LabEntry['checks'][number]): Check {
	const { expect = '', query = '', statement = '', node = '', path = '', rows, columns, order, names } = check;
	const { args = [], stdin = '', repeat = 1, memory, hidden = false } = check;
	const expected = { expect: check.expect, rows, columns, order, names };
	switch (kind) {
		case 'result':
			return defined({ kind, says, query: check.query, ...expected });
		case 'zero':
			return defined({ kind, says, query });
		case 'fails':
			return defined({ kind, says, statement });
		case 'uses':
		case 'avoids':
			return defined({ kind, says, node });
		case 'file':
			return defined({ kind, says, path, query: check.query, ...expected });
		case 'stdout':
			return defined({ kind, says, args, stdin, repeat, expect, memory, hidden });
	}
}
