import { availableParallelism, cpus, loadavg } from "node:os";

/** Where and when something was measured. */
export function machineOf() {
  const [load = 0] = loadavg();
  const figures = {
    cpu: cpus()[0]?.model.trim() ?? "unknown",
    cores: availableParallelism(),
    node: process.version,
    load: Math.round(load * 10) / 10,
    at: new Date().toISOString(),
  };
  const busy = load > figures.cores ? ": busy, trust the ratios and not the times" : "";
  const described =
    `${figures.cores} cores, ${figures.cpu}, Node ${figures.node}, ${figures.at.slice(0, 10)}; ` +
    `load of this machine ${figures.load}${busy}`;
  return { figures, described };
}
