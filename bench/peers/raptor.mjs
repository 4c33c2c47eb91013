// raptor-journey-planner beside ours. Arguments: a folder with node_modules, a GTFS folder, YYYY-MM-DD.
// Its own reader of zips ends without a word on Node 20, so the plain feed is read here. Its arrivals
// hold the two minutes of a change; they are taken off again.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { answerLines } from "./answer.mjs";

const CHANGE_S = 120;
const [packages, folder, day] = process.argv.slice(2);
const { RaptorAlgorithmFactory } = createRequire(join(packages, "x.js"))("raptor-journey-planner");

const rows = (name) =>
  readFileSync(join(folder, `${name}.txt`), "utf8").trim().split("\n").slice(1)
    .map((line) => line.split(","));
const seconds = (clock) => clock.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);

const trips = new Map();
for (const [tripId, arrival, departure, stop, , pickUp, dropOff] of rows("stop_times")) {
  if (!trips.has(tripId)) {
    trips.set(tripId, { tripId, serviceId: "d", stopTimes: [], service: { runsOn: () => true } });
  }
  trips.get(tripId).stopTimes.push({
    stop,
    arrivalTime: seconds(arrival),
    departureTime: seconds(departure),
    pickUp: pickUp === "0",
    dropOff: dropOff === "0",
  });
}
const transfers = {};
const interchange = {};
for (const [origin, destination, , duration] of rows("transfers")) {
  if (origin === destination) {
    interchange[origin] = Number(duration);
  } else {
    const always = { startTime: 0, endTime: Number.MAX_SAFE_INTEGER };
    (transfers[origin] ??= []).push({ origin, destination, duration: Number(duration), ...always });
  }
}
const date = new Date(`${day}T12:00:00`);
const raptor = RaptorAlgorithmFactory.create([...trips.values()], transfers, interchange, date);
const number = Number(day.replaceAll("-", ""));

answerLines(
  (source, departure) => raptor.scan({ [`s${source}`]: departure }, number, date.getDay())[1],
  (found, source) =>
    Object.entries(found)
      .filter(([stop, time]) => stop !== `s${source}` && time < Number.MAX_SAFE_INTEGER)
      .map(([stop, time]) => [stop, time - CHANGE_S]),
);
