import { useEffect, useState } from "react";
import { notedRolls } from "../../shared/vault/rolls.ts";

/** The rolls that this browser registered for; none until they are read. */
export function useOwnRolls(): readonly string[] {
  const [rolls, setRolls] = useState<readonly string[]>([]);
  useEffect(() => {
    notedRolls().then(setRolls, () => undefined);
  }, []);
  return rolls;
}
