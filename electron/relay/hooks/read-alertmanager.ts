import { z } from 'zod';
import { alarmLimits, type ReadAlarms } from './alarm';
import { Alert, fieldsOf, Texts } from './alert-fields';
import { placesOf } from './places-of';

/** A group of alerts, version 4 of Alertmanager's webhook. What decides is strict; other fields may come and go. */
const Group = z.object({
  version: z.literal('4'),
  groupKey: z.string().min(1).max(alarmLimits.key),
  status: z.enum(['firing', 'resolved']),
  receiver: z.string().catch(''),
  groupLabels: Texts,
  commonLabels: Texts,
  commonAnnotations: Texts,
  externalURL: z.string().catch(''),
  alerts: z.array(Alert).min(1),
});

/** Reads a notification of Alertmanager: one group, which is one incident. */
export const readAlertmanager = (body: unknown): ReadAlarms => {
  const read = Group.safeParse(body);
  if (!read.success) return { ok: false, places: placesOf(read.error) };
  const { groupKey, status, receiver, groupLabels, commonLabels, commonAnnotations, externalURL, alerts } = read.data;
  const title = [...groupLabels.values()].join(' ') || receiver;
  const group = { labels: commonLabels, annotations: commonAnnotations, title, url: externalURL };
  return { ok: true, alarms: [{ key: groupKey, ...fieldsOf(alerts, status, group) }] };
};
