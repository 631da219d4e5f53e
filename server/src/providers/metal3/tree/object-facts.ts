import { factsAbout, type ObjectFactSource, shortValueAt } from '../../../core/tree/object-facts.ts';
import { Metal3Cluster, Metal3MachineTemplate } from '../kinds.ts';

/** What the diagram shows of a Metal3Cluster and of a template: the endpoint, and the file name of the image. */
export const METAL3_DIAGRAM_FACTS: readonly ObjectFactSource[] = [
  factsAbout([Metal3Cluster], (cluster) => {
    const endpoint = ['spec', 'controlPlaneEndpoint'];
    const [host, port] = [shortValueAt(cluster, [...endpoint, 'host']), shortValueAt(cluster, [...endpoint, 'port'])];
    if (host === undefined || port === undefined) return [host];
    return [host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`];
  }),
  factsAbout([Metal3MachineTemplate], (template) => [
    fileNameOf(shortValueAt(template, ['spec', 'template', 'spec', 'image', 'url'], MAX_URL)),
  ]),
];

const MAX_URL = 300;

function fileNameOf(url: string | undefined): string | undefined {
  const name = url?.split('/').at(-1);
  if (!name || name.length <= MAX_FILE_NAME) return name || undefined;
  return `${name.slice(0, MAX_FILE_NAME - 1)}…`;
}

const MAX_FILE_NAME = 32;
