import { expect, it } from 'vitest';
import { noTraces } from './traces';
import { wantedTraces } from './wanted-traces';

const endpoint = 'http://127.0.0.1:1';
const tell = () => undefined;

it.each<[string, Record<string, string>]>([
  ['nothing', {}],
  ['an empty address', { OTEL_EXPORTER_OTLP_ENDPOINT: ' ' }],
  ['no exporter', { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_TRACES_EXPORTER: 'none' }],
  ['another exporter', { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_TRACES_EXPORTER: 'console' }],
  ['a disabled SDK', { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_SDK_DISABLED: 'True' }],
])('there are no spans where the environment asks for %s', async (_, env) => {
  expect(await wantedTraces(env, tell)).toBe(noTraces);
});

it.each<[string, Record<string, string>]>([
  ['an address', { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint }],
  ['an address for spans', { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: endpoint }],
  ['the exporter', { OTEL_TRACES_EXPORTER: 'otlp' }],
])('there are spans where the environment names %s', async (_, env) => {
  const traces = await wantedTraces(env, tell);
  expect(traces).not.toBe(noTraces);
  await traces.close();
});
