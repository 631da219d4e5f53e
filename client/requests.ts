import type { LanguageClient } from 'vscode-languageclient/node';
import type { RequestMethod } from '../protocol/index.ts';

/** Sends a custom request, with the types of its parameters and its result. */
export function request<Params, Result>(
  client: LanguageClient,
  method: RequestMethod<Params, Result>,
  params: NoInfer<Params>,
): Promise<Result> {
  return client.sendRequest<Result>(method, params);
}
