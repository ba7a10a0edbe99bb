package dev.eddy.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eddy.kernel.Kernels;
import dev.eddy.training.ParameterLayout.Part;
import dev.eddy.training.ParameterLayout.Role;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GradientNormsTest {
  private final ParameterLayout layout = new ParameterLayout();

  GradientNormsTest() {
    layout.add(Role.INPUT, List.of("gate", "candidate"), 19, 3);
    layout.add(Role.RECURRENT, List.of("gate", "candidate"), 19, 19);
    layout.add(Role.BIAS, List.of("candidate", "gate"), 19, 1);
    layout.add(Role.READOUT, List.of("readout"), 2, 19);
    layout.add(Role.READOUT, List.of("readout"), 2, 0);
    layout.add(Role.BIAS, List.of("readout"), 2, 1);
  }

  /** By the names of rows, in double. */
  @Test
  void everyGroupIsMeasuredWhereverItLies() {
    Draws draws = new Chance(1, "norms", 0).draws("gradient");
    Parameters gradient = Parameters.zeros(layout);
    Map<String, Double> squares = new LinkedHashMap<>();
    double sum = 0;
    for (Part part : layout.parts()) {
      for (int row = 0; row < part.rows(); row++) {
        for (int column = 0; column < part.columns(); column++) {
          float value = (float) draws.gaussian();
          gradient.values()[part.index(row, column)] = value;
          double square = (double) value * value;
          squares.merge(part.groups().get(row / part.groupRows()), square, Double::sum);
          sum += square;
        }
      }
    }
    GradientNorms norms = new GradientNorms(layout, Kernels.active());
    assertThat(norms.measure(gradient.values()))
        .isEqualTo(norms.total())
        .isCloseTo(Math.sqrt(sum), within(1e-5));
    assertThat(norms.names()).containsExactlyElementsOf(squares.keySet());
    for (int group = 0; group < norms.names().size(); group++) {
      double expected = Math.sqrt(squares.get(norms.names().get(group)));
      assertThat(norms.norms()[group]).isCloseTo(expected, within(1e-5));
    }
  }

  @Test
  void askedForTheTotalItKeepsWhatItMeasured() {
    GradientNorms norms = new GradientNorms(layout, Kernels.active());
    float[] gradient = new float[layout.size()];
    gradient[0] = 3;
    norms.measure(gradient);
    gradient[0] = 5;
    assertThat(norms.totalOf(gradient)).isEqualTo(5);
    assertThat(norms.total()).isEqualTo(3);
    assertThat(norms.norms()).containsExactly(3, 0, 0);
  }

  @Test
  void whatIsNotFiniteShows() {
    GradientNorms norms = new GradientNorms(layout, Kernels.active());
    float[] gradient = new float[layout.size()];
    gradient[40] = Float.NaN;
    assertThat(norms.measure(gradient)).isNaN();
    gradient[40] = 1e30f;
    assertThat(norms.measure(gradient)).isInfinite();
  }
}
