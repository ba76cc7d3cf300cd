/** Compiling what stands in a string: the files of a roadmap without a disk. */
import { type Compilation, compile } from '../../src/content/compile.ts';
import type { Fault } from '../../src/content/fault.ts';

/** @param lessons topic id → what stands in the topic's own file */
export function compileText(spine: string | Buffer, lessons: Readonly<Record<string, string>> = {}): Compilation {
	return compile({
		spine: { name: 'roadmap.yaml', bytes: Buffer.from(spine) },
		lessons: new Map(
			Object.entries(lessons).map(([id, text]) => [id, { name: `topics/${id}.yaml`, bytes: Buffer.from(text) }]),
		),
		ignoredFiles: [],
		files: [],
	});
}

/** `line:column  path  message`, as the corpus writes it. */
export function faultLine({ severity, line, column, path, message }: Fault): string {
	return `${line}:${column}  ${path}  ${severity === 'warning' ? 'warning: ' : ''}${message}`;
}

export function faultLines(spine: string | Buffer, lessons: Readonly<Record<string, string>> = {}): string[] {
	return compileText(spine, lessons).faults.map(faultLine);
}
