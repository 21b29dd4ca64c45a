import { AbiCoder, keccak256 } from "ethers";
import { HanpyoError, told } from "../errors.ts";
import type { Constitution } from "./constitution.ts";
import {
  type AbiConstitution,
  CONSTITUTION_ABI,
  constitutionFromAbi,
  constitutionToAbi,
  type DecodedConstitution,
} from "./constitutionAbi.ts";

/** What one box of a joint has for itself (P27.1); the meaning of each field is the constitution's. */
export type JointBox = Pick<
  Constitution,
  "rolls" | "rollId" | "board" | "consentsRequired" | "minimumCensus" | "minimumBallots"
> &
  Pick<Constitution["outcome"], "electors" | "electorsSource">;

/** What boxes share that are judged together; mirrors contracts/types/IJoints.sol. */
export type JointTerms = {
  /** The contract that settles. */
  readonly joints: string;
  /** Who says which elections are the members. */
  readonly convener: string;
  /** Whether one box with too few ballots leaves the whole without a result, instead of being left out. */
  readonly tooFewEndsAll: boolean;
  /** Zeros in each field that a box or the hash gives. */
  readonly common: Constitution;
  /** In increasing order of rolls and roll id. */
  readonly boxes: readonly JointBox[];
};

/** The value that ethers takes for a `JointTerms`. */
export type AbiJointTerms = Omit<JointTerms, "common" | "boxes"> & {
  readonly common: AbiConstitution;
  readonly boxes: JointBox[];
};

/** Terms as ethers decodes them. */
export type DecodedJointTerms = Pick<JointTerms, "joints" | "convener" | "tooFewEndsAll"> & {
  readonly common: DecodedConstitution;
  readonly boxes: readonly {
    readonly [K in keyof JointBox]: JointBox[K] extends number ? bigint : JointBox[K];
  }[];
};

/** How many boxes a joint has (P27.1). */
export const LEAST_BOXES = 2;
export const MOST_BOXES = 128;

const NONE = `0x${"00".repeat(32)}`;
const NOBODY = `0x${"00".repeat(20)}`;
const BOX_ABI =
  "tuple(address rolls, uint256 rollId, address board, uint8 consentsRequired, uint32 minimumCensus, uint32 minimumBallots, uint32 electors, bytes32 electorsSource)";

/** The ABI type of terms, field by field as in contracts/types/IJoints.sol. */
export const JOINT_TERMS_ABI = `tuple(address joints, address convener, bool tooFewEndsAll, ${CONSTITUTION_ABI} common, ${BOX_ABI}[] boxes)`;

/** Terms that have not the one form that the contract takes. */
export class JointTermsInvalidError extends HanpyoError {
  constructor(field: string) {
    super(
      "JOINT_TERMS_INVALID",
      told`Terms of a joint election are not in their one form: ${{ field }}`,
      "Give 2 to 128 boxes in increasing order of rolls and roll id, each roll once, and leave the common constitution's fields that boxes have at zero",
    );
  }
}

/** For a contract call or `AbiCoder.encode`. */
export function jointTermsToAbi(terms: JointTerms): AbiJointTerms {
  return { ...terms, common: constitutionToAbi(terms.common), boxes: [...terms.boxes] };
}

/** From what ethers decodes of an event. */
export function jointTermsFromAbi({ joints, convener, tooFewEndsAll, common, boxes }: DecodedJointTerms): JointTerms {
  return {
    ...{ joints, convener, tooFewEndsAll, common: constitutionFromAbi(common) },
    boxes: boxes.map(({ rolls, rollId, board, electorsSource, ...numbers }) => ({
      ...{ rolls, rollId, board, electorsSource },
      consentsRequired: Number(numbers.consentsRequired),
      minimumCensus: Number(numbers.minimumCensus),
      minimumBallots: Number(numbers.minimumBallots),
      electors: Number(numbers.electors),
    })),
  };
}

/** keccak256(abi.encode(terms)): what each member's constitution names (P27.1). */
export function jointHashOf(terms: JointTerms): string {
  return keccak256(AbiCoder.defaultAbiCoder().encode([JOINT_TERMS_ABI], [jointTermsToAbi(terms)]));
}

/** What a constitution has in common with those of other boxes: zeros in each field that a box gives (P27.1). */
export function commonOf(constitution: Constitution): Constitution {
  return {
    ...constitution,
    ...{ jointHash: NONE, rolls: NOBODY, rollId: 0n, board: NOBODY },
    ...{ consentsRequired: 0, minimumCensus: 0, minimumBallots: 0 },
    outcome: { ...constitution.outcome, electors: 0, electorsSource: NONE },
  };
}

/** Boxes in the order that terms have them in; mutates nothing. */
export function inJointOrder(boxes: readonly JointBox[]): readonly JointBox[] {
  return [...boxes].sort((box, other) => (isBefore(box, other) ? -1 : 1));
}

/** The constitutions of a joint's members, in the order of its boxes (P27.2): whoever creates them chooses none of it. */
export function jointConstitutions(terms: JointTerms): readonly Constitution[] {
  const jointHash = jointHashOf(terms);
  return terms.boxes.map(({ electors, electorsSource, ...box }) => ({
    ...terms.common,
    jointHash,
    ...box,
    outcome: { ...terms.common.outcome, electors, electorsSource },
  }));
}

/** Throws `JointTermsInvalidError`, naming the field, unless terms have their one form (P27.1). */
export function requireJointForm({ common, boxes }: JointTerms): void {
  if (boxes.length < LEAST_BOXES || boxes.length > MOST_BOXES) throw new JointTermsInvalidError("boxes");
  const misplaced = boxes.findIndex((box, i) => i > 0 && !isBefore(boxes[i - 1] as JointBox, box));
  if (misplaced > 0) throw new JointTermsInvalidError(`boxes[${misplaced}]`);
  const given = [
    ["jointHash", common.jointHash],
    ["rolls", common.rolls],
    ["rollId", common.rollId],
    ["minimumCensus", common.minimumCensus],
    ["board", common.board],
    ["consentsRequired", common.consentsRequired],
    ["minimumBallots", common.minimumBallots],
    ["outcome.electors", common.outcome.electors],
    ["outcome.electorsSource", common.outcome.electorsSource],
  ] as const;
  const [field] = given.find(([, value]) => BigInt(value) !== 0n) ?? [];
  if (field !== undefined) throw new JointTermsInvalidError(`common.${field}`);
}

function isBefore(box: JointBox, other: JointBox): boolean {
  const [rolls, others] = [BigInt(box.rolls), BigInt(other.rolls)];
  return rolls < others || (rolls === others && box.rollId < other.rollId);
}
