import { HOSTILE_TEXTS } from './hostile/texts.ts';
import { allFindings, workspaceOf } from './support/check.ts';

const name = process.argv[2];
const t = HOSTILE_TEXTS.find((x) => x.name === name)!;
const text = t.text();
console.log(text.length);
const a = performance.now();
const w = workspaceOf([{ uri: 'file:///w/' + (t.file ?? 'x.yaml'), text }]);
console.log('update', performance.now() - a);
console.log(allFindings(w).length, performance.now() - a);
