/** In the order of the table's columns; each a module in peers/, and the part of a case that it takes. */
export const PEERS = [
  { name: "hillock", takes: "hillock" },
  { name: "pytorch", takes: "pytorch" },
  { name: "onnxruntime-node", takes: "onnx" },
  { name: "onnxruntime-web", takes: "onnx" },
  { name: "tfjs", takes: "tfjs" },
  { name: "jax-js", takes: "jax" },
];

/** Those that are wanted and can be had; `say` tells what is missing, and why. */
export async function openPeers(wants, say) {
  const open = [];
  for (const { name, takes } of PEERS.filter((peer) => wants(peer.name))) {
    try {
      const peer = await (await import(`./peers/${name}.mjs`)).open();
      open.push({ ...peer, name, takes });
    } catch (error) {
      if (name === "hillock") throw error;
      say(`${name} is left out: ${error.message}\n`);
    }
  }
  return open;
}
