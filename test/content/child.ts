/** Compiles one roadmap in a process of its own, and tells what it cost. `limits.test.ts` bundles and starts it. */
import { compile } from '../../src/content/compile.ts';
import { readSource } from '../../src/content/source.ts';
import { UserError } from '../../src/errors.ts';

export interface Cost {
	/** User and system time of the whole process, in milliseconds: others on the machine do not count. */
	readonly cpu: number;
	/** The most memory that the process ever had, in MB. */
	readonly memory: number;
	/** Whether the roadmap can be used. */
	readonly ok: boolean;
	/** The first faults, or why the file could not be read. */
	readonly said: readonly string[];
	readonly faults: number;
}

function judge(file: string): Pick<Cost, 'ok' | 'said' | 'faults'> {
	try {
		const { compiled, faults } = compile(readSource(file));
		const said = faults.slice(0, 3).map(({ line, column, message }) => `${line}:${column} ${message}`);
		return { ok: compiled !== undefined, said, faults: faults.length };
	} catch (error) {
		if (error instanceof UserError) return { ok: false, said: [`exit ${error.code}: ${error.message}`], faults: 0 };
		throw error;
	}
}

const judged = judge(process.argv[2] ?? '');
const { user, system } = process.cpuUsage();
const cost: Cost = { ...judged, cpu: (user + system) / 1_000, memory: process.resourceUsage().maxRSS / 1_024 };
process.stdout.write(JSON.stringify(cost));
