import { type KindMap, kindMap } from '../../core/objects/group-kind.ts';
import type { NodePath } from '../../core/syntax/lookup.ts';
import type { ScalarNode } from '../../core/syntax/node.ts';
import { HostClaim } from '../baremetal-operator/kinds.ts';
import { Metal3Machine, Metal3MachineTemplate } from './kinds.ts';

type Arity = 'some' | 'one' | 'none' | 'a number';

/** How many values an operator requires. Source: NewRequirement of k8s.io/apimachinery. */
export const ARITIES: Readonly<Record<string, Arity>> = {
  in: 'some',
  notin: 'some',
  '=': 'one',
  '==': 'one',
  '!=': 'one',
  exists: 'none',
  '!': 'none',
  gt: 'a number',
  lt: 'a number',
};

/** Returns what an operator requires instead of the given values; undefined if they are right. */
export function faultOf(arity: Arity, values: readonly ScalarNode[]): string | undefined {
  const [first] = values;
  if (arity === 'some') return values.length > 0 ? undefined : 'at least one value';
  if (arity === 'none') return values.length === 0 ? undefined : 'no values';
  if (values.length !== 1) return arity === 'one' ? 'exactly one value' : 'exactly one number';
  return arity === 'a number' && !/^[-+]?\d+$/.test(first?.text ?? '') ? 'exactly one number' : undefined;
}

/** Returns the operator that corresponds to one of Kubernetes label selectors. */
export function suggestionFor(operator: string): string | undefined {
  const plain = operator.toLowerCase().replace(/[\s_-]/g, '');
  if (plain === 'doesnotexist' || plain === 'notexists' || plain === '!exists') return '!';
  if (plain === 'equals') return '=';
  if (plain === 'notequals') return '!=';
  return ARITIES[plain] === undefined ? undefined : plain;
}

interface HostSelector {
  readonly path: NodePath;
  /** True if the operators are case-sensitive. */
  readonly isCaseSensitive?: true;
}

/** The host selectors of all kinds that have one. */
export const HOST_SELECTORS: KindMap<HostSelector> = kindMap<HostSelector>(
  [Metal3Machine, { path: ['spec', 'hostSelector'] }],
  [Metal3MachineTemplate, { path: ['spec', 'template', 'spec', 'hostSelector'] }],
  [HostClaim, { path: ['spec', 'hostSelector'], isCaseSensitive: true }],
);
