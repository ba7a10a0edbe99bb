package dev.eddy.bench;

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

  /**
   * What is to be measured.
   *
   * @param hidden sizes of LSTM layers
   * @param units sizes of reservoirs
   */
  public CoreBench(Stopwatch stopwatch, List<Integer> hidden, List<Integer> units) {
    this.stopwatch = stopwatch;
    this.hidden = List.copyOf(hidden);
    this.units = List.copyOf(units);
  }

  /** All that {@code eddy bench core} measures; about a minute. */
  public static CoreBench complete() {
    return new CoreBench(Stopwatch.THOROUGH, List.of(16, 32, 64, 128), List.of(100, 300, 500));
  }

  /**
   * Measures.
   *
   * @param rows takes each row as soon as it is there
   */
  public void run(Consumer<Row> rows) {
    Kernel kernel = Kernels.active();
    Machine machine = new MachineBench(stopwatch, rows).run();
    LstmBench lstm = new LstmBench(stopwatch, machine, rows);
    EchoStateBench echoState = new EchoStateBench(stopwatch, machine, rows);
    updates(lstm, "lstm-update", kernel);
    hidden.forEach(size -> lstm.step(size, kernel));
    lstm.readout(READOUT_HIDDEN, kernel);
    units.forEach(size -> echoState.run(size, kernel));
    hidden.forEach(lstm::yardstick);
    updates(lstm, "lstm-update-plain", Kernels.plain());
  }

  /** All sizes are run before any counts: the compiler starts anew when a new size comes along. */
  private void updates(LstmBench lstm, String bench, Kernel kernel) {
    hidden.forEach(size -> lstm.warmUp(size, kernel));
    hidden.forEach(size -> lstm.update(bench, size, kernel));
  }
}
