package dev.eddy.model.narx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eddy.archive.ArchiveReader;
import dev.eddy.archive.ArchiveSize;
import dev.eddy.archive.ArchiveWriter;
import dev.eddy.kernel.Kernels;
import dev.eddy.model.LearningReport;
import dev.eddy.model.LearningReport.Outcome;
import dev.eddy.model.SeriesFixture;
import dev.eddy.series.Frame;
import dev.eddy.spec.AdamSpec;
import dev.eddy.spec.ClipSpec;
import dev.eddy.spec.Entries;
import dev.eddy.spec.HuberSpec;
import dev.eddy.spec.NarxSpec;
import dev.eddy.spec.PointLossSpec;
import dev.eddy.spec.SquaredSpec;
import dev.eddy.spec.ViewSpec;
import dev.eddy.training.Chance;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HiddenLayerTest {
  /**
   * With no memory and an epsilon of 1 a step is g/(|g| + 1), from which the gradient g can be
   * told.
   */
  private static final AdamSpec TELLING = new AdamSpec(1.0, 0.0, 0.0, 1.0);

  /** The same layer in plain loops of doubles, with parameters as an archive has them. */
  private record Reference(int units, int features, int targets, int horizon, double threshold) {
    Reference(int units, int features, int targets, int horizon) {
      this(units, features, targets, horizon, Double.POSITIVE_INFINITY);
    }

    int inward() {
      return units * features;
    }

    int size() {
      return inward() + units + units * targets * horizon;
    }

    double output(double[] p, double[] f, int t, int h) {
      double sum = 0;
      for (int u = 0; u < units; u++) {
        double z = p[inward() + u];
        for (int i = 0; i < features; i++) {
          z += p[u * features + i] * f[i];
        }
        int column = u * targets * horizon + t * horizon + h - 1;
        sum += p[inward() + units + column] * Math.tanh(z);
      }
      return sum;
    }

    Frame frame() {
      SeriesFixture.Shape shape = new SeriesFixture.Shape(targets, horizon, 0);
      return new SeriesFixture(shape, new ViewSpec(null, null)).frame();
    }

    /** The square of an error, or with a threshold Huber's loss. */
    double lossOf(double error) {
      if (threshold == Double.POSITIVE_INFINITY) {
        return error * error;
      }
      double size = Math.abs(error);
      return size <= threshold ? error * error / 2 : threshold * (size - threshold / 2);
    }

    PointLossSpec loss() {
      return threshold == Double.POSITIVE_INFINITY ? new SquaredSpec() : new HuberSpec(threshold);
    }

    /** Mean loss of the pairs that are there, each with the features of its origin. */
    double loss(double[] p, List<double[]> past, double[][] leftOver) {
      double loss = 0;
      int pairs = 0;
      for (int t = 0; t < targets; t++) {
        for (int h = 1; h <= horizon; h++) {
          if (!Double.isNaN(leftOver[t][h - 1])) {
            double error = output(p, past.get(past.size() - h), t, h) - leftOver[t][h - 1];
            loss += lossOf(error);
            pairs++;
          }
        }
      }
      return loss / pairs;
    }

    double slope(double[] p, int at, List<double[]> past, double[][] leftOver) {
      double[] up = p.clone();
      double[] down = p.clone();
      up[at] += 1e-5;
      down[at] -= 1e-5;
      return (loss(up, past, leftOver) - loss(down, past, leftOver)) / 2e-5;
    }

    /** The parameters at the head of a layer's archive: W, b and V, each row by row. */
    double[] parametersOf(HiddenLayer layer) {
      double[] all = new double[size()];
      visit(ByteBuffer.wrap(ArchiveWriter.bytesOf(layer)), all, false);
      return all;
    }

    void set(HiddenLayer layer, double[] parameters) {
      byte[] bytes = ArchiveWriter.bytesOf(layer);
      visit(ByteBuffer.wrap(bytes), parameters, true);
      ArchiveReader.load(bytes, layer);
    }

    private void visit(ByteBuffer buffer, double[] parameters, boolean write) {
      buffer.order(ByteOrder.LITTLE_ENDIAN);
      int at = 0;
      for (int part : new int[] {inward(), units, units * targets * horizon}) {
        assertThat(buffer.getInt()).isEqualTo(part);
        for (int i = 0; i < part; i++, at++) {
          if (write) {
            buffer.putFloat((float) parameters[at]);
          } else {
            parameters[at] = buffer.getFloat();
          }
        }
      }
    }
  }

  private static HiddenLayer layer(Reference shape, AdamSpec adam) {
    NarxSpec spec =
        Entries.entry()
            .units(shape.units())
            .loss(shape.loss())
            .optimizer(adam)
            .clip(ClipSpec.NONE)
            .narx();
    return new HiddenLayer(
        spec, adam, shape.features(), shape.frame(), new Chance(1, "narx", 0), Kernels.active());
  }

  private static double[] floats(SplittableRandom random, int count) {
    double[] values = new double[count];
    Arrays.setAll(values, i -> (float) random.nextDouble(-1, 1));
    return values;
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1, 1, Infinity",
    "1, 3, 1, 4, Infinity",
    "5, 2, 3, 1, Infinity",
    "5, 2, 3, 1, 0.5",
    "17, 4, 2, 6, Infinity",
    "17, 4, 2, 6, 1.5",
    "16, 1, 2, 3, Infinity",
    "33, 20, 1, 24, Infinity",
    "33, 20, 1, 24, 0.5"
  })
  void itsGradientIsTheSlopeOfTheLoss(
      int units, int features, int targets, int horizon, double threshold) {
    Reference reference = new Reference(units, features, targets, horizon, threshold);
    for (double missing : new double[] {0, 0.6}) {
      SplittableRandom random = new SplittableRandom(units + 100L * features);
      HiddenLayer layer = layer(reference, TELLING);
      double[] parameters = floats(random, reference.size());
      reference.set(layer, parameters);
      List<double[]> past = new ArrayList<>();
      long first = random.nextInt(50);
      for (int n = 0; n < 3 * horizon + 2; n++) {
        past.add(floats(random, features));
        layer.advance(first + n, past.get(n));
      }
      double[][] leftOver = leftOver(random, reference, missing);
      int pairs =
          (int)
              Arrays.stream(leftOver)
                  .flatMapToDouble(Arrays::stream)
                  .filter(value -> !Double.isNaN(value))
                  .count();
      LearningReport lesson = layer.learn(first + past.size(), leftOver, pairs).orElseThrow();
      assertThat(lesson.outcome()).isEqualTo(Outcome.APPLIED);
      double loss = reference.loss(parameters, past, leftOver);
      assertThat(lesson.loss()).isCloseTo(loss, within(1e-5 * loss));
      double[] after = reference.parametersOf(layer);
      double squares = 0;
      for (int i = 0; i < after.length; i++) {
        double step = parameters[i] - after[i];
        double slope = reference.slope(parameters, i, past, leftOver);
        assertThat(step / (1 - Math.abs(step)))
            .as("parameter %d of %d", i, after.length)
            .isCloseTo(slope, within(3e-6 * (1 + slope * slope)));
        squares += slope * slope;
      }
      double norm = Math.sqrt(squares);
      assertThat(lesson.gradient().norm()).isCloseTo(norm, within(1e-4 * norm));
    }
  }

  private static double[][] leftOver(SplittableRandom random, Reference shape, double missing) {
    double[][] leftOver = new double[shape.targets()][shape.horizon()];
    for (double[] row : leftOver) {
      Arrays.setAll(
          row, h -> random.nextDouble() < missing ? Double.NaN : random.nextDouble(-2, 2));
    }
    leftOver[0][shape.horizon() - 1] = 1; // one at least
    return leftOver;
  }

  @Test
  void whatItSaysIsTheOutputOfTheFeaturesTakenInLast() {
    Reference reference = new Reference(7, 3, 2, 4);
    HiddenLayer layer = layer(reference, TELLING);
    SplittableRandom random = new SplittableRandom(2);
    double[] parameters = floats(random, reference.size());
    reference.set(layer, parameters);
    for (int n = 1; n < 30; n++) {
      double[] features = floats(random, 3);
      layer.advance(n, features);
      for (int t = 0; t < 2; t++) {
        for (int h = 1; h <= 4; h++) {
          assertThat(layer.output(t, h))
              .isCloseTo(reference.output(parameters, features, t, h), within(2e-6));
        }
      }
    }
  }

  @Test
  void atFirstItSaysNothing() {
    HiddenLayer layer = layer(new Reference(7, 3, 2, 4), TELLING);
    layer.advance(1, new double[] {1, -1, 5});
    for (int h = 1; h <= 4; h++) {
      assertThat(layer.output(1, h)).isEqualTo(0);
    }
  }

  @Test
  void itLearnsAFunctionThatIsNotLinear() {
    Reference shape = new Reference(10, 2, 1, 1);
    HiddenLayer layer = layer(shape, new AdamSpec(0.01, null, null, null));
    SplittableRandom random = new SplittableRandom(3);
    double[] before = {1, 0};
    double error = 0;
    layer.advance(0, before);
    for (int n = 1; n < 8_000; n++) {
      double said = layer.output(0, 1);
      double truth = Math.abs(before[1]) - 0.5;
      error += n > 6_000 ? Math.abs(said - truth) / 2_000 : 0;
      layer.learn(n, new double[][] {{truth}}, 1);
      before = new double[] {1, random.nextDouble(-1, 1)};
      layer.advance(n, before);
    }
    assertThat(error).isLessThan(0.05); // a linear one is off by 0.25
  }

  @Test
  void loadedItGoesOnBitForBit() {
    Reference shape = new Reference(5, 3, 2, 4);
    AdamSpec adam = new AdamSpec(0.01, null, null, null);
    HiddenLayer whole = layer(shape, adam);
    SplittableRandom random = new SplittableRandom(4);
    step(List.of(whole), shape, random, 0, 23);
    byte[] bytes = ArchiveWriter.bytesOf(whole);
    assertThat(ArchiveSize.of(whole)).isEqualTo(bytes.length);
    HiddenLayer loaded = layer(shape, adam);
    ArchiveReader.load(bytes, loaded);
    assertThat(loaded.output(1, 4)).isEqualTo(whole.output(1, 4)).isNotZero();
    step(List.of(whole, loaded), shape, random, 23, 60);
    assertThat(loaded.output(1, 4)).isEqualTo(whole.output(1, 4));
    assertThat(ArchiveWriter.bytesOf(loaded)).isEqualTo(ArchiveWriter.bytesOf(whole));
  }

  private static void step(
      List<HiddenLayer> layers, Reference shape, SplittableRandom random, int from, int to) {
    for (int n = from; n < to; n++) {
      double[][] leftOver = leftOver(random, shape, n < 5 ? 1 : 0);
      double[] features = floats(random, shape.features());
      for (HiddenLayer layer : layers) {
        layer.learn(n, leftOver, n < 5 ? 1 : 8);
        layer.advance(n, features);
      }
    }
  }
}
