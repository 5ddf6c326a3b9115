import { useId } from "preact/hooks";
import { Term } from "../../ui/Term.tsx";
import { lanes, openOnnx, saveOnnx } from "./model.ts";
import type { LaneName } from "./state.ts";

/** A network into a file, and out of one. */
export function OnnxFile({ lane }: { readonly lane: LaneName }) {
  const id = useId();
  return (
    <div class="onnx whole">
      <button
        type="button"
        disabled={lanes[lane].frame.value === undefined}
        onClick={() => void saveOnnx(lane)}
      >
        Save as ONNX
      </button>
      <input
        id={id}
        class="hidden"
        type="file"
        accept=".onnx"
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          if (file)
            void openOnnx(lane, file).finally(() => {
              currentTarget.value = "";
            });
        }}
      />
      <label for={id} class="button">
        Open ONNX
      </label>
      <span class="note">
        What is <Term word="onnxFile">ONNX</Term>?
      </span>
    </div>
  );
}
