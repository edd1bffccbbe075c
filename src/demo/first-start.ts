import { linkEvents } from "../events/chain.ts";
import { newEnrolment } from "../people/acts/enrol-kiosk.ts";
import type { Deps } from "../web/env.ts";
import { generateDemo } from "./generate.ts";
import { DEMO_STAFF, seedPlaces } from "./places.ts";

export { DEMO_PASSWORD } from "./places.ts";

const FILINGS = 400;
const SEED = 20231;

export interface DemoStart {
  accounts: { login: string; what: string }[];
  /** One unused link for each hall. */
  enrolments: { hall: string; token: string }[];
}

/**
 * What a demonstration shows at its start. Into an empty database go places, staff and the filings of a month; links for kiosks are
 * made anew at each start.
 */
export async function seedDemo(deps: Deps): Promise<DemoStart> {
  const now = deps.now();
  if (await seedPlaces(deps.db, now)) {
    await generateDemo(deps, { filings: FILINGS, seed: SEED, until: Math.floor(now / 60_000) * 60_000 });
    await linkEvents(deps.db, now);
  }
  const halls = await deps.db.selectFrom("hall").select(["id", "name"]).orderBy("id").execute();
  const enrolments = [];
  for (const { id, name } of halls) enrolments.push({ hall: name, token: await newEnrolment(deps, id, now) });
  return { accounts: DEMO_STAFF.map(({ login, what }) => ({ login, what })), enrolments };
}
