import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { ReactNode } from 'react';
import type { Root } from 'react-dom/client';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { builtinEnvironments } from 'vitest/runtime';
import { leaveOutSpareParts, ownFields, shortenOwnFields } from './react-parts.mjs';

const require = createRequire(import.meta.url);
const textOf = (name: string, part = '') =>
  readFileSync(
    require.resolve(`${name}/package.json`).replace('package.json', `cjs/${name}${part}.production.js`),
    'utf8',
  );

/** React as it is in a build, where tests would otherwise get the one for development. */
const load = (code: string, modules: Readonly<Record<string, object>> = {}) => {
  const module = { exports: {} };
  new Function('module', 'exports', 'require', code)(module, module.exports, (name: string) => modules[name]);
  return module.exports;
};
const react = load(textOf('react')) as typeof import('react');
const { Component, createContext, createElement: h, lazy, memo, StrictMode, Suspense } = react;
const { useContext, useEffect, useId, useLayoutEffect, useRef, useState, useSyncExternalStore } = react;
const whole = textOf('react-dom', '-client');
const small = shortenOwnFields(leaveOutSpareParts(whole));

// A page with one component for each thing of React that the pages use.

/** Calls of effects and boundaries, in their order. */
let calls: string[] = [];
/** A value outside of React, and who follows it. */
let outside = 0;
const followers = new Set<() => void>();
const follow = (follower: () => void) => {
  followers.add(follower);
  return () => followers.delete(follower);
};
const Color = createContext('none');

const Child = memo(({ id }: { id: string }) => {
  useLayoutEffect(() => {
    calls.push(`shown ${id}`);
    return () => void calls.push(`gone ${id}`);
  }, [id]);
  return h('li', { 'data-color': useContext(Color) }, id);
});

class Boundary extends Component<{ children: ReactNode }, { crashed: boolean }> {
  override state = { crashed: false };

  static getDerivedStateFromError() {
    return { crashed: true };
  }

  override componentDidCatch(error: Error) {
    calls.push(error.message);
  }

  override render() {
    return this.state.crashed ? h('em', null, 'crashed') : this.props.children;
  }
}

const Breakable = ({ broken }: { broken: boolean }) => {
  if (broken) throw new Error('broken');
  return 'whole';
};

const Page = ({ late }: { late: ReactNode }) => {
  const [order, setOrder] = useState(['a', 'b', 'c']);
  const [typed, setTyped] = useState('');
  const [broken, setBroken] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const told = useSyncExternalStore(follow, () => outside);
  useEffect(() => {
    calls.push(`field ${field.current?.tagName}`);
  }, []);
  return h(
    'main',
    { id: useId(), style: { marginTop: 3, opacity: 0.5 } },
    h('button', { type: 'button', id: 'turn', onClick: () => setOrder((now) => now.toReversed().concat('d')) }, told),
    h('button', { type: 'button', id: 'break', onClick: () => setBroken(true) }),
    h(Color, { value: typed || 'none' }, h('ul', null, ...order.map((id) => h(Child, { key: id, id })))),
    h('input', { ref: field, value: typed, onChange: (event) => setTyped(event.target.value) }),
    h('input', { type: 'checkbox', checked: typed === 'red', readOnly: true }),
    h('textarea', { defaultValue: 'text' }),
    h('svg', { viewBox: '0 0 1 1', strokeWidth: 2 }, h('path', { d: 'M0 0' })),
    h(Suspense, { fallback: 'waiting' }, late),
    h(Boundary, null, h(Breakable, { broken })),
  );
};

/** What the page shows after each step of one walk, drawn by the program of `code`. */
const walkWith = async (code: string) => {
  const modules = { react, scheduler: load(textOf('scheduler')), 'react-dom': load(textOf('react-dom'), { react }) };
  const client = load(code, modules) as { createRoot: (container: Element, options: object) => Root };
  calls = [];
  outside = 0;
  let arrive: (module: { default: () => ReactNode }) => void = () => undefined;
  const coming = new Promise<{ default: () => ReactNode }>((resolve) => {
    arrive = resolve;
  });
  const container = document.body.appendChild(document.createElement('div'));
  const root = client.createRoot(container, {
    onCaughtError: () => undefined,
    onUncaughtError: (error: Error) => calls.push(`uncaught ${error.message}`),
  });
  const press = (id: string) => document.getElementById(id)?.click();
  const page = h(StrictMode, null, h(Page, { late: h(lazy(() => coming)) }));
  const html = () => container.innerHTML;
  /** Each step, and what tells that it is over. */
  const steps: readonly [() => void, () => boolean][] = [
    [() => root.render(page), () => calls.filter((call) => call === 'field INPUT').length === 1],
    [() => arrive({ default: () => h('b', null, 'late') }), () => html().includes('late')],
    [() => press('turn'), () => calls.includes('shown d')],
    [
      () => {
        const field = container.querySelector('input') ?? expect.fail('no field');
        Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, 'red');
        field.dispatchEvent(new Event('input', { bubbles: true }));
      },
      () => html().includes('data-color="red"'),
    ],
    [
      () => {
        outside += 1;
        for (const follower of followers) follower();
      },
      () => html().includes('>1</button>'),
    ],
    [() => press('break'), () => calls.includes('broken')],
    [() => root.unmount(), () => html() === '' && calls.filter((call) => call.startsWith('gone')).length === 4],
  ];
  const shown: string[] = [];
  for (const [step, over] of steps) {
    step();
    await vi.waitFor(() => expect(over()).toBe(true), { timeout: 20_000 });
    shown.push(html());
  }
  container.remove();
  return { shown, calls };
};

let leave: () => Promise<void> = async () => undefined;
beforeAll(async () => {
  const { teardown } = await builtinEnvironments.jsdom.setup(globalThis, {});
  leave = async () => teardown(globalThis);
});
afterAll(() => leave());

it('draws, updates, catches and clears a page as the whole of React does', async () => {
  const expected = await walkWith(whole);
  expect(expected.shown.at(-2)).toContain('crashed');
  expect(await walkWith(small)).toEqual(expected);
});

it('shortens no field that another part of React has as well', () => {
  for (const name of ['react', 'scheduler', 'react-dom']) {
    const code = textOf(name);
    expect(ownFields.filter((field) => new RegExp(`\\b${field}\\b`).test(code))).toEqual([]);
  }
});

it('refuses a React that has other parts', () => {
  expect(() => leaveOutSpareParts(whole.replaceAll('isHostHoistableType', 'isHoisted'))).toThrow('another way');
  expect(() => leaveOutSpareParts(whole.replaceAll('REACT_ACTIVITY_TYPE', 'REACT_SCENE_TYPE'))).toThrow('ACTIVITY');
  expect(() => leaveOutSpareParts(whole.replaceAll('trackEnterViewTransitions', 'trackEnter'))).toThrow(
    'react-dom has no trackEnterViewTransitions',
  );
});
