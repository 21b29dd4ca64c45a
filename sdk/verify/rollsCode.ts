import { AbiCoder } from "ethers";
import { factoryAt, read } from "../chain/contracts.ts";
import { type CompiledContract, cloneCode, compareCode } from "../chain/deployedCode.ts";
import { registryAt, rollFactoryAt } from "../chain/townContracts.ts";
import type { VerificationKey } from "../proofs/groth16.ts";
import { type Check, equal, group, holds } from "./check.ts";
import { clonedCode, foldedWords, found, signingDomain } from "./clonedCode.ts";
import { type CodeReader, codeAt, linkedCode, openValues, sameCode } from "./electionCode.ts";
import type { ElectionRecord, PublishedRecord } from "./record.ts";

type CompiledRolls = {
  readonly rollFactory: CompiledContract;
  readonly registry: CompiledContract;
  readonly publishedRolls: CompiledContract;
  readonly semaphore: CompiledContract;
  /** The hash library that Semaphore and published rolls are linked with. */
  readonly poseidon: CompiledContract;
  readonly enrolmentVerifier: CompiledContract;
};

/** Of RegistryTerms and PublishedRollsTerms. */
const REGISTRY_TERMS = ["address", "address", "address", "uint48", "bool"];
const PUBLISHED_TERMS = ["address", "uint48", "bool"];

/**
 * The registry, or the published rolls and the registry whose offices publish, are clones of the compiled code; a roll
 * factory that the election's factory believes is the compiled one, and made them (P2.5). Behind the registry stand
 * Semaphore's groups, as compiled.
 */
export async function rollsCode(
  record: ElectionRecord,
  compiled: CompiledRolls,
  key: VerificationKey,
  reader: CodeReader,
): Promise<readonly Check[]> {
  const registry = record.rollSource === "registry" ? record.constitution.rolls : record.published.registry;
  return [
    ...(record.rollSource === "registry"
      ? []
      : await group("P11 code of the published rolls", () => publishedRollsCode(record, compiled, key, reader))),
    ...(await group("P11 code of the registry", () => registryCode(record, registry, compiled, key, reader))),
    ...(await group("P11 code of the roll factory", () => rollFactoryCode(record, registry, compiled, reader))),
  ];
}

/** Immutables: signing domain, verifier and that one's folded key; linked with a library. */
async function publishedRollsCode(
  { chainId, constitution, published }: PublishedRecord,
  compiled: CompiledRolls,
  key: VerificationKey,
  reader: CodeReader,
): Promise<readonly Check[]> {
  const { rolls } = constitution;
  const { same, args, verifier, libraries } = await clonedCode(
    rolls,
    compiled.publishedRolls,
    (implementation) => [
      ...signingDomain("Hanpyo PublishedRolls", BigInt(chainId), implementation),
      BigInt(implementation),
      undefined,
      ...foldedWords(key),
    ],
    reader,
  );
  const terms = [published.registry, published.challengePeriod, constitution.isTest];
  const isSame = same && args === encoded(PUBLISHED_TERMS, terms);
  return [
    holds(
      "P11 code of the published rolls",
      isSame,
      "PublishedRolls as compiled, for this chain and registry",
      found(isSame, rolls),
    ),
    await linkedCode("P11 code of the roll's hash library", libraries, compiled.poseidon, reader),
    await sameCode("P11 code of the published rolls' verifier", verifier, compiled.enrolmentVerifier, reader),
  ];
}

/** Immutables: signing domain, Semaphore's contract, verifier and that one's folded key. */
async function registryCode(
  { chainId, constitution }: ElectionRecord,
  registry: string,
  compiled: CompiledRolls,
  key: VerificationKey,
  reader: CodeReader,
): Promise<readonly Check[]> {
  const groups = await read<string>(registryAt(registry, reader.provider), "semaphore");
  const { same, args, verifier } = await clonedCode(
    registry,
    compiled.registry,
    (implementation) => [
      ...signingDomain("Hanpyo ResidentRegistry", BigInt(chainId), implementation),
      BigInt(implementation),
      undefined,
      ...foldedWords(key),
      BigInt(groups),
    ],
    reader,
  );
  const isSame = same && registryTerms(args)?.at(-1) === constitution.isTest;
  const { libraries } = compareCode(await codeAt(groups, reader), compiled.semaphore);
  return [
    holds("P11 code of the registry", isSame, "ResidentRegistry as compiled, for this chain", found(isSame, registry)),
    await sameCode("P11 code of the enrolments' verifier", verifier, compiled.enrolmentVerifier, reader),
    await sameCode("P11 code of the groups", groups, compiled.semaphore, reader),
    await linkedCode("P11 code of the groups' hash library", libraries, compiled.poseidon, reader),
  ];
}

/** Of the roll factories that the election's factory believes, the one that says it made the rolls. */
async function rollFactoryCode(
  record: ElectionRecord,
  registry: string,
  compiled: CompiledRolls,
  reader: CodeReader,
): Promise<readonly Check[]> {
  const { rolls } = record.constitution;
  const believed = await read<readonly string[]>(factoryAt(record.board.factory, reader.provider), "rollFactories");
  const makers: string[] = [];
  for (const address of believed) {
    const factory = rollFactoryAt(address, reader.provider);
    const made =
      (await read<boolean>(factory, "isRoll", rolls)) && (await read<boolean>(factory, "isRegistry", registry));
    if (made) makers.push(address);
  }
  const judged = makers.length === 0 ? believed : makers;
  let isFactory = false;
  for (const address of judged) isFactory ||= await isRollFactory(address, [rolls, registry], compiled, reader);
  return [
    equal("P11 a roll factory made the rolls", true, makers.length > 0),
    holds(
      "P11 code of the roll factory",
      isFactory,
      "RollFactory as compiled, of the code of these rolls",
      isFactory ? "as compiled" : `other code at ${judged.join(", ") || "no address"}`,
    ),
  ];
}

/** Whether an address holds the compiled factory, and these clones are of the code that it clones. */
async function isRollFactory(
  address: string,
  clones: readonly string[],
  compiled: CompiledRolls,
  reader: CodeReader,
): Promise<boolean> {
  const { same, immutables } = compareCode(await codeAt(address, reader), compiled.rollFactory);
  const factory = rollFactoryAt(address, reader.provider);
  const behind = await Promise.all(
    ["registryImplementation", "publishedRollsImplementation"].map((name) => read<string>(factory, name)),
  );
  const codes = await Promise.all(clones.map((clone) => codeAt(clone, reader)));
  const own = behind.map((implementation) => implementation.slice(2).toLowerCase());
  return (
    same &&
    openValues(immutables, behind.map(BigInt)) !== undefined &&
    codes.every((code) => own.includes(cloneCode(code)?.implementation.slice(2) ?? ""))
  );
}

function encoded(types: readonly string[], values: readonly unknown[]): string {
  return AbiCoder.defaultAbiCoder().encode(types, values);
}

/** The terms that these bytes are the canonical encoding of, if they are one; the last says whether it is a test. */
function registryTerms(bytes: string): readonly unknown[] | undefined {
  try {
    const terms = [...AbiCoder.defaultAbiCoder().decode(REGISTRY_TERMS, bytes)];
    return encoded(REGISTRY_TERMS, terms) === bytes ? terms : undefined;
  } catch {
    return undefined;
  }
}
