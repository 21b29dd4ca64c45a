import { ProtocolRefusal, printed } from "./messageAddress.ts";

/** A REST service of the double, and who may call it. */
export type DoubleService = {
  readonly id: readonly string[];
  /** Of the provider: paths of calls are put behind it. */
  readonly url: string;
  /** Everybody who is not named gets AccessDenied; everybody may if nobody is named. */
  readonly allowed?: readonly (readonly string[])[];
  readonly endpoints: readonly { readonly method: string; readonly path: string }[];
  readonly description?: { readonly type: "application/json" | "text/yaml"; readonly text: string };
};

export const METASERVICES = ["listMethods", "allowedMethods", "getOpenAPI"];

export function mayCall({ allowed }: DoubleService, client: readonly string[]): boolean {
  return allowed === undefined || allowed.some((one) => printed(one) === printed(client));
}

/** What a metaservice answers of a provider's services (PR-MREST 0.7). Throws `ProtocolRefusal`. */
export function metadata(
  code: string,
  services: readonly DoubleService[],
  client: readonly string[],
  search: URLSearchParams,
): { readonly type: string; readonly text: string } {
  if (code === "getOpenAPI") return description(services, search.get("serviceCode"));
  const listed = code === "listMethods" ? services : services.filter((service) => mayCall(service, client));
  const service = listed.map(({ id, endpoints, description: described }) => ({
    // In the form of annex B, which is also what servers answer; annex A has another one.
    member_class: id[1],
    member_code: id[2],
    object_type: "SERVICE",
    service_code: id.at(-1),
    service_type: described === undefined ? "REST" : "OPENAPI",
    ...(id.length === 5 ? { subsystem_code: id[3] } : {}),
    xroad_instance: id[0],
    endpoint_list: endpoints,
  }));
  return { type: "application/json;charset=utf-8", text: JSON.stringify({ service }) };
}

/** Section 5 of PR-MREST. */
function description(services: readonly DoubleService[], code: string | null) {
  if (code === null) throw new ProtocolRefusal(400, "Client.BadRequest", "MREST 5", "serviceCode is missing");
  const found = services.find(({ id }) => id.at(-1) === code)?.description;
  if (found === undefined) {
    throw new ProtocolRefusal(500, "Server.ServerProxy.UnknownService", "MREST 5", `No description of ${code}`);
  }
  return { type: `${found.type};charset=utf-8`, text: found.text };
}
