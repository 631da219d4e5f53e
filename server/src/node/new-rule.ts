// Creates the module and the page of a rule, and adds it to the list of its provider:
//
//   npm run new:rule -- PROVIDER/TOPIC/ID [KIND]
//
// PROVIDER is a folder of server/src/providers/, or `core` for a rule that needs no provider. KIND is a constant of the
// provider's kinds.ts, by default the first, or a constant of another provider.
import { createRule } from './create-rule.ts';

const [name, kind] = process.argv.slice(2);
try {
  for (const path of createRule('.', name, kind)) console.log(path);
  console.log(`Next: write the rule and the examples, then run
  node test/run.mjs --update --rule ${name?.split('/').at(-1)}
  npm run generate`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
