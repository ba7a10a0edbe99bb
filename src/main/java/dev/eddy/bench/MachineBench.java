package dev.eddy.bench;

import dev.eddy.kernel.Kernel;
import dev.eddy.kernel.Kernels;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The core's multiply-add rate, by the widest kernel that is there, and its memory's bandwidth. */
final class MachineBench {
  private static final int TIMES = 1_000;

  /** Levels, and the bytes of both arrays of a copy that stays in each on the usual processor. */
  private enum Level {
    L1(1 << 15),
    L2(1 << 19),
    L3(1 << 23),
    MEMORY(1 << 27);

    private final int bytes;

    Level(int bytes) {
      this.bytes = bytes;
    }
  }

  private final Stopwatch stopwatch;
  private final Consumer<Row> rows;

  MachineBench(Stopwatch stopwatch, Consumer<Row> rows) {
    this.stopwatch = stopwatch;
    this.rows = rows;
  }

  Machine run() {
    Kernel kernel = Kernels.vector().orElse(Kernels.plain());
    float[] floats = new float[Kernel.CHAINS];
    double inFloat = peak(kernel, "float", () -> kernel.multiplyAddsInto(floats, TIMES));
    double[] doubles = new double[Kernel.CHAINS];
    double inDouble = peak(kernel, "double", () -> kernel.multiplyAddsInto(doubles, TIMES));
    NavigableMap<Long, Double> copies = new TreeMap<>();
    for (Level level : Level.values()) {
      copies.put((long) level.bytes, copy(level));
    }
    return new Machine(inFloat, inDouble, copies);
  }

  private double peak(Kernel kernel, String precision, Runnable work) {
    double nanos = stopwatch.nanos(work);
    double gigaflops = 2.0 * Kernel.CHAINS * TIMES / nanos;
    rows.accept(
        Row.of("peak")
            .with("precision", precision)
            .with("kernel", kernel.description())
            .measured("micros", nanos / 1e3)
            .measured("gflops", gigaflops));
    return gigaflops;
  }

  private double copy(Level level) {
    float[] from = new float[level.bytes / 2 / Float.BYTES];
    float[] to = new float[from.length];
    double nanos = stopwatch.nanos(() -> System.arraycopy(from, 0, to, 0, from.length));
    double gigabytes = level.bytes / nanos;
    rows.accept(
        Row.of("copy")
            .with("level", level.name())
            .with("bytes", level.bytes)
            .measured("micros", nanos / 1e3)
            .measured("gigabytesPerSecond", gigabytes));
    return gigabytes;
  }
}
