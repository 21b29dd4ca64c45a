import { Component, type ReactNode } from "react";
import { faultOf } from "../shared/faults.ts";
import { Fault } from "../shared/ui/Fault.tsx";
import { reloadOnce } from "./reloadOnce.ts";

type Guarded = { readonly children: ReactNode };
type Caught = { readonly error: unknown; readonly rounds: number };

/** Times that a page is shown anew after something else changed what it had written. */
const ROUNDS = 1;

/**
 * Shows what went wrong in place of a page that could not be loaded or shown. A part that a new release took away is
 * looked for once in the new one; a page that a translator of the browser rewrote is shown anew once. React asks for a
 * class here.
 */
export class PageFault extends Component<Guarded, Caught> {
  override state: Caught = { error: undefined, rounds: 0 };

  static getDerivedStateFromError(error: unknown): Partial<Caught> {
    return { error };
  }

  override componentDidCatch(error: unknown): void {
    if (faultOf(error) === "renewed") reloadOnce();
    const { rounds } = this.state;
    if (isForeignChange(error) && rounds < ROUNDS) this.setState({ error: undefined, rounds: rounds + 1 });
  }

  override render(): ReactNode {
    if (this.state.error === undefined) return this.props.children;
    return <Fault error={this.state.error} again={() => location.reload()} />;
  }
}

/** Whether the page's elements are not where it put them. */
function isForeignChange(error: unknown): boolean {
  return error instanceof DOMException && error.name === "NotFoundError";
}
