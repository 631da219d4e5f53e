import { defineProvider } from '../../core/provider.ts';

/** Kubernetes: kinds that other providers refer to. It has no rules. */
export const kubernetes = defineProvider({ name: 'kubernetes' });
