import type { Place } from '../app/session.ts';
import { command, isSet } from '../cli/command.ts';
import type { Finding } from '../domain/finding.ts';
import { EXIT } from '../errors.ts';

export interface DoctorResult {
	readonly ok: boolean;
	readonly findings: readonly Finding[];
	readonly mended: readonly { readonly finding: Finding; readonly aside: string | null }[];
	readonly fix: boolean;
}

export const doctor = command({
	usage: 'doctor',
	summary: 'Look for damage in settings, progress and notes',
	group: 'Keep',
	about:
		'Looks at settings, journals, notes and roadmaps, says what is wrong, where, and what to do, and changes nothing. With --fix it sets damaged lines aside and makes again what can be made again; nothing of yours is deleted.',
	options: [
		{ flags: '--fix', about: 'mend what can be mended' },
		{ flags: '--paths', about: 'where everything is' },
	],
	examples: [
		{ line: 'roadmap doctor', does: 'what is wrong, if anything' },
		{ line: 'roadmap doctor --fix', does: 'mend it' },
		{ line: 'roadmap doctor --paths', does: 'the folders and files' },
	],
	run: async (session, input): Promise<DoctorResult | { readonly paths: readonly Place[] }> => {
		if (isSet(input, 'paths')) return { paths: session.paths() };
		const fix = isSet(input, 'fix');
		const { findings, mended } = await session.examine(fix);
		return { ok: !findings.some(({ isFault }) => isFault), findings, mended, fix };
	},
	view: async (result, page) => (await import('../render/doctor.ts')).doctorView(result, page),
	code: (result) => ('ok' in result && !result.ok ? EXIT.failed : EXIT.done),
});
