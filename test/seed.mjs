// Loaded before each test file: property tests generate the same inputs in each run, so that a change is judged by the
// change alone. `SEED=random npm test` looks for new counterexamples, `SEED=N` repeats a run; a failure prints its seed.
import fc from 'fast-check';

const { SEED = '20261130' } = process.env;
fc.configureGlobal(SEED === 'random' ? {} : { seed: Number(SEED) });
