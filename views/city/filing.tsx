import type { Light } from "../../src/rules/lights.ts";
import { LicenceVersions, type VersionView } from "../parts/licence-versions.tsx";
import { LightMark } from "../parts/light.tsx";
import { CityPage, type CityUser } from "./frame.tsx";

interface Fact {
  label: string;
  value: string;
}

export interface CityFilingView {
  name: string;
  number: string;
  status: string;
  turn: string;
  light?: Light | undefined;
  due: string;
  forecast: string;
  why: string[];
  readings: Fact[];
  facts: Fact[];
  returns: { when: string; by: string; items: { label: string; reason: string; problem: string; fix: string }[] }[];
  versions: readonly VersionView[];
  delivery: Fact[];
  events: { when: string; sentence: string }[];
}

/** One filing, to be read only. */
export function CityFilingPage({ user, view }: { user: CityUser; view: CityFilingView }) {
  return (
    <CityPage title={view.number} user={user} place="filings">
      <div class="headline">
        <h1>{view.name}</h1>
        <p class="number quiet">{view.number}</p>
      </div>
      <div class="filing">
        <section aria-label="现在">
          <p class="standing">
            <strong>{view.status}</strong> {view.light ? <LightMark light={view.light} /> : null}
          </p>
          <p>
            {view.turn}。{view.due ? `法定期限 ${view.due}。` : ""}
            {view.forecast ? `${view.forecast}。` : ""}
          </p>
          <h2>办理时间</h2>
          <Facts facts={view.readings} />
          {view.why.length > 0 ? (
            <>
              <h2>期限怎么算的</h2>
              <ol class="why">
                {view.why.map((sentence) => (
                  <li>{sentence}</li>
                ))}
              </ol>
            </>
          ) : null}
          <h2>申请</h2>
          <Facts facts={view.facts} />
          {view.versions.length > 0 ? (
            <>
              <h2>营业执照</h2>
              <LicenceVersions versions={view.versions} />
            </>
          ) : null}
          {view.delivery.length > 0 ? (
            <>
              <h2>纸质执照</h2>
              <Facts facts={view.delivery} />
            </>
          ) : null}
          {view.returns.length > 0 ? <h2>退回补正</h2> : null}
          {view.returns.map((returned) => (
            <div class="returned">
              <p>
                {returned.when}，{returned.by}
              </p>
              <ul>
                {returned.items.map(({ label, reason, problem, fix }) => (
                  <li>
                    <strong>{label}</strong>：{reason ? `${reason}。` : ""}
                    {problem}
                    <br />
                    <span class="quiet">改法：{fix}</span>
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </section>
        <section aria-labelledby="history">
          <h2 id="history">办理经过</h2>
          <ol class="history">
            {view.events.map(({ when, sentence }) => (
              <li>
                <span class="quiet">{when}</span>
                <span>{sentence}</span>
              </li>
            ))}
          </ol>
        </section>
      </div>
    </CityPage>
  );
}

function Facts({ facts }: { facts: Fact[] }) {
  return (
    <dl class="facts">
      {facts.map(({ label, value }) => (
        <>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </>
      ))}
    </dl>
  );
}
