import { lazy, Suspense, useEffect, useState } from "react";
import { Link, NavLink, Outlet, useLocation } from "react-router";
import { isKiosk } from "../shared/kiosk/kiosk.ts";
import { changeLanguage, useTexts } from "../shared/language.ts";
import { addressOf } from "../shared/pageAddress.ts";
import { PATHS } from "../shared/paths.ts";
import { useSession } from "../shared/session.tsx";
import {
  applySettings,
  browserStorage,
  readSettings,
  type Settings,
  watchSystem,
  writeSettings,
} from "../shared/settings.ts";
import { Loading } from "../shared/ui/Loading.tsx";
import { PageFault } from "./PageFault.tsx";
import { stopReading } from "./reading/readingNow.ts";
import { SettingsMenu } from "./SettingsMenu.tsx";
import "./texts.ts";

const DemoBar = lazy(async () => ({ default: (await import("./DemoBar.tsx")).DemoBar }));

const KioskBar = lazy(async () => ({ default: (await import("./kiosk/KioskBar.tsx")).KioskBar }));

/** Pages in the menu, in the same order and place on every page (WCAG 3.2.3, 3.2.6). */
const menu = [
  ["elections", PATHS.elections],
  ["proposals", PATHS.proposals],
  ["mine", PATHS.mine],
  ["help", PATHS.help],
] as const;

/** What stands around every page. */
export function Layout() {
  const { t, say } = useTexts("app");
  const { config } = useSession();
  const [settings, setSettings] = useState(() => readSettings(browserStorage(), navigator.languages));
  useEffect(() => {
    applySettings(settings, document.documentElement);
    void changeLanguage(settings.language);
    return watchSystem(() => applySettings(settings, document.documentElement));
  }, [settings]);
  const { pathname } = useLocation();
  // Another page is not what was listened to.
  // biome-ignore lint/correctness/useExhaustiveDependencies: when the page changes
  useEffect(() => stopReading, [pathname]);
  const shown = menu.filter(([name]) => name !== "proposals" || config.mirrors !== undefined);
  const change = (next: Settings) => {
    writeSettings(browserStorage(), next);
    setSettings(next);
  };

  return (
    <>
      {/* No anchor: what stands after # is a code or nothing. */}
      <button type="button" className="skip-link" onClick={() => document.getElementById("main")?.focus()}>
        {t("skip")}
      </button>
      {config.demo && (
        <Suspense fallback={null}>
          <DemoBar url={config.demo.url} />
        </Suspense>
      )}
      <header className="header no-print">
        <div className="width">
          <Link className="brand" to={PATHS.elections}>
            <img className="brand-mark" src={addressOf("icon.svg")} alt="" />
            {t("name")}
          </Link>
          <SettingsMenu settings={settings} change={change} />
          {isKiosk ? (
            <Suspense fallback={null}>
              <KioskBar />
            </Suspense>
          ) : (
            <nav className="nav" aria-label={t("nav.label")}>
              <ul>
                {shown.map(([name, to]) => (
                  <li key={name}>
                    <NavLink to={to} end={to === "/"}>
                      {t(`nav.${name}`)}
                    </NavLink>
                  </li>
                ))}
              </ul>
            </nav>
          )}
        </div>
      </header>
      <main id="main" className="width main" tabIndex={-1}>
        {/* Another page is another attempt. */}
        <PageFault key={pathname}>
          <Suspense fallback={<Loading />}>
            <Outlet />
          </Suspense>
        </PageFault>
      </main>
      <footer className="footer">
        <div className="width stack stack-tight">
          <p>
            <strong>{t("footer.contact")}</strong> {say(config.contact)}
          </p>
          <p className="small quiet">{t("footer.privacy")}</p>
          <p className="small quiet">{t("footer.audited")}</p>
          <p className="row">
            <Link to={PATHS.check}>{t("nav.tracker")}</Link>
            {!isKiosk && <Link to={PATHS.verify}>{t("nav.audit")}</Link>}
            {!isKiosk && <Link to={PATHS.submit}>{t("footer.submit")}</Link>}
            <Link to={PATHS.how}>{t("footer.how")}</Link>
            {isKiosk && <Link to={PATHS.help}>{t("nav.help")}</Link>}
            {!isKiosk && <Link to={PATHS.trustee}>{t("footer.trustees")}</Link>}
          </p>
        </div>
      </footer>
    </>
  );
}
