import { useLocation, useNavigate } from "react-router";

/** What stands after # in the address, which no server sees, and how to put something else there. */
export function useFragment(): readonly [
  values: URLSearchParams,
  replace: (values: Readonly<Record<string, string>>) => void,
] {
  const { pathname, search, hash, state } = useLocation();
  const navigate = useNavigate();
  const replace = (values: Readonly<Record<string, string>>) => {
    const next = new URLSearchParams(values).toString();
    void navigate({ pathname, search, hash: next === "" ? "" : `#${next}` }, { replace: true, state });
  };
  return [new URLSearchParams(hash.slice(1)), replace];
}
