import type { District, Facts } from "./facts.ts";

/** Every roll that something is told of, by `rolls/rollId` in small letters. */
export function districtsOf({ elections, proposals, cells, rolls }: Facts): ReadonlyMap<string, District> {
  const all = [
    ...rolls.values(),
    ...[...elections.values()].map(({ record }) => record.constitution),
    ...[...proposals.values()].map(({ district }) => district),
    ...[...cells.values()].map(({ district }) => district),
  ];
  return new Map(all.map((district) => [keyOf(district), { rolls: district.rolls, rollId: district.rollId }] as const));
}

/** Whether something of one district is told where another one, or all, are asked for. */
export function isIn(own: District, asked: District | undefined): boolean {
  return asked === undefined || keyOf(own) === keyOf(asked);
}

function keyOf({ rolls, rollId }: District): string {
  return `${rolls.toLowerCase()}/${rollId}`;
}
