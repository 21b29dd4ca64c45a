import { existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { HanpyoError, told } from "../../sdk/errors.ts";
import { readChecked } from "../terminal/checkedFile.ts";
import { eventfulOf } from "./deployedBlocks.ts";

const address = z.string().regex(/^0x[0-9a-fA-F]{40}$/);
const hash = z.string().regex(/^0x[0-9a-f]{64}$/);
const seconds = z.number().int().nonnegative();

const board = z.strictObject({
  address,
  trustees: z.array(address),
  threshold: z.number().int(),
  registerBy: seconds,
  dealBy: seconds,
  termEndsAt: seconds,
  isTest: z.boolean(),
});

const election = z.strictObject({
  board: z.string(),
  /** Noted before the transaction is sent, so that a crash in between leaves a trace. */
  constitutionHash: hash.optional(),
  address: address.optional(),
});

/** Of the contracts that this release has. */
export const DEPLOYMENT_FORMAT = "hanpyo-deployment-3";

const deploymentSchema = z.strictObject({
  format: z.literal(DEPLOYMENT_FORMAT),
  name: z.string(),
  chainId: z.number().int(),
  organizer: address,
  offices: z.strictObject({
    registrar: address,
    approver: address,
    recoveryBody: address,
    rotationDelay: seconds,
    challengePeriod: seconds,
    isTest: z.boolean(),
  }),
  /** Of the shared contracts, by name; one that is missing is not on the chain. */
  contracts: z.record(z.string(), address),
  boards: z.record(z.string(), board),
  elections: z.record(z.string(), election),
  /** In which each contract whose events are read was made, by address. */
  blocks: z.record(address, z.number().int().nonnegative()),
});

/** What was deployed has its block, so that nobody reads events from a chain's beginning. */
const wholeSchema = deploymentSchema.superRefine((deployment, context) => {
  for (const one of eventfulOf(deployment)) {
    if (deployment.blocks[one] !== undefined) continue;
    context.addIssue({ code: "custom", path: ["blocks", one], message: "missing" });
  }
});

/** Earlier formats, of contracts that this release does not know, with the release that reads them. */
const EARLIER_FORMATS: Readonly<Record<string, string>> = {
  "hanpyo-deployment-1": "0.1.0",
  "hanpyo-deployment-2": "0.2.0",
};
const REMEDY = "Take the file from a copy, or from version control; never edit it";

/** What one municipality has deployed on one chain: everything that the commands need to know beside election files. */
export type Deployment = z.infer<typeof deploymentSchema>;
export type DeployedBoard = Readonly<z.infer<typeof board>>;
export type DeployedElection = Readonly<z.infer<typeof election>>;

export class NotDeployedError extends HanpyoError {
  constructor(what: string, name: string) {
    super(
      "NOT_DEPLOYED",
      told`${{ what }} is not deployed, as far as the deployment file of ${{ name }} says`,
      "Run `npm run hanpyo -- deploy FILE --rpc URL`; if it was created and that file is lost, give --election ADDRESS",
    );
  }
}

export class DeploymentEarlierError extends HanpyoError {
  readonly reasonInKorean: string;

  constructor(path: string, format: string, release: string) {
    super(
      "DEPLOYMENT_EARLIER",
      `${path} is of the format ${format}: of other contracts than this release has`,
      `Finish its elections with release ${release}, which reads it; give new ones another name as chain.deployment`,
    );
    this.reasonInKorean = `${path}: 형식 ${format}, 읽는 판 ${release}.`;
  }
}

export function deploymentPath(folder: string, name: string): string {
  return join(folder, `${name}.json`);
}

/**
 * What was deployed under a name; undefined if nothing was. Throws `FileInvalidError`, `FileUnreadableError`, or
 * `DeploymentEarlierError`.
 */
export function readDeployment(folder: string, name: string): Deployment | undefined {
  const path = deploymentPath(folder, name);
  if (!existsSync(path)) return undefined;
  const { format } = readChecked(path, z.looseObject({ format: z.string() }), REMEDY);
  const release = EARLIER_FORMATS[format];
  if (release !== undefined) throw new DeploymentEarlierError(path, format, release);
  return readChecked(path, wholeSchema, REMEDY);
}

/** Replaces the file as a whole, so that a crash leaves the old or the new one. */
export function writeDeployment(folder: string, deployment: Deployment): void {
  mkdirSync(folder, { recursive: true });
  const path = deploymentPath(folder, deployment.name);
  writeFileSync(`${path}.new`, `${JSON.stringify(deployment, null, 2)}\n`, { flush: true });
  renameSync(`${path}.new`, path);
}
