// Checks the square of a licence in the browser, and lets a file be dropped on its form. The page says all it has to say without it.
(() => {
  const ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  const PURPOSE = new TextEncoder().encode("tongban licence square\0");
  const DAY = 24 * 3600 * 1000;
  const BODY = 32;

  const bytesOf = (text) => {
    const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    return Uint8Array.from(plain, (character) => character.charCodeAt(0));
  };
  const hexOf = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");

  const unpackCode = (bytes) => {
    let number = BigInt(`0x${hexOf(bytes)}`);
    let code = "";
    for (let place = 0; place < 18; place += 1) {
      code = ALPHABET[Number(number % 31n)] + code;
      number /= 31n;
    }
    return code;
  };

  // Format 1: format, 4 key, 12 credit code, version, 2 day, 12 digest, 64 signature.
  const read = (payload) => {
    const bytes = bytesOf(payload);
    if (bytes.length !== BODY + 64 || bytes[0] !== 1) return undefined;
    const body = bytes.slice(0, BODY);
    return {
      keyId: hexOf(body.slice(1, 5)),
      uscc: unpackCode(body.slice(5, 17)),
      version: String(body[17]).padStart(3, "0"),
      issuedOn: new Date(Date.UTC(2020, 0, 1) + ((body[18] << 8) + body[19]) * DAY).toISOString().slice(0, 10),
      digest: hexOf(body.slice(20)),
      signed: new Uint8Array([...PURPOSE, ...body]),
      signature: bytes.slice(BODY),
    };
  };

  const isSigned = async (square, jwk) => {
    const ed = jwk.kty === "OKP";
    const algorithm = ed ? { name: "Ed25519" } : { name: "ECDSA", namedCurve: "P-256" };
    const key = await crypto.subtle.importKey("jwk", jwk, algorithm, false, ["verify"]);
    return crypto.subtle.verify(
      ed ? algorithm : { name: "ECDSA", hash: "SHA-256" },
      key,
      square.signature,
      square.signed,
    );
  };

  const sayOf = async (payload, items, keysAt) => {
    const square = read(payload);
    if (!square) return ["bad", "二维码里的签名读不出来，请以上面的查验结果为准。"];
    const { keys } = await (await fetch(keysAt)).json();
    const key = keys.find(({ id }) => id === square.keyId);
    if (!key || !(await isSigned(square, key.jwk)))
      return ["bad", "二维码里的签名不是牡丹江市的签名，这个二维码是伪造的，不要采信。"];
    const when = `第 ${square.version} 版，${square.issuedOn.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, "$1年$2月$3日")}签发`;
    const said = `二维码里的签名是真的：统一社会信用代码 ${square.uscc.replace(/(.{4})(?=.)/g, "$1 ")}，${when}。`;
    const until = "签名只说明签发时的内容，以签发时为准；现在是否有效，看上面的查验结果。";
    if (items.length === 0) return ["warn", said + until];
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(JSON.stringify(items)));
    const same = hexOf(new Uint8Array(digest)).slice(0, 24) === square.digest;
    return same
      ? ["good", `${said}与下面登记的内容一致。${until}`]
      : ["bad", `${said}但与下面登记的内容不一致，这个二维码不是这张执照的，不要采信。`];
  };

  const checkSquare = async () => {
    const place = document.querySelector("[data-square]");
    const payload = location.hash.slice(1);
    if (!place || payload.length < 100 || !window.crypto?.subtle) return;
    try {
      const [tone, text] = await sayOf(payload, JSON.parse(place.dataset.square), place.dataset.keys);
      const heading = document.createElement("h2");
      heading.textContent = "二维码里的签名";
      const words = document.createElement("p");
      words.className = `notice ${tone}`;
      words.textContent = text;
      place.replaceChildren(heading, words);
      place.hidden = false;
    } catch {
      // An old browser without these signatures: the server's answer stands alone.
    }
  };

  const letDrop = (form) => {
    const input = form.querySelector('input[type="file"]');
    for (const name of ["dragover", "dragleave", "drop"])
      form.addEventListener(name, (event) => {
        event.preventDefault();
        form.classList.toggle("over", name === "dragover");
      });
    form.addEventListener("drop", (event) => {
      if (event.dataTransfer.files.length === 0) return;
      input.files = event.dataTransfer.files;
      form.requestSubmit();
    });
  };

  document.addEventListener("DOMContentLoaded", () => {
    void checkSquare();
    for (const form of document.querySelectorAll("[data-drop]")) letDrop(form);
  });
  window.addEventListener("hashchange", () => void checkSquare());
})();
