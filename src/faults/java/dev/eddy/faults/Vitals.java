package dev.eddy.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What an engine's process takes at a moment, as Linux and its own tools tell it.
 *
 * @param heapBytes after a full collection
 * @param residentBytes all its memory
 * @param threads how many
 * @param files how many it has open
 * @param meters how many lines its scrape text has
 */
record Vitals(double heapBytes, double residentBytes, double threads, double files, double meters) {
  /** What survived; what was made since the collection is elsewhere. */
  private static final Pattern HEAP_USED =
      Pattern.compile("enured generation\\s+total [0-9]+K, used ([0-9]+)K");

  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+([0-9]+) kB");
  private static final Pattern THREADS = Pattern.compile("Threads:\\s+([0-9]+)");

  /** Those of an engine now; it collects garbage for that. */
  static Vitals of(Engine engine, Path jcmd) throws IOException, InterruptedException {
    Child child = engine.child();
    child.ask(jcmd, "GC.run");
    double heap = 1024 * number(HEAP_USED, child.ask(jcmd, "GC.heap_info"));
    Path process = Path.of("/proc", Long.toString(child.pid()));
    String status = Files.readString(process.resolve("status"));
    try (Stream<Path> files = Files.list(process.resolve("fd"))) {
      return new Vitals(
          heap,
          1024 * number(RESIDENT, status),
          number(THREADS, status),
          files.count(),
          engine.get("/metrics").orElseThrow().body().lines().filter(Vitals::isMeter).count());
    }
  }

  private static boolean isMeter(String line) {
    return !line.startsWith("#");
  }

  private static double number(Pattern pattern, String text) {
    Matcher found = pattern.matcher(text);
    return Optional.of(found)
        .filter(Matcher::find)
        .map(matcher -> Double.parseDouble(matcher.group(1)))
        .orElseThrow();
  }
}
