package dev.eddy.cli;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a process does on signals, by {@code sun.misc.Signal}: the one way there is, in every JDK,
 * and asked for by name because javac warns of it, which nothing can turn off. Signals that a
 * system does not have, or that the process was started to ignore, stay as they are. Safe for use
 * by several threads.
 */
final class SignalHandlers {
  private final List<String> signals;
  private final Runnable action;
  private final Map<Object, Object> before = new HashMap<>(); // signal to its handler

  /**
   * Of these signals.
   *
   * @param signals without SIG, as in TERM
   * @param action called on a thread of its own for each signal that comes
   */
  SignalHandlers(List<String> signals, Runnable action) {
    this.signals = List.copyOf(signals);
    this.action = action;
  }

  /** From now on, signals are answered by the action alone. */
  synchronized void install() {
    try {
      Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
      Object handler =
          Proxy.newProxyInstance(
              handlerType.getClassLoader(),
              new Class<?>[] {handlerType},
              (proxy, method, arguments) -> answer(proxy, method.getName(), arguments));
      for (String name : signals) {
        install(name, handler);
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("signals cannot be handled by this Java", e);
    }
  }

  private void install(String name, Object handler) throws ReflectiveOperationException {
    try {
      Object signal =
          Class.forName("sun.misc.Signal").getConstructor(String.class).newInstance(name);
      before.put(signal, handle(signal, handler));
    } catch (InvocationTargetException e) {
      if (!(e.getCause() instanceof IllegalArgumentException)) {
        throw e;
      }
      // A system without this signal, or a Java told by -Xrs to leave signals alone.
    }
  }

  /** From now on, signals do what they did before. */
  synchronized void remove() {
    try {
      for (Map.Entry<Object, Object> one : before.entrySet()) {
        handle(one.getKey(), one.getValue());
      }
      before.clear();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("signals cannot be handled by this Java", e);
    }
  }

  private static Object handle(Object signal, Object handler) throws ReflectiveOperationException {
    return Class.forName("sun.misc.Signal")
        .getMethod("handle", signal.getClass(), Class.forName("sun.misc.SignalHandler"))
        .invoke(null, signal, handler);
  }

  /** A handler's methods, and those of any object, which a table of handlers may ask for. */
  private Object answer(Object proxy, String method, Object[] arguments) {
    return switch (method) {
      case "handle" -> {
        action.run();
        yield null;
      }
      case "equals" -> proxy == arguments[0];
      case "hashCode" -> System.identityHashCode(proxy);
      default -> "eddy's signal handler";
    };
  }
}
