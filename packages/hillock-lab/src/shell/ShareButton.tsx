import { useState } from "preact/hooks";

/** Copies the address, which holds the whole state of the page. */
export function ShareButton() {
  const [said, say] = useState("");
  const copy = async (): Promise<void> => {
    // the address follows changes after 200 ms
    await new Promise((resolve) => setTimeout(resolve, 250));
    try {
      await navigator.clipboard.writeText(location.href);
      say("Link copied");
    } catch {
      say("Copy the address above");
    }
    setTimeout(() => say(""), 2500);
  };
  return (
    <>
      <button type="button" class="quiet share" onClick={copy}>
        Copy link
      </button>
      <span role="status" class="toast" data-shown={said !== ""}>
        {said}
      </span>
    </>
  );
}
