/**
 * Checks of a lab that a schema cannot express: which fields each kind of check needs, and references by number or
 * name.
 */
import { ALL_CHECK_KINDS, CHECK_KINDS, type CheckKind, ENGINES, type Engine } from '../domain/lab.ts';
import type { Fault, FieldPath } from './fault.ts';
import { type Item, mapsIn, type NamedItem, namesIn } from './references.ts';
import { aFieldIsMissing, list } from './words.ts';
import type { YamlFile } from './yaml-file.ts';

type Faults = Generator<Fault, void>;

const EXPECTED = ['expect', 'rows', 'columns', 'order', 'names'];

/** The fields of each kind of check, besides `kind` and `says`. */
const FIELDS: Readonly<Record<CheckKind, { readonly needs: readonly string[]; readonly may: readonly string[] }>> = {
	result: { needs: [], may: ['query', ...EXPECTED] },
	zero: { needs: ['query', 'says'], may: [] },
	fails: { needs: ['statement'], may: [] },
	uses: { needs: ['node'], may: [] },
	avoids: { needs: ['node'], may: [] },
	file: { needs: ['path'], may: ['query', ...EXPECTED] },
	stdout: { needs: ['expect'], may: ['args', 'stdin', 'repeat', 'memory', 'hidden'] },
};

/** File names in a lab's folder that belong to the learner or to the program. */
const TAKEN = /^(?:answer\.(?:sql|py)|readme\.md|make\.sql|again\.sql|input-\d+\.txt)$/;

/** Yields every fault of one lab, even if its fields are invalid. */
export function* labFaults(yaml: YamlFile, lab: Item): Faults {
	const { engine } = lab.map;
	const [checks, variants, wrong] = [mapsIn(lab, 'checks'), mapsIn(lab, 'variants'), mapsIn(lab, 'wrong')];
	for (const check of checks) yield* checkFaults(yaml, check, isEngine(engine) ? engine : undefined);
	for (const data of [lab, ...variants]) yield* fileFaults(yaml, namesIn(data, 'files'));
	if (engine === 'python') yield* notForPython(yaml, lab);
	else for (const { map, path } of variants) if (!('make' in map || 'files' in map)) yield yaml.faultAt(path, NO_DATA);
	for (const answer of wrong) {
		yield* numberFaults(yaml, answer, 'check', checks.length);
		yield* numberFaults(yaml, answer, 'variant', variants.length);
	}
}

const NO_DATA = 'a variant needs make or files; it has none of the data that is shown';

function isEngine(word: unknown): word is Engine {
	return ENGINES.some((engine) => engine === word);
}

function* checkFaults(yaml: YamlFile, check: Item, engine: Engine | undefined): Faults {
	const { map, path } = check;
	const kind = kindOf(map.kind);
	if (kind === undefined) return;
	const kinds: readonly string[] = engine ? CHECK_KINDS[engine] : [kind];
	if (!kinds.includes(kind))
		yield yaml.faultAt([...path, 'kind'], `a lab in ${engine} has no check of the kind ${kind} (${list(kinds)})`);
	const { needs, may } = FIELDS[kind];
	for (const field of needs)
		if (!Object.hasOwn(map, field)) yield yaml.faultAt(path, aFieldIsMissing(`${kind} check`, field));
	const known = ['kind', 'says', ...needs, ...may];
	for (const field of Object.keys(map))
		if (isFieldOfChecks(field) && !known.includes(field))
			yield yaml.faultAt([...path, field], `a ${kind} check has no use for ${field} (${list(known)})`, true);
	if (kind === 'result' || kind === 'file') yield* expectedFaults(yaml, check, kind);
}

function kindOf(word: unknown): CheckKind | undefined {
	return ALL_CHECK_KINDS.find((kind) => kind === word);
}

/** Fields that no kind has are reported by the schema. */
function isFieldOfChecks(field: string): boolean {
	return Object.values(FIELDS).some(({ needs, may }) => needs.includes(field) || may.includes(field));
}

/** Checks that the expected rows are given once, as a query or literally, and that their columns match. */
function* expectedFaults(yaml: YamlFile, check: Item, kind: CheckKind): Faults {
	const { map, path } = check;
	const [hasQuery, hasRows] = [Object.hasOwn(map, 'expect'), Object.hasOwn(map, 'rows')];
	if (kind === 'result' && !hasQuery && !hasRows)
		yield yaml.faultAt(path, 'a result check needs expect (a query whose rows are right) or rows');
	if (hasQuery && hasRows) yield yaml.faultAt([...path, 'rows'], 'expect and rows stand here; keep one', true);
	if (kind === 'file' && (hasQuery || hasRows) && !Object.hasOwn(map, 'query'))
		yield yaml.faultAt(path, 'a file check with expect or rows needs query, which reads the file');
	if (hasRows) yield* columnFaults(yaml, check);
}

function* columnFaults(yaml: YamlFile, check: Item): Faults {
	const { map, path } = check;
	const [columns, order] = [namesIn(check, 'columns'), namesIn(check, 'order')];
	const rows: readonly unknown[] = Array.isArray(map.rows) ? map.rows : [];
	const [first] = rows;
	const width = columns.length || (Array.isArray(first) ? first.length : 0);
	for (const [i, row] of rows.entries())
		if (Array.isArray(row) && row.length !== width)
			yield yaml.faultAt(
				[...path, 'rows', i],
				`the number of values in this row is ${row.length}, and that of the columns ${width}`,
			);
	if (width === 0 && rows.length === 0)
		yield yaml.faultAt([...path, 'rows'], 'where no rows are right, columns has to name the columns of the answer');
	if (map.names === true && columns.length === 0)
		yield yaml.faultAt([...path, 'names'], 'names: true needs columns, the names of the columns of rows', true);
	for (const { name, path: at } of order)
		if (!columns.some((column) => column.name === name)) yield yaml.faultAt(at, noColumn(name));
}

function noColumn(name: string): string {
	return `"${name}" is not among columns, the names of the columns of rows`;
}

/** Checks that all files of a lab have different names, since its folder is flat. */
function* fileFaults(yaml: YamlFile, files: readonly NamedItem[]): Faults {
	const seen = new Set<string>();
	for (const { name: file, path } of files) {
		const name = file.slice(file.lastIndexOf('/') + 1).toLowerCase();
		if (TAKEN.test(name)) yield yaml.faultAt(path, `${name} is a name that the lab's folder has already; rename it`);
		else if (seen.has(name)) yield yaml.faultAt(path, `another file of this lab is called ${name}; rename one`);
		seen.add(name);
	}
}

function* notForPython(yaml: YamlFile, { map, path }: Item): Faults {
	const advice = {
		make: 'put its data into files or stdin',
		again: 'leave it out',
		variants: 'give checks with hidden: true',
	};
	for (const [field, instead] of Object.entries(advice))
		if (Object.hasOwn(map, field))
			yield yaml.faultAt([...path, field], `a lab in python has no ${field}; ${instead}`, true);
}

function* numberFaults(yaml: YamlFile, { map, path }: Item, field: 'check' | 'variant', count: number): Faults {
	const number = map[field];
	if (typeof number !== 'number' || number <= count) return;
	const at: FieldPath = [...path, field];
	yield yaml.faultAt(at, `there is no ${field} ${number}; this lab has ${count}`);
}
