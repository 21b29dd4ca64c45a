import type { RegistryRecord } from "../../sdk/verify/record.ts";

/** Who or what notices a fault. */
export type Notices =
  | "contract"
  | "verify"
  | "verify with a chain"
  | "trustee"
  | "relayer"
  | "page"
  | "voter"
  | "offices"
  | "monitor"
  | "nobody";

/** A fault that was put into something, and what came of it. */
export type Fault = {
  readonly fault: string;
  readonly noticedBy: Notices;
  /** The check, for a record; else what there is to say, or the test that puts the fault in: `file: sentence`. */
  readonly by: string;
  /** Of a record: the fault itself; what `verify` says of it alone is compared with `by`. */
  readonly alter?: (record: RegistryRecord) => unknown;
  /** Of a proposal's record: what becomes of it. */
  readonly made?: () => unknown;
};
