import { compareReleases } from '../../core/schemas/releases.ts';
import { type KubernetesVersion, parseVersion } from '../kubernetes/kubernetes-version.ts';
import { KAMAJI } from './kinds.ts';

/** For `npm run facts`: extend NEWEST_VERSIONS before you change this. */
export const NEWEST_VERSIONS_TABLE = {
  topic: 'supported Kubernetes versions',
  provider: KAMAJI,
  verifiedUpTo: '26.8.2-edge',
};

/** The newest Kubernetes version that a release of Kamaji supports: its kubeadm version. Source: `internal/upgrade` of each tag. */
const NEWEST_VERSIONS: readonly (readonly [from: string, version: string])[] = [
  ['v0.1.0', '1.25.0'],
  ['v0.2.0', '1.26.0'],
  ['v0.2.1', '1.26.1'],
  ['v0.2.3', '1.27.0'],
  ['v0.3.1', '1.27.3'],
  ['v0.3.4', '1.28.1'],
  ['v0.3.5', '1.28.2'],
  ['v0.4.0', '1.29.0'],
  ['v0.4.1', '1.29.1'],
  ['v0.5.0', '1.30.0'],
  ['v0.6.0', '1.30.1'],
  ['v0.6.1', '1.30.2'],
  ['edge-24.9.1', '1.31.1'],
  ['edge-24.12.1', '1.31.4'],
  ['edge-25.3.1', '1.32.3'],
  ['edge-25.4.1', '1.33.0'],
  ['edge-25.7.1', '1.33.2'],
  ['edge-25.8.4', '1.33.4'],
  ['edge-25.9.2', '1.34.0'],
  ['edge-25.12.4', '1.35.0'],
  ['26.5.3-edge', '1.36.0'],
];

/** The first release that compares only minor versions. */
const FIRST_WITHOUT_PATCH = 'edge-25.11.5';

/** Returns the newest version that a release supports, or undefined for a release before the table. */
export function newestKubernetesVersion(release: string): KubernetesVersion | undefined {
  const row = NEWEST_VERSIONS.findLast(([from]) => compareReleases(from, release) <= 0);
  return row && parseVersion(row[1]);
}

export function isNewerThan(version: KubernetesVersion, newest: KubernetesVersion, release: string): boolean {
  const byMinor = version.major - newest.major || version.minor - newest.minor;
  if (byMinor !== 0 || compareReleases(release, FIRST_WITHOUT_PATCH) >= 0) return byMinor > 0;
  return version.patch > newest.patch;
}
