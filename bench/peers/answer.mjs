// The protocol of lines.py: a question a line, an answer a line, times measured around the search.
import { createInterface } from "node:readline";

export function answerLines(search, arrivals) {
  console.log("ready");
  createInterface({ input: process.stdin }).on("line", (line) => {
    const [source, departure] = line.split(" ").map(Number);
    const cpu = process.cpuUsage();
    const start = performance.now();
    const found = search(source, departure);
    const wall = (performance.now() - start) * 1000;
    const { user, system } = process.cpuUsage(cpu);
    const pairs = arrivals(found, source).map(([stop, time]) => `${stop.slice(1)}:${time}`);
    console.log([wall.toFixed(1), user + system, ...pairs].join(" "));
  });
}
