package dev.eddy.state;

import dev.eddy.archive.Archive;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What somebody asks of a series beside its records. It holds from the record after which the
 * series meets it.
 *
 * @param verb what is asked
 * @param steps with {@link Verb#ROLLBACK}: the steps of the state to go back to; else 0
 */
public record Command(Verb verb, long steps) {
  /** What can be asked. */
  public enum Verb {
    /** Forecast without learning, as long as the data is bad. */
    FREEZE,
    /** Learn again. */
    THAW,
    /** Go back to an earlier state; the steps since are a gap. */
    ROLLBACK,
    /** Begin anew. */
    FORGET,
    /** Let the challenger forecast, better or not. */
    PROMOTE,
    /** Go on from a state that was exported elsewhere. */
    IMPORT;

    /** As commands, events and addresses have it: lower case. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Whether what was learned before is of no use to what comes after. */
    boolean replacesState() {
      return this == ROLLBACK || this == FORGET || this == IMPORT;
    }

    /** Those that are asked for by their labels alone: all but {@link #IMPORT}. */
    public static List<Verb> worded() {
      return Arrays.stream(values()).filter(verb -> verb != IMPORT).toList();
    }

    /** The one of a label, if there is one. */
    public static Optional<Verb> of(String label) {
      return Arrays.stream(values()).filter(verb -> verb.label().equals(label)).findFirst();
    }
  }

  /** A command without a number. */
  public Command(Verb verb) {
    this(verb, 0);
  }

  /** Saves a command, or loads the one that was saved. */
  static Command archive(Archive archive, Command saved) {
    String label = archive.text(saved.verb.label());
    Verb verb =
        Verb.of(label)
            .orElseThrow(
                () ->
                    new UnsupportedState(
                        "a command " + label + ", which this version does not know"));
    return new Command(verb, archive.number(saved.steps));
  }
}
