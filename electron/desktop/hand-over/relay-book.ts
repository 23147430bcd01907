import { type Answer, failed, ok, type Problem, problem } from '../../contract/advice/problem';
import type { SecretChoice } from '../../contract/ipc/connect';
import type { RelayStanding, RelayView, RelayWorkspace } from '../../contract/ipc/relay-view';
import type { WorkspaceId } from '../../contract/model/ids';
import type { RelaySetting } from '../../contract/model/settings';
import { practiceId, type Workspace } from '../../contract/model/workspace';
import { baseUrlOf } from '../../core/open-workspaces';
import type { Store } from '../../core/ports/store';
import { createTopic, type Topic } from '../../core/topic';
import { relaySecret, type Vault } from '../../storage/vault';
import type { Me } from './ask-relay';
import type { RelayCalls } from './relay-calls';

export interface RelayBookDeps {
  store: Pick<Store, 'settings' | 'changeSettings' | 'workspaces'>;
  vault: Pick<Vault, 'save' | 'read' | 'view' | 'remove'>;
  /** Calls to a relay with a token. What it takes for that is loaded with the first use. */
  callsTo: (address: string, token: string) => Promise<RelayCalls>;
  ask: (calls: RelayCalls, relay: string) => Promise<Answer<Me>>;
  now: () => number;
}

/** The relay of this computer: what is set, its token, and how it stands. */
export interface RelayBook {
  view(): RelayView;
  /** Keeps a relay and its token, once the relay knows the token. `token` null: the one that is kept for this address. */
  connect(address: string, token: string | null, choice: SecretChoice): Promise<Answer<RelayView>>;
  check(): Promise<Answer<RelayView>>;
  remove(anyway: boolean): Answer<RelayView>;
  /** Calls to the relay of this name; a problem when it is not, or no longer, the one that is set. */
  callable(relay: string): Promise<Answer<RelayCalls>>;
  /** The name of the relay that is set; null: there is none. */
  name(): string | null;
  /** The reason for which ladders of a workspace (with `paid` such as hold paid steps) are not handed over now; null: none is known. */
  hindrance(workspaceId: WorkspaceId, paid: boolean): Problem | null;
  /** When the relay of this name was last heard, and whether it can be reached, as far as is known. */
  standing(relay: string): { lastHeardAt: number | null; reachable: boolean | null };
  /** Notes that the relay has answered just now. */
  heard(): void;
  /** Notes that the relay could not be asked. */
  missed(reason: Problem): void;
  /** Tells how many ladders of this computer it has, for `view` and `remove`. */
  countLadders(count: () => number): void;
  onChanged: Topic<void>['subscribe'];
}

/** Age of what is known of the relay at which it is asked anew before a plan says that it cannot be used (ms). */
const staleMs = 60_000;

/** A relay's name in sentences and in the ledger: its host. */
export const relayName = (address: string): string => new URL(address).host;

const sealedFor = (address: string) => ({ origin: address, appId: relaySecret });

/** Problems of the vault, which speaks of App Secrets, in the words for a token. */
const ofToken: Partial<Record<Problem['advice'], Problem['advice']>> = {
  'keyring-missing': 'relay-keyring-missing',
  'keyring-closed': 'relay-keyring-closed',
};

/** Where the relay's answers put it, by their problem. */
const standings: Partial<Record<Problem['advice'], RelayStanding>> = {
  'relay-token-refused': 'refused',
  'relay-token-gone': 'refused',
  'relay-token-locked': 'refused',
  'relay-strange': 'strange',
  'relay-other-version': 'strange',
  'relay-takes-none': 'useless',
  'relay-serves-none': 'useless',
};

const placeOf = (appId: string, baseUrl: string): string => `${appId} ${new URL(baseUrl).origin}`;

const takesOf = (me: Me): RelaySetting['takes'] =>
  me.workspaces.flatMap(({ appId, baseUrl, rights }) =>
    rights.includes('adopt') ? [{ appId, baseUrl, paid: rights.includes('paid') }] : [],
  );

