import { useRouteError } from "react-router";
import { Fault } from "../shared/ui/Fault.tsx";

/** A page that could not be shown, or loaded. */
export function RouteFault() {
  return (
    <main className="width main">
      <h1>한표 Hanpyo</h1>
      <Fault error={useRouteError()} again={() => location.reload()} />
    </main>
  );
}
