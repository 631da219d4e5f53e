// Loaded before each test file: property tests generate the same inputs in each run, so that a failure comes from a
// change. `SEED=random npm test` looks for new counterexamples, `SEED=N` repeats a run. A failure prints its seed.
import fc from 'fast-check';

const { SEED = '20261130' } = process.env;
fc.configureGlobal(SEED === 'random' ? {} : { seed: Number(SEED) });
