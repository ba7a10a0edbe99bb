package dev.eddy.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeasonTrialTest {
  /** The same by the means of all earlier cycles, block by block; so few that none is forgotten. */
  private static double gain(Changes changes, int length, int block, double remembered) {
    int cycles = changes.count() / length;
    int start = changes.count() - cycles * length;
    double facts = 0;
    double left = 0;
    for (int cycle = 1; cycle < cycles; cycle++) {
      List<Double> came = new ArrayList<>(List.of(0.0));
      List<Double> told = new ArrayList<>(List.of(0.0));
      double mean = 0;
      for (int slot = 0; slot < length; slot++) {
        mean += profile(changes, start, length, cycle, slot) / length;
      }
      for (int slot = 0; slot < length; slot++) {
        came.add(came.get(slot) + changes.change(start + cycle * length + slot));
        told.add(told.get(slot) + profile(changes, start, length, cycle, slot) - mean);
      }
      double weight = Math.pow(1 - 1 / remembered, cycles - 1 - cycle);
      for (int at = block; at + block <= length; at += block) {
        double fact = mean(came, at + 1, block) - mean(came, at + 1 - block, block);
        double forecast = mean(told, at + 1, block) - mean(told, at + 1 - block, block);
        facts += weight * fact * fact;
        left += weight * (fact - forecast) * (fact - forecast);
      }
    }
    return 1 - left / facts;
  }

  private static double profile(Changes changes, int start, int length, int cycles, int slot) {
    double mean = 0;
    for (int cycle = 0; cycle < cycles; cycle++) {
      mean += (double) changes.change(start + cycle * length + slot) / cycles;
    }
    return mean;
  }

  private static double mean(List<Double> values, int from, int count) {
    return values.subList(from, from + count).stream().mapToDouble(x -> x).average().orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({"24, 1", "24, 2", "24, 8", "25, 4", "48, 16", "72, 5"})
  void theGainIsTheShareOfTheSquaredErrorThatTheProfileTakesAway(int length, int block) {
    Changes changes =
        Changes.of(MadeSeries.of(1, 13 * length + 5).plusSine(3, 24).plusNoise(1).values());
    double remembered = Math.max(14, 512.0 / length);
    SeasonTrial trial = SeasonTrial.of(changes, length, block);
    assertThat(trial.block()).isEqualTo(block);
    assertThat(trial.evidence()).isGreaterThan(1);
    assertThat(trial.gain()).isCloseTo(gain(changes, length, block, remembered), within(1e-9));
  }

  @Test
  void whatRepeatsItselfIsForetoldWhole() {
    double[] values = MadeSeries.of(2, 300).plus(i -> i * i % 12).values();
    SeasonTrial trial = Changes.of(values).trial(12);
    assertThat(trial.gain()).isCloseTo(1, within(1e-3));
    assertThat(trial.recent()).isCloseTo(1, within(1e-3));
    assertThat(trial.evidence()).isGreaterThan(20);
  }

  @Test
  void theBestBlockSizeIsTheOneThatCounts() {
    Changes changes = Changes.of(MadeSeries.of(3, 1_000).plusSine(1, 48).plusNoise(1).values());
    SeasonTrial best = changes.trial(48);
    for (int block = 1; block <= 16; block *= 2) {
      assertThat(changes.trial(48, block).evidence()).isLessThanOrEqualTo(best.evidence());
    }
    assertThat(changes.trial(48, best.block())).isEqualTo(best);
    assertThat(best.block()).isGreaterThan(2);
  }

  @Test
  void whatIsOverShowsInTheLastCyclesFirst() {
    double[] values =
        MadeSeries.of(4, 1_100).plus(i -> i < 800 ? 3 * (i % 10) : 0).plusNoise(1).values();
    SeasonTrial trial = Changes.of(values).trial(10);
    assertThat(trial.gain()).isGreaterThan(0);
    assertThat(trial.recent()).isLessThan(0);
  }

  @Test
  void ofLessThanTwoCyclesNothingIsSaid() {
    Changes changes = Changes.of(MadeSeries.of(5, 48).plusSine(1, 24).values());
    assertThat(changes.trial(24)).isEqualTo(new SeasonTrial(0, 0, 0, 1));
  }

  /** Two thousand trials of two series that have nothing to do with each other. */
  @Test
  void withoutASeasonTheEvidenceIsThatOfChance() {
    int above = 0;
    int trials = 2_000;
    for (int seed = 0; seed < trials; seed++) {
      double[] values = MadeSeries.of(seed, 240).plusAutoregression(1).values();
      above += Changes.of(values).trial(24, 2).evidence() > 1.645 ? 1 : 0;
    }
    assertThat((double) above / trials).isBetween(0.02, 0.07);
  }
}
