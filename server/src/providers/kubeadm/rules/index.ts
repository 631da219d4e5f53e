// Every rule of this provider: one line each.

export { missingContentKey } from './bootstrap-data/missing-content-key.ts';
export { unexpectedControlPlaneJoin } from './bootstrap-data/unexpected-control-plane-join.ts';
export { unquotedExpression } from './bootstrap-data/unquoted-expression.ts';
export { unrenderableBootstrapData } from './bootstrap-data/unrenderable-bootstrap-data.ts';
export { unrenderedExpression } from './bootstrap-data/unrendered-expression.ts';
