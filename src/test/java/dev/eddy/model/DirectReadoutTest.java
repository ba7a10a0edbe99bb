package dev.eddy.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eddy.archive.ArchiveReader;
import dev.eddy.archive.ArchiveSize;
import dev.eddy.archive.ArchiveWriter;
import dev.eddy.model.LearningReport.Outcome;
import dev.eddy.spec.RlsSpec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DirectReadoutTest {
  private static final int FEATURES = 3;
  private static final int TARGETS = 2;
  private static final int HORIZON = 4;
  private static final RlsSpec SPEC = new RlsSpec(0.999, 1e-9);

  private final SplittableRandom random = new SplittableRandom(1);
  private final ToldFrame frame = new ToldFrame(TARGETS, HORIZON);
  private final double[][][] truth = new double[TARGETS][HORIZON][FEATURES];
  private final List<double[]> past = new ArrayList<>();
  private DirectReadout readout;

  @BeforeEach
  void drawTruth() {
    readout = new DirectReadout(SPEC, FEATURES, frame);
    for (double[][] ofTarget : truth) {
      Arrays.setAll(ofTarget, h -> random.doubles(FEATURES, -1, 1).toArray());
    }
  }

  /** Features of a step, and at each horizon what those of so many steps ago give by the truth. */
  private void tell() {
    past.add(random.doubles(FEATURES, -1, 1).toArray());
    for (int t = 0; t < TARGETS; t++) {
      for (int h = 1; h <= HORIZON; h++) {
        int origin = past.size() - 1 - h;
        frame.residuals[t][h - 1] = origin < 0 ? Double.NaN : said(t, h, past.get(origin));
      }
    }
  }

  private double said(int t, int h, double[] features) {
    double sum = 0;
    for (int i = 0; i < FEATURES; i++) {
      sum += truth[t][h - 1][i] * features[i];
    }
    return sum;
  }

  private void learn() {
    readout.learn(frame, past.get(past.size() - 1));
  }

  private void assertLearned(double tolerance) {
    for (int t = 0; t < TARGETS; t++) {
      for (int h = 1; h <= HORIZON; h++) {
        double expected = said(t, h, past.get(past.size() - 1));
        assertThat(readout.predict(t, h)).isCloseTo(expected, within(tolerance));
      }
    }
  }

  @Test
  void eachHorizonOfEachTargetLearnsItsOwnRuleFromTheFeaturesOfItsOrigin() {
    for (int n = 0; n < 40; n++) {
      tell();
      learn();
    }
    assertLearned(1e-6);
    double[][] forecast = new double[TARGETS][HORIZON];
    readout.forecastInto(frame, forecast);
    for (int t = 0; t < TARGETS; t++) {
      for (int h = 1; h <= HORIZON; h++) {
        assertThat(forecast[t][h - 1]).isEqualTo(frame.restore(t, h, readout.predict(t, h)));
      }
    }
  }

  @Test
  void beforeAnythingIsTaughtTheResidualIsZero() {
    assertThat(readout.predict(0, 1)).isEqualTo(0);
    assertThat(readout.report().isPresent()).isFalse();
    tell();
    learn();
    assertThat(readout.predict(TARGETS - 1, HORIZON)).isEqualTo(0);
    assertThat(readout.report().isPresent()).isFalse();
  }

  @Test
  void aStepWithoutAnyTargetTeachesNeitherThenNorLater() {
    int sinceMute = HORIZON + 1;
    for (int n = 0; n < 200; n++) {
      tell();
      boolean missing = n > 20 && n % 9 == 4;
      sinceMute = missing ? 0 : sinceMute + 1;
      frame.values[0] = missing ? Double.NaN : 1;
      frame.values[1] = missing ? Double.NaN : 1;
      for (int t = 0; t < TARGETS; t++) {
        for (int h = 1; h <= HORIZON; h++) {
          if (missing) {
            frame.residuals[t][h - 1] = Double.NaN;
          } else if (sinceMute == h) {
            frame.residuals[t][h - 1] = 1e6; // whatever it is
          }
        }
      }
      learn();
      assertThat(readout.report().isPresent()).isEqualTo(!missing && n > 0);
      if (n > 50) {
        assertLearned(1e-6);
        readout.report().ifPresent(report -> assertThat(report.loss()).isLessThan(1e-9));
      }
    }
  }

  @Test
  void oneMissingTargetIsNoHindranceToTheOther() {
    for (int n = 0; n < 60; n++) {
      tell();
      boolean missing = n > 20 && n % 3 == 0;
      frame.values[1] = missing ? Double.NaN : 1;
      if (missing) {
        Arrays.fill(frame.residuals[1], Double.NaN);
      }
      learn();
    }
    assertLearned(1e-6);
  }

  /** Mean squared error of the pairs, and the norm of its gradient by all weights. */
  @Test
  void theReportIsOfTheErrorsBeforeTheUpdate() {
    for (int n = 0; n < 3; n++) {
      tell();
      learn();
    }
    long before = readout.report().orElseThrow().updates();
    tell();
    double loss = 0;
    double gradient = 0;
    int pairs = TARGETS * 3;
    for (int t = 0; t < TARGETS; t++) {
      frame.residuals[t][HORIZON - 1] = Double.NaN;
      for (int h = 1; h < HORIZON; h++) {
        double[] origin = past.get(past.size() - 1 - h);
        double error = frame.residuals[t][h - 1] - predictedFrom(origin, t, h);
        loss += error * error / pairs;
        for (double feature : origin) {
          gradient += Math.pow(2 * error * feature / pairs, 2);
        }
      }
    }
    learn();
    assertThat(readout.report().orElseThrow().updates()).isEqualTo(before + 1);
    assertThat(readout.report().orElseThrow().loss()).isCloseTo(loss, within(1e-9 * loss));
    assertThat(readout.report().orElseThrow().gradient().norm())
        .isCloseTo(Math.sqrt(gradient), within(1e-9 * Math.sqrt(gradient)));
    assertThat(readout.report().orElseThrow().gradient().clipped()).isFalse();
  }

  /** What a copy of the readout says of other features. */
  private double predictedFrom(double[] features, int t, int h) {
    DirectReadout copy = new DirectReadout(SPEC, FEATURES, frame);
    ArchiveReader.load(ArchiveWriter.bytesOf(readout), copy);
    ToldFrame nothing = new ToldFrame(TARGETS, HORIZON);
    copy.learn(nothing, features);
    return copy.predict(t, h);
  }

  @Test
  void whatIsLeftOutIsTold() {
    for (int n = 0; n < 10; n++) {
      tell();
      learn();
      assertThat(readout.report().map(LearningReport::outcome).orElse(Outcome.APPLIED))
          .isEqualTo(Outcome.APPLIED);
    }
    tell();
    double[] damaged = new double[FEATURES];
    damaged[0] = Double.NaN;
    readout.learn(frame, damaged);
    assertThat(readout.report().orElseThrow().outcome()).isEqualTo(Outcome.NON_FINITE);
    assertThat(readout.report().orElseThrow().outOfTheOrdinary()).isTrue();
  }

  /** A covariance that lost its positivity, as an archive may hold one. */
  @Test
  void aCovarianceThatStartsAnewIsTold() {
    tell();
    learn();
    byte[] bytes = ArchiveWriter.bytesOf(readout);
    int row = Integer.BYTES + Double.BYTES * FEATURES;
    int rows = TARGETS * HORIZON + 2 * (HORIZON + 1); // weights, gains and features
    int covariance = 3 * Long.BYTES + rows * row;
    ByteBuffer archive = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(archive.getInt(covariance)).isEqualTo(FEATURES * (FEATURES + 1) / 2);
    for (int i = 0, at = 0; i < FEATURES; i++, at += i + 1) {
      archive.putDouble(covariance + Integer.BYTES + Double.BYTES * at, -1e12);
    }
    ArchiveReader.load(bytes, readout);
    tell();
    learn();
    assertThat(readout.report().orElseThrow().outcome()).isEqualTo(Outcome.RESTARTED);
    tell();
    learn();
    assertThat(readout.report().orElseThrow().outcome()).isEqualTo(Outcome.APPLIED);
  }

  @Test
  void afterALongSilenceFeaturesFromBeforeItTeachNothing() {
    for (int n = 0; n < 60; n++) {
      tell();
      learn();
    }
    readout.resetCarry();
    for (int h = 1; h <= HORIZON; h++) {
      past.add(random.doubles(FEATURES, -1, 1).toArray());
      for (int t = 0; t < TARGETS; t++) {
        for (int ahead = 1; ahead <= HORIZON; ahead++) {
          boolean after = ahead < h;
          double[] origin = past.get(past.size() - 1 - ahead);
          frame.residuals[t][ahead - 1] = after ? said(t, ahead, origin) : 1e6;
        }
      }
      learn();
      assertThat(readout.report().isPresent()).isEqualTo(h > 1);
    }
    assertLearned(1e-6);
  }

  @Test
  void loadedItGoesOnBitForBit() {
    for (int n = 0; n < 11; n++) {
      tell();
      learn();
    }
    DirectReadout loaded = new DirectReadout(SPEC, FEATURES, frame);
    byte[] bytes = ArchiveWriter.bytesOf(readout);
    assertThat(ArchiveSize.of(readout)).isEqualTo(bytes.length);
    ArchiveReader.load(bytes, loaded);
    assertThat(loaded.report().isPresent()).isTrue();
    assertThat(loaded.report().orElseThrow().updates()).isEqualTo(10);
    assertThat(loaded.report().orElseThrow().loss())
        .isEqualTo(readout.report().orElseThrow().loss());
    for (int n = 0; n < 20; n++) {
      tell();
      learn();
      loaded.learn(frame, past.get(past.size() - 1));
      for (int t = 0; t < TARGETS; t++) {
        for (int h = 1; h <= HORIZON; h++) {
          assertThat(loaded.predict(t, h)).isEqualTo(readout.predict(t, h));
        }
      }
    }
    assertThat(ArchiveWriter.bytesOf(loaded)).isEqualTo(ArchiveWriter.bytesOf(readout));
  }
}
