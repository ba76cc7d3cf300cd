/** What `doctor --fix` does: sets aside what is damaged, removes what can be made again. Nothing of the learner's is deleted. */
import fs from 'node:fs';
import type { Finding } from '../domain/finding.ts';
import { asideFile, setAside } from './aside.ts';
import { fileError } from './files.ts';

export interface Mended {
	readonly finding: Finding;
	/** Where the damaged part is now; null where it was only made again. */
	readonly aside: string | null;
}

/** Mends what can be mended. @throws UserError */
export function mend(findings: readonly Finding[], now: Date): Mended[] {
	const done = new Set<string>();
	return findings.flatMap((finding) => {
		if (!finding.mendable) return [];
		const isFirst = !done.has(finding.file);
		done.add(finding.file);
		try {
			return [{ finding, aside: mendOne(finding, isFirst, now) }];
		} catch (error) {
			throw fileError(error, 'mend', finding.file);
		}
	});
}

function mendOne({ kind, file }: Finding, isFirst: boolean, now: Date): string | null {
	if (kind === 'checkpoint-wrong') {
		fs.rmSync(file, { force: true });
		return null;
	}
	if (kind === 'journal-damaged' || kind === 'journal-torn') {
		if (isFirst) setAside(file);
		return asideFile(file);
	}
	const aside = `${file}.damaged-${now.toISOString().replace(/[:.]/g, '-')}`;
	fs.renameSync(file, aside);
	return aside;
}
