// Creates the module and the page of a rule, and adds it to the list of its provider:
//
//   npm run new:rule -- PROVIDER/TOPIC/ID [KIND]
//
// PROVIDER is a folder of server/src/providers/, or `core` for a rule that needs no provider. KIND is a constant of the
// provider's kinds.ts, by default the first.
import { createRule } from './create-rule.mjs';

try {
  for (const path of createRule('.', ...process.argv.slice(2))) console.log(path);
  console.log('Next: write the rule and the examples, then run UPDATE=1 node test/run.mjs rules.test');
} catch (error) {
  console.error(error.message);
  process.exitCode = 2;
}
