/** A code as people read it aloud: in groups of four. */
export function inFours(code: string): string {
  return code.replace(/(.{4})(?=.)/g, "$1 ");
}

/** Words with a telephone number in them: the number stays in one line, and a phone can call it. */
export function Reachable({ words }: { words: string }) {
  return (
    <>
      {words.split(/(\d{3,4}-\d{7,8})/).map((part, at) =>
        at % 2 === 0 ? (
          part
        ) : (
          <a class="number" href={`tel:${part.replace("-", "")}`}>
            {part}
          </a>
        ),
      )}
    </>
  );
}
