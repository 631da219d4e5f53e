import { type Delivery, deliveriesOf } from '../objects/delivery.ts';
import { fileAt } from '../objects/kustomization.ts';
import type { Resource } from '../objects/resource.ts';
import { containersOf } from '../text/containers.ts';
import { Multimap } from './multimap.ts';

/** A delivery whose path can be a folder of the workspace. */
export interface WorkspaceDelivery extends Delivery {
  /** The components of the delivery that are in the workspace. */
  readonly workspaceComponents: readonly Resource[];
}

/** What Flux and Argo CD apply, by the folders that their paths may refer to. */
export class Deliveries {
  readonly #byFolder = new Multimap<string, Delivery>();
  readonly #resources = new Set<Resource>();

  get isEmpty(): boolean {
    return this.#resources.size === 0;
  }

  get all(): readonly Delivery[] {
    return [...this.#resources].flatMap(deliveriesOf);
  }

  /** Returns text that changes whenever the deliveries do, except for the changes that they make to objects. */
  get signatures(): readonly string[] {
    return [...this.#resources].map(deliverySignature);
  }

  /** Returns true if the object defines deliveries. */
  add(resource: Resource): boolean {
    const folders = deliveredFolders(resource);
    for (const [folder, delivery] of folders) this.#byFolder.insert(folder, delivery);
    if (folders.length > 0) this.#resources.add(resource);
    return folders.length > 0;
  }

  /** Returns true if the object defined deliveries. */
  remove(resource: Resource): boolean {
    for (const [folder, delivery] of deliveredFolders(resource)) this.#byFolder.drop(folder, delivery);
    return this.#resources.delete(resource);
  }

  /** Returns the deliveries whose folder contains one of the files. */
  ofAny(
    uris: readonly string[],
    kustomizationsIn: (folder: string) => Iterable<Resource>,
  ): readonly WorkspaceDelivery[] {
    const folders = new Set(uris.flatMap(containersOf).map(withoutSlash));
    return [...folders].flatMap((folder) =>
      [...this.#byFolder.values(folder)].map((delivery) => ({
        ...delivery,
        workspaceComponents: delivery.components.flatMap((path) => [...kustomizationsIn(fileAt(`${folder}/_`, path))]),
      })),
    );
  }
}

/**
 * Returns the kustomization that a delivery applies: the only one in the folders that its path can mean. Undefined if the
 * path is a template or the root of the repository.
 */
export function deliveredKustomization(
  { resource, path }: Delivery,
  kustomizationsIn: (folder: string) => Iterable<Resource>,
): Resource | undefined {
  if (/^[./]*$/.test(path)) return undefined;
  const folders = new Set(
    containersOf(resource.uri)
      .slice(1)
      .map((root) => fileAt(`${root}_`, path)),
  );
  const found = [...folders].flatMap((folder) => [...kustomizationsIn(folder)]);
  return found.length === 1 ? found[0] : undefined;
}

/**
 * Returns the folders that the deliveries of an object may refer to. The root of the repository is unknown, so it may
 * be any folder around the file.
 */
function deliveredFolders(resource: Resource): readonly (readonly [string, Delivery])[] {
  return deliveriesOf(resource).flatMap((delivery) =>
    containersOf(resource.uri)
      .slice(1)
      .map((root) => [fileAt(`${root}_`, delivery.path), delivery] as const),
  );
}

function deliverySignature(resource: Resource): string {
  const deliveries = deliveriesOf(resource).map(({ path, setsNamespace, renames, components }) => [
    path,
    setsNamespace,
    renames,
    components,
  ]);
  return JSON.stringify([resource.uri, deliveries]);
}

function withoutSlash(folder: string): string {
  return folder.endsWith('/') ? folder.slice(0, -1) : folder;
}
