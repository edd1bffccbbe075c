export interface VersionView {
  /** 第 002 版 */
  number: string;
  status: "valid" | "replaced" | "cancelled";
  state: string;
  issued: string;
  identifier: string;
  /** What ended it, in sentences: when and by whom, why. */
  ended: readonly string[];
}

/** Every version of a licence, the newest first: since when it was in force, and what ended it. */
export function LicenceVersions({ versions }: { versions: readonly VersionView[] }) {
  return (
    <ol class="versions">
      {versions.map(({ number, status, state, issued, identifier, ended }) => (
        <li>
          <strong>{number}</strong> <span class={`tag ${status}`}>{state}</span>
          <br />
          <span class="quiet">{issued}</span>
          {ended.map((sentence) => (
            <>
              <br />
              {sentence}
            </>
          ))}
          <br />
          <span class="quiet identifier">{identifier}</span>
        </li>
      ))}
    </ol>
  );
}
