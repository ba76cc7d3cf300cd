/** Properties are tried with the same values each time, so that a run can be repeated; FUZZ_SEED=7 tries others. */
import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env.FUZZ_SEED ?? 1) });
