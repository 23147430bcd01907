/** Codes that refuse a whole list because of some ids, and name them in `msg` (feishu-api 2.1, 7.10). */
const idCodes: ReadonlySet<number> = new Set([
  99992351, 99992352, 99992353, 99992354, 99992359, 99992360, 99992361, 99992363, 99992364, 99992381,
]);

const split = (list: string) =>
  list
    .split(/[\s,;，；]+/)
    .map((id) => id.replace(/^["'`]+|["'`.]+$/g, ''))
    .filter((id) => id !== '');

/**
 * The ids of this call that the error blames: `these open ids not existed: [ou_a, ou_b]`, `invalid ids: [..]`. The
 * wording is documented as unstable, so only ids that were really asked for count; without brackets, only those with
 * a prefix, as a tenant's own user_id may be an ordinary word.
 */
export const namedIds = (code: number, msg: string, asked: readonly string[]): readonly string[] => {
  if (!idCodes.has(code) || asked.length === 0) return [];
  const bracketed = [...msg.matchAll(/\[([^\]]*)\]/g)].flatMap((match) => split(match[1] ?? ''));
  const loose = (msg.match(/\bo[un]_[A-Za-z0-9]+/g) ?? []).filter((id) => id.length > 3);
  const named = new Set(bracketed.length > 0 ? bracketed : loose);
  return [...new Set(asked)].filter((id) => named.has(id));
};
