import type { EnrolmentPlace } from "../../../../sdk/enrolling/boundContract.ts";
import type { OfficeDescription, OfficeRole, Presentation } from "../../../../sdk/enrolling/officeAnswers.ts";
import { isCodeTyped } from "../../../../sdk/enrolling/oneTimeCode.ts";
import type { PageConfig } from "../../shared/config.ts";

/** Both offices, by role. */
export type BothOffices = Readonly<Record<OfficeRole, OfficeDescription>>;

/** A way to show who one is that both offices offer, each under an id of its own. */
export type SharedMethod = {
  readonly kind: OfficeDescription["methods"][number]["kind"];
  readonly ids: Readonly<Record<OfficeRole, string>>;
};

/** How a resident will show who they are, with the codes where these are it. */
export type ChosenMethod = { readonly method: SharedMethod; readonly codes: Readonly<Record<OfficeRole, string>> };

/** Where these offices enrol: at the page's registry, or in the published rolls that they name (P12.11). */
export function enrolmentPlaceOf(
  { chainId, registry }: Pick<PageConfig, "chainId" | "registry">,
  { registrar }: BothOffices,
): EnrolmentPlace {
  const { publishedRolls } = registrar;
  return { chainId: BigInt(chainId), registry, ...(publishedRolls !== null && { publishedRolls }) };
}

export const ROLES = ["registrar", "approver"] as const satisfies readonly OfficeRole[];

/** Methods that both offices offer, in the registrar's order. */
export function sharedMethods({ registrar, approver }: BothOffices): readonly SharedMethod[] {
  return registrar.methods.flatMap(({ id, kind }) => {
    const other = approver.methods.find((method) => method.kind === kind);
    return other === undefined ? [] : [{ kind, ids: { registrar: id, approver: other.id } }];
  });
}

/** What a wallet or a verification server put behind the address to which it sent its user. */
export function presentationIn(values: URLSearchParams): Presentation | undefined {
  const [code, result] = [values.get("response_code"), values.get("result")];
  if (code !== null) return { response_code: code };
  return result === null ? undefined : { result };
}

/** What a wallet gave back, as it was typed or pasted: its code, an address with one, or JSON of a presentation. */
export function presentationOf(text: string): Presentation | undefined {
  const plain = text.trim();
  if (isCodeTyped(plain)) return { response_code: plain };
  const returned = presentationIn(new URLSearchParams(plain.replace(/^[^?#]*[?#]/, "").replaceAll("#", "&")));
  if (returned !== undefined) return returned;
  try {
    const parsed: unknown = JSON.parse(plain);
    if (typeof parsed !== "object" || parsed === null) return undefined;
    return ("format" in parsed ? { token: parsed } : parsed) as Presentation;
  } catch {
    return undefined;
  }
}
