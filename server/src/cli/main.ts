import { exitAtClosedOutput, exitCodeFor } from './exit-code.ts';
import { withArgumentFiles } from './input/argument-files.ts';
import { withoutUnknownValues } from './input/known-options.ts';
import { createProgram } from './program.ts';

exitAtClosedOutput();

run().catch((error: unknown) => {
  process.exitCode = exitCodeFor(error);
});

async function run(): Promise<void> {
  const program = createProgram();
  const [node = '', script = '', ...words] = process.argv;
  await program.parseAsync([node, script, ...withoutUnknownValues(withArgumentFiles(words), program)]);
}
