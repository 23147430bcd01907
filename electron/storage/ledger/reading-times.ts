import type Database from 'libsql';
import type { Channel } from '../../contract/model/channel';
import type { ReadingTimes, TimesBy } from '../../contract/model/figures';
import type { WorkspaceId } from '../../contract/model/ids';
import { declining } from '../../core/buzz/record/answer-record';
import type { LedgerFigures } from '../../core/buzz/record/ledger';

/** Most people of buzzes that are looked at, newest buzzes first (some 100 ms): a month of most companies. */
const mostPeople = 2_000;
/** Most groups that are told. */
const mostGroups = 8;

/** The buzzes of a workspace that are looked at. */
const recent = `
  recent AS (
    SELECT id, created_at FROM (
      SELECT id, created_at, json_extract(row, '$.people') AS people,
        sum(json_extract(row, '$.people')) OVER (ORDER BY created_at DESC, id DESC) AS so_far
      FROM buzz WHERE created_at >= ?1 AND json_extract(row, '$.workspaceId') = ?2
    ) WHERE so_far - people < ${mostPeople}
  ),
  wish AS MATERIALIZED (
    SELECT id AS buzz, created_at AS at, json_extract(body, '$.title') AS title,
      CASE WHEN json_array_length(body, '$.asked.to') = 1 THEN json_extract(body, '$.asked.to[0].groupId') END AS group_id,
      json_extract(body, '$.ask') IS NOT NULL AS asks
    FROM (SELECT id, created_at, (SELECT body FROM entry WHERE buzz_id = id ORDER BY seq LIMIT 1) AS body FROM recent)
    WHERE json_valid(body)
  )`;

/** What is timed: that people read, or that people who were asked for an answer acknowledged. */
type What = 'read' | 'answered';

/** The buzzes that are timed, and when each of their people first did it. A person may be told about several times. */
const doneBy: Record<What, { buzzes: string; doer: string }> = {
  read: {
    buzzes: 'SELECT buzz FROM wish',
    doer: `SELECT buzz, json_extract(each.value, '$.key') AS person, json_extract(each.value, '$.at') AS at, min(seq)
      FROM line JOIN json_each(line.body, '$.read') AS each WHERE kind = 'receipts' GROUP BY 1, 2`,
  },
  answered: {
    buzzes: 'SELECT buzz FROM wish WHERE asks',
    // As `acknowledgedAt` (core/buzz/record/answer-record.ts) has it.
    doer: `SELECT buzz, json_extract(each.value, '$.key') AS person, min(json_extract(each.value, '$.at')) AS at
      FROM line JOIN json_each(line.body, '$.found') AS each
      WHERE kind = 'answers' AND CASE json_extract(each.value, '$.by')
        WHEN 'reaction' THEN json_extract(each.value, '$.emoji') NOT IN (${[...declining].map((emoji) => `'${emoji}'`).join(', ')})
        ELSE coalesce(json_extract(each.value, '$.bubble'), 0) = 0 END
      GROUP BY 1, 2`,
  },
};

/**
 * One row for each person of each buzz to whom Feishu accepted a call: the loudest call before they did it (or of all, if they
 * have not), and when they did it. Damaged entries are passed over, as everywhere.
 */
