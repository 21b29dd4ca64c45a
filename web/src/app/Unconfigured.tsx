import { Fault } from "../shared/ui/Fault.tsx";

/** Nothing can be shown without a configuration. */
export function Unconfigured({ error }: { readonly error: unknown }) {
  return (
    <main className="width main">
      <h1>한표 Hanpyo</h1>
      <Fault error={error} again={() => location.reload()} />
    </main>
  );
}
