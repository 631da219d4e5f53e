/** The last word of keys for whether several objects have a key (`indexKey.several`). */
export const SEVERAL = '2';
