// minotor beside ours. Arguments: a folder with node_modules, a GTFS zip, YYYY-MM-DD.
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { answerLines } from "./answer.mjs";

const MOST_TRANSFERS = 20;
const [packages, feed, day] = process.argv.slice(2);
const part = (name) =>
  import(pathToFileURL(join(packages, "node_modules", "minotor", "dist", `${name}.esm.js`)).href);
const { GtfsParser } = await part("parser");
const { Query, Router, Time } = await part("router");
const { timetable, stopsIndex } = await new GtfsParser(feed).parse(new Date(`${day}T12:00:00`));
const router = new Router(timetable, stopsIndex);

answerLines(
  (source, departure) =>
    router.route(
      new Query.Builder()
        .from(`s${source}`)
        .to([])
        .departureTime(Time.fromSeconds(departure))
        .maxTransfers(MOST_TRANSFERS)
        .build(),
    ),
  (result, source) =>
    [...result.earliestArrivals]
      .filter(([stop]) => stop !== `s${source}`)
      .map(([stop, reached]) => [stop, reached.time.toSeconds()]),
);
