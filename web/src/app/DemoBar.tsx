import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTexts } from "../shared/language.ts";
import { Button } from "../shared/ui/Button.tsx";
import "./texts.ts";

type DemoState = { readonly canOpen: boolean; readonly canFinish: boolean };

/** Says that this is a demonstration, and lets its simulated trustees go on, whose clock the demonstration moves. */
export function DemoBar({ url }: { readonly url: string }) {
  const { t } = useTexts("app");
  const queries = useQueryClient();
  const state = useQuery({
    queryKey: ["demo", url],
    queryFn: async () => (await ask(`${url}/state`)).json() as Promise<DemoState>,
  });
  const go = useMutation({
    mutationFn: (step: "open" | "finish") => ask(`${url}/${step}`, { method: "POST" }),
    onSettled: () => queries.invalidateQueries(),
  });
  const button = (step: "open" | "finish") => (
    <Button look="quiet" className="button-small" isDisabled={go.isPending} onPress={() => go.mutate(step)}>
      {t(`demo.${step}`)}
    </Button>
  );
  return (
    <aside className="banner no-print" aria-label={t("demo.label")}>
      <div className="width row">
        <p>{t("demo.note")}</p>
        {state.data?.canOpen && button("open")}
        {state.data?.canFinish && button("finish")}
        <p role="status" aria-live="polite">
          {go.isPending && <span>{t("demo.working")}</span>}
          {go.isSuccess && <span>{t(`demo.done.${go.variables}`)}</span>}
          {go.isError && <span>{`${t("demo.failed")} (${go.error.message})`}</span>}
        </p>
      </div>
    </aside>
  );
}

async function ask(url: string, init: RequestInit = {}): Promise<Response> {
  const response = await fetch(url, { ...init, credentials: "omit" });
  if (!response.ok) throw new Error(`${response.status}`);
  return response;
}
