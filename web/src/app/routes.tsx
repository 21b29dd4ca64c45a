import { type ComponentType, lazy } from "react";
import { HashRouter, Route, Routes } from "react-router";
import { Layout } from "./Layout.tsx";
import { Missing } from "./Missing.tsx";

/** All pages by their path. Each is loaded when it is first opened. */
const pages: Readonly<Record<string, ComponentType>> = {
  "/": lazy(async () => ({ default: (await import("../features/elections/ElectionsPage.tsx")).ElectionsPage })),
  "elections/:address": lazy(async () => ({
    default: (await import("../features/election/ElectionPage.tsx")).ElectionPage,
  })),
  "elections/:address/results": lazy(async () => ({
    default: (await import("../features/results/ResultsPage.tsx")).ResultsPage,
  })),
  "elections/:address/vote": lazy(async () => ({ default: (await import("../features/vote/VotePage.tsx")).VotePage })),
  register: lazy(async () => ({ default: (await import("../features/register/RegisterPage.tsx")).RegisterPage })),
  "register/restore": lazy(async () => ({
    default: (await import("../features/register/RestorePage.tsx")).RestorePage,
  })),
  "register/standing": lazy(async () => ({
    default: (await import("../features/register/standing/StandingPage.tsx")).StandingPage,
  })),
  me: lazy(async () => ({ default: (await import("../features/me/MyPage.tsx")).MyPage })),
  "me/identity": lazy(async () => ({
    default: (await import("../features/register/identity/IdentityPage.tsx")).IdentityPage,
  })),
  check: lazy(async () => ({ default: (await import("../features/challenge/CheckPage.tsx")).CheckPage })),
  tracker: lazy(async () => ({ default: (await import("../features/tracker/TrackerPage.tsx")).TrackerPage })),
  audit: lazy(async () => ({ default: (await import("../features/audit/AuditPage.tsx")).AuditPage })),
  trustee: lazy(async () => ({ default: (await import("../features/trustee/TrusteePage.tsx")).TrusteePage })),
  submit: lazy(async () => ({ default: (await import("../features/delivery/DeliveryPage.tsx")).DeliveryPage })),
  help: lazy(async () => ({ default: (await import("../features/help/HelpPage.tsx")).HelpPage })),
  how: lazy(async () => ({ default: (await import("../features/help/HowPage.tsx")).HowPage })),
};

/** Addresses after the #, so that the page works behind any path and its server sees none of them. */
export function PageRoutes() {
  return (
    <HashRouter>
      <Routes>
        <Route Component={Layout}>
          {Object.entries(pages).map(([path, Page]) => (
            <Route key={path} path={path} Component={Page} />
          ))}
          <Route path="*" Component={Missing} />
        </Route>
      </Routes>
    </HashRouter>
  );
}
