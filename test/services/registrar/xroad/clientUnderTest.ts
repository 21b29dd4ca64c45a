/** What the checks of the protocol ask of a client of a Security Server, whoever wrote it. */

export type XRoadPlace = {
  /** Base URL of the own Security Server, without a slash at the end. */
  readonly securityServer: string;
  /** Three or four parts, and four or five, not encoded. */
  readonly client: readonly string[];
  readonly service: readonly string[];
  /** PEM: the Security Server's certificate, which is pinned, and what the client shows. */
  readonly certificate?: string;
  readonly own?: { readonly certificate: string; readonly key: string };
  /** Milliseconds that an answer may take. */
  readonly timeout?: number;
};

export type XRoadCall = XRoadPlace & {
  readonly method: string;
  /** Put behind the service's identifier as it stands: encoded, with its slash; empty for none. */
  readonly path?: string;
  /** Without its question mark, as it stands. */
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly contentType?: string;
  /** Whether 404 of the service means that it knows no such person. */
  readonly knows404?: boolean;
};

export type XRoadAnswer = {
  readonly status: number;
  readonly messageId: string;
  readonly requestHash: string;
};

/** Both containers of a call; "not yet" without their time-stamps, "lost" where the log has them no more. */
export type Evidence = { readonly request: Buffer; readonly response: Buffer } | "not yet" | "lost";

/** What a client throws: an error with one of these codes. */
export const CODES = {
  misconfigured: "REGISTER_MISCONFIGURED",
  unavailable: "REGISTER_UNAVAILABLE",
  refused: "REGISTER_REFUSED",
  unreadable: "REGISTER_ANSWER_UNREADABLE",
} as const;

export type XRoadClient = {
  /** Methods that it can send. */
  readonly sends: readonly string[];
  exchange(call: XRoadCall): Promise<XRoadAnswer>;
  /** Whether the provider lists the place's service: at all, or as one that the client may call. */
  lists(place: XRoadPlace, which: "listMethods" | "allowedMethods"): Promise<boolean>;
  /** Whether the description of the place's service has a POST at this path. */
  describes(place: XRoadPlace, path: string): Promise<boolean>;
  evidence(place: XRoadPlace, messageId: string, mayForce: boolean): Promise<Evidence>;
};
