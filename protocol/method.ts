/** The name of a request, with the types of its parameters and its result. */
export type RequestMethod<Params, Result> = string & {
  readonly params?: (params: Params) => void;
  readonly result?: () => Result;
};

/** The name of a notification, with the type of its parameters. */
export type NotificationMethod<Params> = string & { readonly params?: (params: Params) => void };
