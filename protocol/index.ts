/** The requests and notifications that the client and the server exchange beyond the Language Server Protocol. */
export * from './create-object.ts';
export * from './fix-workspace.ts';
export * from './initialization.ts';
export * from './layouts.ts';
export * from './locations.ts';
export * from './method.ts';
export * from './migration.ts';
export * from './picture.ts';
export * from './red-hat-yaml.ts';
export * from './severity.ts';
export * from './status.ts';
export * from './targets.ts';
export * from './tree.ts';
export * from './variables.ts';
