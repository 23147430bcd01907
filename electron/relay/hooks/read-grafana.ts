import { z } from 'zod';
import { type Alarm, alarmLimits, type ReadAlarms } from './alarm';
import { Alert, fieldsOf, Texts } from './alert-fields';
import { placesOf } from './places-of';

/** Most incidents of one payload without a group: Grafana's own notifications have one. */
const mostAlone = 200;

/** A notification of Grafana's unified alerting. Its form is Alertmanager's and more, under a version of its own. */
const Notification = z.object({
  groupKey: z.string().max(alarmLimits.key).default(''),
  status: z.enum(['firing', 'resolved']),
  title: z.string().catch(''),
  groupLabels: Texts,
  commonLabels: Texts,
  commonAnnotations: Texts,
  externalURL: z.string().catch(''),
  alerts: z.array(Alert).min(1),
});

/** Reads a notification of Grafana: one group, or without a key of one each alert by its fingerprint. */
export const readGrafana = (body: unknown): ReadAlarms => {
  const read = Notification.safeParse(body);
  if (!read.success) return { ok: false, places: placesOf(read.error) };
  const { groupKey, status, title, groupLabels, commonLabels, commonAnnotations, externalURL, alerts } = read.data;
  const named = [...groupLabels.values()].join(' ') || title;
  const group = { labels: commonLabels, annotations: commonAnnotations, title: named, url: externalURL };
  if (groupKey !== '') return { ok: true, alarms: [{ key: groupKey, ...fieldsOf(alerts, status, group) }] };
  if (alerts.length > mostAlone) return { ok: false, places: ['groupKey', 'alerts'] };
  const alone = new Map<string, Alarm>();
  for (const [at, alert] of alerts.entries()) {
    const { fingerprint } = alert;
    if (fingerprint === '' || fingerprint.length > alarmLimits.key) {
      return { ok: false, places: ['groupKey', `alerts.${at}.fingerprint`] };
    }
    const own = alert.status === 'resolved' || alert.status === 'firing' ? alert.status : status;
    alone.set(fingerprint, { key: fingerprint, ...fieldsOf([alert], own, group) });
  }
  return { ok: true, alarms: [...alone.values()] };
};
