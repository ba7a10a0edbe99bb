package dev.eddy.forecast;

import dev.eddy.series.Assembled;
import dev.eddy.series.Rejection;
import java.util.List;
import java.util.Optional;

/**
 * What came of one observation.
 *
 * @param verdict what was done with it
 * @param rejection why it was refused, if it was
 * @param steps the steps that it closed, each with its forecasts, oldest first
 * @param changed true if the series is not what it was before: a journal must then hold the
 *     observation
 */
public record Outcome(
    Assembled.Verdict verdict,
    Optional<Rejection> rejection,
    List<StepForecast> steps,
    boolean changed) {}