const told = (what: What) => `
  line AS MATERIALIZED (
    SELECT buzz_id AS buzz, seq, at, body, json_extract(body, '$.kind') AS kind, json_extract(body, '$.call') AS call
    FROM recent JOIN entry ON buzz_id = recent.id WHERE json_valid(body)
  ),
  called AS MATERIALIZED (SELECT buzz, at, call, body FROM line WHERE kind = 'called'),
  accepted AS MATERIALIZED (
    SELECT calling.buzz AS buzz, person.value AS person, json_extract(calling.body, '$.channel') AS channel, called.at AS at
    FROM line AS calling
    JOIN called ON called.buzz = calling.buzz AND called.call = calling.call
    JOIN json_each(calling.body, '$.people') AS person
    WHERE calling.kind = 'calling' AND calling.buzz IN (${doneBy[what].buzzes})
      AND person.value NOT IN (SELECT value FROM json_each(called.body, '$.invalid'))
  ),
  doer AS MATERIALIZED (${doneBy[what].doer}),
  ranked AS (
    SELECT accepted.buzz AS buzz, channel, accepted.at AS called_at, doer.at AS done_at,
      row_number() OVER (
        PARTITION BY accepted.buzz, accepted.person
        ORDER BY doer.at IS NULL OR accepted.at <= doer.at DESC,
          CASE WHEN doer.at IS NULL OR accepted.at <= doer.at
            THEN CASE channel WHEN 'phone' THEN 2 WHEN 'sms' THEN 1 ELSE 0 END END DESC,
          accepted.at
      ) AS place
    FROM accepted LEFT JOIN doer ON doer.buzz = accepted.buzz AND doer.person = accepted.person
  ),
  told AS MATERIALIZED (SELECT * FROM ranked WHERE place = 1)`;

/** Counts, median and ninth tenth of `took` by `name`, as the smallest time that is long enough. */
const summed = `
  ordered AS (
    SELECT kind, name, took, row_number() OVER (PARTITION BY kind, name ORDER BY took IS NULL, took) AS place,
      count(took) OVER (PARTITION BY kind, name) AS n
    FROM timed
  )
  SELECT kind, name, count(*) AS people, max(n) AS read,
    max(CASE WHEN place = (n + 1) / 2 THEN took END) AS median,
    max(CASE WHEN place = (n * 9 + 9) / 10 THEN took END) AS slow
  FROM ordered GROUP BY kind, name`;

/** Every time twice: by the channel of its call, and by the group if the buzz was for one alone. */
const timed = `
  timed AS (
    SELECT 'channel' AS kind, channel AS name, max(0, done_at - called_at) AS took FROM told
    UNION ALL
    SELECT 'group', group_id, max(0, done_at - wish.at) FROM told JOIN wish ON wish.buzz = told.buzz
    WHERE group_id IS NOT NULL
  )`;

type Row = ReadingTimes & { kind: 'channel' | 'group'; name: string };

/** How long people of a workspace took to read, and to answer, buzzes made at or after `since` (ms since the epoch). */
export const readingTimes = (db: Database.Database, workspaceId: WorkspaceId, since: number): LedgerFigures => {
  const ask = <T>(sql: string) => db.prepare(sql).all(since, workspaceId) as T[];
  // The newest name of each comes last.
  const wishes = ask<{ group_id: string | null; title: string; asks: 0 | 1 }>(
    `WITH ${recent} SELECT group_id, title, asks FROM wish ORDER BY at`,
  );
  const names = new Map(
    wishes.flatMap(({ group_id, title }) => (group_id === null ? [] : [[group_id, title] as const])),
  );
  const [cut] = ask<{ oldest: number | null; more: 0 | 1 }>(
    `WITH ${recent} SELECT min(created_at) AS oldest, count(*) <
       (SELECT count(*) FROM buzz WHERE created_at >= ?1 AND json_extract(row, '$.workspaceId') = ?2) AS more FROM recent`,
  );
  const times = (what: What): TimesBy => {
    const rows = ask<Row>(`WITH ${recent}, ${told(what)}, ${timed}, ${summed}`);
    const of = (wanted: Row['kind']) => rows.flatMap(({ kind, ...rest }) => (kind === wanted ? [rest] : []));
    return {
      channels: (['app', 'sms', 'phone'] as const).flatMap((channel: Channel) =>
        of('channel').flatMap(({ name, ...rest }) => (name === channel ? [{ channel, ...rest }] : [])),
      ),
      groups: of('group')
        .map(({ name, ...rest }) => ({ groupId: name, name: names.get(name) ?? name, ...rest }))
        .sort((a, b) => b.people - a.people || a.groupId.localeCompare(b.groupId))
        .slice(0, mostGroups),
    };
  };
  const asked = wishes.some(({ asks }) => asks);
  return {
    cutAt: cut?.more ? cut.oldest : null,
    ...times('read'),
    answers: asked ? times('answered') : { groups: [], channels: [] },
  };
};
