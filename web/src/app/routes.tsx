import { createHashRouter } from "react-router";
import { Loading } from "../shared/ui/Loading.tsx";
import { Layout } from "./Layout.tsx";
import { Missing } from "./Missing.tsx";
import { RouteFault } from "./RouteFault.tsx";

/** All pages. Each is loaded when it is first opened. */
export function pageRouter() {
  return createHashRouter([
    {
      Component: Layout,
      ErrorBoundary: RouteFault,
      HydrateFallback: Loading,
      children: [
        {
          index: true,
          lazy: async () => ({ Component: (await import("../features/elections/ElectionsPage.tsx")).ElectionsPage }),
        },
        {
          path: "elections/:address",
          lazy: async () => ({ Component: (await import("../features/election/ElectionPage.tsx")).ElectionPage }),
        },
        {
          path: "elections/:address/results",
          lazy: async () => ({ Component: (await import("../features/results/ResultsPage.tsx")).ResultsPage }),
        },
        {
          path: "audit",
          lazy: async () => ({ Component: (await import("../features/audit/AuditPage.tsx")).AuditPage }),
        },
        {
          path: "elections/:address/vote",
          lazy: async () => ({ Component: (await import("../features/vote/VotePage.tsx")).VotePage }),
        },
        {
          path: "register",
          lazy: async () => ({ Component: (await import("../features/register/RegisterPage.tsx")).RegisterPage }),
        },
        {
          path: "register/restore",
          lazy: async () => ({ Component: (await import("../features/register/RestorePage.tsx")).RestorePage }),
        },
        {
          path: "check",
          lazy: async () => ({ Component: (await import("../features/challenge/CheckPage.tsx")).CheckPage }),
        },
        {
          path: "tracker",
          lazy: async () => ({ Component: (await import("../features/tracker/TrackerPage.tsx")).TrackerPage }),
        },
        {
          path: "help",
          lazy: async () => ({ Component: (await import("../features/help/HelpPage.tsx")).HelpPage }),
        },
        {
          path: "how",
          lazy: async () => ({ Component: (await import("../features/help/HowPage.tsx")).HowPage }),
        },
        { path: "*", Component: Missing },
      ],
    },
  ]);
}
