import { defineProvider } from '../../core/provider.ts';

/** Kubernetes itself: its kinds are referred to by others, and it defines no rules of its own. */
export const kubernetes = defineProvider({ name: 'kubernetes' });
