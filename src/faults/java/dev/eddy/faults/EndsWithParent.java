package dev.eddy.faults;

import java.io.IOException;
import java.util.Arrays;

/** Runs a program that ends when whoever started it is gone, even by SIGKILL. */
public final class EndsWithParent {
  private EndsWithParent() {}

  /**
   * Runs the program.
   *
   * @param arguments the main class, and what it is given
   */
  public static void main(String[] arguments) throws Exception {
    Thread watch = new Thread(EndsWithParent::awaitEndOfParent, "ends-with-parent");
    watch.setDaemon(true);
    watch.start();
    Class.forName(arguments[0])
        .getMethod("main", String[].class)
        .invoke(null, (Object) Arrays.copyOfRange(arguments, 1, arguments.length));
  }

  private static void awaitEndOfParent() {
    try {
      while (System.in.read() >= 0) {
        // Nobody writes; it is the end that tells.
      }
    } catch (IOException e) {
      // The end, too.
    }
    Runtime.getRuntime().halt(1);
  }
}
