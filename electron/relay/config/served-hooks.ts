import { z } from 'zod';
import { longestAsker, mostRecipients } from '../../contract/limits';
import { Channel } from '../../contract/model/channel';
import type { WorkspaceId } from '../../contract/model/ids';
import type { Ladder } from '../../contract/model/ladder';
import { called, tidied } from '../../contract/plain-text';
import { HookId } from '../../contract/relay';
import { isPaid } from '../../contract/rules/consent';
import { isPaidLadder } from '../../core/buzz/ladder/ladder-plan';
import { hookKinds } from '../hooks/alarm';
import { isTemplate, longestTemplate, usualTemplate } from '../hooks/alarm-text';
import { isPointer } from '../hooks/json-pointer';
import { SecretFrom } from './secret-from';

const Template = z.string().min(1).max(longestTemplate);
const Header = z
  .string()
  .regex(/^[A-Za-z0-9-]{1,60}$/)
  .overwrite((name) => name.toLowerCase());

/** A webhook of the configuration: whom it buzzes and how, as a wish has it, and what is an incident of it. */
export const HookEntry = z
  .strictObject({
    id: HookId,
    /** Id of a workspace; it may be left out where there is only one. */
    workspace: z.string().min(1).max(40).optional(),
    kind: z.enum(hookKinds),
    to: z.array(z.string().min(1).max(300)).min(1).max(mostRecipients),
    via: Channel.default('app'),
    mode: z.enum(['auto', 'direct', 'chat', 'room']).default('auto'),
    chat: z.string().min(1).max(200).nullable().default(null),
    /** Name of a ladder. */
    ladder: z.string().min(1).max(200).nullable().default(null),
    ask: z.boolean().nullable().default(null),
    until: z.enum(['read', 'acknowledged']).nullable().default(null),
    enough: z.enum(['everyone', 'one']).nullable().default(null),
    /** Agrees to SMS and phone, of the buzz itself and of its ladder. */
    paid: z.boolean().default(false),
    asker: z.string().min(1).max(longestAsker).nullable().default(null),
    text: Template.default(usualTemplate),
    /** Of a generic hook: JSON pointer to what tells one incident from another; null: the header `Idempotency-Key` does. */
    key: z.string().refine(isPointer).nullable().default(null),
    /** One quiet reply once the incident is resolved: in words of the program, or by a template. */
    reply: z.union([z.boolean(), Template]).default(false),
    /** Time after which an incident that was not heard of any more is over (min): an hour, or for groups of alerts a day. */
    windowMinutes: z.int().min(1).max(10_080).optional(),
    /** Incidents in five minutes that get a buzz each; more of them share one. null: each has its own. */
    foldAfter: z.int().min(1).max(100).nullable().default(5),
    /** Most buzzes in an hour. */
    perHour: z.int().min(1).max(1000).default(10),
    hmac: z
      .strictObject({
        secret: SecretFrom,
        header: Header.default('x-feishu-buzz-signature'),
        timestamp: Header.default('x-feishu-buzz-timestamp'),
      })
      .nullable()
      .default(null),
  })
  .refine(({ kind, text }) => isTemplate(text, kind), { path: ['text'] })
  .refine(({ kind, reply }) => typeof reply === 'boolean' || isTemplate(reply, kind), { path: ['reply'] })
  .refine(({ kind, key }) => key === null || kind === 'generic', { path: ['key'] })
  .refine(({ via, paid }) => paid || !isPaid(via), { path: ['paid'] });
type HookEntry = z.infer<typeof HookEntry>;

/** A webhook as the relay serves it. */
export interface ServedHook extends Omit<HookEntry, 'workspace' | 'windowMinutes'> {
  workspaceId: WorkspaceId;
  windowMs: number;
}

const usualWindow = { alertmanager: 1440, grafana: 1440, generic: 60 } as const;

/** The webhooks of a configuration, and what is wrong with them beside the rest of it. */
export const servedHooks = (
  entries: readonly HookEntry[],
  known: {
    workspaces: readonly WorkspaceId[];
    ladders: readonly Ladder[];
    secretFrom: (from: SecretFrom) => SecretFrom;
  },
): { served: readonly ServedHook[]; faults: { kind: 'wrong-value' | 'same-id'; place: string }[] } => {
  const faults: { kind: 'wrong-value' | 'same-id'; place: string }[] = [];
  const ids = new Set<string>();
  const served = entries.flatMap(({ workspace, windowMinutes, ...hook }, at): ServedHook[] => {
    const wrong = (name: string) => faults.push({ kind: 'wrong-value', place: `hooks.${at}.${name}` });
    if (ids.has(hook.id)) faults.push({ kind: 'same-id', place: `hooks.${at}` });
    ids.add(hook.id);
    const [only, ...others] = known.workspaces;
    const given =
      workspace === undefined && others.length === 0 ? only : known.workspaces.find((id) => id === `ws_${workspace}`);
    if (given === undefined) wrong('workspace');
    if (hook.ladder !== null) {
      const [ladder, ...more] = called(tidied(hook.ladder), known.ladders);
      if (!ladder || more.length > 0) wrong('ladder');
      else if (isPaidLadder(ladder) && !hook.paid) wrong('paid');
    }
    if (given === undefined) return [];
    const hmac = hook.hmac && { ...hook.hmac, secret: known.secretFrom(hook.hmac.secret) };
    return [{ ...hook, hmac, workspaceId: given, windowMs: (windowMinutes ?? usualWindow[hook.kind]) * 60_000 }];
  });
  return { served, faults };
};
