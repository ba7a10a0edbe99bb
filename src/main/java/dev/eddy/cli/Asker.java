package dev.eddy.cli;

import java.io.Console;
import java.util.Optional;

/** Asks the person at the terminal. */
@FunctionalInterface
interface Asker {
  /** What was typed; empty if there is nobody to ask, or nothing was said. */
  Optional<String> answer(String question);

  /** At this process's terminal. */
  @SuppressWarnings("SystemConsoleNull") // which is why it is also asked whether it is a terminal
  static Asker atTerminal() {
    return question -> {
      Console console = System.console();
      return console == null || !isTerminal(console)
          ? Optional.empty()
          : Optional.ofNullable(console.readLine("%s", question));
    };
  }

  /** From JDK 22 on there is a console for pipes too, and a method that tells. */
  private static boolean isTerminal(Console console) {
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("it cannot be told whether this is a terminal", e);
    }
  }
}
