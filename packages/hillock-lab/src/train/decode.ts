export interface Decoded {
  readonly text: string;
  readonly notes: readonly string[];
}

/** A file's text; older programs write one byte a letter, which is no UTF-8. */
export function decode(bytes: ArrayBuffer): Decoded {
  const text = new TextDecoder().decode(bytes);
  if (!text.includes("\ufffd")) return { text, notes: [] };
  return {
    text: new TextDecoder("windows-1252").decode(bytes),
    notes: ["Its letters were read as Latin-1 (Windows-1252), for they are no UTF-8."],
  };
}
