import type { RandomBytes } from "../../../sdk/crypto/random.ts";
import { failureCode } from "../../hosting/failureCode.ts";
import { jsonAnswer } from "./jsonAnswer.ts";
import type { PopulationRegister, Purpose, RegisterAnswer } from "./populationRegister.ts";
import { RegisterMisconfiguredError } from "./refusals.ts";
import { residenceFrom } from "./residenceMap.ts";
import type { RegisterRequest, RegisterResponse, Transport } from "./transport.ts";
import { newUuid, type Pause, triedAgain } from "./tried.ts";
import { answeredHash, xRoadFault } from "./xRoadHeaders.ts";
import { parseXRoadId, type XRoadId, type XRoadIdKind, xRoadIdText } from "./xRoadId.ts";
import { USER_ID, type XRoadSettings } from "./xRoadSettings.ts";

/** With what a register is asked. */
export type RegisterMeans = {
  readonly ask: Transport;
  readonly random: RandomBytes;
  /** Milliseconds. */
  readonly clock: () => number;
  /** Tells whoever runs the office; nothing of a person. */
  readonly say?: (line: string) => void;
  readonly pause?: Pause;
};

/** Most characters of an address (PR-REST 4.2). */
const LONGEST = 2_000;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A population register asked by the X-Road Message Protocol for REST, r1, over the office's own Security Server. */
export function xRoadRegister(settings: XRoadSettings, means: RegisterMeans): PopulationRegister {
  const { random, clock, pause, say = () => {} } = means;
  const [client, service] = [idOf("client", settings.client), idOf("service", settings.service)];

  async function once(
    person: string,
    purpose: Purpose,
    messageId: string,
    note: (outcome: string, requestHash?: string) => void,
  ): Promise<RegisterAnswer> {
    const response = await means.ask(residentRequest(settings, { person, purpose, messageId }));
    const fault = xRoadFault(response);
    if (fault !== undefined) {
      const detail = detailOf(response);
      say(`The Security Server: ${fault.message}${detail === undefined ? "" : ` (${detail})`}`);
      throw fault;
    }
    const requestHash = answeredHash(response, { client, service, id: messageId });
    const receivedAt = Math.floor(clock() / 1_000);
    const residence =
      response.status === settings.notFound ? null : residenceFrom(jsonAnswer(response), settings.map, receivedAt);
    note("answered", requestHash);
    const evidence = { system: "x-road" as const, messageId, requestHash, receivedAt };
    return residence === null ? { found: false, evidence } : { found: true, evidence, ...residence };
  }

  return {
    identity: { kind: "xRoad", source: xRoadIdText(service.slice(0, -1)), client: xRoadIdText(client) },
    resident: (person, purpose, tried) =>
      triedAgain(
        async () => {
          const messageId = newUuid(random);
          const note = (outcome: string, requestHash: string | null = null) =>
            tried({ case: purpose.case, system: "x-road", messageId, requestHash, outcome, at: at(clock) });
          try {
            return await once(person, purpose, messageId, note);
          } catch (error) {
            note(failureCode(error));
            throw error;
          }
        },
        random,
        pause,
      ),
  };
}

/** A request to a service of the Security Server's own (PR-MREST), or of the register. */
export function xRoadRequest(
  settings: Pick<XRoadSettings, "securityServer" | "client" | "server">,
  target: { readonly service: XRoadId; readonly path: string; readonly messageId: string },
): RegisterRequest & { readonly method: "GET" } {
  const base = new URL(settings.securityServer);
  const address = `${base.pathname.replace(/\/$/, "")}/r1/${xRoadIdText(target.service)}${target.path}`;
  const url = new URL(address, base);
  // What the address is read as must be what stands in it.
  if (url.href.length > LONGEST || url.pathname + url.search !== address)
    throw new RegisterMisconfiguredError("address");
  const server = settings.server === undefined ? undefined : idOf("securityServer", settings.server);
  return {
    method: "GET",
    url,
    headers: {
      "X-Road-Client": xRoadIdText(idOf("client", settings.client)),
      "X-Road-Id": target.messageId,
      ...(server && { "X-Road-Security-Server": xRoadIdText(server) }),
      Accept: "application/json",
    },
  };
}

type Asked = { readonly person: string; readonly purpose: Purpose; readonly messageId: string };

/** The look-up itself: the person number stands in the body, or where the file allows it in the path (P28.7). */
function residentRequest(settings: XRoadSettings, { person, purpose, messageId }: Asked): RegisterRequest {
  const inPath = settings.allowPersonInPath === true;
  const path = (settings.path ?? "").replaceAll("{person}", () => encodeURIComponent(person));
  const plain = xRoadRequest(settings, { service: idOf("service", settings.service), path, messageId });
  const userId = purpose.actor === "self-service" ? settings.userId : purpose.actor.clerk;
  if (userId !== undefined && !USER_ID.test(userId)) throw new RegisterMisconfiguredError("X-Road-UserId");
  const headers = {
    ...plain.headers,
    "X-Road-Issue": purpose.case,
    ...(userId === undefined ? {} : { "X-Road-UserId": userId }),
  };
  if (inPath) return { ...plain, headers };
  return {
    method: "POST",
    url: plain.url,
    headers: { ...headers, "Content-Type": "application/json; charset=utf-8" },
    body: JSON.stringify({ [settings.personField ?? "person"]: person }),
  };
}

/** An identifier of settings that were checked. */
export function idOf(kind: XRoadIdKind, text: string): XRoadId {
  const id = parseXRoadId(kind, text);
  if (id === undefined) throw new RegisterMisconfiguredError(kind);
  return id;
}

/** By what the Security Server's administrator finds an error in its log; whatever else stands there is not repeated. */
function detailOf({ body }: RegisterResponse): string | undefined {
  try {
    const { detail } = JSON.parse(body.toString("utf8")) as { readonly detail?: unknown };
    return typeof detail === "string" && UUID.test(detail) ? detail : undefined;
  } catch {
    return undefined;
  }
}

function at(clock: () => number): number {
  return Math.floor(clock() / 1_000);
}
