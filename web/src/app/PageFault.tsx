import { Component, type ReactNode } from "react";
import { Fault } from "../shared/ui/Fault.tsx";

type Guarded = { readonly children: ReactNode };
type Caught = { readonly error: unknown };

/** Shows what went wrong in place of a page that could not be loaded or shown. React asks for a class here. */
export class PageFault extends Component<Guarded, Caught> {
  override state: Caught = { error: undefined };

  static getDerivedStateFromError(error: unknown): Caught {
    return { error };
  }

  override render(): ReactNode {
    if (this.state.error === undefined) return this.props.children;
    return <Fault error={this.state.error} again={() => location.reload()} />;
  }
}
