import { fromEvent } from "file-selector";
import { useEffect, useId, useState } from "preact/hooks";

interface FileDropProps {
  readonly label: string;
  readonly accept: string;
  readonly note?: string;
  readonly take: (file: File) => Promise<void>;
}

/** A file dropped anywhere on the page, or chosen. */
export function FileDrop({ label, accept, note, take }: FileDropProps) {
  const takeFrom = async (event: Event): Promise<void> => {
    const [file] = await fromEvent(event);
    if (file instanceof File) await take(file);
  };
  const id = useId();
  const [over, setOver] = useState(false);
  useEffect(() => {
    const allow = (event: DragEvent): void => {
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent): void => setOver(event.relatedTarget !== null);
    const drop = (event: DragEvent): void => {
      event.preventDefault();
      setOver(false);
      void takeFrom(event);
    };
    document.addEventListener("dragover", allow);
    document.addEventListener("dragleave", leave);
    document.addEventListener("drop", drop);
    return () => {
      document.removeEventListener("dragover", allow);
      document.removeEventListener("dragleave", leave);
      document.removeEventListener("drop", drop);
    };
  }, []);
  return (
    <div class="drop" data-over={over}>
      <label for={id}>{label}</label>
      <input
        id={id}
        type="file"
        accept={accept}
        onChange={(event) => {
          const input = event.currentTarget;
          void takeFrom(event).finally(() => {
            input.value = "";
          });
        }}
      />
      {note && <span class="note">{note}</span>}
    </div>
  );
}
