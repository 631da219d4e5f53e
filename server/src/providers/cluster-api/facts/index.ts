import type { FactTable } from '../../../core/provider.ts';
import { CAPI } from '../kinds.ts';
import { CAPI_CLASS_PATCH_ROWS } from './class-patches.ts';
import { CLASS_TEMPLATE_ROWS } from './class-templates.ts';
import { CAPI_CLASS_ROWS } from './classes.ts';
import { CAPI_CLUSTER_ROWS } from './clusters.ts';
import { CAPI_CONTROLLER_ROWS } from './controllers.ts';
import { CAPI_GATE_ROWS } from './feature-gates.ts';
import { FILLED_ON_CREATE_ROWS } from './filled-on-create.ts';
import { CAPI_MACHINE_ROWS } from './machines.ts';
import { REFERENCE_KIND_ROWS } from './reference-kinds.ts';

export const VERIFIED = { provider: CAPI, verifiedUpTo: 'v1.14' };

/** The facts about Cluster API's own objects, by topic. */
export const CLUSTER_API_FACTS: readonly FactTable[] = [
  { topic: 'class templates', ...VERIFIED, rows: CLASS_TEMPLATE_ROWS },
  { topic: 'clusters', ...VERIFIED, rows: CAPI_CLUSTER_ROWS },
  { topic: 'classes', ...VERIFIED, rows: CAPI_CLASS_ROWS },
  { topic: 'class patches', ...VERIFIED, rows: CAPI_CLASS_PATCH_ROWS },
  { topic: 'machines', ...VERIFIED, rows: CAPI_MACHINE_ROWS },
  { topic: 'feature gates', ...VERIFIED, rows: CAPI_GATE_ROWS },
  { topic: 'fields filled on create', ...VERIFIED, rows: FILLED_ON_CREATE_ROWS },
  { topic: 'reference kinds', ...VERIFIED, rows: REFERENCE_KIND_ROWS },
  { topic: 'controllers', ...VERIFIED, rows: CAPI_CONTROLLER_ROWS },
];
