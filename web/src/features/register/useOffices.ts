import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import { readOffice } from "../../../../sdk/enrolling/officeClient.ts";
import type { Reach } from "../../../../sdk/relaying/jsonRequest.ts";
import { useSession } from "../../shared/session.tsx";
import type { BothOffices } from "./registration.ts";

/** Requests to offices, with the milliseconds that an answer may take. */
export const OFFICE_REACH: Reach = {
  timeout: 20_000,
  fetch: (input: RequestInfo | URL, init?: RequestInit) => fetch(input, init),
};

/** What both offices say of themselves; nothing where the page has none. */
export function useOffices(): UseQueryResult<BothOffices> {
  const { offices } = useSession().config;
  return useQuery({
    queryKey: ["offices", offices],
    enabled: offices !== null,
    queryFn: async (): Promise<BothOffices> => {
      const { registrar, approver } = offices as NonNullable<typeof offices>;
      const [one, other] = await Promise.all([readOffice(registrar, OFFICE_REACH), readOffice(approver, OFFICE_REACH)]);
      return { registrar: one, approver: other };
    },
  });
}
