import type { Stop } from "../../src/filing/pages/stops.ts";
import { inFours } from "../parts/spoken.tsx";
import { KioskPage, type Screen } from "./frame.tsx";

export interface StopProps {
  screen: Screen;
  stop: Stop;
  code: string;
  bureaus: readonly { place: string; bureau: string }[];
  back: string;
}

/** The kiosk cannot go on: why, who can, and the code with which they do. */
export function StopPage({ screen, stop, code, bureaus, back }: StopProps) {
  return (
    <KioskPage
      screen={screen}
      title={stop.title}
      back={{ href: back }}
      primary={{ label: "记下取件码，退出", href: "/kiosk/leave" }}
    >
      {stop.paragraphs.map((paragraph) => (
        <p class="prose">{paragraph}</p>
      ))}
      {bureaus.length > 0 ? (
        <table>
          <thead>
            <tr>
              <th>经营场所在</th>
              <th>向谁申请</th>
            </tr>
          </thead>
          <tbody>
            {bureaus.map(({ place, bureau }) => (
              <tr>
                <td>{place}</td>
                <td>{bureau}</td>
              </tr>
            ))}
            <tr>
              <td>牡丹江以外</td>
              <td>当地的市场监督管理局</td>
            </tr>
          </tbody>
        </table>
      ) : null}
      <div class="code-card">
        <div>
          <p>{stop.window ? "到窗口报这个取件码：" : "以后接着填，用这个取件码："}</p>
          <p class="code number">{inFours(code)}</p>
        </div>
      </div>
      {stop.clause ? <p class="quiet">依据：{stop.clause}</p> : null}
    </KioskPage>
  );
}
