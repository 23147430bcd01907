import { z } from 'zod';
import { webServer } from '../listening-server';

/** A span as OTLP writes it in JSON: times in nanoseconds. */
const Span = z.object({
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z.string().optional(),
  name: z.string(),
  startTimeUnixNano: z.string(),
  endTimeUnixNano: z.string(),
  attributes: z.array(z.object({ key: z.string(), value: z.record(z.string(), z.unknown()) })),
  events: z.array(z.object({ name: z.string() })).default([]),
  status: z.object({ code: z.number().optional() }).default({}),
});
type Span = z.infer<typeof Span>;
const Traces = z.object({
  resourceSpans: z.array(z.object({ scopeSpans: z.array(z.object({ spans: z.array(Span) })) })),
});

/** A collector of spans by OTLP over HTTP, for the running test. */
export interface SpanCollector {
  url: string;
  /** What has arrived, as it was written. */
  readonly text: string;
  /** Number of requests, and of those that were no `POST /v1/traces`. */
  readonly requests: number;
  readonly strange: number;
  spans(): readonly Span[];
}

export const spanCollector = async (): Promise<SpanCollector> => {
  const bodies: string[] = [];
  let requests = 0;
  let strange = 0;
  const { url } = await webServer(async (request, response) => {
    requests += 1;
    if (request.method !== 'POST' || request.url !== '/v1/traces') strange += 1;
    let body = '';
    for await (const part of request) body += String(part);
    bodies.push(body);
    response.setHeader('content-type', 'application/json').end('{}');
  });
  return {
    url,
    get text() {
      return bodies.join('\n');
    },
    get requests() {
      return requests;
    },
    get strange() {
      return strange;
    },
    spans: () =>
      bodies.flatMap((body) =>
        Traces.parse(JSON.parse(body)).resourceSpans.flatMap(({ scopeSpans }) =>
          scopeSpans.flatMap(({ spans }) => spans),
        ),
      ),
  };
};

/** Names of a span and of those above it, from the top: `wish → shift → rung`. A `?` stands for one that has not arrived. */
export const pathOf = (span: Span, all: readonly Span[]): string => {
  if (!span.parentSpanId) return span.name;
  const above = all.find(({ spanId }) => spanId === span.parentSpanId);
  return `${above ? pathOf(above, all) : '?'} → ${span.name}`;
};
