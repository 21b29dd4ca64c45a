import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createRoot } from "react-dom/client";
import { browserFault } from "../shared/browser.ts";
import { loadConfig } from "../shared/config.ts";
import { changeLanguage, offerEasy } from "../shared/language.ts";
import { addressOf, pageAddress } from "../shared/pageAddress.ts";
import { SessionContext, startSession } from "../shared/session.tsx";
import { applySettings, browserStorage, readSettings } from "../shared/settings.ts";
import "krds/css/token/krds_tokens.css";
import "../shared/styles/fonts.css";
import "../shared/styles/themes.css";
import "../shared/styles/base.css";
import "../shared/styles/parts.css";
import "../shared/styles/layout.css";
import "../shared/styles/voting.css";
import "../shared/styles/print.css";
import { BrowserHint } from "./BrowserHint.tsx";
import { PageRoutes } from "./routes.tsx";
import { Unconfigured } from "./Unconfigured.tsx";

const settings = readSettings(browserStorage(), navigator.languages);
applySettings(settings, document.documentElement);
offerEasy(async () => (await import("./easyTexts.ts")).easyTexts);
await changeLanguage(settings.language);

// Named relatively, it would be looked for below every path that is shown.
document.querySelector("link[rel=icon]")?.setAttribute("href", addressOf("icon.svg"));

const root = createRoot(document.getElementById("root") as HTMLElement);
const globals = globalThis as unknown as Readonly<Record<string, unknown>>;
const fault = browserFault({ userAgent: navigator.userAgent, globals });

if (fault === "old") {
  root.render(<BrowserHint fault={fault} />);
} else {
  const queries = new QueryClient({
    defaultOptions: { queries: { retry: 1, refetchOnWindowFocus: false, staleTime: 10_000, networkMode: "always" } },
  });
  try {
    const session = startSession(await loadConfig(pageAddress));
    root.render(
      <SessionContext value={session}>
        <QueryClientProvider client={queries}>
          {fault && <BrowserHint fault={fault} />}
          <PageRoutes />
        </QueryClientProvider>
      </SessionContext>,
    );
  } catch (error) {
    root.render(<Unconfigured error={error} />);
  }
}
