package dev.eddy.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eddy.archive.ArchiveReader;
import dev.eddy.archive.ArchiveSize;
import dev.eddy.archive.ArchiveWriter;
import dev.eddy.spec.RlsSpec;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class ShrunkReadoutTest {
  private static final int FEATURES = 40;
  private static final int HORIZON = 3;

  /** Noise as features; what came is the first feature h steps ago, as far as it is told. */
  private static final class Run {
    final ToldFrame frame = new ToldFrame(1, HORIZON);
    final LinearReadout plain = new DirectReadout(new RlsSpec(null, null), FEATURES, frame);
    final double[][] past = new double[HORIZON + 1][FEATURES];
    final SplittableRandom random = new SplittableRandom(1);
    LinearReadout shrunk =
        new ShrunkReadout(new DirectReadout(new RlsSpec(null, null), FEATURES, frame), frame);

    void steps(int count, double told) {
      for (int i = 0; i < count; i++) {
        step(told);
      }
    }

    void step(double told) {
      frame.steps++;
      double noise = random.nextDouble(-1, 1);
      for (int h = 1; h <= HORIZON; h++) {
        double before = past[(int) Math.floorMod(frame.steps - h, (long) past.length)][0];
        frame.residuals[0][h - 1] = frame.steps > h ? told * before + noise : Double.NaN;
      }
      double[] features = past[(int) (frame.steps % past.length)];
      for (int f = 0; f < FEATURES; f++) {
        features[f] = random.nextDouble(-1, 1);
      }
      plain.learn(frame, features);
      shrunk.learn(frame, features);
    }

    /** The root mean square of what is said over some steps, shrunk over plain. */
    double ratio(int steps, double told) {
      return Math.sqrt(
          power(steps, told, h -> shrunk.predict(0, h))
              / power(steps, told, h -> plain.predict(0, h)));
    }

    private double power(int steps, double told, IntToDoubleFunction said) {
      double sum = 0;
      for (int i = 0; i < steps; i++) {
        step(told);
        for (int h = 1; h <= HORIZON; h++) {
          sum += said.applyAsDouble(h) * said.applyAsDouble(h);
        }
      }
      return sum;
    }
  }

  @Test
  void whatTellsNothingIsHardlyBelieved() {
    Run run = new Run();
    run.steps(2_000, 0);
    assertThat(run.ratio(200, 0)).isLessThan(0.2);
  }

  @Test
  void whatTellsMuchIsBelieved() {
    Run run = new Run();
    run.steps(2_000, 3);
    assertThat(run.ratio(200, 3)).isBetween(0.95, 1.05);
  }

  @Test
  void beforeAnythingHasComeTheBaseIsForecast() {
    Run run = new Run();
    run.step(3);
    for (int h = 1; h <= HORIZON; h++) {
      assertThat(run.shrunk.predict(0, h)).isZero();
    }
  }

  @Test
  void afterALongSilenceNothingIsSaidUntilFeaturesCome() {
    Run run = new Run();
    run.steps(300, 3);
    assertThat(run.shrunk.predict(0, 1)).isNotZero();
    run.shrunk.resetCarry();
    for (int h = 1; h <= HORIZON; h++) {
      assertThat(run.shrunk.predict(0, h)).isZero();
    }
    run.step(3);
    assertThat(run.shrunk.predict(0, 1)).isNotZero();
  }

  @Test
  void loadedItGoesOnBitForBit() {
    Run run = new Run();
    run.steps(300, 1);
    byte[] bytes = ArchiveWriter.bytesOf(run.shrunk);
    assertThat(ArchiveSize.of(run.shrunk)).isEqualTo(bytes.length);
    LinearReadout before = run.shrunk;
    LinearReadout loaded =
        new ShrunkReadout(
            new DirectReadout(new RlsSpec(null, null), FEATURES, run.frame), run.frame);
    ArchiveReader.load(bytes, loaded);
    for (int i = 0; i < 50; i++) {
      run.step(1);
      double[] features = run.past[(int) (run.frame.steps % run.past.length)];
      loaded.learn(run.frame, features);
      for (int h = 1; h <= HORIZON; h++) {
        assertThat(loaded.predict(0, h)).isEqualTo(before.predict(0, h));
      }
    }
  }
}
