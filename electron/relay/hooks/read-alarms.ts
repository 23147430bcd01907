import type { HookKind, ReadAlarms } from './alarm';
import { readAlertmanager } from './read-alertmanager';
import { readGeneric } from './read-generic';
import { readGrafana } from './read-grafana';

/**
 * Reads a payload of a hook. Pure, and throws for none.
 *
 * @param hook its kind, and for a generic one the JSON pointer to its key (null: the request's `Idempotency-Key` is the key)
 */
export const readAlarms = (
  hook: { kind: HookKind; key: string | null },
  body: unknown,
  idempotencyKey: string | null,
): ReadAlarms => {
  switch (hook.kind) {
    case 'alertmanager':
      return readAlertmanager(body);
    case 'grafana':
      return readGrafana(body);
    case 'generic':
      return readGeneric(body, hook.key === null ? { header: idempotencyKey } : { pointer: hook.key });
  }
};
