/** The public API of the core, for the language server, the command line and tests. */

export { complete } from './completion/complete.ts';
export type { Completion, CompletionKind } from './completion/completion.ts';
export type { CompletionInput } from './completion/context.ts';
export { isIntendedTrigger, TRIGGER_CHARACTERS } from './completion/trigger.ts';
export {
  AUTO,
  CONFIGURATION_FILE,
  type Configuration,
  isConfigurationFile,
  NO_CONFIGURATION,
} from './configuration/configuration.ts';
export { configurationSchema, SEVERITY_SETTINGS } from './configuration/configuration-schema.ts';
export { Configurations, type Reading } from './configuration/configurations.ts';
export {
  type ConfigurationCheck,
  type ConfigurationFault,
  type ReadConfiguration,
  readConfiguration,
  targetOf,
} from './configuration/read-configuration.ts';
export { Roots } from './configuration/roots.ts';
export { targetChange } from './configuration/target-change.ts';
export { DependencyIndex } from './dependencies/dependency-index.ts';
export { explainField } from './explain/field.ts';
export type { Actor, Effect, Finding, Fix, FixEdit, Place, Related, Severity, Tag } from './findings/finding.ts';
export { mostSevere } from './findings/most-severe.ts';
export { applySettings, type RuleSetting, type RuleSettings } from './findings/rule-settings.ts';
export { ignoreHere } from './fixes/ignore-here.ts';
export { ignoreInFile, ignoreInObject } from './fixes/ignore-in-file.ts';
export { type FixSelection, type SelectedFix, selectFixes } from './fixes/select-fixes.ts';
export { hoverAt } from './hover/hover.ts';
export type { Hover, HoverInput } from './hover/hover-context.ts';
export { askedKeys } from './index/asked-key.ts';
export type { IndexKey } from './index/object-index.ts';
export { transformerFilesOf } from './kustomize/built/transformers.ts';
export { obstacleInFile } from './migration/generated-files.ts';
export {
  type MigratedFile,
  type MigrationScope,
  migrateFiles,
  migrateManifests,
  type SourceFile,
} from './migration/migrate-files.ts';
export type { Choice, Leftover, Migration, MigrationContext } from './migration/migration.ts';
export { jointChoices, type MigrationAction, migrationActions } from './migration/migration-actions.ts';
export { type MigrationFacts, migrationContext } from './migration/migration-context.ts';
export { type MigrationEdit, migrationEdits } from './migration/migration-edits.ts';
export { type MigrationGoal, type MigrationGoals, versionsToMigrateTo } from './migration/migration-goals.ts';
export { type PatchesOutside, patchesOutside } from './migration/patches-outside.ts';
export { type RelatedObject, referencesFrom, referrersTo } from './navigation/call-hierarchy.ts';
export { type Link, linksIn } from './navigation/links.ts';
export type { RenameError } from './navigation/new-name.ts';
export { definitionsOf, implementationsOf, occurrencesOf } from './navigation/occurrences.ts';
export { prepareRename, type Renamable, rename } from './navigation/rename.ts';
export { type NamedSymbol, nameSpan, type Occurrence } from './navigation/symbol.ts';
export { type SymbolAtPosition, symbolAt } from './navigation/symbol-at.ts';
export { variableNamedAt } from './navigation/variables.ts';
export { type GroupKind, isKind, isOneOf, keyOf } from './objects/group-kind.ts';
export { isKustomizationFile, KUSTOMIZATION_FILES } from './objects/kustomization.ts';
export { namedPathsOf } from './objects/named-paths.ts';
export { EMPTY_MODEL } from './objects/object-model.ts';
export type { Reference } from './objects/references.ts';
export { nameOf, type Resource } from './objects/resource.ts';
export { resourceOf } from './objects/resource-of.ts';
export { isTemplate } from './objects/template-text.ts';
export { findObjects } from './outline/find-objects.ts';
export { type Hint, hintsOf } from './outline/hints.ts';
export { type OutlineItem, outlineOf, showsSections, titleOf } from './outline/outline.ts';
export { canBeReferredTo, referenceCount } from './outline/reference-count.ts';
export { createRegistry, defineProvider, type FactTable, type ProviderDefinition, type Registry } from './provider.ts';
export type { FolderEntry, PathState } from './query/path-state.ts';
export type { View } from './query/view.ts';
export type { Rule } from './rules/rule.ts';
export {
  type BundleIndex,
  bundleProvider,
  type KindHistory,
  kindPath,
  newestPath,
  type Provider,
  type ReleaseFacts,
  releaseFacts,
} from './schemas/bundle.ts';
export {
  type Description,
  Descriptions,
  type DescriptionsOptions,
  type KindDescriptions,
} from './schemas/descriptions.ts';
export { type EmbeddedType, embeddedTypeOf } from './schemas/embedded-types.ts';
export { type ExportedFile, type ExportFormat, exportRelease } from './schemas/export-schema.ts';
export { fieldHistory } from './schemas/field-history.ts';
export { importCrd, type KindFacts } from './schemas/import-crd.ts';
export type { ReleaseRange } from './schemas/release-range.ts';
export {
  compareReleases,
  findProvider,
  findRelease,
  minorOf,
  providerNames,
  providerTitle,
  rangeName,
} from './schemas/releases.ts';
export { type ResolvedKind, resolveKind } from './schemas/resolved-kind.ts';
export { schemaAtPath } from './schemas/schema-at-path.ts';
export { SchemaStore, type SchemaStoreOptions } from './schemas/schema-store.ts';
export { type SpecField, specFields } from './schemas/spec-fields.ts';
export type { JsonValue, StructuralSchema } from './schemas/structural-schema.ts';
export { Usage, type UsageCounts, usagesIn } from './schemas/usage.ts';
export { type Snippet, snippetTemplate, typesIn } from './snippets/snippet.ts';
export { foldingsIn } from './structure/folding.ts';
export { indentNewLine } from './structure/on-type-indent.ts';
export { selections } from './structure/selection.ts';
export { isJsonFile, mayBeManifest } from './syntax/json-text.ts';
export { documentContaining, partsOf } from './syntax/list-parts.ts';
export { pathText } from './syntax/lookup.ts';
export type { ManifestDocument } from './syntax/manifest-document.ts';
export {
  changeFile,
  type FilePosition,
  fileText,
  type ManifestFile,
  manifestFile,
  offsetAt,
  placeAt,
  positionAt,
  positionIn,
  positionInDocument,
} from './syntax/manifest-file.ts';
export { isRenderedText, isTemplatedText } from './syntax/templated-text.ts';
export { TreeCache } from './syntax/tree-cache.ts';
export { type Substituted, substitute, templateOffset } from './templates/substitute.ts';
export { type TemplateVariable, templateVariables } from './templates/template-variables.ts';
export { readVariables, type VariableUse } from './templates/variables.ts';
export { containersOf } from './text/containers.ts';
export { andList } from './text/enumeration.ts';
export { globTest, globTestAnywhere, isGlob, type PathTest } from './text/glob.ts';
export { hashOf } from './text/hash.ts';
export { pointerSteps } from './text/json-pointer.ts';
export { sentenceStart } from './text/sentence.ts';
export { nearestTo } from './text/similar-names.ts';
export type { Span, TextChange } from './text/span.ts';
export { hasStops, plainText, snippetText } from './text/template.ts';
export { unifiedDiff } from './text/unified-diff.ts';
export { type FindingsIn, objectTree, rootNode, type TreeNode } from './tree/object-tree.ts';
export { type Picture, type PictureEdge, type PictureNode, pictureOf } from './tree/picture.ts';
export { rootsIn } from './tree/roots.ts';
export { firstSentence, shortNote } from './tree/short-note.ts';
export { worstFirst } from './tree/tree-findings.ts';
export { nodeTitle, type TreeRow, treeRows } from './tree/tree-rows.ts';
export {
  type ApplicableAdvisory,
  advisoriesFor,
  intermediateReleases,
  type UpgradeStep,
} from './upgrade/advisories.ts';
export { type ContractConflict, contractConflicts } from './upgrade/contracts.ts';
export type { Advisory, UpgradeFacts } from './upgrade/upgrade-facts.ts';
export { Expressions } from './validation/expressions.ts';
export { SchemaValidator } from './validation/schema-validator.ts';
export type { Targets } from './validation/violation.ts';
export { definitionsIn } from './workspace/definitions.ts';
export type { FileChange } from './workspace/file-change.ts';
export type { FileTies } from './workspace/file-ties.ts';
export type { Portion } from './workspace/portion.ts';
export { Workspace } from './workspace/workspace.ts';
export type { WorkspaceOptions } from './workspace/workspace-options.ts';
