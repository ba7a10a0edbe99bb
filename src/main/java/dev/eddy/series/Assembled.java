package dev.eddy.series;

import java.util.List;
import java.util.Optional;

/**
 * What came of handing an observation to a {@link StepAssembler}.
 *
 * @param verdict what was done with the observation
 * @param rejection why it was refused, with {@link Verdict#REJECTED} only
 * @param steps the steps that it closed, oldest first; mostly one or none
 * @param changed true if the assembler remembers anything of it: whoever keeps a journal must then
 *     write it down
 * @param again with {@link Verdict#REVISION} only: the last steps up to the present one, without
 *     holes, as they are to be seen from now on
 */
public record Assembled(
    Verdict verdict,
    Optional<Rejection> rejection,
    List<Closed> steps,
    boolean changed,
    List<Step> again) {
  /** Of an observation that corrects nothing. */
  public Assembled(
      Verdict verdict, Optional<Rejection> rejection, List<Closed> steps, boolean changed) {
    this(verdict, rejection, steps, changed, List.of());
  }

  /** What was done with an observation. */
  public enum Verdict {
    /** It is a step, or part of one. */
    ACCEPTED,
    /** Another record of a step that is closed already: dropped. */
    DUPLICATE,
    /** Corrects a step that is remembered, which counts as missing from now on. */
    REVISION,
    /** Refused: late, or too far in the future. */
    REJECTED
  }

  /**
   * A closed step.
   *
   * @param step what was observed in it
   * @param skipped steps without any record between the step closed before and this one; 0 for the
   *     first
   */
  public record Closed(Step step, long skipped) {}
}
