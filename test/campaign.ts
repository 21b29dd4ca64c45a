/** Whether this run is a long campaign (`HANPYO_CAMPAIGN=1`) and not `npm test`. */
const isCampaign = process.env.HANPYO_CAMPAIGN === "1";

/** How many tries a random test makes: few in `npm test`, many in a campaign. */
export function tries(few: number, many: number): number {
  return isCampaign ? many : few;
}

/** Milliseconds that a test with this many tries may take. */
export function timeFor(count: number, millisecondsEach: number): number {
  return 300_000 + count * millisecondsEach;
}
