import type { BackendApi, CallName } from '../../shared/contract/backend-api.ts';
import type { CallContext } from '../../shared/rpc/served-api.ts';
import { assertFaceMayCall } from './access.ts';
import { parseRequest } from './requests.ts';

export type Handler<Name extends CallName> = (
  request: BackendApi[Name]['request'],
  context: CallContext,
) => BackendApi[Name]['answer'] | Promise<BackendApi[Name]['answer']>;

/** Checks who asks, and what came over the wire, before a handler sees it. */
export function checked<Name extends CallName>(name: Name, handler: Handler<Name>): Handler<Name> {
  return (request, context) => {
    assertFaceMayCall(context.caller, name);
    return handler(parseRequest(name, request), context);
  };
}
