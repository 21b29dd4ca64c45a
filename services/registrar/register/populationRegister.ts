/** The number by which a register knows a person (P12.1). */
export type PersonNumber = string;

/** A day as `YYYY-MM-DD`. */
export type IsoDate = string;

/** Why a look-up is made. */
export type Purpose = {
  /** A UUID drawn for this look-up alone: it names no session and no person. */
  readonly case: string;
  readonly actor: "self-service" | { readonly clerk: string };
};

/** By what an answer is found again in the logs of those who carried it. */
export type Evidence = {
  readonly system: "x-road" | "gateway";
  readonly messageId: string;
  /** The Security Server's hash of the request, in base64; null where there is none. */
  readonly requestHash: string | null;
  /** Unix seconds. */
  readonly receivedAt: number;
};

/** What a register says of somebody whom it knows (P28.2): there is no field for a name, an address or a birth date. */
export type Residence = {
  readonly districts: readonly string[];
  /** The first day on which the person is of age. */
  readonly adultAt: IsoDate;
  readonly electoralRight: boolean;
  /** Unix seconds: the state of the register that this is. */
  readonly asOf: number;
};

export type RegisterAnswer =
  | { readonly found: false; readonly evidence: Evidence }
  | ({ readonly found: true; readonly evidence: Evidence } & Residence);

/** What a register is, apart from how it is asked; `GET /office` says it (P28.14). */
export type RegisterIdentity = {
  readonly kind: "xRoad" | "gateway";
  /** The provider's member and subsystem, or the gateway's origin. */
  readonly source: string;
  /** As whom the office asks. */
  readonly client: string;
};

/** One try at a register, for the office's evidence: `outcome` is `answered`, or the code of what went wrong. */
export type RegisterTry = {
  readonly case: string;
  readonly system: Evidence["system"];
  readonly messageId: string;
  readonly requestHash: string | null;
  readonly outcome: string;
  /** Unix seconds. */
  readonly at: number;
};

/** A register of residents, however it is reached (P28). */
export type PopulationRegister = {
  readonly identity: RegisterIdentity;
  /**
   * Whether the register knows the person, and what concerns rolls.
   * @param tried Told each try, the last one too.
   * Throws `RegisterUnavailableError`, `RegisterRefusedError`, `RegisterMisconfiguredError` or
   * `RegisterAnswerUnreadableError`.
   */
  resident(person: PersonNumber, purpose: Purpose, tried: (one: RegisterTry) => void): Promise<RegisterAnswer>;
};
