/** What the fields of every object's metadata are for. */
export const METADATA_WORDS: Readonly<Record<string, string>> = {
  name: 'The name of the object, unique among those of its kind in a namespace. References are made by it.',
  generateName:
    'The beginning of a name that the API server completes. Nothing in a manifest can refer to such an object.',
  namespace:
    'The namespace that the object lives in. Left out, it is the one that the manifest is applied to. The objects of one cluster belong in one namespace.',
  labels: 'Short names and values that selectors choose objects by.',
  annotations: 'Names and values that tools and controllers read, and no selector does.',
  finalizers: 'Controllers that the deletion of the object waits for. Controllers write it.',
  ownerReferences: 'Objects that this one is deleted with. Controllers write it.',
};
