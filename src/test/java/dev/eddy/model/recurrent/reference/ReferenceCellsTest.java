package dev.eddy.model.recurrent.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eddy.training.Chance;
import dev.eddy.training.Draws;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sizes and names of the cells. */
class ReferenceCellsTest {
  /**
   * Counted by hand for 3 inputs and 5 units: rows · (inputs + outputs + 2) and what comes on top.
   */
  @ParameterizedTest
  @CsvSource({
    "elman, 50", // 5 · 10
    "elman-relu, 50",
    "lstm, 200", // 20 · 10
    "lstm-peephole, 215", // and 3 · 5
    "lstm-projection, 175", // 20 · (3 + 3 + 2) + 3 · 5
    "lstm-1997, 150", // 15 · 10
    "lstm-decay, 150",
    "memory-block, 375", // 5 blocks of 2: 25 · (3 + 10 + 2)
    "lstm-coupled, 150",
    "gru, 150",
    "gru-cho, 150",
    "lstm-layer-norm, 290" // 20 · 10 and 4 · 20 + 2 · 5
  })
  void parameterCounts(String name, long expected) {
    ReferenceCell cell = cells(5).get(name);
    assertThat(cell.parameterCount(3)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 17})
  void formulasCountTheArrays(int inputs) {
    for (int units : new int[] {1, 2, 5, 16, 33}) {
      for (ReferenceCell cell : ReferenceCells.all(units)) {
        ReferenceLayer layer = ReferenceLayer.zeros(cell, inputs);
        assertThat(ReferenceParameters.count(layer.parameters()))
            .as(cell.name())
            .isEqualTo(cell.parameterCount(inputs));
      }
    }
  }

  @Test
  void aNetworkCountsItsLayersAndItsReadout() {
    Draws draws = new Chance(1, "network", 0).draws("count");
    List<ReferenceLayer> layers =
        List.of(
            ReferenceLayer.zeros(ReferenceCells.lstm(5), 3),
            ReferenceLayer.zeros(ReferenceCells.gru(4), 5));
    ReferenceReadout readout = ReferenceReadout.random(2, 4, 3, draws, 1);
    ReferenceNetwork network = ReferenceNetwork.of(layers, readout, ReferenceLoss.squared());
    assertThat(network.parameterCount()).isEqualTo(200 + 12 * (5 + 4 + 2) + 2 * (4 + 3 + 1));
  }

  @Test
  void arraysOfOtherNamesOrShapesAreRefused() {
    ReferenceCell cell = ReferenceCells.elman(2);
    Map<String, double[][]> parameters =
        new LinkedHashMap<>(ReferenceLayer.zeros(cell, 3).parameters());
    parameters.put("bias_hh", new double[3][1]);
    assertThatThrownBy(() -> ReferenceLayer.of(cell, 3, parameters))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("elman bias_hh rows 3: must be 2");
    parameters.remove("bias_hh");
    assertThatThrownBy(() -> ReferenceLayer.of(cell, 3, parameters))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must be [weight_ih, weight_hh, bias_ih, bias_hh]");
  }

  private static Map<String, ReferenceCell> cells(int units) {
    return ReferenceCells.all(units).stream()
        .collect(Collectors.toMap(ReferenceCell::name, cell -> cell));
  }
}
