import { AsyncLocalStorage } from 'node:async_hooks';
import { type Context, ROOT_CONTEXT, type Span, SpanStatusCode, trace } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { defaultResource, detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import { BasicTracerProvider, BatchSpanProcessor, type SpanExporter } from '@opentelemetry/sdk-trace-base';
import type { BuzzId } from '../../contract/model/ids';
import { wrapCalls } from '../../core/feishu/calls';
import type { Result } from '../../core/feishu/failure';
import type { Guard } from '../../core/feishu/feishu';
import { fixedIds } from './fixed-ids';
import type { AboutBuzz, EngineTraces, Traces } from './traces';

/** Time that ending spans have when the relay ends (ms), and between two lines of the log about spans that were not taken. */
const lastMs = 5_000;
const quietMs = 60_000;

/** An exporter that says so when it fails: the library is silent, and its errors may hold the address. */
const telling = (exporter: SpanExporter, onFailure: () => void): SpanExporter => ({
  export: (spans, done) =>
    exporter.export(spans, (result) => {
      if (result.code !== 0) onFailure();
      done(result);
    }),
  shutdown: () => exporter.shutdown(),
  forceFlush: async () => exporter.forceFlush?.(),
});

/** A step under way in this turn of events; `over`: what it has begun goes on without it. */
interface StepHere {
  buzz: BuzzId;
  context: Context;
  over: boolean;
}

/** How a call is named, and how many it is for. Of its input nothing else is looked at. */
const callOf = (method: string, input: unknown): { name: string; people: number | undefined } => {
  const { channel, ids } = (input ?? {}) as { channel?: unknown; ids?: unknown };
  const name = method === 'buzz' && typeof channel === 'string' ? `feishu.buzz-${channel}` : `feishu.${method}`;
  return { name, people: Array.isArray(ids) ? ids.length : undefined };
};

/**
 * Spans by OTLP over HTTP, as the environment says (`OTEL_EXPORTER_OTLP_…`, `OTEL_TRACES_SAMPLER`, `OTEL_SERVICE_NAME`). Each buzz
 * is a trace: `wish → shift → rung → feishu.<call>`, told as they end. Times are those of the engine's clock.
 * `tellFailure`: spans were not taken; once a minute at most.
 */
export const openTraces = (tellFailure: () => void): Traces => {
  let toldAt = Number.NEGATIVE_INFINITY;
  const onFailure = () => {
    if (performance.now() - toldAt < quietMs) return;
    toldAt = performance.now();
    tellFailure();
  };
  const ids = fixedIds();
  const provider = new BasicTracerProvider({
    resource: defaultResource()
      .merge(resourceFromAttributes({ 'service.name': 'feishu-buzz-relay' }))
      .merge(detectResources({ detectors: [envDetector] })),
    idGenerator: ids.generator,
    spanProcessors: [new BatchSpanProcessor(telling(new OTLPTraceExporter(), onFailure))],
  });
  const tracer = provider.getTracer('feishu-buzz-relay');
  const stepHere = new AsyncLocalStorage<StepHere>();

  const engine = ({ now, inShift }: { now: () => number; inShift: boolean }): EngineTraces => {
    const shifts = new Map<BuzzId, Span>();
    const attributesOf = ({ buzz, workspaceId }: AboutBuzz) => ({
      'feishu_buzz.buzz': buzz,
      'feishu_buzz.workspace': workspaceId,
    });
    /** The span of the wish: ended, and so told of, by the one process that carries the wish out. */
    const first = (of: AboutBuzz, startTime: number): Span =>
      ids.firstOf(of.buzz, () =>
        tracer.startSpan('wish', { root: true, startTime, attributes: attributesOf(of) }, ROOT_CONTEXT),
      );
    const under = (parent: Span): Context => trace.setSpan(ROOT_CONTEXT, parent);
    const base = (of: AboutBuzz): Context => {
      const own = shifts.get(of.buzz);
      if (own) return under(own);
      const wish = under(first(of, now()));
      if (!inShift) return wish;
      const shift = tracer.startSpan('shift', { startTime: now(), attributes: attributesOf(of) }, wish);
      shifts.set(of.buzz, shift);
      return under(shift);
    };
    const within = (of: AboutBuzz): Context => {
      const here = stepHere.getStore();
      return here && here.buzz === of.buzz && !here.over ? here.context : base(of);
    };
    const fail = (span: Span, word: string) => {
      span.setAttribute('error.type', word);
      span.setStatus({ code: SpanStatusCode.ERROR });
    };
    const timed = async <T>(span: Span, work: () => Promise<T>): Promise<T> => {
      try {
        return await work();
      } catch (error) {
        fail(span, 'thrown');
        throw error;
      } finally {
        span.end(now());
      }
    };

    return {
      wish: (of, work) => timed(first(of, of.at), work),
      step: (seen, work) => {
        const { step, channel, note } = seen;
        const attributes = { ...attributesOf(seen), 'feishu_buzz.step': step, 'feishu_buzz.channel': channel };
        const span = tracer.startSpan(note ? 'note' : 'rung', { startTime: now(), attributes }, base(seen));
        const here: StepHere = { buzz: seen.buzz, context: under(span), over: false };
        return timed(span, () => stepHere.run(here, work)).finally(() => {
          here.over = true;
        });
      },
      over: (of, feishu) =>
        wrapCalls(feishu, (call, method) => async (input, guard) => {
          const { name, people } = callOf(method, input);
          const attributes = {
            ...attributesOf(of),
            ...(people === undefined ? {} : { 'feishu_buzz.people': people }),
          };
          const span = tracer.startSpan(name, { startTime: now(), attributes }, within(of));
          // Until then the call has waited for its turn and for the disk.
          const gate: Guard['gate'] = async () => {
            const may = await guard.gate();
            span.addEvent(may ? 'leaves' : 'withheld', now());
            return may;
          };
          return timed(span, async () => {
            const answer: Result<unknown> = await call(input, guard && { ...guard, gate });
            if (!answer.ok) {
              const { stage, problem } = answer.failure;
              span.setAttribute('feishu_buzz.stage', stage);
              if (problem.code !== null) span.setAttribute('feishu_buzz.code', problem.code);
              fail(span, problem.advice);
            }
            return answer;
          });
        }),
      end: () => {
        for (const shift of shifts.values()) shift.end(now());
        shifts.clear();
      },
    };
  };

  return {
    engine,
    close: async () => {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, lastMs);
      }).then(onFailure);
      await Promise.race([provider.shutdown().catch(onFailure), late]);
      clearTimeout(timer);
    },
  };
};
