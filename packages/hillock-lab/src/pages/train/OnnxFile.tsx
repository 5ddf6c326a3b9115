import { useId } from "preact/hooks";
import { openOnnx, saveOnnx } from "./model.ts";
import type { LaneName } from "./state.ts";

/** A network into a file, and out of one. */
export function OnnxFile({ lane }: { readonly lane: LaneName }) {
  const id = useId();
  return (
    <div class="onnx whole">
      <button type="button" onClick={() => void saveOnnx(lane)}>
        Save as ONNX
      </button>
      <label for={id}>Open ONNX</label>
      <input
        id={id}
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
    </div>
  );
}
