import { createRegistry, type ProviderDefinition, type Registry } from '../core/provider.ts';
import { baremetalOperator } from './baremetal-operator/provider.ts';
import { clusterApi } from './cluster-api/provider.ts';
import { ipam } from './ipam/provider.ts';
import { joint } from './joint/provider.ts';
import { kamaji } from './kamaji/provider.ts';
import { kamajiControlPlane } from './kamaji-control-plane/provider.ts';
import { kubeadm } from './kubeadm/provider.ts';
import { kubernetes } from './kubernetes/provider.ts';
import { metal3 } from './metal3/provider.ts';

/** Every provider. The order decides which completions come first where several providers offer some. */
export const PROVIDERS: readonly ProviderDefinition[] = [
  joint,
  metal3,
  ipam,
  baremetalOperator,
  clusterApi,
  kubeadm,
  kamaji,
  kamajiControlPlane,
  kubernetes,
];

/** What all providers state, as the engine reads it. */
export const REGISTRY: Registry = createRegistry(PROVIDERS);
