/** Of Hillock's local functions. */
export const DOMAIN = "hillock";
/** Of ONNX' operators for tables. */
export const ML_DOMAIN = "ai.onnx.ml";
/** Of operators that onnxruntime has besides, and fuses others to. */
export const FUSED_DOMAIN = "com.microsoft";
