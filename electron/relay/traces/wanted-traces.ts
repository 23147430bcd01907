import { noTraces, type Traces } from './traces';

/** The variables of OpenTelemetry's specification by which spans are asked for. The library reads the others by itself. */
const isWanted = (env: Readonly<Record<string, string | undefined>>): boolean => {
  const said = (name: string) => env[name]?.trim() ?? '';
  if (said('OTEL_SDK_DISABLED').toLowerCase() === 'true') return false;
  const exporter = said('OTEL_TRACES_EXPORTER').toLowerCase();
  if (exporter !== '') return exporter === 'otlp';
  return ['OTEL_EXPORTER_OTLP_ENDPOINT', 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'].some((name) => said(name) !== '');
};

/** Spans, where the environment asks for them. */
export const wantedTraces = async (
  env: Readonly<Record<string, string | undefined>>,
  tellFailure: () => void,
): Promise<Traces> => {
  if (!isWanted(env)) return noTraces;
  const { openTraces } = await import('./open-traces');
  return openTraces(tellFailure);
};
