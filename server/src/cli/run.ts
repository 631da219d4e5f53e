import { exitAtClosedOutput, exitCodeFor } from './exit-code.ts';
import { withArgumentFiles } from './input/argument-files.ts';
import { withHelpOption } from './input/help-words.ts';
import { withoutUnknownValues } from './input/known-options.ts';
import { createProgram } from './program.ts';

/** Runs the command that the arguments of the process name. */
export async function run(): Promise<void> {
  exitAtClosedOutput();
  try {
    const program = createProgram();
    const [node = '', script = '', ...words] = process.argv;
    const given = withHelpOption(withArgumentFiles(words), program);
    await program.parseAsync([node, script, ...withoutUnknownValues(given, program)]);
  } catch (error) {
    process.exitCode = exitCodeFor(error);
  }
}
