import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Descriptions, kindPath } from '../core/index.ts';

/** Returns the descriptions that the build writes next to the schemas. A kind's descriptions are read on first use. */
export function bundledDescriptions(
  folder = fileURLToPath(new URL('schemas/descriptions', import.meta.url)),
): Descriptions {
  return new Descriptions({
    load: (group, kind) => {
      const path = join(folder, kindPath({ group, kind }));
      return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
    },
  });
}
