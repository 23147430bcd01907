import { alarmLimits, type ReadAlarms } from './alarm';
import { addressOf, momentOf, Texts } from './alert-fields';
import { cleaned } from './clean-text';
import { textAt } from './json-pointer';

const first = (body: unknown, ...names: readonly string[]): string =>
  names.map((name) => textAt(body, `/${name}`)).find((text) => text !== '') ?? '';

const longestKey = 500;

/**
 * Reads an alarm of any program: a JSON object with the fields that it has of `title`, `summary`, `description`, `url`, `startsAt`,
 * `labels`, `annotations`, and `"status": "resolved"` once it is over.
 *
 * @param key the incident by what stands at this JSON pointer, or by the `Idempotency-Key` of the request
 */
export const readGeneric = (body: unknown, key: { pointer: string } | { header: string | null }): ReadAlarms => {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return { ok: false, places: ['.'] };
  const own = 'pointer' in key ? textAt(body, key.pointer) : (key.header ?? '');
  if (own === '' || own.length > longestKey) {
    return { ok: false, places: ['pointer' in key ? key.pointer : 'idempotency-key'] };
  }
  const { labels, annotations } = body as Record<string, unknown>;
  return {
    ok: true,
    alarms: [
      {
        key: own,
        status: first(body, 'status').toLowerCase() === 'resolved' ? 'resolved' : 'firing',
        title: cleaned(first(body, 'title', 'name', 'alertname'), alarmLimits.title, true),
        summary: cleaned(first(body, 'summary', 'text', 'message'), alarmLimits.summary),
        description: cleaned(first(body, 'description'), alarmLimits.description),
        url: addressOf(first(body, 'url', 'link')),
        count: 1,
        startsAt: momentOf(first(body, 'startsAt')),
        labels: Texts.parse(labels),
        annotations: Texts.parse(annotations),
        alerts: [],
        body,
      },
    ],
  };
};
