import { HanpyoError, told } from "../../sdk/errors.ts";
import { circuitInstances } from "../checkout/instances.ts";

/** A ceremony's steps by name. */
const STEPS_IN_KOREAN: Readonly<Record<string, string>> = { init: "시작", contribute: "기여", beacon: "공개 난수" };

export class PtauUnknownError extends HanpyoError {
  readonly reasonInKorean: string;

  constructor(file: string, sum: string) {
    super(
      "PTAU_UNKNOWN",
      `${file} (BLAKE2b ${sum.slice(0, 16)}...) is not one of the public Hermez files`,
      "Take powersOfTau28_hez_final_NN.ptau, or --development for keys that protect nothing",
    );
    this.reasonInKorean = `${file} (BLAKE2b ${sum.slice(0, 16)}...).`;
  }
}

export class CircuitUnknownError extends HanpyoError {
  readonly reasonInKorean: string;

  constructor(name: string) {
    const names = circuitInstances().map((instance) => instance.name);
    super("CIRCUIT_UNKNOWN", `There is no circuit ${name}`, `Name one of ${names.join(", ")}`);
    this.reasonInKorean = `${name}: 없음. 있는 이름: ${names.join(", ")}.`;
  }
}

export class CeremonyFileExistsError extends HanpyoError {
  readonly reasonInKorean: string;

  constructor(file: string) {
    super("CEREMONY_FILE_EXISTS", `${file} exists`, "Choose another name; a key is never overwritten");
    this.reasonInKorean = `${file}.`;
  }
}

export class CeremonyFileMissingError extends HanpyoError {
  readonly reasonInKorean: string;

  constructor(file: string) {
    super("CEREMONY_FILE_MISSING", `There is no file ${file}`, "Check the name");
    this.reasonInKorean = `${file}.`;
  }
}

export class CeremonyStepFailedError extends HanpyoError {
  readonly reasonInKorean: string;

  constructor(step: string, reason: string) {
    super("CEREMONY_STEP_FAILED", `The step ${step} failed: ${reason}`, "Check the files; nothing was written");
    this.reasonInKorean = `단계: ${STEPS_IN_KOREAN[step] ?? step}. 까닭: ${reason}.`;
  }
}

export class BeaconInvalidError extends HanpyoError {
  constructor(value: string) {
    super(
      "BEACON_INVALID",
      told`The beacon "${{ value: value.slice(0, 80) }}" is not 32 to 255 bytes of hexadecimal digits`,
      "Give a public random value that was announced beforehand, for example the hash of a named future block",
    );
  }
}

export class ContributorInvalidError extends HanpyoError {
  constructor(name: string) {
    super(
      "CONTRIBUTOR_INVALID",
      told`"${{ contributor: name.slice(0, 80) }}" cannot stand in the transcript`,
      "Give a name of 1 to 64 characters, none of them a control character",
    );
  }
}

export class KeyWithoutContributionError extends HanpyoError {
  readonly reasonInKorean: string;

  constructor(file: string) {
    super("KEY_WITHOUT_CONTRIBUTION", `${file} has gamma = delta: anybody could forge with it`, "Contribute first");
    this.reasonInKorean = `${file}.`;
  }
}

export class KeyInvalidError extends HanpyoError {
  readonly reasonInKorean: string;

  constructor(file: string, circuit: string, reason: string) {
    super(
      "KEY_INVALID",
      `${file} is not a sound key of ${circuit} from these powers of tau (${reason})`,
      "Do not use it; ask each contributor for the file handed on",
    );
    this.reasonInKorean = `${file}, 회로 ${circuit}. 까닭: ${reason}.`;
  }
}
