import type { ReactNode } from "react";
import { useParams } from "react-router";
import { Fault } from "../ui/Fault.tsx";
import { Loading } from "../ui/Loading.tsx";
import { Page } from "../ui/Page.tsx";
import { type ChainClock, type ListedElection, useElection } from "./queries.ts";

type Shown = {
  /** Of the page that says why the election cannot be shown. */
  readonly title: string;
  readonly children: (read: { readonly election: ListedElection; readonly clock: ChainClock }) => ReactNode;
};

/** Shows its children with the election that the path names, once it is read. */
export function AddressedElection({ title, children }: Shown) {
  const { address = "" } = useParams();
  const { data, error, refetch } = useElection(address);
  if (error) {
    return (
      <Page title={title}>
        <Fault error={error} again={() => void refetch()} />
      </Page>
    );
  }
  return data === undefined ? <Loading /> : children(data);
}
