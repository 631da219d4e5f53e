import type { Route } from './dispatcher.ts';
import { CALL_HIERARCHY_ROUTES } from './handlers/call-hierarchy.ts';
import { CODE_ACTION_ROUTES } from './handlers/code-actions.ts';
import { CODE_LENS_ROUTES } from './handlers/code-lenses.ts';
import { COMPLETION_ROUTES } from './handlers/completion.ts';
import { CREATE_OBJECT_ROUTES } from './handlers/create-object.ts';
import { DIAGNOSTIC_ROUTES } from './handlers/diagnostics.ts';
import { FIX_WORKSPACE_ROUTES } from './handlers/fix-workspace.ts';
import { HOVER_ROUTES } from './handlers/hover.ts';
import { LAYOUT_ROUTES } from './handlers/layouts.ts';
import { MIGRATION_ROUTES } from './handlers/migration.ts';
import { NAVIGATION_ROUTES } from './handlers/navigation.ts';
import { OUTLINE_ROUTES } from './handlers/outline.ts';
import { RENAMING_ROUTES } from './handlers/renaming.ts';
import { STRUCTURE_ROUTES } from './handlers/structure.ts';
import { TARGET_ROUTES } from './handlers/targets.ts';
import { TREE_ROUTES } from './handlers/tree.ts';
import { VARIABLE_ROUTES } from './handlers/variables.ts';

/** Every request that the server answers. */
export const ROUTES: readonly Route[] = [
  ...CALL_HIERARCHY_ROUTES,
  ...CODE_ACTION_ROUTES,
  ...CODE_LENS_ROUTES,
  ...COMPLETION_ROUTES,
  ...CREATE_OBJECT_ROUTES,
  ...DIAGNOSTIC_ROUTES,
  ...FIX_WORKSPACE_ROUTES,
  ...HOVER_ROUTES,
  ...LAYOUT_ROUTES,
  ...MIGRATION_ROUTES,
  ...NAVIGATION_ROUTES,
  ...OUTLINE_ROUTES,
  ...RENAMING_ROUTES,
  ...STRUCTURE_ROUTES,
  ...TARGET_ROUTES,
  ...TREE_ROUTES,
  ...VARIABLE_ROUTES,
];