export const createRelayBook = (deps: RelayBookDeps): RelayBook => {
  const { store, vault } = deps;
  const changed = createTopic<void>();
  let heardAt: number | null = null;
  let trouble: Problem | null = null;
  let me: Me | null = null;
  let asking = 0;
  let askedAt = 0;
  let ladders = (): number => 0;

  const setting = () => store.settings().relay;
  const token = (address: string): Answer<string> => {
    const read = vault.read(relaySecret, sealedFor(address));
    if (read.ok) return read;
    const { advice, params } = read.problem;
    return failed(advice === 'secret-locked' ? problem('relay-token-locked', params) : problem('relay-token-gone'));
  };

  /** A workspace of this computer at the relay. `me` knows more than what is kept: which apps it has without taking ladders. */
  const stateOf = (workspace: Workspace, takes: RelaySetting['takes']): RelayWorkspace['state'] => {
    const place = placeOf(workspace.appId, baseUrlOf(workspace));
    const taken = takes.find(({ appId, baseUrl }) => placeOf(appId, baseUrl) === place);
    if (taken) return taken.paid ? 'taken' : 'unpaid';
    const served = me?.workspaces.some(({ appId, baseUrl }) => placeOf(appId, baseUrl) === place);
    return served ? 'forbidden' : 'unserved';
  };
  const workspacesOf = (takes: RelaySetting['takes']): readonly RelayWorkspace[] =>
    store.workspaces().map((each) => ({ id: each.id, name: each.name, state: stateOf(each, takes) }));

  /** The reason for which a relay that answers is of no use here; null: it takes ladders of a workspace. */
  const uselessness = (takes: RelaySetting['takes']): Problem | null => {
    const states = workspacesOf(takes).map(({ state }) => state);
    if (states.some((state) => state === 'taken' || state === 'unpaid')) return null;
    return problem(states.includes('forbidden') ? 'relay-takes-none' : 'relay-serves-none');
  };

  const view = (): RelayView => {
    const set = setting();
    const takes = set?.takes ?? [];
    const reason = trouble ?? (heardAt === null ? null : uselessness(takes));
    const standing = (): RelayStanding => {
      if (set === null) return 'unset';
      if (reason) return standings[reason.advice] ?? 'unreachable';
      return heardAt === null ? 'unasked' : 'fine';
    };
    return {
      address: set?.address ?? null,
      token: vault.view(relaySecret),
      asking: asking > 0,
      standing: standing(),
      problem: set === null ? null : reason,
      heardAt,
      tokenName: me?.token.name ?? null,
      workspaces: set === null ? [] : workspacesOf(takes),
      ladders: ladders(),
    };
  };

  const ask = async (address: string, text: string): Promise<Answer<Me>> => {
    asking += 1;
    askedAt = deps.now();
    changed.tell();
    try {
      return await deps.ask(await deps.callsTo(address, text), relayName(address));
    } finally {
      asking -= 1;
    }
  };
  /** Takes an answer of the relay that is set: what it said, and what it takes now. */
  const take = (address: string, answer: Answer<Me>): Answer<void> => {
    if (answer.ok) {
      me = answer.value;
      heardAt = deps.now();
    }
    trouble = answer.ok ? null : answer.problem;
    const takes = answer.ok ? takesOf(answer.value) : null;
    const before = setting();
    const isNews = takes && JSON.stringify({ address, takes }) !== JSON.stringify(before);
    const saved = isNews ? store.changeSettings({ relay: { address, takes } }) : ok(undefined);
    changed.tell();
    return saved.ok ? ok(undefined) : saved;
  };
  const forget = () => {
    [me, heardAt, trouble] = [null, null, null];
  };

  const check = async (): Promise<Answer<RelayView>> => {
    const set = setting();
    if (!set) return ok(view());
    const text = token(set.address);
    const answer = text.ok ? await ask(set.address, text.value) : text;
    // Another one may be set by now.
    if (setting()?.address !== set.address) return ok(view());
    const taken = take(set.address, answer);
    return taken.ok ? ok(view()) : taken;
  };

  return {
    view,

    connect: async (address, given, choice) => {
      const before = setting();
      if (before && before.address !== address && ladders() > 0)
        return failed(problem('relay-has-ladders', { relay: relayName(before.address), count: String(ladders()) }));
      const kept = before?.address === address ? token(address) : failed(problem('relay-token-needed'));
      const text = given === null ? kept : ok(given);
      if (!text.ok) return text;
      const answer = await ask(address, text.value);
      if (!answer.ok) {
        // Nothing is changed: what was set goes on.
        changed.tell();
        return answer;
      }
      if (given !== null) {
        const saved = vault.save(relaySecret, given, choice, sealedFor(address));
        if (!saved.ok) {
          changed.tell();
          const { advice } = saved.problem;
          return failed({ ...saved.problem, advice: ofToken[advice] ?? advice });
        }
      }
      if (before?.address !== address) forget();
      const taken = take(address, answer);
      return taken.ok ? ok(view()) : taken;
    },

    check,

    remove: (anyway) => {
      const set = setting();
      if (set && ladders() > 0 && !anyway)
        return failed(problem('relay-has-ladders', { relay: relayName(set.address), count: String(ladders()) }));
      const gone = vault.remove(relaySecret);
      if (!gone.ok) return gone;
      forget();
      const saved = store.changeSettings({ relay: null });
      changed.tell();
      return saved.ok ? ok(view()) : saved;
    },

    callable: async (relay) => {
      const set = setting();
      if (set === null || relayName(set.address) !== relay) return failed(problem('relay-not-set', { relay }));
      const text = token(set.address);
      return text.ok ? ok(await deps.callsTo(set.address, text.value)) : text;
    },

    name: () => {
      const set = setting();
      return set && relayName(set.address);
    },

    hindrance: (workspaceId, paid) => {
      const set = setting();
      if (set === null) return problem('relay-none');
      if (workspaceId === practiceId) return problem('relay-practice');
      const workspace = store.workspaces().find(({ id }) => id === workspaceId);
      if (!workspace) return problem('workspace-gone');
      if ((trouble !== null || heardAt === null) && askedAt + staleMs < deps.now()) void check();
      if (trouble) return trouble.advice === 'relay-unreachable' ? problem('relay-not-heard') : trouble;
      const state = stateOf(workspace, set.takes);
      if (state === 'unpaid' && paid)
        return problem('relay-takes-unpaid', { relay: relayName(set.address), name: workspace.name });
      return state === 'taken' || state === 'unpaid' ? null : problem('relay-not-served');
    },

    standing: (relay) => {
      const set = setting();
      if (set === null || relayName(set.address) !== relay) return { lastHeardAt: null, reachable: false };
      const isKnown = trouble !== null || heardAt !== null;
      return { lastHeardAt: heardAt, reachable: isKnown ? trouble === null : null };
    },

    heard: () => {
      heardAt = deps.now();
      if (trouble === null) return;
      trouble = null;
      changed.tell();
    },
    missed: (reason) => {
      const isNews = trouble?.advice !== reason.advice;
      trouble = reason;
      if (isNews) changed.tell();
    },
    countLadders: (count) => {
      ladders = count;
    },
    onChanged: changed.subscribe,
  };
};
