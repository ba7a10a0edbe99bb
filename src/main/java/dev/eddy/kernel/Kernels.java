package dev.eddy.kernel;

import java.util.Arrays;
import java.util.Optional;

/**
 * The kernel in use: the vector kernel where the module {@code jdk.incubator.vector} is there and
 * works, otherwise the plain one. Both give the same bits; only speed depends on the choice, which
 * is made once, on first use or by {@link #force}.
 */
public final class Kernels {
  private static final String MODULE = "jdk.incubator.vector";
  private static final Kernel PLAIN = new PlainKernel();

  private static volatile Kernel active;

  private Kernels() {}

  /** The kernel in use. */
  public static Kernel active() {
    Kernel chosen = active;
    if (chosen == null) {
      chosen = vector().orElse(PLAIN);
      active = chosen;
    }
    return chosen;
  }

  /**
   * Chooses by name what {@link #active} gives from now on.
   *
   * @param name {@code plain} or {@code vector}
   * @throws IllegalArgumentException if there is no such kernel, or not in this Java
   */
  public static void force(String name) {
    active =
        switch (name) {
          case "plain" -> PLAIN;
          case "vector" -> vector().orElseThrow(() -> unavailable());
          default ->
              throw new IllegalArgumentException("kernel=" + name + ": must be plain or vector");
        };
  }

  /** Loops in plain Java. */
  public static Kernel plain() {
    return PLAIN;
  }

  /** The Vector API, if this Java has it, resolved it, and it computes what the plain loops do. */
  public static Optional<Kernel> vector() {
    return Vector.KERNEL;
  }

  private static IllegalArgumentException unavailable() {
    return new IllegalArgumentException(
        "kernel=vector: not available here; start Java with --add-modules " + MODULE);
  }

  /** Loaded when first asked for: a forced plain kernel never touches the module. */
  private static final class Vector {
    static final Optional<Kernel> KERNEL = load();

    private static Optional<Kernel> load() {
      if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
        return Optional.empty();
      }
      try {
        Class<?> found = Class.forName(Kernels.class.getPackageName() + ".VectorKernel");
        Kernel kernel = (Kernel) found.getConstructor().newInstance();
        return works(kernel) ? Optional.of(kernel) : Optional.empty();
      } catch (ReflectiveOperationException | LinkageError | UnsupportedOperationException e) {
        return Optional.empty();
      }
    }

    /** A Java whose Vector API miscounts is better served by the plain kernel. */
    private static boolean works(Kernel kernel) {
      float[] x = new float[3 * Kernel.PANEL + 1];
      for (int i = 0; i < x.length; i++) {
        x[i] = (i - 20) * 0.37f;
      }
      float[] expected = new float[x.length];
      float[] found = new float[x.length];
      PLAIN.tanhInto(x, expected, x.length);
      kernel.tanhInto(x, found, x.length);
      return Arrays.equals(expected, found)
          && PLAIN.sumOfSquares(x, 0, x.length, new float[Kernel.PANEL])
              == kernel.sumOfSquares(x, 0, x.length, new float[Kernel.PANEL]);
    }
  }
}
