import { type ComponentType, lazy } from "react";
import { BrowserRouter, MemoryRouter, Navigate, Outlet, Route, Routes, useLocation } from "react-router";
import { isKiosk } from "../shared/kiosk/kiosk.ts";
import { pageAddress } from "../shared/pageAddress.ts";
import { electionPath, PATHS } from "../shared/paths.ts";
import { Layout } from "./Layout.tsx";
import { Missing } from "./Missing.tsx";
import { movedAddress } from "./oldLinks.ts";
import { shownBefore } from "./shell.ts";

const AuditPage = lazy(async () => ({ default: (await import("../features/audit/AuditPage.tsx")).AuditPage }));
const ShellCheck = lazy(async () => ({ default: (await import("./ShellCheck.tsx")).ShellCheck }));

/** All pages by their path. Each is loaded when it is first opened. */
const pages: Readonly<Record<string, ComponentType>> = {
  [PATHS.elections]: lazy(async () => ({
    default: (await import("../features/elections/ElectionsPage.tsx")).ElectionsPage,
  })),
  [PATHS.register]: lazy(async () => ({
    default: (await import("../features/register/RegisterPage.tsx")).RegisterPage,
  })),
  [PATHS.returning]: lazy(async () => ({
    default: (await import("../features/register/returning/ReturnPage.tsx")).ReturnPage,
  })),
  [PATHS.restore]: lazy(async () => ({
    default: (await import("../features/register/RestorePage.tsx")).RestorePage,
  })),
  [PATHS.standing]: lazy(async () => ({
    default: (await import("../features/register/standing/StandingPage.tsx")).StandingPage,
  })),
  [PATHS.mine]: lazy(async () => ({ default: (await import("../features/me/MyPage.tsx")).MyPage })),
  [PATHS.identity]: lazy(async () => ({
    default: (await import("../features/register/identity/IdentityPage.tsx")).IdentityPage,
  })),
  [PATHS.device]: lazy(async () => ({ default: (await import("../features/challenge/CheckPage.tsx")).CheckPage })),
  [PATHS.check]: lazy(async () => ({ default: (await import("../features/tracker/TrackerPage.tsx")).TrackerPage })),
  [PATHS.verify]: AuditPage,
  [PATHS.trustee]: lazy(async () => ({ default: (await import("../features/trustee/TrusteePage.tsx")).TrusteePage })),
  [PATHS.submit]: lazy(async () => ({ default: (await import("../features/delivery/DeliveryPage.tsx")).DeliveryPage })),
  [PATHS.help]: lazy(async () => ({ default: (await import("../features/help/HelpPage.tsx")).HelpPage })),
  [PATHS.how]: lazy(async () => ({ default: (await import("../features/help/HowPage.tsx")).HowPage })),
};

/** What there is of proposals. */
const ofProposals: Readonly<Record<string, ComponentType>> = {
  [PATHS.proposals]: lazy(async () => ({
    default: (await import("../features/proposals/ProposalsPage.tsx")).ProposalsPage,
  })),
  [PATHS.propose]: lazy(async () => ({ default: (await import("../features/proposals/ProposePage.tsx")).ProposePage })),
  [PATHS.ownProposals]: lazy(async () => ({
    default: (await import("../features/proposals/OwnPage.tsx")).OwnPage,
  })),
  [PATHS.measures]: lazy(async () => ({
    default: (await import("../features/proposals/MeasuresPage.tsx")).MeasuresPage,
  })),
  [PATHS.rounds]: lazy(async () => ({
    default: (await import("../features/proposals/rounds/RoundsPage.tsx")).RoundsPage,
  })),
  [`${PATHS.rounds}/:cell`]: lazy(async () => ({
    default: (await import("../features/proposals/rounds/RoundPage.tsx")).RoundPage,
  })),
  [`${PATHS.proposals}/:id`]: lazy(async () => ({
    default: (await import("../features/proposals/ProposalPage.tsx")).ProposalPage,
  })),
};

/** What there is of one election. */
const ofElection: Readonly<Record<string, ComponentType>> = {
  [electionPath(":address")]: lazy(async () => ({
    default: (await import("../features/election/ElectionPage.tsx")).ElectionPage,
  })),
  [electionPath(":address", "/result")]: lazy(async () => ({
    default: (await import("../features/results/ResultsPage.tsx")).ResultsPage,
  })),
  [electionPath(":address", "/vote")]: lazy(async () => ({
    default: (await import("../features/vote/VotePage.tsx")).VotePage,
  })),
  [electionPath(":address", "/verify")]: AuditPage,
  [electionPath(":address", "/notice")]: lazy(async () => ({
    default: (await import("../features/notice/NoticePage.tsx")).NoticePage,
  })),
};

/** What a device that many people use offers: the way to a vote and what explains it, nothing that is anybody's later. */
const KIOSK_PATHS: readonly string[] = [
  ...[PATHS.register, PATHS.restore, PATHS.standing, PATHS.check, PATHS.help, PATHS.how],
  ...["", "/result", "/vote"].map((part) => electionPath(":address", part as "" | "/result" | "/vote")),
];

const KioskHome = lazy(async () => ({ default: (await import("./kiosk/KioskHome.tsx")).KioskHome }));

/** Paths below wherever the page stands, which its scripts tell by their own address. */
export function PageRoutes() {
  if (isKiosk) return <KioskRoutes />;
  return (
    <BrowserRouter basename={new URL(pageAddress).pathname}>
      <Routes>
        <Route Component={Moved}>
          <Route Component={Layout}>
            {routes(pages)}
            {routes(ofProposals)}
            <Route Component={shownBefore() === undefined ? Outlet : ShellCheck}>{routes(ofElection)}</Route>
            <Route path="*" Component={Missing} />
          </Route>
        </Route>
      </Routes>
    </BrowserRouter>
  );
}

/** No page of these has an address or a place in the browser's history: nothing leads back to who was there before. */
function KioskRoutes() {
  const offered = Object.entries({ ...pages, ...ofElection }).filter(([path]) => KIOSK_PATHS.includes(path));
  return (
    <MemoryRouter>
      <Routes>
        <Route Component={Layout}>
          <Route path={PATHS.elections} Component={KioskHome} />
          {routes(Object.fromEntries(offered))}
          <Route path="*" Component={Missing} />
        </Route>
      </Routes>
    </MemoryRouter>
  );
}

function routes(all: typeof pages) {
  return Object.entries(all).map(([path, Page]) => <Route key={path} path={path} Component={Page} />);
}

/** Leads from an address of old to the one of now. */
function Moved() {
  const { pathname, hash } = useLocation();
  const moved = movedAddress(hash);
  if (moved !== undefined) return <Navigate to={moved} replace />;
  // As a file's name it opens at some hosts.
  if (pathname.endsWith("/index.html")) return <Navigate to={pathname.slice(0, -"index.html".length) + hash} replace />;
  return <Outlet />;
}
