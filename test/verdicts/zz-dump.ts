import { readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { judgeAdmission } from './judge.ts';


const out: string[] = [];
for (const line of gunzipSync(readFileSync('../shared/verdicts/documents.jsonl.gz')).toString('utf8').split('\n')) {
  if (line === '') continue;
  const d = JSON.parse(line);
  if (d.provider !== 'cluster-api') continue;
  for (const j of judgeAdmission(d))
    if (j.accepted !== j.result.accepted)
      out.push(
        JSON.stringify({
          id: d.id,
          kind: d.kind,
          version: d.version,
          release: j.release,
          stage: j.result.stage,
          ours: j.accepted,
          causes: j.result.causes,
          why: j.why,
          mutated: j.result.mutated,
        }),
      );
}
writeFileSync('/tmp/capi/diff.jsonl', out.join('\n'));
