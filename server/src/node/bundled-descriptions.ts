import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Descriptions, kindPath } from '../core/index.ts';

/** The descriptions that the build lays beside the schemas; a kind's are read when first asked for. */
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
