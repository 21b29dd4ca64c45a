import { useEffect, useState } from "react";
import { listIdentities } from "../../shared/vault/identityEntries.ts";
import { noteOf } from "../../shared/vault/notes.ts";

/** The rolls that this browser registered for; none until they are read. */
export function useOwnRolls(): readonly string[] {
  const [rolls, setRolls] = useState<readonly string[]>([]);
  useEffect(() => {
    readOwnRolls().then(setRolls, () => undefined);
  }, []);
  return rolls;
}

async function readOwnRolls(): Promise<readonly string[]> {
  const notes = await Promise.all((await listIdentities()).map(({ id }) => noteOf(id)));
  return [...new Set(notes.flatMap(({ rollIds }) => rollIds))];
}
