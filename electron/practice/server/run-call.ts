import type { Call, Endpoint } from '../gateway/endpoint';
import { passGateway } from '../gateway/pass-gateway';
import { Refusal, type Reply } from '../gateway/refusal';
import { settlePeople } from '../people/settle-people';
import type { LoggedCall } from './call-log';
import type { FaultKind } from './faults';
import { falseAnswer, isProcessed } from './inject-fault';
import { appOf, forApp, type PracticeServer } from './practice-server';
import { openEntry, readBody, type ServerContext } from './read-request';
import { answerOf, type ServedAnswer } from './served-answer';
import { pause } from './wire';

/**
 * Passes a call through the gateway, the endpoint's own reservation, the time a call takes, and the endpoint. Catches
 * every refusal, wherever it was thrown; a refusal at arrival takes as long to come back as any other answer.
 */
const process = async (
  server: PracticeServer,
  endpoint: Endpoint,
  call: Call,
  badBody: Refusal | null,
  authorization: string | undefined,
  delayMs: number,
): Promise<Reply | Refusal> => {
  const { app } = server;
  let end: (() => void) | undefined;
  try {
    try {
      passGateway(endpoint, authorization, call.arrivedAt, app);
      if (badBody) throw badBody;
      end = endpoint.begin?.(call, app);
    } finally {
      await pause(server.latencyMs + delayMs, server.closing);
    }
    settlePeople(app.world);
    const reply = endpoint.handle(call, app);
    app.lines.tick();
    const { settings } = app.world;
    if (endpoint.counted && settings.apiCallsLeft !== null) settings.apiCallsLeft -= 1;
    return reply;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  } finally {
    end?.();
  }
};

const respond = (
  server: PracticeServer,
  context: ServerContext,
  entry: LoggedCall,
  fault: FaultKind | null,
  answer: ServedAnswer,
): Response | Promise<Response> => {
  const { wire } = context.env;
  if (fault?.kind === 'drop-after') {
    entry.dropped = 'after';
    return wire.drop();
  }
  entry.status = answer.status;
  entry.code = answer.code;
  if (fault?.kind === 'cut-body') return wire.sendInHalves(answer, { cut: true });
  if (fault?.kind === 'slow-body') {
    return wire.sendInHalves(answer, { cut: false, ms: fault.ms, closing: server.closing });
  }
  return new Response(answer.text, { status: answer.status, headers: answer.headers });
};

/** Handles one request from arrival to answer: the log first, then a fault if one applies, then the rules. */
export const runCall = async (
  all: PracticeServer,
  context: ServerContext,
  target: { endpoint: Endpoint } | { refusal: Refusal },
): Promise<Response> => {
  const { closing } = all;
  const kind = 'endpoint' in target ? target.endpoint.body : undefined;
  const body = await readBody(context.req.raw, kind).catch(() => null);
  // The client went away in the middle of its request.
  if (body === null) return context.env.wire.drop();
  const server = forApp(
    all,
    appOf(all, { authorization: context.req.header('authorization'), host: context.req.header('host') }, body.value),
  );
  const { app } = server;
  const url = new URL(context.req.url);
  const api = 'endpoint' in target ? target.endpoint.api : null;
  const did: LoggedCall['did'] = {};
  const entry = openEntry(server, context, api, body, did);
  const { path, logId, at } = entry;
  const { method } = context.req;
  const fault = server.faults.take({ api, method, path, text: `${path}${url.search}${body.text}` });
  entry.fault = fault?.kind ?? null;
  server.log.touch();
  const spoilt = fault && falseAnswer(fault, answerOf({ kind: 'data', data: {} }, logId, app).headers);
  try {
    if (fault?.kind === 'drop-before') {
      await pause(server.latencyMs, closing);
      entry.dropped = 'before';
      return context.env.wire.drop();
    }
    if (spoilt && fault && !isProcessed(fault)) {
      await pause(server.latencyMs, closing);
      return await respond(server, context, entry, null, spoilt);
    }
    const badBody = body.object instanceof Refusal ? body.object : null;
    const call: Call = {
      method,
      origin: url.origin,
      path,
      params: context.req.param(),
      query: url.searchParams,
      body: body.object instanceof Refusal ? {} : body.object,
      bodyBytes: body.bytes,
      parts: body.parts,
      arrivedAt: at,
      effects: did,
      registrar: all.registrar,
      brand: all.brand,
    };
    const reply =
      'endpoint' in target
        ? await process(
            server,
            target.endpoint,
            call,
            badBody,
            context.req.header('authorization'),
            fault?.kind === 'delay' ? fault.ms : 0,
          )
        : target.refusal;
    return await respond(server, context, entry, fault, spoilt ?? answerOf(reply, logId, app));
  } finally {
    server.log.touch();
  }
};
