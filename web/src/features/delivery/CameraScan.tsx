import { useEffect, useRef } from "react";
import { useTexts } from "../../shared/language.ts";
import { Button } from "../../shared/ui/Button.tsx";
import "./texts.ts";

/** The part of the Shape Detection API that is used here. */
type Detector = { detect(source: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]> };

/** Milliseconds between two looks. */
const LOOK = 300;

/** Shows the camera until it sees a QR code; nothing is kept, and nothing leaves the device. */
export function CameraScan({ found }: { readonly found: (text: string | undefined) => void }) {
  const { t } = useTexts("delivery");
  const video = useRef<HTMLVideoElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the camera is opened once
  useEffect(() => {
    const { BarcodeDetector } = globalThis as unknown as { BarcodeDetector: new (what: object) => Detector };
    const detector = new BarcodeDetector({ formats: ["qr_code"] });
    let stream: MediaStream | undefined;
    let timer: ReturnType<typeof setInterval> | undefined;
    const stop = () => {
      clearInterval(timer);
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
    const look = async () => {
      const [code] = await detector.detect(video.current as HTMLVideoElement).catch(() => []);
      if (code !== undefined) found(code.rawValue);
    };
    navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } }).then(
      (opened) => {
        stream = opened;
        if (video.current === null) return stop();
        video.current.srcObject = opened;
        timer = setInterval(() => void look(), LOOK);
      },
      () => found(undefined),
    );
    return stop;
  }, []);
  return (
    <div className="stack">
      <video ref={video} autoPlay muted playsInline width="100%" aria-label={t("camera")} />
      <div>
        <Button look="quiet" onPress={() => found(undefined)}>
          {t("cameraStop")}
        </Button>
      </div>
    </div>
  );
}
