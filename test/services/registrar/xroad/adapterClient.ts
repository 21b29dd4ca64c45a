import { systemRandom } from "../../../../sdk/crypto/random.ts";
import { OfficeFileInvalidError } from "../../../../services/registrar/officeFile.ts";
import { checkService, type ServiceCheck } from "../../../../services/registrar/register/metadata.ts";
import { signedContainers } from "../../../../services/registrar/register/signedContainers.ts";
import { registerTransport } from "../../../../services/registrar/register/transport.ts";
import { type RegisterMeans, xRoadRegister } from "../../../../services/registrar/register/xRoadRegister.ts";
import { type XRoadSettings, xRoadSettingsSchema } from "../../../../services/registrar/register/xRoadSettings.ts";
import type { XRoadCall, XRoadClient, XRoadPlace } from "./clientUnderTest.ts";
import { printed } from "./messageAddress.ts";

/** An office's own adapter as a client of the checks. */
export type AdapterClient = XRoadClient & {
  /** What a check asked of it that the adapter does not do. */
  readonly notMade: readonly string[];
};

const MAP = { found: "/exists", district: "/place/code", adultAt: "/adultFrom", electoralRight: "/rights/local" };
const CASE = "5b0f4f0e-5d1c-4a9c-9a3e-1a2b3c4d5e6f";

export function adapterClient(): AdapterClient {
  const notMade: string[] = [];
  const notMadeHere = (what: string): never => {
    notMade.push(what);
    throw new Error(`The adapter does not make ${what}`);
  };
  return {
    notMade,
    sends: ["GET", "POST"],
    async exchange(call) {
      const { method, headers, body, contentType = "" } = call;
      if (headers !== undefined) notMadeHere("headers of a caller's own");
      if (method !== "GET" && method !== "POST") notMadeHere(`${method} requests`);
      if (method === "POST" && !contentType.startsWith("application/json") && contentType !== "")
        notMadeHere(contentType);
      const { settings, person } = method === "GET" ? personInPath(call) : personInBody(call, body);
      const answer = await xRoadRegister(settings, meansFor(call)).resident(
        person,
        { case: CASE, actor: "self-service" },
        () => {},
      );
      const { messageId, requestHash } = answer.evidence;
      return { status: answer.found ? 200 : 404, messageId, requestHash: requestHash ?? "" };
    },
    async lists(place, which) {
      const { isListed, isAllowed } = await checked(place, "/people");
      return which === "listMethods" ? isListed : isAllowed;
    },
    describes: async (place, path) => (await checked(place, path)).undescribed?.length === 0,
    evidence: (place, messageId, mayForce) =>
      signedContainers(settingsFor(place, {}), messageId, meansFor(place).ask, mayForce),
  };
}

const checked = (place: XRoadPlace, path: string): Promise<ServiceCheck> =>
  checkService(settingsFor(place, { path }), meansFor(place));

function meansFor({ certificate, own, timeout }: XRoadPlace): RegisterMeans {
  const keys = {
    ...(certificate === undefined ? {} : { pinned: certificate }),
    ...(own === undefined ? {} : { clientCertificate: own.certificate, clientKey: own.key }),
  };
  return {
    ask: registerTransport(keys, timeout),
    random: systemRandom,
    clock: () => 1_800_000_000_000,
    pause: async () => {},
  };
}

function personInBody(call: XRoadCall, body = "{}"): { readonly settings: XRoadSettings; readonly person: string } {
  const { person = "nobody" } = JSON.parse(body) as { person?: string };
  return { settings: settingsFor(call, { path: pathOf(call) }), person };
}

/** The path's last part in the place of a person number, for a register that offers GET alone. */
function personInPath(call: XRoadCall): { readonly settings: XRoadSettings; readonly person: string } {
  const [, before = "", person = ""] = /^(.*\/)([^/?]*)$/.exec(pathOf(call)) ?? [];
  return { settings: settingsFor(call, { path: `${before}{person}`, allowPersonInPath: true }), person };
}

const pathOf = ({ path = "", query }: XRoadCall) => path + (query === undefined ? "" : `?${query}`);

/** As an office's file is read. Throws `OfficeFileInvalidError`. */
function settingsFor(
  { securityServer, client, service, certificate, knows404 }: XRoadPlace & { readonly knows404?: boolean },
  more: Partial<XRoadSettings>,
): XRoadSettings {
  const read = xRoadSettingsSchema.safeParse({
    kind: "xRoad",
    securityServer,
    client: printed(client),
    service: printed(service),
    map: MAP,
    ...(certificate === undefined ? {} : { certificate: "server.pem" }),
    ...(knows404 === true ? { notFound: 404 } : {}),
    ...more,
  });
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new OfficeFileInvalidError("office.yaml", issue?.message ?? "", issue?.path.join(".") ?? "", "");
}
