/** One file of a roadmap: its bytes → a value, the faults of its form, and a way to point into it. */
import { decode } from './decode.ts';
import type { Fault, Path } from './fault.ts';
import { formFaults } from './forms.ts';
import { readPlain } from './plain.ts';
import type { SourceFile } from './source.ts';
import { FileText } from './text.ts';
import { locate, type Node, nodeAt, type Place, plainValue } from './tree.ts';
import { parseUnusual } from './unusual.ts';

export interface YamlFile {
	readonly file: string;
	/** Undefined where the file cannot be understood. */
	readonly value: unknown;
	readonly faults: readonly Fault[];
	/** A fault at the value (or, with `onKey`, at the key) that a path leads to; at the nearest parent that exists. */
	readonly faultAt: (path: Path, message: string, onKey?: boolean) => Fault;
	readonly warningAt: (path: Path, message: string) => Fault;
	/** The line that a path leads to. */
	readonly lineOf: (path: Path) => number;
	/** A value as the author wrote it; undefined where there is none. */
	readonly written: (path: Path) => string | undefined;
}

/** Reads one file. Never throws for anything in it. */
export function readYaml({ name, bytes }: SourceFile): YamlFile {
	const { text, wrong } = decode(bytes);
	const file = new FileText(name, text);
	if (wrong) return withoutValue(file, [file.error(charAt(wrong.at), [], wrong.message)]);
	const reading = readPlain(text);
	if (reading.root) return withValue(file, reading.root, []);
	if (reading.tooMuch) return withoutValue(file, [file.error(charAt(reading.tooMuch.at), [], reading.tooMuch.message)]);
	const { root, faults } = parseUnusual(file, reading.stuck);
	return root ? withValue(file, root, faults) : withoutValue(file, faults);
}

function withValue(file: FileText, root: Node, faults: readonly Fault[]): YamlFile {
	return {
		file: file.file,
		value: plainValue(root),
		faults: [...faults, ...formFaults(file, root)],
		faultAt: (path, message, onKey) => file.error(locate(root, path, onKey), path, message),
		warningAt: (path, message) => file.warning(locate(root, path), path, message),
		lineOf: (path) => file.lineAt(locate(root, path).start),
		written: (path) => {
			const node = nodeAt(root, path);
			return node && file.text.slice(node.start, node.end);
		},
	};
}

function withoutValue(file: FileText, faults: readonly Fault[]): YamlFile {
	return {
		file: file.file,
		value: undefined,
		faults,
		faultAt: (path, message) => file.error(charAt(0), path, message),
		warningAt: (path, message) => file.warning(charAt(0), path, message),
		lineOf: () => 1,
		written: () => undefined,
	};
}

function charAt(start: number): Place {
	return { start, end: start + 1 };
}
