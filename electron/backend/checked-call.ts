import type { BackendApi, CallName } from '../../shared/contract/backend-api.ts';
import type { CallContext } from '../../shared/rpc/served-api.ts';
import { parseRequest } from './requests.ts';

export type Handler<Name extends CallName> = (
  request: BackendApi[Name]['request'],
  context: CallContext,
) => BackendApi[Name]['answer'] | Promise<BackendApi[Name]['answer']>;

/** Checks what came over the wire before a handler sees it. */
export function checked<Name extends CallName>(name: Name, handler: Handler<Name>): Handler<Name> {
  return (request, context) => handler(parseRequest(name, request), context);
}
