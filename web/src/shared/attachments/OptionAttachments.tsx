import { useEffect, useRef, useState } from "react";
import { type OptionAttachments as Attachments, paperFile, pictureFile } from "../../../../sdk/election/attachments.ts";
import type { Content } from "../../../../sdk/election/content.ts";
import { isKiosk } from "../kiosk/kiosk.ts";
import { useContentTexts, useTexts } from "../language.ts";
import { saveFile } from "../saveFile.ts";
import { Button } from "../ui/Button.tsx";
import { ContentText } from "../ui/ContentText.tsx";
import { dataAddress, fetchAttachment } from "./attachment.ts";
import "./attachments.css";
import "./texts.ts";

type Shown = { readonly content: Content; readonly option: Attachments };

/** Picture, paper and place of an option; files are shown once they are what was frozen. */
export function OptionAttachments({ content, option }: Shown) {
  const { picture, paper, place } = option;
  return (
    <>
      {picture && <Picture content={content} picture={picture} />}
      {place && <Place content={content} place={place} />}
      {paper && !isKiosk && <Paper content={content} paper={paper} />}
    </>
  );
}

/** Fetched when it comes in sight: it lies in a fold, and there may be many. */
function Picture({
  content,
  picture,
}: Pick<Shown, "content"> & { readonly picture: NonNullable<Attachments["picture"]> }) {
  const { t } = useTexts("attachments");
  const alt = useContentTexts(content)(picture.alt);
  const frame = useRef<HTMLElement>(null);
  const [shown, setShown] = useState<string | "missing">();
  useEffect(() => {
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      observer.disconnect();
      void fetchAttachment(pictureFile(picture)).then((bytes) =>
        setShown(bytes === undefined ? "missing" : dataAddress(bytes, picture.type)),
      );
    });
    if (frame.current !== null) observer.observe(frame.current);
    return () => observer.disconnect();
  }, [picture]);
  return (
    <figure className="attachment" ref={frame}>
      {shown === undefined || shown === "missing" ? (
        <>
          <p>
            <span lang={alt.language}>{alt.text}</span>
          </p>
          <p className="small quiet">{t(shown === undefined ? "picture.loading" : "picture.missing")}</p>
        </>
      ) : (
        <img src={shown} alt={alt.text} lang={alt.language} />
      )}
    </figure>
  );
}

function Paper({ content, paper }: Pick<Shown, "content"> & { readonly paper: NonNullable<Attachments["paper"]> }) {
  const { t } = useTexts("attachments");
  const title = useContentTexts(content)(paper.title).text;
  const [state, setState] = useState<"busy" | "saved" | "missing">();
  const take = () => {
    setState("busy");
    void fetchAttachment(paperFile(paper)).then((bytes) => {
      if (bytes !== undefined) saveFile(`${title}.pdf`, bytes, "application/pdf");
      setState(bytes === undefined ? "missing" : "saved");
    });
  };
  return (
    <div className="stack stack-tight">
      <div>
        <Button look="second" onPress={take} isDisabled={state === "busy"}>
          <span>
            <ContentText content={content} text={paper.title} /> {t("paper.size", { size: sizeText(paper.bytes) })}
          </span>
        </Button>
      </div>
      <p className="small quiet" aria-live="polite">
        {state === undefined ? "" : t(`paper.${state}`)}
      </p>
    </div>
  );
}

function Place({ content, place }: Pick<Shown, "content"> & { readonly place: NonNullable<Attachments["place"]> }) {
  const { t } = useTexts("attachments");
  const { name, at } = place;
  const [latitude, longitude] = at === undefined ? [] : [at.latitude, at.longitude].map((one) => one / 1_000_000);
  return (
    <p>
      <strong>{t("place")}</strong> <ContentText content={content} text={name} />
      {at !== undefined && !isKiosk && (
        <>
          {" "}
          {/* Opens a map that the visitor's device has; this page asks nobody for one. */}
          <a href={`geo:${latitude},${longitude}`} translate="no">
            {latitude}, {longitude}
          </a>
        </>
      )}
    </p>
  );
}

function sizeText(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1_000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
