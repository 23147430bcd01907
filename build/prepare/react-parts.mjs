import { parseAst } from 'vite';

/**
 * Element types that no page renders, by React's names for them. Without their cases React itself refuses one as an invalid
 * element.
 */
const spareTypes = ['REACT_ACTIVITY_TYPE', 'REACT_SUSPENSE_LIST_TYPE', 'REACT_VIEW_TRANSITION_TYPE'];
/** Hooks of forms whose action is a function, of React's compiler and of caches on servers. */
const spareHooks = ['useActionState', 'useFormState', 'useHostTransitionStatus', 'useMemoCache', 'useCacheRefresh'];
/** What `react-dom` lets a page load from the network or reset, by the letters under which its parts call each other. */
const spareInternals = ['r', 'D', 'C', 'L', 'm', 'X', 'S', 'M'];
/** Objects that only a page drawn on a server, or a fragment with a `ref`, has. */
const spareClasses = ['FragmentInstance', 'ReactDOMHydrationRoot', 'ViewTransitionPseudoElement'];
/** True only while a page from a server is taken over, or a view transition is drawn. */
const neverTrue = ['isHydrating', 'shouldStartViewTransition'];
/** Walks that look for view transitions, forms with actions and fragments with a `ref`, and find nothing. */
const findNothing = [
  'commitAppearingPairViewTransitions',
  'commitDeletedPairViewTransitions',
  'commitEnterViewTransitions',
  'commitExitViewTransitions',
  'commitFragmentInstanceDeletionEffects',
  'commitNestedViewTransitions',
  'commitNewChildToFragmentInstances',
  'extractEvents$1',
  'isFragmentInstanceParent',
  'measureNestedViewTransitions',
  'restoreEnterOrExitViewTransitions',
  'restoreNestedViewTransitions',
  'restorePairedViewTransitions',
  'restoreViewTransitionOnHostInstances',
  'trackEnterViewTransitions',
];
/** Fields of React's own records, which no other module and no page reads. They are named some 1,600 times. */
export const ownFields = [
  [
    'memoizedState',
    'stateNode',
    'memoizedProps',
    'alternate',
    'subtreeFlags',
    'pendingProps',
    'updateQueue',
    'sibling',
  ],
  ['lanes', 'flags', 'childLanes', 'pendingLanes', 'suspendedLanes', 'pingedLanes', 'expiredLanes', 'entangledLanes'],
  [
    'baseState',
    'baseLanes',
    'baseQueue',
    'firstBaseUpdate',
    'lastBaseUpdate',
    'lastRenderedReducer',
    'lastRenderedState',
  ],
  ['entanglements', 'hiddenUpdates', 'expirationTimes', 'callbackNode', 'callbackPriority', 'shellSuspendCounter'],
  ['deletions', 'refCleanup', 'elementType', 'blockedOn', 'dehydrated', 'treeContext', 'retryLane', 'cachePool'],
  ['cancelPendingCommit', 'pendingChildren', 'errorRecoveryDisabledLanes', 'incompleteTransitions', '_fragmentFiber'],
].flat();

/** @typedef {{ type: string, start: number, end: number, [key: string]: any }} Node */

/** @param {Node} node @param {(node: Node, parent: Node | null) => void} visit @param {Node | null} [parent] */
const walk = (node, visit, parent = null) => {
  visit(node, parent);
  for (const value of Object.values(node))
    for (const each of Array.isArray(value) ? value : [value])
      if (each && typeof each === 'object' && typeof each.type === 'string') walk(each, visit, node);
};

/** @param {Node | undefined} statement @returns {boolean} whether what stands behind it in a switch is never reached from it */
const ends = (statement) =>
  statement !== undefined &&
  (/^(Break|Return|Throw|Continue)Statement$/.test(statement.type) ||
    (statement.type === 'BlockStatement' && ends(statement.body.at(-1))));

