import { SymbolKind } from 'vscode-languageserver';

/** The protocol has no symbol kinds for Kubernetes, so each icon of the cluster view has one with a similar meaning. */
const KINDS: Readonly<Record<string, SymbolKind>> = {
  'server-environment': SymbolKind.Package,
  library: SymbolKind.Module,
  'circuit-board': SymbolKind.Interface,
  server: SymbolKind.Struct,
  layers: SymbolKind.Enum,
  vm: SymbolKind.Object,
  'vm-outline': SymbolKind.Constructor,
  note: SymbolKind.File,
  terminal: SymbolKind.Function,
  'list-ordered': SymbolKind.Array,
  database: SymbolKind.Variable,
  pulse: SymbolKind.Event,
};

/** Returns the symbol kind of an object whose kind has a codicon. */
export function symbolKindOf(icon: string | undefined): SymbolKind {
  return (icon !== undefined && Object.hasOwn(KINDS, icon) && KINDS[icon]) || SymbolKind.Class;
}
