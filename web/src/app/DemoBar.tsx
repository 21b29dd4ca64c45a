import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTexts } from "../shared/language.ts";
import { Button } from "../shared/ui/Button.tsx";
import "./texts.ts";

/** Says that this is a demonstration, and lets its simulated trustees close and count the open election. */
export function DemoBar({ url }: { readonly url: string }) {
  const { t } = useTexts("app");
  const queries = useQueryClient();
  const finish = useMutation({
    mutationFn: async () => {
      const response = await fetch(`${url}/finish`, { method: "POST", credentials: "omit" });
      if (!response.ok) throw new Error(await response.text());
    },
    onSettled: () => queries.invalidateQueries(),
  });
  return (
    <aside className="banner no-print" aria-label={t("demo.label")}>
      <div className="width row row-apart">
        <p>{t("demo.note")}</p>
        <Button look="quiet" isDisabled={finish.isPending || finish.isSuccess} onPress={() => finish.mutate()}>
          {t("demo.finish")}
        </Button>
        <p role="status" aria-live="polite">
          {finish.isPending && t("demo.working")}
          {finish.isSuccess && t("demo.done")}
          {finish.isError && `${t("demo.failed")} (${finish.error.message})`}
        </p>
      </div>
    </aside>
  );
}