/** @param {Node} node */
const isTag = (node) =>
  (node.type === 'MemberExpression' && !node.computed && node.property.name === 'tag') ||
  (node.type === 'Identifier' && /^(tag|grandTag)$/.test(node.name));

/**
 * Leaves out of `react-dom` what the pages never use, a fifth of it: hydration, view transitions, activities, lists of suspense,
 * hoisted resources, fragments with a `ref`, actions of forms. React's own numbers for the kinds of elements are read from it, so
 * that a later version either has these parts or fails the build.
 *
 * @param {string} code `react-dom-client.production.js`
 * @returns {string} the same program for a page that uses none of these parts
 * @throws Error if a part that shall be left out is not there
 */
export const leaveOutSpareParts = (code) => {
  /** @param {RegExp} pattern */
  const tagAfter = (pattern) => {
    const found = pattern.exec(code)?.[1];
    if (found === undefined) throw new Error(`react-dom has no ${pattern.source}`);
    return Number(found);
  };
  const hoisted = /isHostHoistableType\([^)]*\)\s*\? (\d+)\s*:[^?]*\? (\d+)\s*: 5;/.exec(code);
  if (!hoisted) throw new Error('react-dom tells hoisted elements in another way');
  const spareTags = new Set([
    ...spareTypes.map((name) => tagAfter(new RegExp(`case ${name}:[^}]*?createFiberImplClass\\((\\d+)`))),
    tagAfter(/function createFiberFromDehydratedFragment\(\w+\) \{\s*var fiber = createFiberImplClass\((\d+)/),
    Number(hoisted[1]),
    Number(hoisted[2]),
  ]);
  /** @param {Node} node */
  const isSpareTag = (node) => node.type === 'Literal' && spareTags.has(node.value);

  /** @type {{ start: number, end: number, text: string }[]} */
  const edits = [];
  /** @type {Set<string>} */
  const met = new Set();
  /** @param {Node} node @param {string} text */
  const put = (node, text) => edits.push({ start: node.start, end: node.end, text });
  /** @param {Node} node a name, which goes with the comma behind it */
  const drop = (node) => edits.push({ start: node.start, end: node.end + (code[node.end] === ',' ? 1 : 0), text: '' });

  /** @param {Node} node @param {(test: Node) => boolean} isSpare */
  const dropCases = (node, isSpare) => {
    let reached = false;
    for (const each of node.cases) {
      const last = each.consequent.at(-1);
      if (each.test && isSpare(each.test)) {
        // What an earlier case runs into loses only its name.
        if (reached || !last) edits.push({ start: each.start, end: code.indexOf(':', each.test.end) + 1, text: '' });
        else {
          /** @type {string[]} */
          const names = [];
          for (const statement of each.consequent)
            walk(statement, (inner) => {
              if (inner.type === 'VariableDeclarator') names.push(inner.id.name);
            });
          // Its variables belong to the whole function.
          put(
            each,
            names.length > 0 ? `${code.slice(each.start, each.test.end)}: var ${names.join(', ')}; break;` : '',
          );
          continue;
        }
      } else if (!last) {
        reached = true;
        continue;
      }
      if (last) reached = !ends(last);
    }
  };

  /** @type {Node} */
  const program = /** @type {any} */ (parseAst(code));
  /** @type {Node[]} functions that call something of their own so */
  const others = [];
  walk(program, (node, parent) => {
    if (node.params?.some((/** @type {Node} */ { name }) => neverTrue.includes(name))) others.push(node);
    if (node.type === 'SwitchStatement') {
      if (isTag(node.discriminant)) dropCases(node, isSpareTag);
      else
        dropCases(node, (test) => {
          const spare = test.type === 'Identifier' && spareTypes.includes(test.name);
          if (spare) met.add(test.name);
          return spare;
        });
    } else if (node.type === 'BinaryExpression' && /^[!=]==$/.test(node.operator)) {
      const { left, right } = node;
      if ((isSpareTag(left) && isTag(right)) || (isTag(left) && isSpareTag(right)))
        put(node, node.operator === '===' ? '!1' : '!0');
    } else if (node.type === 'ConditionalExpression' && isSpareTag(node.consequent)) {
      if (isSpareTag(node.alternate.consequent ?? {})) put(node, '5');
    } else if (node.type === 'Identifier' && neverTrue.includes(node.name)) {
      if (others.some(({ start, end }) => start < node.start && node.end < end)) return;
      const isTarget =
        (parent?.type === 'AssignmentExpression' && parent.left === node) ||
        (parent?.type === 'VariableDeclarator' && parent.id === node);
      met.add(node.name);
      if (!isTarget) put(node, '!1');
    } else if (node.type === 'CallExpression' && findNothing.includes(node.callee.name)) {
      met.add(node.callee.name);
      put(node, 'void 0');
    } else if (node.type === 'Property' && node.key.type === 'Identifier') {
      if (spareHooks.includes(node.key.name) && !node.shorthand) {
        met.add(node.key.name);
        drop(node);
      }
    } else if (
      node.type === 'AssignmentExpression' &&
      code.slice(node.left.start, node.left.end) === 'ReactDOMSharedInternals.d'
    ) {
      for (const each of node.right.properties ?? [])
        if (spareInternals.includes(each.key.name)) {
          met.add(each.key.name);
          drop(each);
        }
    }
  });
  for (const statement of program.body) {
    const text = code.slice(statement.start, statement.end);
    const owner = /^(\w+)\.prototype\b/.exec(text)?.[1] ?? '';
    if (spareClasses.includes(owner)) {
      met.add(owner);
      // Two classes share what stands at the end of such a line.
      const { right } = /** @type {any} */ (statement).expression;
      if (right.type === 'AssignmentExpression') edits.push({ start: statement.start, end: right.start, text: '' });
      else put(statement, '');
    } else if (/^exports\.hydrateRoot\b/.test(text)) put(statement, '');
  }
  const wanted = [...spareTypes, ...spareHooks, ...spareInternals, ...spareClasses, ...neverTrue, ...findNothing];
  const missing = wanted.filter((name) => !met.has(name));
  if (missing.length > 0) throw new Error(`react-dom has no ${missing.join(', ')}`);
  return applied(code, edits);
};

/** @param {string} code @param {{ start: number, end: number, text: string }[]} edits of which one within another is left aside */
const applied = (code, edits) => {
  let done = 0;
  let text = '';
  for (const edit of edits.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (edit.start < done) continue;
    text += code.slice(done, edit.start) + edit.text;
    done = edit.end;
  }
  return text + code.slice(done);
};

/**
 * Gives the fields of React's own records a short name each.
 * @param {string} code `react-dom-client.production.js`
 * @throws Error if a name is also text, so that it could be looked up by it
 */
export const shortenOwnFields = (code) => {
  const names = new Map(ownFields.map((name, number) => [name, `$${number.toString(36)}`]));
  /** @type {{ start: number, end: number, text: string }[]} */
  const edits = [];
  walk(/** @type {any} */ (parseAst(code)), (node) => {
    if (node.type === 'Literal' && names.has(node.value)) throw new Error(`react-dom has "${node.value}" as text`);
    const field =
      node.type === 'MemberExpression' && !node.computed ? node.property : node.type === 'Property' ? node.key : null;
    const short = field?.type === 'Identifier' && names.get(field.name);
    if (short && !node.shorthand) edits.push({ start: field.start, end: field.end, text: short });
  });
  return applied(code, edits);
};

/**
 * A Vite plugin that makes React as small as the pages need it: 200 KB of the 450 KB that they may weigh become 140 KB.
 * @returns {import('vite').Plugin}
 */
export const withoutSpareReact = () => ({
  name: 'without-spare-react',
  apply: 'build',
  transform: (code, id) =>
    id.endsWith('/react-dom/cjs/react-dom-client.production.js')
      ? { code: shortenOwnFields(leaveOutSpareParts(code)), map: null }
      : null,
});
