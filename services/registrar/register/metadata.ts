import { parse } from "yaml";
import { z } from "zod";
import { undescribedFields } from "./describedFields.ts";
import { jsonAnswer } from "./jsonAnswer.ts";
import { RegisterAnswerUnreadableError } from "./refusals.ts";
import { newUuid } from "./tried.ts";
import { xRoadFault } from "./xRoadHeaders.ts";
import { unusualParts, type XRoadId } from "./xRoadId.ts";
import { idOf, type RegisterMeans, xRoadRequest } from "./xRoadRegister.ts";
import type { XRoadSettings } from "./xRoadSettings.ts";

/** What a Security Server says of the service that an office asks (PR-MREST). */
export type ServiceCheck = {
  /** Whether the provider has the service, and whether the office may call it. */
  readonly isListed: boolean;
  readonly isAllowed: boolean;
  /** What the office's file asks for that the service's description lacks; null where it gives no description. */
  readonly undescribed: readonly string[] | null;
  /** Parts of identifiers with characters that PR-REST 4.8 does not allow. */
  readonly unusual: readonly string[];
};

/** As PR-MREST's example and its providers have it, not as its schema. */
const listSchema = z.looseObject({
  service: z.array(
    z.looseObject({
      ...{ xroad_instance: z.string(), member_class: z.string(), member_code: z.string() },
      ...{ subsystem_code: z.string().optional(), service_code: z.string() },
    }),
  ),
});

/**
 * Asks the provider's Security Server for its methods, those allowed to the office, and the service's description.
 * No person is named. Throws a refusal of P28.9.
 */
export async function checkService(settings: XRoadSettings, means: RegisterMeans): Promise<ServiceCheck> {
  const service = idOf("service", settings.service);
  const provider = service.slice(0, -1);
  const ask = async (method: string, query = "") => {
    const target = { service: [...provider, method], path: query, messageId: newUuid(means.random) };
    const response = await means.ask(xRoadRequest(settings, target));
    const fault = xRoadFault(response);
    if (fault !== undefined) throw fault;
    return response;
  };
  const has = async (method: string) => {
    const list = listSchema.safeParse(jsonAnswer(await ask(method)));
    if (!list.success) throw new RegisterAnswerUnreadableError(method);
    return list.data.service.some((one) => isService(one, service));
  };
  const [isListed, isAllowed] = [await has("listMethods"), await has("allowedMethods")];
  const unusual = unusualParts([...idOf("client", settings.client), ...service]);
  return { isListed, isAllowed, undescribed: isListed ? await undescribed() : null, unusual };

  async function undescribed(): Promise<readonly string[] | null> {
    try {
      const code = encodeURIComponent(service.at(-1) ?? "");
      const { status, body } = await ask("getOpenAPI", `?serviceCode=${code}`);
      // YAML has JSON in it. Whoever made it long by aliases is not read.
      return status === 200 ? undescribedFields(parse(body.toString("utf8"), { maxAliasCount: 0 }), settings) : null;
    } catch {
      // A provider need not describe its services; the office's file is compared by hand then.
      return null;
    }
  }
}

type Listed = z.infer<typeof listSchema>["service"][number];

function isService(one: Listed, service: XRoadId): boolean {
  const subsystem = one.subsystem_code === undefined || one.subsystem_code === "" ? [] : [one.subsystem_code];
  const parts = [one.xroad_instance, one.member_class, one.member_code, ...subsystem, one.service_code];
  return parts.length === service.length && parts.every((part, at) => part === service[at]);
}
