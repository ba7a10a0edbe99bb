package dev.eddy.bench;

import dev.eddy.bench.RecurrentBench.Kind;
import dev.eddy.kernel.Kernel;
import dev.eddy.kernel.Kernels;
import java.util.List;
import java.util.function.Consumer;

/**
 * The arithmetic of one core measured, on the caller's thread. The kernel in use is measured before
 * the plain one, so that the compiler has seen no other when its rows are taken.
 */
public final class CoreBench {
  private static final int READOUT_HIDDEN = 32;

  private final Stopwatch stopwatch;
  private final List<Integer> hidden;
  private final List<Integer> units;
  private final int events;

  /**
   * What is to be measured.
   *
   * @param hidden sizes of recurrent layers
   * @param units sizes of reservoirs
   * @param events of the series that is forecast
   */
  public CoreBench(Stopwatch stopwatch, List<Integer> hidden, List<Integer> units, int events) {
    this.stopwatch = stopwatch;
    this.hidden = List.copyOf(hidden);
    this.units = List.copyOf(units);
    this.events = events;
  }

  /** All that {@code eddy bench core} measures; a minute and a half. */
  public static CoreBench complete() {
    return new CoreBench(
        Stopwatch.THOROUGH, List.of(16, 32, 64, 128), List.of(100, 300, 500), 9_000);
  }

  /**
   * Measures.
   *
   * @param rows takes each row as soon as it is there
   */
  public void run(Consumer<Row> rows) {
    Kernel kernel = Kernels.active();
    Machine machine = new MachineBench(stopwatch, rows).run();
    RecurrentBench recurrent = new RecurrentBench(stopwatch, machine, rows);
    EchoStateBench echoState = new EchoStateBench(stopwatch, machine, rows);
    for (Kind kind : Kind.values()) {
      updates(recurrent, kind.update(), kind, kernel);
    }
    hidden.forEach(size -> recurrent.step(size, kernel));
    recurrent.readout(READOUT_HIDDEN, kernel);
    units.forEach(size -> echoState.run(size, kernel));
    hidden.forEach(recurrent::yardstick);
    new SeriesBench(events, rows).run();
    updates(recurrent, "lstm-update-plain", Kind.LSTM, Kernels.plain());
  }

  /** All sizes are run before any counts: the compiler starts anew when a new size comes along. */
  private void updates(RecurrentBench recurrent, String bench, Kind kind, Kernel kernel) {
    hidden.forEach(size -> recurrent.warmUp(kind, size, kernel));
    hidden.forEach(size -> recurrent.update(bench, kind, size, kernel));
  }
}
